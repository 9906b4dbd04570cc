"""Real files with a few places of their structure made odd: what accidents, other programs and attackers make."""

import copy
import io
import json
import re
import zipfile
from collections.abc import Callable
from random import Random

ODD_VALUES: tuple[object, ...] = (
    None, True, -1, 0, 10**30, 1e308, "", " ", "\x00", "9999-12-31T23:59:59Z", "0001-01-01", "P999999999W", "../../x",
    "=1+1", "A" * 5_000, "\ud800", [], {}, [[[[]]]], {"date": {}}, "25/10/2568", "-0:00", "１２:００",
)  # fmt: skip
ODD_TEXTS = (
    "", "\x00", "0", "-1", "99999999999999999999", "1e999", "\u202e", "A1:XFD1048576", "A0", "ZZZZ9", "&#0;", "&x;",
    "../../../etc/passwd", "00010101T000000Z", "99991231T235959Z", "P99999999999D", "FREQ=SECONDLY;COUNT=1000000000",
    "[" * 300, "0" * 400, "s", "true", "NaN", "VALUE=PERIOD", "Europe/\x00", "<" , ">", '"', "]]>", "<!--",
)  # fmt: skip
_TOKEN = re.compile(r'"[^"\n]*"|[A-Za-z0-9_.+-]+|[:;=,]')


def mutated_text(random: Random, text: str) -> str:
    """Lines twice, gone, exchanged, within each other, and words made odd."""
    lines = text.split("\n")
    for _ in range(random.randint(1, 4)):
        at, other = random.randrange(len(lines)), random.randrange(len(lines))
        match random.randrange(6):
            case 0:
                lines.insert(other, lines[at])
            case 1 if len(lines) > 2:
                del lines[at]
            case 2:
                lines[at], lines[other] = lines[other], lines[at]
            case 3:
                first, last = sorted((at, other))
                lines[first:last] = lines[first:last] * random.choice((0, 2, 30))
            case _:
                lines[at] = _odd_word(random, lines[at])
    return "\n".join(lines)


def _odd_word(random: Random, line: str) -> str:
    words = list(_TOKEN.finditer(line))
    if not words:
        return random.choice(ODD_TEXTS)
    chosen = random.choice(words)
    return line[: chosen.start()] + random.choice(ODD_TEXTS) + line[chosen.end() :]


def mutated_json(random: Random, content: str) -> str:
    """Values exchanged for odd ones, left out, or put where others are."""
    tree = json.loads(content)
    for _ in range(random.randint(1, 4)):
        holders = _holders(tree)
        holder = random.choice(holders)
        key = random.choice(list(holder) if isinstance(holder, dict) else range(len(holder)))
        match random.randrange(4):
            case 0:
                del holder[key]
            case 1:
                holder[key] = json.loads(json.dumps(random.choice(holders)))
            case _:
                holder[key] = copy.deepcopy(random.choice(ODD_VALUES))
        if not _holders(tree):
            break
    return json.dumps(tree)


def _holders(tree: object) -> list[dict | list]:  # type: ignore[type-arg]
    """Every list and mapping of the tree that holds something."""
    inner = tree.values() if isinstance(tree, dict) else tree if isinstance(tree, list) else ()
    own = [tree] if isinstance(tree, dict | list) and tree else []
    return [*own, *(one for part in inner for one in _holders(part))]


_ATTRIBUTE = re.compile(rb'="([^"]*)"')
_CONTENT = re.compile(rb">([^<]+)<")
_ELEMENT = re.compile(rb"<(?![?!/])[^<>]*>")


def mutated_package(random: Random, data: bytes) -> bytes:
    """Parts of an .xlsx left out, exchanged or pointing in circles; attributes, values and elements made odd."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for _ in range(random.randint(1, 4)):
        name, other = random.choice(list(parts)), random.choice(list(parts))
        match random.randrange(10):
            case 0 if len(parts) > 3:
                del parts[name]
            case 1:
                parts[name], parts[other] = parts[other], parts[name]
            case 2:
                rels = [one for one in parts if one.endswith(".rels")]
                if rels:
                    target = random.choice((f"/{other}", "../workbook.xml", "/xl/workbook.xml", "", "http://[::"))
                    parts[random.choice(rels)] = _exchanged(
                        random, parts[rels[0]], re.compile(rb'Target="([^"]*)"'), target
                    )
            case 3:
                parts[name] = _repeated(random, parts[name])
            case _:
                pattern = random.choice((_ATTRIBUTE, _CONTENT))
                parts[name] = _exchanged(random, parts[name], pattern, random.choice(ODD_TEXTS))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", random.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def _exchanged(random: Random, content: bytes, pattern: re.Pattern[bytes], odd: str) -> bytes:
    found = list(pattern.finditer(content))
    if not found:
        return content
    chosen = random.choice(found)
    return content[: chosen.start(1)] + odd.encode("utf-8", "replace") + content[chosen.end(1) :]


def _repeated(random: Random, content: bytes) -> bytes:
    """An element begun once more, many times, or never."""
    found = list(_ELEMENT.finditer(content))
    if not found:
        return content
    chosen = random.choice(found)
    return content[: chosen.start()] + chosen[0] * random.choice((0, 2, 2_000)) + content[chosen.end() :]


Mutation = Callable[[Random], bytes]

"""XML as text: single tags are found and exchanged, and everything between them stays as it was written."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from planner.workbook.grid import Unreadable

_DECLARATION = re.compile(r"<\?xml[^>]*\?>\s*")
_ENCODING = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
_PASSED_OVER = r"<!--.*?(?:-->|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)|<\?.*?(?:\?>|\Z)"
_NAME = r"[^\s/>!?]++"
_TOLD = r"(?:[^\"'>/]|/(?!>)|\"[^\"]*\"|'[^']*')*+"
_ATTRIBUTE = re.compile(r"""([^\s="'/<>]++)\s*=\s*("[^"]*"|'[^']*')""")
_ENTITY = re.compile(r"&(?:#x([0-9A-Fa-f]{1,6})|#([0-9]{1,7})|(amp|lt|gt|quot|apos));")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_UNHEARD = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def decoded(content: bytes) -> str:
    """The text of an XML part, without its declaration, which speaks of bytes."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _DECLARATION.sub("", content.decode("utf-16"), count=1)
    named = _ENCODING.match(content)
    try:
        text = content.decode("utf-8-sig" if named is None else named[1].decode("ascii")).lstrip("\ufeff")
    except (UnicodeDecodeError, LookupError) as error:
        raise Unreadable("A part of the workbook is in a character set that is not known.") from error
    return _DECLARATION.sub("", text, count=1)


def encoded(text: str) -> bytes:
    """An XML part with its declaration."""
    return b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + text.encode("utf-8", "replace")


@dataclass(frozen=True, slots=True)
class Tag:
    """A start or end tag of a text: where it stands, its name with and without prefix, and what it tells."""

    start: int
    stop: int
    full: str
    told: str
    ends: bool
    empty: bool

    @property
    def name(self) -> str:
        """The name without its prefix."""
        return self.full.rpartition(":")[2]

    @property
    def prefix(self) -> str:
        """The prefix with its colon; empty where there is none."""
        return self.full[: -len(self.name)]

    def attributes(self) -> dict[str, str]:
        """The attributes by their full names, escapes undone."""
        return {key: unescaped(value[1:-1]) for key, value in _ATTRIBUTE.findall(self.told)}

    def with_attributes(self, changed: dict[str, str | None]) -> str:
        """The tag with some attributes set, or left out where None."""
        left = dict(changed)
        attributes = _ATTRIBUTE.sub(lambda found: _exchanged(found, left), self.told)
        added = "".join(f" {key}={quoted(value)}" for key, value in left.items() if value is not None)
        return f"<{self.full}{attributes.rstrip()}{added}{'/' if self.empty else ''}>"


def _exchanged(found: re.Match[str], left: dict[str, str | None]) -> str:
    if found[1] not in left:
        return found[0]
    value = left.pop(found[1])
    return "" if value is None else f"{found[1]}={quoted(value)}"


@lru_cache(maxsize=200)
def _pattern(names: frozenset[str]) -> re.Pattern[str]:
    """What finds the tags of these local names, or all; others are passed over within the pattern, which is fast."""
    wanted = rf"(?:[^\s/>:!?]++:)?(?:{'|'.join(sorted(names))})(?=[\s/>])" if names else _NAME
    return re.compile(rf"{_PASSED_OVER}|<(?P<end>/?)(?P<name>{wanted})(?P<told>{_TOLD})(?P<empty>/?)>", re.DOTALL)


ALL = frozenset[str]()


def tags(text: str, start: int = 0, stop: int | None = None, names: frozenset[str] = ALL) -> Iterator[Tag]:
    """The tags of a text in order, those of some local names or all; comments, declarations and raw text are passed
    over.
    """
    for match in _pattern(names).finditer(text, start, len(text) if stop is None else stop):
        if match["name"] is not None:
            yield Tag(
                match.start(), match.end(), match["name"], match["told"], bool(match["end"]), bool(match["empty"])
            )


@dataclass(frozen=True, slots=True)
class Element:
    """An element of a text: its start tag, where its content ends, and where it ends itself."""

    tag: Tag
    inner_stop: int
    stop: int

    @property
    def start(self) -> int:
        """Where it begins in the text."""
        return self.tag.start

    def inner(self, text: str) -> str:
        """What stands between its two tags."""
        return text[self.tag.stop : self.inner_stop]


def elements(text: str, names: frozenset[str], start: int = 0, stop: int | None = None) -> Iterator[Element]:
    """The elements of these local names in order, each when it ends; of nested ones the inner come first."""
    opened: list[Tag] = []
    for tag in tags(text, start, stop, names):
        if tag.empty:
            yield Element(tag, tag.stop, tag.stop)
        elif not tag.ends:
            opened.append(tag)
        elif opened:
            yield Element(opened.pop(), tag.start, tag.stop)


def first(text: str, name: str) -> Element | None:
    """The first element of this local name that ends."""
    return next(elements(text, frozenset((name,))), None)


def rewritten(text: str, names: frozenset[str], change: Callable[[Element], str | None]) -> str:
    """The text with elements of these names exchanged for what `change` gives; None leaves one as it is. They must not
    lie within each other.
    """
    made = ((one, change(one)) for one in elements(text, names))
    return spliced(text, ((one.start, one.stop, new) for one, new in made if new is not None))


def spliced(text: str, exchanges: Iterable[tuple[int, int, str]]) -> str:
    """The text with stretches of it, given in order by their start and stop, exchanged for others."""
    pieces: list[str] = []
    at = 0
    for start, stop, made in exchanges:
        pieces += (text[at:start], made)
        at = stop
    return "".join((*pieces, text[at:])) if pieces else text


def unescaped(text: str) -> str:
    """What an XML text says."""
    return _ENTITY.sub(_character, text) if "&" in text else text


def _character(found: re.Match[str]) -> str:
    if found[3]:
        return _NAMED[found[3]]
    code = int(found[1], 16) if found[1] else int(found[2])
    return chr(code) if code < 0x110000 else "\ufffd"


def escaped(text: str) -> str:
    """The text as XML."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def quoted(text: str) -> str:
    """The text as the value of an attribute."""
    return '"' + escaped(text).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;") + '"'


def cell_text(text: str) -> str:
    """A text as the format writes it in a cell: characters that XML cannot hold become `_x0001_`."""
    shown = _LOOKS_ESCAPED.sub("_x005F_", text)
    return escaped(_UNHEARD.sub(lambda found: f"_x{ord(found[0]):04X}_", shown))

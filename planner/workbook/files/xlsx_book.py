"""The parts of an .xlsx around its sheets: their names and places, shared strings and number formats.

The reader is our own because the libraries at hand fail on hostile input: python-calamine 0.9 aborts the whole process
when one cell lies in the far corner and shows `#REF!` as blank; openpyxl takes seconds and reports a million rows.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from posixpath import join, normpath
from xml.parsers import expat

from planner.workbook.grid import Unreadable

MAX_ELEMENTS = 2_500_000
"""Over all parts of one workbook; 100,000 blank formatted rows of 23 columns have 2,400,000."""

MAX_CHARACTERS = 4_000_000
"""In all cells together, repeated texts counted each time; the largest conference has 300,000."""

MAX_TEXT = 32_767
"""Characters in one cell, the limit of the .xlsx format itself."""

EARLIEST_YEAR = 1980
"""Of a file that can have been saved as .xlsx; programs without a clock write 1900 and the like."""

_ESCAPED = re.compile(r"_x(?![Dd][89A-Fa-f])([0-9A-Fa-f]{4})_")  # half a surrogate pair is no character

Attributes = dict[str, str]


class ElementBudget:
    """Counts XML elements and the characters in cells, so that a small file that stands for a huge one is refused."""

    def __init__(self) -> None:
        self.left = MAX_ELEMENTS
        self.characters_left = MAX_CHARACTERS

    def spend(self, elements: int) -> None:
        """Count so many elements; `Unreadable` once there are too many."""
        self.left -= elements
        if self.left < 0:
            raise Unreadable(
                f"The workbook has more than {MAX_ELEMENTS:,} cells and marks.",
                "Delete the empty formatted rows and columns below and beside the tables.",
            )

    def spend_text(self, text: str) -> None:
        """One text may be held once and stand in a million cells."""
        self.characters_left -= len(text)
        if self.characters_left < 0:
            raise Unreadable(
                f"The cells of the workbook hold more than {MAX_CHARACTERS:,} characters, repeated texts included.",
                "Shorten the long texts that stand in many cells.",
            )


def parse(
    part: str,
    content: bytes,
    start: Callable[[str, Attributes], None],
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
    budget: ElementBudget | None = None,
) -> None:
    """Feeds one XML part to the handlers; anything but plain well-formed XML is refused, and more than the budget."""
    if budget is not None:
        budget.spend(_tags(content))
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = _refuse_doctype
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise Unreadable(f"The part {part} of the workbook is damaged.", "Save it anew as plain .xlsx.") from error


def _tags(content: bytes) -> int:
    """How many elements a part has at most: counting them is a thousand times faster than walking through them."""
    return content.count(b"<") - content.count(b"</") - content.count(b"<!") - content.count(b"<?")


def _refuse_doctype(*_: object) -> None:
    raise Unreadable(
        "The workbook declares XML entities, which only a hostile file does.",
        "Ask its sender for a workbook saved by a spreadsheet program.",
    )


def local(name: str) -> str:
    """An element's or attribute's name without its namespace prefix."""
    return name.rpartition(":")[2]


def unescape(text: str) -> str:
    """Text as the user typed it: the format writes control characters as `_x0001_`."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


@dataclass(frozen=True, slots=True)
class SheetPart:
    """Where a sheet of the workbook lies in the file."""

    name: str
    part: str
    hidden: bool


@dataclass(frozen=True, slots=True)
class BookOutline:
    """What workbook.xml says: its worksheets in order, and whether dates count from 1904."""

    sheets: tuple[SheetPart, ...]
    from_1904: bool


def targets(part: str, content: bytes) -> dict[str, tuple[str, str]]:
    """The relations of a part: id to (kind, name of the part it points to). Links out of the file are left out."""
    target_of: dict[str, tuple[str, str]] = {}
    folder = part.rpartition("/")[0].removesuffix("_rels").rstrip("/")

    def start(_: str, attributes: Attributes) -> None:
        if attributes.get("TargetMode") == "External" or "Target" not in attributes:
            return
        target = attributes["Target"].replace("\\", "/")
        place = target.lstrip("/") if target.startswith("/") else normpath(join(folder, target))
        target_of[attributes.get("Id", "")] = (attributes.get("Type", "").rpartition("/")[2], place)

    parse(part, content, start)
    return target_of


def read_book(part: str, content: bytes, relations: dict[str, tuple[str, str]]) -> BookOutline:
    """The worksheets listed in workbook.xml; chart sheets hold no records and are left out."""
    sheets: list[SheetPart] = []
    from_1904 = False

    def start(name: str, attributes: Attributes) -> None:
        nonlocal from_1904
        if local(name) == "workbookPr":
            from_1904 = attributes.get("date1904", "0").lower() in ("1", "true")
        if local(name) != "sheet":
            return
        relation = next((value for key, value in attributes.items() if local(key) == "id" and ":" in key), "")
        kind, place = relations.get(relation, ("", ""))
        if kind == "worksheet":
            hidden = attributes.get("state", "visible") != "visible"
            sheets.append(SheetPart(unescape(attributes.get("name", "")), place, hidden))

    parse(part, content, start)
    return BookOutline(tuple(sheets), from_1904)


def read_times(part: str, content: bytes) -> tuple[datetime | None, datetime | None]:
    """When the file was made and when it was last saved, as its properties say; None where they name no moment."""
    stamps: dict[str, str] = {}
    inside: list[str] = []

    def start(name: str, _: Attributes) -> None:
        inside.append(local(name))

    def end(_: str) -> None:
        inside.pop()

    def text(data: str) -> None:
        if inside and inside[-1] in ("modified", "created"):
            stamps[inside[-1]] = stamps.get(inside[-1], "") + data

    parse(part, content, start, end, text)
    return _time(stamps.get("created", "")), _time(stamps.get("modified", ""))


def _time(text: str) -> datetime | None:
    try:
        when = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    return when.replace(microsecond=0) if when.tzinfo is not None and when.year > EARLIEST_YEAR else None


def read_strings(part: str, content: bytes, budget: ElementBudget) -> list[str]:
    """The shared strings in order; phonetic hints above Japanese text are no part of it."""
    strings: list[str] = []
    pieces: list[str] = []
    inside = {"t": False, "rPh": False}

    def start(name: str, _: Attributes) -> None:
        tag = local(name)
        if tag == "si":
            pieces.clear()
        elif tag in inside:
            inside[tag] = True

    def end(name: str) -> None:
        tag = local(name)
        if tag == "si":
            strings.append(checked_text(unescape("".join(pieces))))
        elif tag in inside:
            inside[tag] = False

    def text(data: str) -> None:
        if inside["t"] and not inside["rPh"]:
            pieces.append(data)

    parse(part, content, start, end, text, budget)
    return strings


def checked_text(text: str) -> str:
    """The text, unless it is longer than a cell can hold."""
    if len(text) > MAX_TEXT:
        raise Unreadable(f"A cell holds {len(text):,} characters; the limit is {MAX_TEXT:,}.", "Shorten it.")
    return text

"""Cells of a worksheet as XML: values become markup that holds no formula, rows are taken apart into cells."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from planner.workbook.files.xlsx_book import MAX_TEXT
from planner.workbook.grid import Cell, ErrorValue, address, column_number
from planner.workbook.keeping.markup import Tag, cell_text, tags
from planner.workbook.keeping.styles import Styles
from planner.workbook.kinds.single import text_of
from planner.workbook.writing.xlsx_cells import encodable

_DAY_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001 -- a spreadsheet's dates know no zone
_CELLS = frozenset(("c",))
_CELL = re.compile(r"""(<(?:\w+:)?c r=["'][A-Z]{1,3})[0-9]{1,7}(["'])""")
_PLACE = re.compile(r"""(<(?:\w+:)?(?:row r=["']|c r=["'][A-Z]{1,3}))([0-9]{1,7})(?=["'])""")
_ANY_PLACE = re.compile(r"<(?:\w+:)?(?:row|c)(?=[\s/>])")
_ANY_CELL = re.compile(r"<(?:\w+:)?c(?=[\s/>])")
_DAYS_BETWEEN_SYSTEMS = 1462
_LEAP_DAY_OF_1900 = 60
"""Excel counts a 29 February 1900, so that days before it are one less than they seem."""


@dataclass(frozen=True, slots=True)
class Pen:
    """What the cells of a sheet are written with: its name, the file's prefix of names and its looks, and whether its
    dates count from 1904.
    """

    sheet: str
    prefix: str
    styles: Styles
    from_1904: bool

    def cell(self, row: int, column: int, cell: Cell, style: int) -> str:
        """The markup of a cell; blank ones keep their look, and are left out where they have none."""
        if cell is None and style == 0:
            return ""
        fitting = self.styles.fitting(style, cell)
        name = f"{self.prefix}c"
        start = f'{name} r="{address(row, column)}"' + (f' s="{fitting}"' if fitting else "")
        if cell is None:
            return f"<{start}/>"
        if isinstance(cell, str | ErrorValue):
            return f'<{start} t="inlineStr">{self._text(encodable(text_of(cell)), address(row, column))}</{name}>'
        kind = ' t="b"' if isinstance(cell, bool) else ""
        return f"<{start}{kind}><{self.prefix}v>{self._number(cell)}</{self.prefix}v></{name}>"

    def _text(self, text: str, place: str) -> str:
        if len(text) > MAX_TEXT:
            raise ValueError(
                f"the text in {self.sheet}!{place} has {len(text):,} characters; an .xlsx cell holds {MAX_TEXT:,}"
            )
        p = self.prefix
        return f'<{p}is><{p}t xml:space="preserve">{cell_text(text)}</{p}t></{p}is>'

    def _number(self, cell: bool | float | date | time | timedelta) -> str:
        if isinstance(cell, bool):
            return str(int(cell))
        if isinstance(cell, int | float):
            return str(int(cell)) if float(cell).is_integer() and abs(cell) < 1e15 else repr(float(cell))
        return repr(serial(cell, from_1904=self.from_1904)).removesuffix(".0")


def serial(cell: date | time | timedelta, *, from_1904: bool) -> float:
    """The number that a spreadsheet holds for a time; the opposite of `from_serial`."""
    if isinstance(cell, timedelta):
        return cell.total_seconds() / 86_400
    if isinstance(cell, time):
        return (cell.hour * 3600 + cell.minute * 60 + cell.second) / 86_400
    moment = cell if isinstance(cell, datetime) else datetime.combine(cell, time(0))
    days = (moment.replace(tzinfo=None) - _DAY_ZERO).total_seconds() / 86_400
    if days < _LEAP_DAY_OF_1900 + 1:
        days -= 1
    return days - _DAYS_BETWEEN_SYSTEMS if from_1904 else days


@dataclass(frozen=True, slots=True)
class Held:
    """A cell that a file holds: its column, its style and its markup."""

    column: int
    style: int
    text: str


@dataclass(frozen=True, slots=True)
class FileRow:
    """A row that a file holds: its number, its start tag and its cells in order."""

    number: int
    tag: Tag
    cells: tuple[Held, ...]


def renumbered(text: str, row: int) -> str | None:
    """The markup of a row in another place; None where its cells do not tell their places as programs do."""
    made, count = _CELL.subn(lambda one: f"{one[1]}{row}{one[2]}", text)  # a template would be compiled for each row
    return made if count == len(_ANY_CELL.findall(text)) else None


def shifted(text: str, last: int, place: Callable[[int], int]) -> str | None:
    """The markup of many rows, each in another place; None where they do not tell their places as programs do, all of
    them behind the `last` one before.
    """
    if "<!" in text or any(int(one[2]) <= last for one in _PLACE.finditer(text)):
        return None
    made, count = _PLACE.subn(lambda one: f"{one[1]}{place(int(one[2]))}", text)
    return made if count == len(_ANY_PLACE.findall(text)) else None


def numbered(tag: Tag, before: int) -> int:
    """The number of a row, which follows the one before where it does not tell."""
    number = tag.attributes().get("r", "")
    return int(number) if number.isascii() and number.isdecimal() and len(number) < 8 else before + 1


def line_of(text: str, number: int, row: Tag, stop: int) -> FileRow:
    """The row taken apart. `stop` is where its content ends."""
    held = []
    column = 0
    begin: Tag | None = None
    for tag in tags(text, row.stop, stop, _CELLS):
        if not tag.ends:
            spelt = tag.attributes().get("r", "").rstrip("0123456789")
            column = column_number(spelt) if spelt.isascii() and spelt.isalpha() and spelt.isupper() else column + 1
            begin = tag
        if (tag.ends or tag.empty) and begin is not None:
            style = begin.attributes().get("s", "0")
            number_of = int(style) if style.isascii() and style.isdecimal() and len(style) < 8 else 0
            held.append(Held(column, number_of, text[begin.start : tag.stop]))
    return FileRow(number, row, tuple(held))


def placed(held: Held, row: int) -> str:
    """The cell's markup in this row."""
    tag = next(tags(held.text))
    return tag.with_attributes({"r": address(row, held.column)}) + held.text[tag.stop :]


def styles_of(line: FileRow | None) -> Mapping[int, int]:
    """The looks of a row's cells by column."""
    return {} if line is None else {held.column: held.style for held in line.cells}

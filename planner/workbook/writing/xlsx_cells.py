"""Cells of an .xlsx: their looks, and how text gets into them so that no spreadsheet program evaluates it."""

import re
from datetime import date, datetime, time, timedelta

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from planner.workbook.files.xlsx_book import MAX_TEXT
from planner.workbook.grid import Cell, letters
from planner.workbook.kinds.single import text_of

EVALUATED = tuple("=+-@") + tuple(chr(code) for code in range(32))
"""How text begins that a spreadsheet program might take for a formula."""

TINTS = {
    "programme": "#DCE6F2",
    "line": "#E6DDF0",
    "bilateral": "#DFEFD9",
    "side_event": "#FBE7CC",
    "provisional": "#FFF6C9",
    "unplaced": "#F9DEDC",
}
"""Light enough for black text, and told apart by their lightness on a printer without colours as far as can be."""

_FORBIDDEN_IN_NAMES = str.maketrans("[]:*?/\\", "_______")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\ufffe\uffff]")
_LONGEST_NAME = 31


class Looks:
    """The cell formats of one workbook."""

    def __init__(self, book: xlsxwriter.Workbook, *, italic: bool = False, wrap: bool = False) -> None:
        base = {"valign": "top", "font_name": "Calibri", "italic": italic, "text_wrap": wrap}
        if italic:
            base |= {"font_color": "#7F7F7F"}
        moment = base | {"align": "left"}
        header = {"bold": True, "font_color": "#FFFFFF", "border": 1, "border_color": "#FFFFFF", "valign": "vcenter"}
        self.required: Format = book.add_format(header | {"bg_color": "#1F4E78"})
        self.optional: Format = book.add_format(header | {"bg_color": "#5B7FA6"})
        self.extra: Format = book.add_format(header | {"bg_color": "#7F7F7F"})
        self.text: Format = book.add_format(base)
        self.quoted: Format = book.add_format(base | {"quote_prefix": True})
        self.day: Format = book.add_format(moment | {"num_format": "yyyy-mm-dd"})
        self.moment: Format = book.add_format(moment | {"num_format": "yyyy-mm-dd hh:mm"})
        self.second: Format = book.add_format(moment | {"num_format": "yyyy-mm-dd hh:mm:ss"})
        self.clock: Format = book.add_format(moment | {"num_format": "hh:mm"})
        self.clock_second: Format = book.add_format(moment | {"num_format": "hh:mm:ss"})
        self.length: Format = book.add_format(base | {"num_format": "[h]:mm:ss"})

        self.cancelled: Format = book.add_format({"font_color": "#7F7F7F", "font_strikeout": True})
        self.unplaced: Format = book.add_format({"bg_color": TINTS["unplaced"]})
        self.done: Format = book.add_format({"font_color": "#7F7F7F"})
        self.provisional: Format = book.add_format({"bg_color": TINTS["provisional"]})
        self.locked: Format = book.add_format({"bold": True})

    def of_time(self, cell: date | time | timedelta) -> Format:
        """The look of a date, time of day or length, with seconds only where the cell has any."""
        if isinstance(cell, datetime):
            return self.second if cell.second else self.moment
        if isinstance(cell, time):
            return self.clock_second if cell.second else self.clock
        return self.length if isinstance(cell, timedelta) else self.day


def sheet_name(name: str, taken: set[str]) -> str:
    """A name that the format allows and no sheet has yet, as near to `name` as can be; it is added to `taken`."""
    fitting = _CONTROLS.sub("_", encodable(name)).translate(_FORBIDDEN_IN_NAMES).strip("'")[:_LONGEST_NAME] or "Sheet"
    number, candidate = 1, fitting
    while candidate.casefold() in taken:
        number += 1
        candidate = f"{fitting[: _LONGEST_NAME - 5]} {number}"
    taken.add(candidate.casefold())
    return candidate


def encodable(text: str) -> str:
    """The text with a `?` for halves of characters that no file can hold."""
    return text.encode("utf-8", "replace").decode("utf-8")


def held(cell: Cell) -> Cell:
    """What a cell of a file can hold of it, the beginning of a text that is too long."""
    return f"{cell[: MAX_TEXT - 1]}…" if isinstance(cell, str) and len(cell) > MAX_TEXT else cell


def write_cell(worksheet: Worksheet, row: int, column: int, cell: Cell, looks: Looks) -> None:
    """One cell, by the type of what it holds."""
    if cell is None:
        return
    if isinstance(cell, bool):
        worksheet.write_boolean(row, column, cell, looks.text)
    elif isinstance(cell, int | float):
        worksheet.write_number(row, column, cell, looks.text)
    elif isinstance(cell, date | time | timedelta):
        worksheet.write_datetime(row, column, cell, looks.of_time(cell))
    else:
        _write_text(worksheet, row, column, encodable(text_of(cell)), looks)


def _write_text(worksheet: Worksheet, row: int, column: int, text: str, looks: Looks) -> None:
    if len(text) > MAX_TEXT:
        place = f"{worksheet.get_name()}!{letters(column + 1)}{row + 1}"
        raise ValueError(f"the text in {place} has {len(text):,} characters; an .xlsx cell holds {MAX_TEXT:,}")
    worksheet.write_string(row, column, text, looks.quoted if text.startswith(EVALUATED) else looks.text)

"""One worksheet of an .xlsx, cell by cell: only cells that hold something are kept, wherever they lie."""

import re
from datetime import datetime, time, timedelta

from planner.workbook.files.xlsx_book import Attributes, ElementBudget, checked_text, local, parse, unescape
from planner.workbook.format.for_reading import MARK, MARK_ROW
from planner.workbook.grid import Cell, ErrorValue, Grid, Unreadable, address, column_number

MAX_ROWS = 20_000
"""Rows with content in one sheet; the largest conference has a few thousand."""

_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_ENDS_OF_NAME = (b" ", b">", b"/", b"\n", b"\r", b"\t")
_BLANK_CELL = re.compile(rb'<c r="[A-Z]{1,3}[0-9]{1,7}"(?: s="[0-9]{1,7}")?(?:/>|></c>)')
_BLANK_END = re.compile(rb'(?<!/>)(?:<c(?: s="[0-9]{1,7}")?/>)+(?=</row>)')
_BLANK_ROW = re.compile(rb'<row r="[0-9]{1,7}"[^<>]*(?:/>|></row>)')
_DAY_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001 -- a spreadsheet's dates know no zone
_LATEST = 2_958_466  # 31 December 9999


def from_serial(number: float, meaning: str, *, from_1904: bool = False) -> Cell:
    """What a spreadsheet shows for a number in a cell formatted as a date, time or duration."""
    days = number + 1462 if from_1904 and meaning != "time" else number
    if not 0 <= days < _LATEST:
        return number
    if meaning == "duration":
        return timedelta(seconds=round(number * 86_400))
    if (meaning == "time" or number > 0) and number < 1:
        return (_DAY_ZERO + timedelta(seconds=round(number * 86_400) % 86_400)).time()
    # Excel counts a 29 February 1900, so that days before it are one further on.
    moment = _DAY_ZERO + timedelta(days=days < 60, seconds=round(days * 86_400))
    if meaning == "date" and moment.time() == time(0):
        return moment.date()
    return moment


class ForReading(Exception):
    """The sheet was made from the plan for people to read; there is nothing in it to be read back."""


class SheetReader:
    """Collects the cells of a worksheet while expat walks through it."""

    def __init__(self, strings: list[str], dates: dict[int, str], budget: ElementBudget, *, from_1904: bool) -> None:
        self.rows: dict[int, dict[int, Cell]] = {}
        self.merged: list[str] = []
        self.formulas: list[str] = []
        self.uncomputed: list[str] = []
        self._hidden: list[int] = []
        self._strings = strings
        self._dates = {str(style): meaning for style, meaning in dates.items()}
        self.budget = budget
        self._from_1904 = from_1904
        self._row = 0
        self._reference = ""
        self._offset = 0
        self._cell: Attributes = {}
        self._value_text: list[str] = []
        self._own_text: list[str] = []
        self._heard: list[str] | None = None
        self._phonetic = False
        self._formula = False

    def start(self, name: str, attributes: Attributes) -> None:
        """An element begins."""
        tag = local(name)
        if tag == "c":
            self._start_cell(attributes)
        elif tag == "v":
            # Both <v> and <is> may be there; and of two <v>, which no program writes, the first counts.
            self._heard = None if self._value_text else self._value_text
        elif tag == "t":
            self._heard = None if self._phonetic else self._own_text
        elif tag == "row":
            self._start_row(attributes)
        elif tag == "f":
            self._formula = True
        elif tag == "rPh":
            self._phonetic = True
        elif tag == "mergeCell":
            self.merged.append(attributes.get("ref", ""))

    def end(self, name: str) -> None:
        """An element ends."""
        tag = local(name)
        if tag == "c":
            if self._value_text or self._own_text or self._formula:
                self._finish_cell()
        elif tag in ("v", "t"):
            self._heard = None
        elif tag == "rPh":
            self._phonetic = False

    def text(self, data: str) -> None:
        """Some of the text between two marks; a text may come in parts."""
        if self._heard is not None:
            self._heard.append(data)

    def _start_row(self, attributes: Attributes) -> None:
        number = attributes.get("r", "")
        self._row = int(number) if number.isascii() and number.isdigit() and len(number) < 8 else self._row + 1
        if attributes.get("hidden", "0").lower() in ("1", "true"):
            self._hidden.append(self._row)
        self._reference, self._offset = "", 0

    def _start_cell(self, attributes: Attributes) -> None:
        self._cell = attributes
        self._formula = False
        if self._value_text or self._own_text:
            self._value_text, self._own_text = [], []
        if "r" in attributes:
            self._reference, self._offset = attributes["r"], 0
        else:
            self._offset += 1

    def _finish_cell(self) -> None:
        row, column = self._position()
        value = self._value(self._typed())
        if self._formula:
            self.formulas.append(address(row, column))
            if value is None:
                self.uncomputed.append(address(row, column))
        if value == MARK and (row, column) == (MARK_ROW, 1):
            raise ForReading
        if value is not None:
            self.rows.setdefault(row, {})[column] = value
            self.budget.spend(1)
            if isinstance(value, str):
                self.budget.spend_text(value)
            if len(self.rows) > MAX_ROWS:
                raise Unreadable(f"A sheet has more than {MAX_ROWS:,} rows with content.", "Split the event.")

    def _typed(self) -> str:
        """The text of the cell: that of an inline string is its own, that of any other cell its value."""
        inline = self._cell.get("t") == "inlineStr"
        first, second = (self._own_text, self._value_text) if inline else (self._value_text, self._own_text)
        return "".join(first or second)

    def _position(self) -> tuple[int, int]:
        if not self._reference:
            return self._row, self._offset
        match = _REFERENCE.fullmatch(self._reference)
        if match is None:
            raise Unreadable(f"The workbook has a cell at {self._reference[:20]!r}, which is no place in a sheet.")
        return int(match[2]), column_number(match[1]) + self._offset

    def _value(self, text: str) -> Cell:
        kind = self._cell.get("t", "n")
        if kind == "s":
            return self._shared(text) or None
        if kind in ("str", "inlineStr", "d"):
            return checked_text(unescape(text)) or None
        if not text.strip():
            return None
        if kind == "b":
            return text.strip() == "1"
        return ErrorValue(text.strip()[:20]) if kind == "e" else self._number(text)

    def _shared(self, text: str) -> str:
        try:
            return self._strings[int(text)]
        except (ValueError, IndexError) as error:
            raise Unreadable("The workbook refers to a text that it does not hold.", "Save it anew.") from error

    def _number(self, text: str) -> Cell:
        try:
            number = float(text)
        except ValueError:
            return checked_text(text)
        meaning = self._dates.get(self._cell.get("s", "0"))
        return number if meaning is None else from_serial(number, meaning, from_1904=self._from_1904)

    @property
    def hidden_rows(self) -> tuple[int, ...]:
        """The hidden rows that hold something."""
        return tuple(row for row in self._hidden if row in self.rows)


def without_blanks(content: bytes) -> bytes:
    """A worksheet part without the cells and rows that have a format and nothing else, of which there may be millions.

    Only where no place is counted from what is gone, and where no tag can be text. Each pattern is tried once at a tag.
    """
    if b"<!" in content:
        return content
    if b"<c/>" in content or b"<c s=" in content:
        content = _BLANK_END.sub(b"", content)
    if _say_their_place(b"<c", content):
        content = _BLANK_CELL.sub(b"", content)
    return _BLANK_ROW.sub(b"", content) if _say_their_place(b"<row", content) else content


def _say_their_place(tag: bytes, content: bytes) -> bool:
    return sum(content.count(tag + end) for end in _ENDS_OF_NAME) == content.count(tag + b' r="')


def read_sheet(part: str, content: bytes, reader: SheetReader, *, name: str, hidden: bool) -> Grid:
    """The grid of one worksheet part; `ForReading` as soon as it shows that it is none to be read."""
    left = reader.budget.left
    try:
        parse(part, without_blanks(content), reader.start, reader.end, reader.text, reader.budget)
    except ForReading:
        reader.budget.left = left
        raise
    notes = (tuple(reader.merged), tuple(reader.formulas), tuple(reader.uncomputed), reader.hidden_rows)
    return Grid(name, reader.rows, hidden, *notes)

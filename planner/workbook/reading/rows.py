"""The rows of a sheet as values: every cell read by its column's kind, every misreading reported."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from zoneinfo import ZoneInfo

from planner.domain.vocabulary import Severity
from planner.workbook.findings import Findings
from planner.workbook.format.table import HEADER_ROW, Column, Sheet
from planner.workbook.grid import Cell, ErrorValue, Grid, same
from planner.workbook.kinds.moments import Day, Moment
from planner.workbook.kinds.single import Margin, Misread, text_of
from planner.workbook.kinds.written import AHEAD, Order, buddhist_year, order_of
from planner.workbook.reading.header import Header, read_header

_SAID = {Order.DAY_FIRST: "day, month, year", Order.MONTH_FIRST: "month, day, year"}


@dataclass(slots=True)
class Made:
    """The record that was made of a row last, behind all that it was made of: what is equal makes an equal record."""

    last: tuple[object, object] = (None, None)


@dataclass(slots=True)
class Row:
    """A row on its way to a record: values by header, and whether a required one is wanting.

    `letters` are the columns of the file by header (whole addresses, and no number, where settings are gathered);
    `extras` are cells of unknown columns by their header. `made` is shared by all readings of a row that is remembered.
    """

    sheet: Sheet
    number: int
    columns: tuple[Column, ...]
    letters: Mapping[str, str]
    values: dict[str, object] = field(default_factory=dict)
    extras: dict[str, Cell] = field(default_factory=dict)
    incomplete: bool = False
    made: Made | None = field(default=None, repr=False, compare=False)

    def cell(self, header: str) -> str:
        """The address of one of its cells; empty where the sheet has no such column."""
        letter = self.letters.get(header, "")
        return f"{letter}{self.number or ''}" if letter else ""

    def drop(self, column: Column) -> None:
        """Forgets a value that cannot stand."""
        self.values.pop(column.header, None)
        self.incomplete = self.incomplete or column.required

    def text(self, header: str) -> str:
        """A value that is a code or id; empty where there is none."""
        value = self.values.get(header)
        return value if isinstance(value, str) else ""


class CellReader:
    """Reads single cells and reports what is wrong with them, where they stand."""

    def __init__(self, sheet: str, zone: ZoneInfo, findings: Findings) -> None:
        self._sheet = sheet
        self._zone = zone
        self._findings = findings
        self._place = ""
        self._cell: Cell = None
        self._margin = Margin(zone, self._note)
        self.orders: dict[Column, Order] = {}

    def into(self, findings: Findings) -> "CellReader":
        """A reader that reads as this one does, and reports elsewhere."""
        other = CellReader(self._sheet, self._zone, findings)
        other.orders = self.orders
        return other

    def _note(self, severity: Severity, sentence: str, cure: str) -> None:
        self._findings.add(severity, self._sheet, self._place, sentence, cure, value=self._cell)

    def learn_dates(self, columns: Sequence[Column], cells: Sequence[tuple[str, Cell]]) -> None:
        """Finds whether day or month comes first in the dates of some columns, by all cells with their places.

        One sentence says how they are read, or that they cannot be, whatever their number.
        """
        texts = {same(cell).strip(): (place, cell) for place, cell in cells if isinstance(cell, str)}
        self._mention_buddhist(columns, texts)
        order, shown = order_of(texts)
        if not shown:
            return
        self.orders |= dict.fromkeys(columns, order)
        place, cell = texts[shown]
        names = ", ".join(column.header for column in columns)
        if order in _SAID:
            sentence = f"{names}: dates such as {shown} are read as {_SAID[order]}."
            self._findings.notice(self._sheet, place, sentence, value=cell)
            return
        wrong = (
            "do not say which number is the day" if order == Order.UNTOLD else "have now the day first, now the month"
        )
        sentence = f"{names}: dates such as {shown} {wrong}, so that none of the column is read."
        self._findings.error(self._sheet, place, sentence, "Write them as 2025-10-25, year first.", value=cell)

    def _mention_buddhist(self, columns: Sequence[Column], texts: Mapping[str, tuple[str, Cell]]) -> None:
        """Says once for some columns that their years are those of the Buddhist calendar."""
        for text, (place, cell) in texts.items():
            year = buddhist_year(text)
            if year is not None:
                names = ", ".join(column.header for column in columns)
                sentence = f"{names}: years such as {year} are of the Buddhist calendar and read as {year - AHEAD}."
                self._findings.notice(self._sheet, place, sentence, value=cell)
                return

    def read(self, column: Column, cell: Cell, place: str) -> object:
        """The value, None for a blank cell; `Misread` has been reported when it is raised."""
        self._place, self._cell = place, cell
        try:
            if isinstance(cell, ErrorValue):
                raise Misread(f"The cell shows {cell.code}, so its formula failed.", "Repair it or type the value.")
            order = self.orders.get(column)
            value = column.kind.read(cell, self._margin if order is None else replace(self._margin, order=order))
        except Misread as misread:
            if not misread.told:
                sentence = f"{column.header}: {misread.sentence}"
                self._findings.error(self._sheet, place, sentence, misread.cure, value=cell)
            raise
        return None if value == () else value


Fill = Callable[[Row, Mapping[Column, Cell], CellReader, Findings], None]
"""Reads the cells of a row into its values."""


def is_blank(cells: Iterable[Cell]) -> bool:
    """Whether cells hold nothing but spaces."""
    return not any(text_of(cell).strip() for cell in cells)


def read_rows(sheet: Sheet, grid: Grid, zone: ZoneInfo, findings: Findings, fill_in: Fill | None = None) -> list[Row]:
    """Every row of the sheet that is not blank; `fill_in` reads the cells of one where `fill` is not to do so."""
    header = read_header(sheet, grid, findings)
    reader = CellReader(sheet.name, zone, findings)
    bare = list(bare_rows(sheet, grid, header))
    for column in header.columns.values():
        if isinstance(column.kind, Moment | Day):
            reader.learn_dates([column], [(row.cell(column.header), cells.get(column)) for row, cells in bare])
    rows = []
    for row, cells in bare:
        if is_blank(cells.values()):
            place, sentence = f"A{row.number}", "The row has values in unknown columns only; it is left out."
            findings.warning(sheet.name, place, sentence, "Fill it in, or empty it.")
            continue
        (fill_in or fill)(row, cells, reader, findings)
        rows.append(row)
    return rows


def bare_rows(sheet: Sheet, grid: Grid, header: Header) -> Iterator[tuple[Row, dict[Column, Cell]]]:
    """The rows that hold anything below a header, without values yet, each with the cells of its known columns."""
    letters = header.letters
    for number in sorted(grid.rows):
        cells = grid.rows[number]
        extras = {name: cells.get(at) for at, name in header.extras.items()}
        known = {header.columns[at]: cell for at, cell in cells.items() if at in header.columns}
        if number > HEADER_ROW and not (is_blank(known.values()) and is_blank(extras.values())):
            yield Row(sheet, number, sheet.columns, letters, extras=extras), known


def fill(row: Row, cells: Mapping[Column, Cell], reader: CellReader, findings: Findings) -> None:
    """Reads the cells of a row into its values and reports required ones that are blank."""
    misread = set()
    for column, cell in cells.items():
        try:
            value = reader.read(column, cell, row.cell(column.header))
        except Misread:
            misread.add(column)
            row.drop(column)
            continue
        if value is not None:
            row.values[column.header] = value
    for column in row.columns:
        if column.required and column not in misread and column.header not in row.values:
            row.drop(column)
            if column.header in row.letters:
                findings.error(row.sheet.name, row.cell(column.header), f"{column.header} is missing.", "Fill it in.")

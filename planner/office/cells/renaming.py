"""A code renamed wherever it is referred to: one step, so that no sheet speaks of a code that is gone."""

from collections.abc import Iterator, Mapping

from planner.office.cells.operations import Operation, SetCell
from planner.office.cells.refusals import header_of
from planner.office.cells.sheet import HEADER, RowId, Sheet, Sheets
from planner.workbook.format.event import EVENT, SETTINGS
from planner.workbook.format.sheets import RECORD_SHEETS, sheet_named
from planner.workbook.format.table import Column
from planner.workbook.format.table import Sheet as Format
from planner.workbook.grid import fold, plain
from planner.workbook.kinds.single import text_of


def renamed(sheets: Sheets, sheet: str, row: RowId, code: str) -> tuple[Operation, ...]:
    """Gives the record in a row another code or id, there and in every cell that refers to it; nothing where the row
    has no code. Whether the code is free is said when the sheets are read.
    """
    known = sheet_named(sheet)
    column = _column_of(sheets[sheet], known.key) if known is not None and known.defines else None
    old = "" if column is None else text_of(sheets[sheet].cell(row, column)).strip()
    if known is None or column is None or not old:
        return ()
    own = SetCell(sheet, row, column, sheets[sheet].cell(row, column), code)
    rename = _Renaming(sheets, known, old, code)
    return (own, *(one for other in sheets.values() for one in rename.references(other)))


class _Renaming:
    """One code that becomes another."""

    def __init__(self, sheets: Sheets, format_: Format, old: str, new: str) -> None:
        self._kinds = {format_.defines}
        self._part = {"line": 0, "delegation": 1}.get(format_.defines)
        self._old, self._new = fold(old), new
        people = {fold(code) for code in _codes(sheets, "person")}
        if format_.defines == "delegation" and self._old not in people:
            self._kinds.add("person")  # a delegation that lists nobody is represented by a person of its code
        others = {one.defines for one in RECORD_SHEETS if one.defines} - self._kinds
        self._theirs = {kind for kind in others if self._old in {fold(code) for code in _codes(sheets, kind)}}

    def references(self, sheet: Sheet) -> Iterator[Operation]:
        """The cells of a sheet that refer to the code, with the new one in place of it."""
        known = sheet_named(sheet.name)
        columns = {} if known is None else _columns(sheet, known)
        for row, cells in sheet.rows.items():
            for at, cell in cells.items() if row != HEADER else ():
                column = _setting(sheet, row, at) if known is EVENT else columns.get(at)
                if column is None or not column.refers or cell is None:
                    continue
                made = ";".join(self._renamed(part, column) for part in text_of(cell).split(";"))
                if made != text_of(cell):
                    yield SetCell(sheet.name, row, at, cell, made)

    def _renamed(self, part: str, column: Column) -> str:
        """One part of a list; spaces around it and the `!` of a must stay."""
        code = part.strip().removeprefix("!")
        if fold(code) == self._old and self._is_meant(column):
            return part.replace(code, self._new)
        ends = code.split("/")
        if (
            "item" in column.refers
            and self._part is not None
            and len(ends) == 2
            and fold(ends[self._part]) == self._old
        ):
            ends[self._part] = self._new
            return part.replace(code, "/".join(ends))
        return part

    def _is_meant(self, column: Column) -> bool:
        """Whether the code in a column is ours: of several kinds that have it, the first that the column names."""
        meant = next((kind for kind in column.refers if kind in self._kinds or kind in self._theirs), "")
        return meant in self._kinds


def _columns(sheet: Sheet, known: Format) -> Mapping[int, Column]:
    found = {at: known.column(header_of(sheet, at)) for at in sheet.rows.get(HEADER, {})}
    return {at: column for at, column in found.items() if column is not None}


def _column_of(sheet: Sheet, header: str) -> int | None:
    return next((at for at in sheet.rows.get(HEADER, {}) if plain(header_of(sheet, at)) == plain(header)), None)


def _setting(sheet: Sheet, row: RowId, at: int) -> Column | None:
    """The setting of which a cell of the sheet Event is the value."""
    key, value = (_column_of(sheet, header) for header in (EVENT.key, "value"))
    name = "" if key is None or at != value else plain(text_of(sheet.cell(row, key)))
    return next((one for one in SETTINGS if plain(one.header) == name), None)


def _codes(sheets: Sheets, kind: str) -> Iterator[str]:
    for sheet in sheets.values():
        known = sheet_named(sheet.name)
        column = _column_of(sheet, known.key) if known is not None and known.defines == kind else None
        if column is not None:
            yield from (text_of(cells.get(column)).strip() for row, cells in sheet.rows.items() if row != HEADER)

"""Codes renamed wherever they are referred to: one step, so that no sheet speaks of a code that is gone."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from planner.office.cells.operations import Operation, SetCell
from planner.office.cells.refusals import header_of
from planner.office.cells.sheet import HEADER, RowId, Sheet, Sheets
from planner.workbook.format.event import EVENT, SETTINGS
from planner.workbook.format.sheets import RECORD_SHEETS, sheet_named
from planner.workbook.format.table import Column
from planner.workbook.format.table import Sheet as Format
from planner.workbook.grid import fold, plain
from planner.workbook.kinds.single import text_of


@dataclass(frozen=True, slots=True)
class Renamed:
    """A code or id that has another name by now; `kind` is what it is the code of."""

    kind: str
    old: str
    new: str


def renamed(sheets: Sheets, sheet: str, row: RowId, code: str) -> tuple[Operation, ...]:
    """Gives the record in a row another code or id, there and in every cell that refers to it; nothing where the row
    has no code. Whether the code is free is said when the sheets are read.
    """
    column = _code_column(sheets[sheet])
    if column is None:
        return ()
    own = SetCell(sheet, row, column, sheets[sheet].cell(row, column), code)
    return (own, *_references(sheets, found)) if (found := codes_renamed(sheets, (own,))) else ()


def codes_renamed(sheets: Sheets, operations: Iterable[Operation]) -> tuple[Renamed, ...]:
    """The codes to which operations give another name, on sheets as they are before."""
    found = []
    for one in operations:
        if not isinstance(one, SetCell) or one.sheet not in sheets or one.row == HEADER:
            continue
        old, new = text_of(one.seen).strip(), text_of(one.value).strip()
        if old and new and one.column == _code_column(sheets[one.sheet]):
            known = sheet_named(one.sheet)
            found.append(Renamed("" if known is None else known.defines, old, new))
    return tuple(found)


def and_then(found: Sequence[Renamed], more: Sequence[Renamed]) -> tuple[Renamed, ...]:
    """What codes are called after both, one after the other; those that have their old name again are left out."""
    names = {(one.kind, fold(one.new)): one.new for one in found}
    later = {(one.kind, fold(one.old)): one.new for one in more}
    first = [replace(one, new=later.get((one.kind, fold(one.new)), one.new)) for one in found]
    fresh = [one for one in more if (one.kind, fold(one.old)) not in names]
    return tuple(one for one in (*first, *fresh) if fold(one.old) != fold(one.new))


def followed(sheets: Sheets, found: Iterable[Renamed]) -> tuple[Operation, ...]:
    """What lets other cells speak of codes by their new names, on sheets where these stand already. An old code that
    something else has by now is left as it is.
    """
    used = {kind: {fold(code) for code in _codes(sheets, kind)} for kind in {one.kind for one in found}}
    return _references(sheets, [one for one in found if fold(one.old) not in used[one.kind]])


def _references(sheets: Sheets, found: Sequence[Renamed]) -> tuple[Operation, ...]:
    rename = _Renaming(sheets, found)
    return tuple(one for sheet in sheets.values() for one in rename.references(sheet)) if found else ()


class _Renaming:
    """Codes that become others, by what they are the codes of."""

    def __init__(self, sheets: Sheets, found: Sequence[Renamed]) -> None:
        defined = {one.defines for one in RECORD_SHEETS if one.defines}
        self._codes = {kind: {fold(code) for code in _codes(sheets, kind)} for kind in defined}
        self._new: dict[str, dict[str, str]] = {kind: {} for kind in (*defined, "person", "line", "delegation")}
        for one in found:
            self._new[one.kind][fold(one.old)] = one.new
            if one.kind == "delegation" and fold(one.old) not in self._codes.get("person", ()):
                # a delegation that lists nobody is represented by a person of its code
                self._new["person"][fold(one.old)] = one.new

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
        new = self._meant(code, column)
        if new is not None:
            return part.replace(code, new)
        ends = code.split("/")
        if "item" in column.refers and len(ends) == 2:
            both = (self._new[kind].get(fold(end), end) for kind, end in zip(("line", "delegation"), ends, strict=True))
            return part.replace(code, "/".join(both))
        return part

    def _meant(self, code: str, column: Column) -> str | None:
        """The new name of the code in a column: of several kinds that have it, the first that the column names."""
        old = fold(code)
        kinds = (one for one in column.refers if old in self._new.get(one, ()) or old in self._codes.get(one, ()))
        kind = next(kinds, "")
        return self._new[kind].get(old) if kind else None


def _columns(sheet: Sheet, known: Format) -> Mapping[int, Column]:
    found = {at: known.column(header_of(sheet, at)) for at in sheet.rows.get(HEADER, {})}
    return {at: column for at, column in found.items() if column is not None}


def _code_column(sheet: Sheet) -> int | None:
    """The column of the codes that a sheet gives to its records."""
    known = sheet_named(sheet.name)
    return _column_of(sheet, known.key) if known is not None and known.defines else None


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

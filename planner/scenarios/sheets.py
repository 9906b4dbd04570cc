"""The sheets of an event while a scenario changes them, and where each change was made."""

from collections import Counter
from collections.abc import Iterator

from planner.domain.records import WHO_NONE
from planner.domain.scenario import Patch, PatchKind
from planner.feeds.importing import grids_of
from planner.workbook import Workbook
from planner.workbook.format.event import EVENT, POLICY, SETTINGS
from planner.workbook.format.items import PLAN
from planner.workbook.format.sheets import SHEETS, keys, records_of, sheet_named
from planner.workbook.format.table import HEADER_ROW, Column, Sheet
from planner.workbook.grid import Cell, Grid, address, fold, plain
from planner.workbook.kinds.single import nearest, text_of

FIRST = HEADER_ROW + 1
"""The row of the first record."""

Rows = dict[int, dict[int, Cell]]


class UnfitPatch(Exception):
    """A change that cannot be made: the column of the sheet Scenarios that is to blame, the reason and the cure."""

    def __init__(self, header: str, sentence: str, cure: str) -> None:
        super().__init__(sentence)
        self.header, self.sentence, self.cure = header, sentence, cure


class Sheets:
    """The sheets of a workbook, to be changed one patch after the other.

    `touched` says which patch wrote a cell. Rows that are removed leave a blank one, so that no other row moves.
    """

    def __init__(self, workbook: Workbook) -> None:
        self._names = {plain(grid.name): grid.name for grid in grids_of(workbook)}
        self._rows = {
            plain(grid.name): {number: dict(cells) for number, cells in grid.rows.items()}
            for grid in grids_of(workbook)
        }
        self._index = {sheet.name: _numbers(sheet, workbook, self._rows.get(plain(sheet.name), {})) for sheet in SHEETS}
        self.touched: dict[tuple[str, str], Patch] = {}
        self.gone = Counter[str]()
        """How many rows of each sheet went with one that was removed."""

    def grids(self) -> tuple[Grid, ...]:
        """The sheets as they are now."""
        return tuple(Grid(name, self._rows[key]) for key, name in self._names.items())

    def apply(self, patch: Patch) -> None:
        """Makes one change; `UnfitPatch` says why it cannot be made."""
        sheet = self._sheet(patch.sheet)
        if patch.change == PatchKind.ADD:
            self._add(sheet, patch)
        elif patch.change == PatchKind.REMOVE:
            self._remove(sheet, self._number(sheet, patch.row))
        else:
            self._set(sheet, patch)

    def name_of(self, sheet: str, number: int) -> str:
        """The code, id or name of a row."""
        in_format = sheet_named(sheet)
        known = in_format is not None and number in self._index.get(sheet, {}).values()
        return self._spelt(in_format, number) if known and in_format is not None else str(number)

    # --- finding -------------------------------------------------------------------------------------------------

    def _sheet(self, name: str) -> Sheet:
        sheet = sheet_named(name)
        if sheet is None:
            raise UnfitPatch("sheet", f"There is no sheet {name[:60]!r}.", _meant(name, [one.name for one in SHEETS]))
        if plain(sheet.name) not in self._rows:
            raise UnfitPatch(
                "sheet", f"The workbook has no sheet {sheet.name}.", "Plan it first, or name another sheet."
            )
        return sheet

    def _number(self, sheet: Sheet, row: str, header: str = "row") -> int:
        index = self._index[sheet.name]
        if fold(row) not in index:
            known = [self._spelt(sheet, number) for number in index.values()]
            raise UnfitPatch(header, f"{sheet.name} has no row {row[:60]!r}.", _meant(row, known))
        return index[fold(row)]

    def _spelt(self, sheet: Sheet, number: int) -> str:
        """The key of a row as the sheet spells it."""
        cells = self._rows[plain(sheet.name)][number]
        texts = [text_of(cells.get(self._at(sheet, header))) for header in _key_headers(sheet)]
        return "/".join(texts) if texts else str(number)

    def _column(self, sheet: Sheet, header: str) -> int:
        column = sheet.column(header)
        if column is None:
            known = [one.header for one in sheet.columns]
            raise UnfitPatch("column", f"{sheet.name} has no column {header[:60]!r}.", _meant(header, known))
        return self._at(sheet, column.header)

    def _at(self, sheet: Sheet, header: str) -> int:
        heads = self._rows[plain(sheet.name)][HEADER_ROW]
        return next(number for number, head in heads.items() if plain(text_of(head)) == plain(header))

    # --- changing ------------------------------------------------------------------------------------------------

    def _set(self, sheet: Sheet, patch: Patch) -> None:
        number, column = self._number(sheet, patch.row), self._column(sheet, patch.column)
        if sheet.column(patch.column) in _key_columns(sheet):
            cure = "Remove the row and add another, or set other cells."
            raise UnfitPatch("column", f"{patch.column} names the row, and cannot be set.", cure)
        self._write(sheet, number, column, patch.value or None, patch)

    def _write(self, sheet: Sheet, number: int, column: int, cell: Cell, patch: Patch | None) -> None:
        row = self._rows[plain(sheet.name)].setdefault(number, {})
        row.pop(column, None)
        if cell is not None:
            row[column] = cell
        if patch is not None:
            self.touched[sheet.name, address(number, column)] = patch

    def _add(self, sheet: Sheet, patch: Patch) -> None:
        if sheet in (EVENT, POLICY):
            raise UnfitPatch("sheet", f"{sheet.name} has a row for everything already.", "Set its value instead.")
        if fold(patch.row) in self._index[sheet.name]:
            raise UnfitPatch(
                "row", f"{sheet.name} has a row {patch.row[:60]!r} already.", "Name the new row otherwise."
            )
        rows = self._rows[plain(sheet.name)]
        like = rows[self._number(sheet, patch.value, "value")] if patch.value else {}
        number = max(rows) + 1
        rows[number] = dict(like)
        self._index[sheet.name][fold(patch.row)] = number
        parts = patch.row.split("/", 1) if sheet.line_kind is not None else [patch.row]
        for header, part in zip(_key_headers(sheet), parts, strict=False):
            self._write(sheet, number, self._at(sheet, header), part, patch)
        for column in rows[HEADER_ROW]:
            self.touched[sheet.name, address(number, column)] = patch

    def _remove(self, sheet: Sheet, number: int) -> None:
        """The row goes, and what refers to it forgets it or goes too."""
        if sheet in (EVENT, POLICY):
            raise UnfitPatch(
                "sheet", f"A row of {sheet.name} cannot be removed.", "Set its value instead; blank is the default."
            )
        key = self._spelt(sheet, number)
        rows = self._rows[plain(sheet.name)]
        rows[number] = {}
        self._index[sheet.name] = {name: row for name, row in self._index[sheet.name].items() if row != number}
        kind = "item" if sheet.line_kind is not None else sheet.defines
        for other, column, row in list(self._referring(kind, key)):
            self._forget(other, column, row, key)

    def _referring(self, kind: str, key: str) -> Iterator[tuple[Sheet, Column, int]]:
        """The cells that name the record, by sheet, column and row."""
        for sheet in SHEETS:
            for column in _referring_columns(sheet, kind):
                for name, number in self._index[sheet.name].items():
                    if sheet is EVENT and name != fold(column.header):
                        continue
                    if fold(key) in map(_code, self._parts(sheet, column, number)):
                        yield sheet, column, number

    def _parts(self, sheet: Sheet, column: Column, number: int) -> list[str]:
        at = FIRST if sheet is EVENT else self._at(sheet, column.header)
        return [part.strip() for part in text_of(self._rows[plain(sheet.name)][number].get(at)).split(";")]

    def _forget(self, sheet: Sheet, column: Column, number: int, key: str) -> None:
        """Takes one code out of a cell; a row that needs it goes with it."""
        kept = [part for part in self._parts(sheet, column, number) if _code(part) != fold(key)]
        if not kept and (column.required or (sheet.line_kind is not None and column.header == "line")):
            if number in self._index[sheet.name].values():  # it may have gone with another by now
                self.gone.update(() if sheet is PLAN else (sheet.name,))
                self._remove(sheet, number)
            return
        blank = WHO_NONE if WHO_NONE in column.words else None
        at = FIRST if sheet is EVENT else self._at(sheet, column.header)
        self._write(sheet, number, at, "; ".join(kept) or blank, None)


def _numbers(sheet: Sheet, workbook: Workbook, rows: Rows) -> dict[str, int]:
    """The row of each record by folded key; of records without one by their row in the file."""
    if sheet in (EVENT, POLICY):
        return {fold(text_of(cells.get(1))): number for number, cells in rows.items() if number > HEADER_ROW}
    records = records_of(sheet, workbook.event, workbook.plan)
    named = enumerate(keys(sheet, records), FIRST)
    if _key_headers(sheet):
        return {fold(key): number for number, key in named}
    places = workbook.places
    numbered = ((places.get((plain(sheet.name), key)), number) for number, key in named)
    return {str(number if place is None else place.row): number for place, number in numbered}


def _key_headers(sheet: Sheet) -> tuple[str, ...]:
    if sheet.line_kind is not None:
        return ("line", "delegation")
    return (sheet.key,) if sheet.key else ()


def _key_columns(sheet: Sheet) -> list[Column]:
    return [column for column in sheet.columns if column.header in _key_headers(sheet)]


def _referring_columns(sheet: Sheet, kind: str) -> list[Column]:
    columns = SETTINGS if sheet is EVENT else sheet.columns
    return [column for column in columns if kind and kind in column.refers]


def _code(part: str) -> str:
    """The folded code of a part of a cell; `!` marks a room that must be."""
    return fold(part.removeprefix("!"))


def _meant(word: str, known: list[str]) -> str:
    near = nearest(word, known[:3_000])
    shown = ", ".join(known[:12]) + (", ..." if len(known) > 12 else "")
    return f"Did you mean {near}?" if near else f"There are: {shown}." if known else "It has no rows."

"""A file that went out and comes in again: what was changed in it, beside what was changed in the office meanwhile.

Three states are compared. What went out, as the office wrote it, and what comes in show what was changed in the file;
what the office had then and has now show what stands in its way. Without the first, the file is compared with the
office as it is.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Generic, TypeVar
from zoneinfo import ZoneInfo

from planner.office.cells.matching import Meaning, pairs
from planner.office.cells.operations import AddColumn, AddRow, AddSheet, DeleteRow, Operation, PutSheet, SetCell
from planner.office.cells.refusals import shown, where
from planner.office.cells.sheet import HEADER, Cells, RowId, Sheet, Sheets, fresh_ids, sheet_of
from planner.workbook.grid import Cell, Grid, Source, address, plain
from planner.workbook.kinds.single import text_of
from planner.workbook.reading.header import HEADER_ROW

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that was changed in the file. `mine` is what the file says, `theirs` what the office has now, `base`
    what went out; in a conflict `theirs` was changed too, or is gone.
    """

    sheet: str
    where: str
    base: str
    theirs: str
    mine: str
    conflict: bool
    operations: tuple[Operation, ...]

    @property
    def sentence(self) -> str:
        if not self.conflict:
            return f"{self.where}: {self.base} → {self.mine}"
        return f"{self.where}: was {self.base}, is {self.theirs} in the office and {self.mine} in the file"


@dataclass(frozen=True, slots=True)
class Merge:
    """What differs, sheet by sheet in the order of the file, each to be taken or left."""

    differences: tuple[Difference, ...]

    @property
    def conflicts(self) -> tuple[Difference, ...]:
        return tuple(one for one in self.differences if one.conflict)

    def operations(self, takes: Callable[[Difference], bool]) -> tuple[Operation, ...]:
        """The differences that are taken, as one step at the head."""
        done: list[Operation] = []
        for one in self.differences:
            if takes(one):
                done.extend(step for step in one.operations if not isinstance(step, AddColumn) or step not in done)
        return tuple(done)


def merged(file: Source, head: Sheets, base: Sheets, sent: Source, zone: ZoneInfo) -> Merge:
    """What was changed in a file since it was `sent`, on the sheets of the office as they are now. `base` is what the
    office had when it wrote the file; where that is not known, `base` is the head and `sent` what it would write now.
    """
    found: list[Difference] = []
    went = {plain(grid.name): grid for grid in sent.grids}
    for grid in file.grids:
        before = went.get(plain(grid.name), Grid(grid.name, {}))
        then, now = _named(base, grid.name), _named(head, grid.name)
        if now is None:
            found.extend(_new_sheet(grid, known=plain(grid.name) in went, gone=then is not None))
        else:
            found.extend(_OneSheet(then or replace(now, rows={}), now, before, grid, zone).differences())
    came = {*(plain(grid.name) for grid in file.grids), *map(plain, file.for_reading)}
    for sheet in head.values():
        if plain(sheet.name) in went and plain(sheet.name) not in came:
            found.append(_sheet_gone(sheet, _named(base, sheet.name)))
    return Merge(tuple(found))


def _named(sheets: Sheets, name: str) -> Sheet | None:
    return next((sheet for sheet in sheets.values() if plain(sheet.name) == plain(name)), None)


def _new_sheet(grid: Grid, *, known: bool, gone: bool) -> Iterator[Difference]:
    """A sheet that the office has not; one that it wrote itself only because the format has it is none."""
    if not known or gone:
        theirs = "deleted" if gone else "nothing"
        add = AddSheet(grid.name, sheet_of(grid))
        yield Difference(grid.name, f"The sheet {grid.name}", theirs, theirs, "a sheet", gone, (add,))


def _sheet_gone(sheet: Sheet, base: Sheet | None) -> Difference:
    changed = base is None or base.digest != sheet.digest
    theirs = "a sheet that was changed since" if changed else "a sheet"
    away = (PutSheet(sheet.name, sheet.digest, None),)
    return Difference(sheet.name, f"The sheet {sheet.name}", "a sheet", theirs, "deleted", changed, away)


@dataclass(frozen=True)  # not slotted: what is known of it is worked out once and kept
class _OneSheet:
    """One sheet in four states: the office's then and now, the file as it went out and as it comes in."""

    then: Sheet
    now: Sheet
    sent: Grid
    came: Grid
    zone: ZoneInfo

    def differences(self) -> Iterator[Difference]:
        above: RowId | None = HEADER
        for number, cells in self._came.rows.items():
            sent = self._stayed.get(number)
            row = self._office_row(number)
            if sent is not None:
                yield from self._changed(number, row, self._sent.rows[sent], cells, above)
            elif row is not None and row in self.now.rows:
                yield from self._changed(number, row, {}, cells, above)
            elif any(said != "" for said in self._came.said[number].values()):
                yield self._added(number, cells, above)
            above = row if row in self.now.rows else above
        yield from self._deleted()

    # --- the four states, row by row and by header ---------------------------------------------------------------

    @cached_property
    def _sent(self) -> "_Rows[int]":
        return _Rows.of(self.sent.name, self.sent.rows, HEADER_ROW, self.zone)

    @cached_property
    def _came(self) -> "_Rows[int]":
        return _Rows.of(self.came.name, self.came.rows, HEADER_ROW, self.zone)

    @cached_property
    def _then(self) -> "_Rows[RowId]":
        return _Rows.of(self.then.name, self.then.rows, HEADER, self.zone)

    @cached_property
    def _now(self) -> "_Rows[RowId]":
        return _Rows.of(self.now.name, self.now.rows, HEADER, self.zone)

    @cached_property
    def _stayed(self) -> Mapping[int, int]:
        """The row that went out of each that comes in."""
        return pairs(self._sent.said, self._came.said, self._sent.keys, self._came.keys)

    @cached_property
    def _ids(self) -> Mapping[int, RowId]:
        """The office's row of each that went out."""
        return pairs(self._then.said, self._sent.said, self._then.keys, self._sent.keys)

    def _office_row(self, number: int) -> RowId | None:
        """The office's row for one that comes in: by what went out, else by a key that others used meanwhile."""
        if number in self._stayed:
            return self._ids.get(self._stayed[number])
        key = self._came.keys[number]
        known = (row for row, one in self._now.keys.items() if key and one == key and row not in self.then.rows)
        return next(known, None)

    # --- what differs --------------------------------------------------------------------------------------------

    def _changed(
        self, number: int, row: RowId | None, sent: Mapping[str, Cell], came: Mapping[str, Cell], above: RowId | None
    ) -> Iterator[Difference]:
        """The cells of a row that say something else than when they went out."""
        meaning, key = self._came.meaning, self._came.keys[number]
        others = [
            header
            for header in dict.fromkeys((*came, *sent))
            if meaning.said(header, came.get(header), key) != meaning.said(header, sent.get(header), key)
            and not self._is_uncomputed(number, header)
        ]
        if others and row is None:
            yield self._added(number, came, above)
        elif others and row not in self.now.rows:
            yield self._put_back(row or "", {header: came.get(header) for header in others}, above)
        else:
            for header in others:
                yield from self._cell(row or "", header, sent.get(header), came.get(header), key)

    def _is_uncomputed(self, number: int, header: str) -> bool:
        """Whether a cell holds a formula that no program has computed, so that nobody knows what it says."""
        column = self._came.columns.get(header)
        return column is not None and address(number, column) in self.came.uncomputed

    def _cell(self, row: RowId, header: str, sent: Cell, mine: Cell, key: str) -> Iterator[Difference]:
        column, needed = self._place(header)
        theirs = self.now.cell(row, column)
        said = self._came.meaning.said
        if said(header, theirs, key) == said(header, mine, key):
            return
        then = self._then.rows.get(row, {}).get(header)
        conflict = said(header, theirs, key) != said(header, then, key)
        operations: tuple[Operation, ...] = (*needed, SetCell(self.now.name, row, column, theirs, mine))
        place = where(self.now, (self.now.name, row, column))
        yield Difference(self.now.name, place, shown(sent), shown(theirs), shown(mine), conflict, operations)

    def _put_back(self, row: RowId, mine: Mapping[str, Cell], above: RowId | None) -> Difference:
        """A row that was changed in the file and deleted in the office."""
        back, needed = self._in_office({**self._then.rows.get(row, {}), **mine})
        place = where(self.then, (self.then.name, row, None))
        add = AddRow(self.now.name, row, back, above)
        said = ", ".join(shown(cell) for cell in mine.values())
        return Difference(self.now.name, place, "a row", "deleted", said, True, (*needed, add))

    def _added(self, number: int, cells: Mapping[str, Cell], above: RowId | None) -> Difference:
        mine, needed = self._in_office(cells)
        said = ", ".join(shown(mine[column]) for column in sorted(mine)[:4])
        add = AddRow(self.now.name, fresh_ids(1)[0], mine, above)
        place = f"{self.now.name}, row {number} of the file"
        return Difference(self.now.name, place, "nothing", "nothing", said, False, (*needed, add))

    def _deleted(self) -> Iterator[Difference]:
        stayed = set(self._stayed.values())
        for number in self._sent.rows:
            row = self._ids.get(number)
            if number not in stayed and row is not None and row in self.now.rows:
                conflict = self._now.said.get(row) != self._then.said.get(row)
                theirs = "a row that was changed since" if conflict else "a row"
                place = where(self.now, (self.now.name, row, None))
                delete = DeleteRow(self.now.name, row, self.now.rows[row])
                yield Difference(self.now.name, place, "a row", theirs, "deleted", conflict, (delete,))

    def _in_office(self, cells: Mapping[str, Cell]) -> tuple[Cells, tuple[AddColumn, ...]]:
        """Cells by the columns that the office has, and those that it needs for them."""
        placed = {header: self._place(header) for header, cell in cells.items() if cell is not None}
        needed = tuple(column for _, columns in placed.values() for column in columns)
        return {at: cells[header] for header, (at, _) in placed.items()}, needed

    def _place(self, header: str) -> tuple[int, tuple[AddColumn, ...]]:
        """The office's column for a header; with what adds it where the office has none."""
        at = self._now.columns.get(header)
        if at is not None:
            return at, ()
        at = self._new_columns[header]
        shown_as = self._came.headers.get(header, "")
        return at, (AddColumn(self.now.name, at, shown_as),) if shown_as else ()

    @cached_property
    def _new_columns(self) -> Mapping[str, int]:
        """A free column for each header that the office has not."""
        used = max((at for cells in self.now.rows.values() for at in cells), default=0)
        new = [header for header in (*self._came.columns, *self._sent.columns) if header not in self._now.columns]
        return {header: used + number for number, header in enumerate(dict.fromkeys(new), 1)}


@dataclass(frozen=True, slots=True)
class _Rows(Generic[Row]):
    """The rows below the header of a sheet, each by plain header, with what the cells say and the keys of the rows."""

    meaning: Meaning
    columns: Mapping[str, int]
    headers: Mapping[str, str]
    rows: Mapping[Row, Mapping[str, Cell]]
    said: Mapping[Row, Mapping[str, object]]
    keys: Mapping[Row, str]

    @classmethod
    def of(cls, sheet: str, rows: Mapping[Row, Cells], first: Row, zone: ZoneInfo) -> "_Rows[Row]":
        meaning, header = Meaning(sheet, zone), rows.get(first, {})
        names: dict[int, str] = {}
        for at in sorted({column for cells in rows.values() for column in cells}):
            name = plain(text_of(header.get(at)).strip().removesuffix("*"))
            names[at] = name if name and name not in names.values() else f"{name}#{at}"
        named = {row: {names[at]: cell for at, cell in cells.items()} for row, cells in rows.items() if row != first}
        keys = {row: meaning.key(cells) for row, cells in named.items()}
        return cls(
            meaning,
            {name: at for at, name in names.items()},
            {name: text_of(header.get(at)) for at, name in names.items()},
            named,
            {
                row: {name: meaning.said(name, cell, keys[row]) for name, cell in one.items()}
                for row, one in named.items()
            },
            keys,
        )

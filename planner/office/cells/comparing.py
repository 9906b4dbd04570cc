"""One sheet of a file that comes in, beside what went out and what the office had then and has now."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, TypeVar
from zoneinfo import ZoneInfo

from planner.office.cells.differences import Difference, Touched
from planner.office.cells.matching import Meaning, pairs
from planner.office.cells.operations import AddColumn, AddRow, DeleteRow, Operation, SetCell
from planner.office.cells.refusals import shown, where
from planner.office.cells.sheet import HEADER, Cells, RowId, Sheet, fresh_ids
from planner.workbook.format.table import HEADER_ROW, plain_header
from planner.workbook.grid import Cell, Grid, address
from planner.workbook.kinds.single import text_of

Row = TypeVar("Row")


@dataclass(frozen=True)  # not slotted: what is known of it is worked out once and kept
class OneSheet:
    """One sheet in four states: the office's then and now, the file as it went out and as it comes in."""

    then: Sheet
    now: Sheet
    sent: Grid
    came: Grid
    zone: ZoneInfo
    touched: Touched

    def differences(self) -> Iterator[Difference]:
        """What the file changed, row by row in its order, then the columns and rows that it left out."""
        if self.came.rows == self.sent.rows:
            return
        above: RowId | None = HEADER
        for number, cells in self._came.rows.items():
            sent = self._stayed.get(number)
            row = self._office_row(number)
            if sent is not None:
                yield from self._changed(number, row, self._sent.rows[sent], cells, above)
            elif row is not None and row in self.now.rows:
                yield from self._changed(number, row, {}, cells, above)
            elif any(said != "" for said in self._came.said[number].values()):
                added, above = self._added(number, cells, above)
                yield added
            above = row if row in self.now.rows else above
        yield from self._columns_deleted()
        yield from self._deleted()

    # --- the four states, row by row and by header ---------------------------------------------------------------

    @cached_property
    def _meaning(self) -> Meaning:
        return Meaning(self.now.name, self.zone)

    @cached_property
    def _sent(self) -> "_Rows[int]":
        return _Rows.of(self._meaning, self.sent.rows, HEADER_ROW)

    @cached_property
    def _came(self) -> "_Rows[int]":
        return _Rows.of(self._meaning, self.came.rows, HEADER_ROW)

    @cached_property
    def _then(self) -> "_Rows[RowId]":
        return _Rows.of(self._meaning, self.then.rows, HEADER)

    @cached_property
    def _now(self) -> "_Rows[RowId]":
        if self.now is self.then:
            return self._then
        return _Rows.of(self._meaning, self.now.rows, HEADER)

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
        return self._came_since.get(self._came.keys[number])

    @cached_property
    def _came_since(self) -> Mapping[str, RowId]:
        """The rows that others added meanwhile, by their keys."""
        new = {key: row for row, key in reversed(tuple(self._now.keys.items())) if row not in self.then.rows}
        return {key: row for key, row in new.items() if key}

    @cached_property
    def _left_out(self) -> tuple[str, ...]:
        """The columns that went out and did not come in."""
        named = [header for header in self._sent.columns if self._sent.headers[header]]
        return tuple(one for one in named if one not in self._came.columns and one in self._now.columns)

    # --- what differs --------------------------------------------------------------------------------------------

    def _changed(
        self, number: int, row: RowId | None, sent: Mapping[str, Cell], came: Mapping[str, Cell], above: RowId | None
    ) -> Iterator[Difference]:
        """The cells of a row that say something else than when they went out."""
        meaning, key = self._came.meaning, self._came.keys[number]
        others = [
            header
            for header in dict.fromkeys((*came, *sent))
            if header not in self._left_out
            and meaning.said(header, came.get(header), key) != meaning.said(header, sent.get(header), key)
            and not self._is_uncomputed(number, header)
        ]
        if others and row is None:
            yield self._added(number, came, above)[0]
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
        texts = self._came.meaning.said
        if texts(header, theirs, key) == texts(header, mine, key):
            return
        then = self._then.rows.get(row, {}).get(header)
        conflict = texts(header, theirs, key) != texts(header, then, key)
        operations: tuple[Operation, ...] = (*needed, SetCell(self.now.name, row, column, theirs, mine))
        at = (self.now.name, row, column)
        name, place, by = f"{self.now.name}/{row}/{header}", where(self.now, at), self.touched.cell(*at)
        yield Difference(name, self.now.name, place, shown(sent), shown(theirs), shown(mine), conflict, operations, by)

    def _put_back(self, row: RowId, mine: Mapping[str, Cell], above: RowId | None) -> Difference:
        """A row that was changed in the file and deleted in the office."""
        back, needed = self._in_office({**self._then.rows.get(row, {}), **mine})
        place = where(self.then, (self.then.name, row, None))
        add = AddRow(self.now.name, row, back, above)
        cells = ", ".join(shown(cell) for cell in mine.values())
        name, by = f"{self.now.name}/{row}", self.touched.row(self.now.name, row)
        return Difference(name, self.now.name, place, "a row", "deleted", cells, True, (*needed, add), by)

    def _added(self, number: int, cells: Mapping[str, Cell], above: RowId | None) -> tuple[Difference, RowId]:
        """A row that only the file has, and what it is called from now on."""
        mine, needed = self._in_office(cells)
        shown_cells = ", ".join(shown(mine[column]) for column in sorted(mine)[:4])
        add = AddRow(self.now.name, f"{self._fresh}.{number}", mine, above)
        name, place = f"{self.now.name}/new {number}", f"{self.now.name}, row {number} of the file"
        done: tuple[Operation, ...] = (*needed, add)
        return Difference(name, self.now.name, place, "nothing", "nothing", shown_cells, False, done), add.row

    @cached_property
    def _fresh(self) -> str:
        """What the ids of rows that come in begin with."""
        return fresh_ids(1)[0]

    def _columns_deleted(self) -> Iterator[Difference]:
        """Columns that the file left out: what they hold is emptied, with the headers of those that are not ours."""
        stayed = [row for number in self._stayed.values() if (row := self._ids.get(number)) in self.now.rows]
        for header in self._left_out if stayed else ():
            at, changed = self._now.columns[header], self._changed_since(header)
            rows = [row for row in (HEADER, *stayed) if row is not None and self.now.cell(row, at) is not None]
            own = self._came.meaning.is_own(header)
            emptied: tuple[Operation, ...] = tuple(
                SetCell(self.now.name, row, at, self.now.cell(row, at), None) for row in rows if own or row != HEADER
            )
            theirs = "a column that was changed since" if changed else "a column"
            name, by = f"{self.now.name}//{header}", self.touched.column(self.now.name, at)
            place = f"The column {self._sent.headers[header]} of {self.now.name}"
            if emptied:
                yield Difference(
                    name, self.now.name, place, "a column", theirs, "deleted", changed, emptied, by, removes=True
                )

    def _changed_since(self, header: str) -> bool:
        """Whether somebody wrote into a column since it went out."""
        return any(said.get(header) != self._then.said.get(row, {}).get(header) for row, said in self._now.said.items())

    def _deleted(self) -> Iterator[Difference]:
        stayed = set(self._stayed.values())
        for number in self._sent.rows:
            row = self._ids.get(number)
            if number not in stayed and row is not None and row in self.now.rows:
                conflict = self._now.said.get(row) != self._then.said.get(row)
                theirs = "a row that was changed since" if conflict else "a row"
                place = where(self.now, (self.now.name, row, None))
                delete: tuple[Operation, ...] = (DeleteRow(self.now.name, row, self.now.rows[row]),)
                name, by = f"{self.now.name}/{row}", self.touched.row(self.now.name, row)
                yield Difference(
                    name, self.now.name, place, "a row", theirs, "deleted", conflict, delete, by, removes=True
                )

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
    def of(cls, meaning: Meaning, rows: Mapping[Row, Cells], first: Row) -> "_Rows[Row]":
        header = rows.get(first, {})
        names: dict[int, str] = {}
        for at in sorted({column for cells in rows.values() for column in cells}):
            name = plain_header(header.get(at))
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

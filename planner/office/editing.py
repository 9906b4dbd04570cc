"""What a browser sends of the edits in a table, as operations on the sheet: each is taken once, and for good."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from secrets import token_hex
from typing import Any, TypedDict

import pandas as pd

from planner.office.cells.operations import AddColumn, AddRow, AddSheet, DeleteRow, Operation, SetCell
from planner.office.cells.sheet import HEADER, Cells, RowId, Sheet
from planner.office.tables import ROW, Field, cell_of, fields_of
from planner.workbook.grid import Cell, letters
from planner.workbook.kinds.single import text_of


class Sent(TypedDict):
    """All edits since the table was drawn, as Streamlit tells them: cells by the place of their row in the table and
    their column, the cells of rows that were added, and the places of rows that were deleted.
    """

    edited_rows: Mapping[int, Mapping[str, Any]]
    added_rows: Sequence[Mapping[str, Any]]
    deleted_rows: Sequence[int]


@dataclass
class Edits:
    """The edits of one table. `rows` are the rows of the sheet in the order of the table; what was taken is remembered,
    because the browser sends all edits each time.

    What a browser sends no more is never read as taken back: it may have drawn its table anew.
    """

    sheet: Sheet
    rows: tuple[RowId, ...]
    is_new: bool = False
    """Whether the sheet has yet to be added to the event."""
    stem: str = field(default_factory=lambda: token_hex(5))
    """By which the ids of rows that are added in this table are told from all others."""
    _cells: dict[tuple[RowId, int], Cell] = field(default_factory=dict)
    _added: list[tuple[RowId, Mapping[str, Any]]] = field(default_factory=list)
    _gone: set[RowId] = field(default_factory=set)
    _named: set[int] = field(default_factory=set)
    _ids: int = 0
    _before: dict[tuple[RowId, int], set[str]] = field(default_factory=dict)
    """What was written into cells in a session before, until it is known which of it their browser still sends."""
    _again: list[RowId] = field(default_factory=list)
    """The rows that were added in a session before, until their browser has sent them again."""

    @classmethod
    def of(cls, sheet: Sheet, shown: pd.DataFrame, *, is_new: bool = False) -> "Edits":
        """The edits of a table that shows some rows of a sheet."""
        at = {number: row for row, number in sheet.numbers.items()}
        return cls(sheet, tuple(at[int(number)] for number in shown[ROW]), is_new)

    def operations(self, sent: Sent) -> tuple[Operation, ...]:
        """What is new in what was sent; once."""
        fields = {one.letter: one for one in fields_of(self.sheet.grid)}
        done = list(self._changes(sent, fields))
        if not done:
            return ()
        needed = (*self._sheet_needed(), *self._columns_needed(done, fields))
        return (*needed, *done)

    def copy(self) -> "Edits":
        """These edits as they are now, to come back to where the store refuses what was made of them."""
        return replace(
            self,
            _cells=dict(self._cells),
            _added=list(self._added),
            _gone=set(self._gone),
            _named=set(self._named),
            _before=dict(self._before),
            _again=list(self._again),
        )

    def go_on(self, done: Iterable[Operation]) -> None:
        """Remembers what whoever types here did to the sheet since they saw it, in a session that is gone: their
        browser sends it once more.
        """
        for one in done:
            match one:
                case AddSheet():
                    self.is_new = False
                case AddColumn():
                    self._named.add(one.column)
                case SetCell():
                    self._did(one.row, {one.column: one.value})
                case AddRow() if one.row.startswith(f"{self.stem}."):
                    self._ids = max(self._ids, 1 + int(one.row.rpartition(".")[2]))
                    self._again.append(one.row)
                    self._did(one.row, one.cells)
                case DeleteRow():
                    self._gone.add(one.row)
                    self._again = [row for row in self._again if row != one.row]

    def _did(self, row: RowId, cells: Cells) -> None:
        for column, cell in cells.items():
            self._cells[row, column] = cell
            self._before.setdefault((row, column), set()).add(text_of(cell))

    def _changes(self, sent: Sent, fields: Mapping[str, Field]) -> Iterator[Operation]:
        for at, values in sent["edited_rows"].items():
            yield from self._written(self.rows[int(at)], values, fields)
        yield from self._added_rows(sent["added_rows"], fields)
        for at in sent["deleted_rows"]:
            yield from self._deleted(self.rows[int(at)])

    def _written(self, row: RowId, values: Mapping[str, Any], fields: Mapping[str, Field]) -> Iterator[Operation]:
        for letter, value in values.items():
            if letter not in fields or row in self._gone:
                continue
            place, typed = (row, fields[letter].number), value if isinstance(value, str) else ""
            seen = self._cells.get(place, self.sheet.cell(*place))
            if typed in self._before.pop(place, ()):
                self._cells[place] = (
                    cell_of(fields[letter], typed) if typed else None
                )  # somebody may have gone on since
            elif typed != text_of(seen):
                self._cells[place] = cell_of(fields[letter], typed) if typed else None
                yield SetCell(self.sheet.name, *place, seen, self._cells[place])

    def _added_rows(self, rows: Sequence[Mapping[str, Any]], fields: Mapping[str, Field]) -> Iterator[Operation]:
        """Rows at the foot: one is added with its first cell, and then written into like the others."""
        for row in self._no_longer(rows):
            yield from self._deleted(row)
        for number, values in enumerate(rows):
            if number < len(self._added):
                row, _ = self._added[number]
                self._added[number] = (row, dict(values))
            else:
                row = self._row_for(values)
                self._added.append((row, dict(values)))
            do = self._written if row in self._known else self._begun
            yield from do(row, values, fields)

    def _row_for(self, values: Mapping[str, Any]) -> RowId:
        """The id of a row that the browser sends for the first time in this session."""
        if values and self._again:
            return self._again.pop(0)
        self._ids += 1
        return f"{self.stem}.{self._ids - 1}"

    @property
    def _known(self) -> set[RowId]:
        """Rows that were added by now."""
        return {row for row, _ in self._cells}

    def _begun(self, row: RowId, values: Mapping[str, Any], fields: Mapping[str, Field]) -> Iterator[Operation]:
        typed = {fields[letter]: value for letter, value in values.items() if letter in fields and value}
        cells: Cells = {one.number: cell_of(one, value) for one, value in typed.items() if isinstance(value, str)}
        if cells:
            self._cells |= {(row, column): cell for column, cell in cells.items()}
            yield AddRow(self.sheet.name, row, cells, next(reversed(tuple(self.sheet.rows)), None))

    def _no_longer(self, rows: Sequence[Mapping[str, Any]]) -> list[RowId]:
        """Added rows that were taken out again: those that the browser leaves out of the order in which they stood."""
        gone = []
        while len(self._added) > len(rows):
            stay = range(len(rows))
            at = next((number for number in stay if self._added[number][1] != rows[number]), len(rows))
            gone.append(self._added.pop(at)[0])
        return gone

    def _deleted(self, row: RowId) -> Iterator[Operation]:
        written = {column: cell for (one, column), cell in self._cells.items() if one == row}
        cells = {at: cell for at, cell in {**self.sheet.rows.get(row, {}), **written}.items() if cell is not None}
        if row not in self._gone and (row in self.sheet.rows or row in self._known):
            self._gone.add(row)
            yield DeleteRow(self.sheet.name, row, cells)

    def _sheet_needed(self) -> Iterator[Operation]:
        if self.is_new:
            self.is_new = False
            yield AddSheet(self.sheet.name, self.sheet)

    def _columns_needed(self, done: Sequence[Operation], fields: Mapping[str, Field]) -> Iterator[Operation]:
        """The header of a column that gets its first cell, and those of required columns with the first row."""
        header, columns = self.sheet.rows.get(HEADER, {}), _columns(done)
        for one in fields.values():
            needed = one.column is not None and (one.number in columns or (one.column.required and bool(columns)))
            if needed and one.number not in header and one.number not in self._named:
                self._named.add(one.number)
                yield AddColumn(self.sheet.name, one.number, one.header)


def _columns(done: Sequence[Operation]) -> set[int]:
    """The columns that are written into."""
    columns: set[int] = set()
    for one in done:
        columns |= {one.column} if isinstance(one, SetCell) else set(one.cells) if isinstance(one, AddRow) else set()
    return columns


def told(sheet: Sheet, done: Sequence[Operation]) -> str:
    """What was done to a sheet, in words: `Bilaterals!F17: 3 → 5`, `Rooms: 2 rows added`."""
    cells = [one for one in done if isinstance(one, SetCell)]
    counts = [
        (len([one for one in done if isinstance(one, kind)]), verb)
        for kind, verb in ((AddRow, "added"), (DeleteRow, "removed"))
    ]
    parts = [f"{'1 row' if count == 1 else f'{count} rows'} {verb}" for count, verb in counts if count]
    if len(cells) == 1 and not parts:
        (one,) = cells
        number = sheet.numbers.get(one.row)
        place = f"{sheet.name}!{letters(one.column)}{number}" if number else f"{sheet.name}, a new row"
        return f"{place}: {_short(one.seen)} → {_short(one.value)}"
    if cells:
        parts.append("1 cell changed" if len(cells) == 1 else f"{len(cells)} cells changed")
    return f"{sheet.name}: {', '.join(parts)}"


def _short(cell: Cell) -> str:
    shown = text_of(cell)
    return "blank" if not shown else shown if len(shown) <= 24 else shown[:23] + "…"

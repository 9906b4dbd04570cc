"""Tables that hold errors, written into a file: cell by cell where they stand, as nobody knows yet what they mean."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from planner.workbook.format.table import HEADER_ROW, plain_header
from planner.workbook.grid import Cell, Grid, plain
from planner.workbook.keeping.compare import Changes, same
from planner.workbook.keeping.edit import Cells, SheetEdit
from planner.workbook.workbook import Workbook
from planner.workbook.writing.xlsx_cells import held

_LOOKED_AT = 50
"""Rows at the end of a sheet by which new ones are dressed."""


@dataclass(frozen=True, slots=True)
class Where:
    """Where the rows and columns of a sheet stand in the file, where that is not where they stand in the table."""

    rows: Mapping[int, int] = field(default_factory=dict)
    columns: Mapping[int, int] = field(default_factory=dict)

    def of(self, grid: Grid) -> Grid:
        """The sheet as it stands in the file; rows and columns that are new come behind the others."""
        if not self.rows and not self.columns:
            return grid
        down, right = self._new_rows(grid), self._new_columns(grid)
        cells = {down[row]: {right[column]: cell for column, cell in line.items()} for row, line in grid.rows.items()}
        return replace(grid, rows=cells)

    def _new_rows(self, grid: Grid) -> dict[int, int]:
        return _placed(sorted(grid.rows), {HEADER_ROW: HEADER_ROW, **self.rows})

    def _new_columns(self, grid: Grid) -> dict[int, int]:
        return _placed(sorted({column for line in grid.rows.values() for column in line}), self.columns)


def _placed(numbers: Sequence[int], known: Mapping[int, int]) -> dict[int, int]:
    last = max(known.values(), default=0)
    new = (number for number in numbers if number not in known)
    return {**known, **{number: last + nth for nth, number in enumerate(new, 1)}}


def across(before: Workbook, there: Workbook, grid: Grid, in_file: Grid) -> Where:
    """Where a sheet, of which the records were read in both workbooks, stands in the file of the second."""
    name = plain(grid.name)
    rows = {
        place.row: there.places[sheet, key].row
        for (sheet, key), place in before.places.items()
        if sheet == name and (sheet, key) in there.places
    }
    columns = {plain_header(cell): column for column, cell in in_file.rows.get(HEADER_ROW, {}).items()}
    heads = {column: plain_header(cell) for column, cell in grid.rows.get(HEADER_ROW, {}).items()}
    return Where(rows, {column: columns[head] for column, head in heads.items() if head in columns})


def table_changes(in_file: Iterable[Grid], wanted: Iterable[Grid]) -> tuple[Changes, tuple[Grid, ...]]:
    """What makes the sheets of a file the ones that are wanted, and those of them that it does not have."""
    there, after = ({grid.name: grid for grid in grids} for grids in (in_file, wanted))
    edits = {name: _edit(there[name], grid) for name, grid in after.items() if name in there}
    edits = {name: edit for name, edit in edits.items() if not edit.changes_nothing}
    gone = tuple(name for name in there if name not in after)
    new = tuple(grid for name, grid in after.items() if name not in there)
    return Changes(edits, gone, (), (), {}), new


def _edit(before: Grid, after: Grid) -> SheetEdit:
    rows = before.rows.keys() | after.rows.keys()
    cells = {row: _changed(before.rows.get(row, {}), after.rows.get(row, {})) for row in sorted(rows)}
    return SheetEdit({row: line for row, line in cells.items() if line}, like=tuple(sorted(before.rows)[-_LOOKED_AT:]))


def _changed(before: Cells, after: Cells) -> dict[int, Cell]:
    return {
        column: held(after.get(column))
        for column in sorted(before.keys() | after.keys())
        if not same(before.get(column), after.get(column))
    }

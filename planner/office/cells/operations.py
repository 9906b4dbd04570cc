"""What a person does to the sheets of an event, cell by cell and row by row.

An operation says what its author saw, so that it can be told later whether the sheet still says so. Operations on
different cells commute: whoever comes second loses nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from planner.office.cells.sheet import HEADER, Cells, RowId, Sheet
from planner.workbook.grid import Cell

Place = tuple[str, RowId | None, int | None]
"""Sheet, row and column that somebody touched; None stands for all rows, or all columns of a row."""


@dataclass(frozen=True, slots=True)
class SetCell:
    """Writes into a cell of a row that is there. A `value` of None empties it; `seen` is what the author saw in it."""

    sheet: str
    row: RowId
    column: int
    seen: Cell
    value: Cell

    @property
    def place(self) -> Place:
        """The cell."""
        return self.sheet, self.row, self.column


@dataclass(frozen=True, slots=True)
class AddRow:
    """Puts a row with an id of its own below another row, or at the end where that is None or gone by then."""

    sheet: str
    row: RowId
    cells: Cells
    after: RowId | None = None
    hidden: bool = False

    @property
    def place(self) -> Place:
        """The whole new row."""
        return self.sheet, self.row, None


@dataclass(frozen=True, slots=True)
class DeleteRow:
    """Takes a row out; `seen` are the cells that the author saw in it."""

    sheet: str
    row: RowId
    seen: Cells

    @property
    def place(self) -> Place:
        """The whole row that goes."""
        return self.sheet, self.row, None


@dataclass(frozen=True, slots=True)
class AddColumn:
    """Writes the header of a column that nobody uses yet."""

    sheet: str
    column: int
    header: str

    @property
    def place(self) -> Place:
        """The header of the new column."""
        return self.sheet, HEADER, self.column


@dataclass(frozen=True, slots=True)
class AddSheet:
    """Adds a sheet of a name that is not there yet, behind the others."""

    sheet: str
    added: Sheet

    @property
    def place(self) -> Place:
        """The whole new sheet."""
        return self.sheet, None, None


@dataclass(frozen=True, slots=True)
class PutSheet:
    """Puts a sheet as a whole in the place of the one of its name: a plan, an import; None takes the sheet away.

    `seen` is the digest of the sheet that it was made from. Where rows can be judged for themselves, say the
    difference instead (`difference`), which hinders nobody on other rows.
    """

    sheet: str
    seen: str
    put: Sheet | None = field(repr=False)

    @property
    def place(self) -> Place:
        """The whole sheet."""
        return self.sheet, None, None


Operation = SetCell | AddRow | DeleteRow | AddColumn | AddSheet | PutSheet


def touch(one: Place, other: Place) -> bool:
    """Whether two places share a cell."""
    return one[0] == other[0] and all(a is None or b is None or a == b for a, b in zip(one[1:], other[1:], strict=True))


def difference(before: Sheet, after: Sheet) -> Iterator[Operation]:
    """The operations, row by row, that make one sheet into another of which the rows have the same ids."""
    for row in before.rows.keys() - after.rows.keys():
        yield DeleteRow(before.name, row, before.rows[row])
    above: RowId | None = None
    for row, cells in after.rows.items():
        if row not in before.rows:
            yield AddRow(before.name, row, cells, above, row in after.hidden_rows)
        else:
            yield from _changed(before, row, cells)
        above = row


def _changed(before: Sheet, row: RowId, cells: Cells) -> Iterator[Operation]:
    was = before.rows[row]
    for column in sorted(was.keys() | cells.keys()) if was is not cells else ():
        seen, value = was.get(column), cells.get(column)
        if type(seen) is not type(value) or seen != value:
            yield SetCell(before.name, row, column, seen, value)

"""What is to be changed on one sheet of a file, in the rows and columns of the file as it was."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from planner.workbook.grid import Cell
from planner.workbook.keeping.references import STAYS, RowMap

Cells = Mapping[int, Cell]
"""Cells of one row by column."""


@dataclass(frozen=True, slots=True)
class Fresh:
    """A row to be put in: where it stands afterwards, and its cells."""

    row: int
    cells: Cells


@dataclass(frozen=True, slots=True)
class SheetEdit:
    """New values of cells, rows to be put in, and where all rows go. New rows look as most of the rows `like` do."""

    cells: Mapping[int, Cells] = field(default_factory=dict)
    fresh: tuple[Fresh, ...] = ()
    rows: RowMap = STAYS
    like: tuple[int, ...] = ()

    @property
    def changes_nothing(self) -> bool:
        """Whether the sheet stays as it is."""
        return not self.cells and not self.fresh and self.rows.changes_nothing

    @property
    def needs_model(self) -> bool:
        """Whether rows are written that the file has not, or has blank."""
        return bool(self.fresh) or any(row > max(self.like, default=0) for row in self.cells)

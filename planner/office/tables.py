"""A sheet as a table of text that can be edited."""

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from planner.workbook.format.sheets import sheet_named
from planner.workbook.format.table import HEADER_ROW, Column
from planner.workbook.grid import Cell, Grid, letters, plain
from planner.workbook.kinds.single import Whole, text_of

ROW = "row"
"""The column of the table that holds the number of the row in the sheet, by which edits find their row again."""


@dataclass(frozen=True, slots=True)
class Field:
    """One column of the table: where it stands in the sheet, what its header says, and what it is if it is known."""

    number: int
    header: str
    column: Column | None

    @property
    def letter(self) -> str:
        """The letter of the column, as spreadsheet programs have it."""
        return letters(self.number)

    @property
    def label(self) -> str:
        """`F · counterpart *`, as the sheet names it, the star for what must be filled in."""
        return f"{self.letter} · {self.header}" + (" *" if self.column is not None and self.column.required else "")


def fields_of(grid: Grid) -> tuple[Field, ...]:
    """The columns of a sheet in their order, then those that the format knows and the sheet does not have."""
    sheet = sheet_named(grid.name)
    header = grid.rows.get(HEADER_ROW, {})
    used = sorted({number for cells in grid.rows.values() for number in cells})
    fields = []
    for number in used:
        shown = text_of(header.get(number)).strip().removesuffix("*").strip()
        fields.append(Field(number, shown, sheet.column(shown) if sheet is not None and shown else None))
    missing = [] if sheet is None else [one for one in sheet.columns if not _among(one, fields)]
    free = max(used, default=0) + 1
    return (*fields, *(Field(number, one.header, one) for number, one in enumerate(missing, free)))


def _among(column: Column, fields: Iterable[Field]) -> bool:
    return any(plain(field.header) == plain(column.header) for field in fields)


def table_of(grid: Grid, rows: Iterable[int] | None = None) -> pd.DataFrame:
    """The rows of a sheet below its header, all or those given, as text under the letters of the columns."""
    chosen = sorted(number for number in grid.rows if number > HEADER_ROW) if rows is None else sorted(rows)
    fields = fields_of(grid)
    table = {
        field.letter: pd.Series([text_of(grid.rows[row].get(field.number)) for row in chosen], dtype="object")
        for field in fields
    }
    return pd.DataFrame({ROW: pd.Series(chosen, dtype="Int64"), **table})


def rows_with(grid: Grid, text: str) -> list[int]:
    """The numbers of the rows in which some cell holds the text, in whatever case."""
    wanted = text.casefold()
    return [
        number
        for number, cells in grid.rows.items()
        if number > HEADER_ROW and any(wanted in text_of(cell).casefold() for cell in cells.values())
    ]


def cell_of(field: Field, typed: str) -> Cell:
    """A whole number where the column holds such; any other text is left to be understood when the sheet is read."""
    whole = field.column is not None and isinstance(field.column.kind, Whole)
    return int(typed) if whole and typed.isascii() and typed.isdigit() and len(typed) < 10 else typed

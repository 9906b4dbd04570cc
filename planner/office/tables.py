"""A sheet as a table of text that can be edited, and back: cells that were not touched stay as they are."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import pandas as pd

from planner.workbook.format.sheets import sheet_named
from planner.workbook.format.table import Column
from planner.workbook.grid import Cell, Grid, letters, plain
from planner.workbook.kinds.single import Whole, text_of
from planner.workbook.reading.header import HEADER_ROW

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


def edited(grid: Grid, shown: pd.DataFrame, table: pd.DataFrame) -> Grid:
    """The sheet after its table `shown` was edited into `table`; rows that were not shown stay as they are."""
    fields = fields_of(grid)
    before, after = set(shown[ROW]), {int(row) for row in table[ROW].dropna()}
    rows = {number: dict(cells) for number, cells in grid.rows.items() if number not in before - after}
    free = max(grid.rows, default=HEADER_ROW) + 1
    for values in table.to_dict("records"):
        number = free if pd.isna(values[ROW]) else int(values[ROW])
        free += number == free
        _put(rows.setdefault(number, {}), fields, {str(name): value for name, value in values.items()})
    _name_columns(rows, fields)
    return replace(grid, rows={number: cells for number, cells in rows.items() if cells})


def _put(cells: dict[int, Cell], fields: Iterable[Field], values: Mapping[str, object]) -> None:
    """Writes what was typed into the cells of a row; a cell of which the text is the same keeps its type."""
    for field in fields:
        value = values[field.letter]
        typed = value if isinstance(value, str) else ""
        if typed == text_of(cells.get(field.number)):
            continue
        if typed:
            cells[field.number] = _cell(field, typed)
        else:
            cells.pop(field.number, None)


def _cell(field: Field, typed: str) -> Cell:
    """A whole number where the column holds such; any other text is left to be understood when the sheet is read."""
    whole = field.column is not None and isinstance(field.column.kind, Whole)
    return int(typed) if whole and typed.isascii() and typed.isdigit() and len(typed) < 10 else typed


def _name_columns(rows: dict[int, dict[int, Cell]], fields: Iterable[Field]) -> None:
    """Gives a column its header as soon as one of its cells is filled in, and a required one with the first row."""
    header = rows.setdefault(HEADER_ROW, {})
    used = {number for row, cells in rows.items() for number in cells if row > HEADER_ROW}
    for field in fields:
        needed = field.column is not None and (field.number in used or (field.column.required and bool(used)))
        if needed and field.number not in header:
            header[field.number] = field.header


def difference(old: Grid, new: Grid) -> str:
    """What was done to a sheet, in words: `Bilaterals!F17: 3 → 5`, `Rooms: 2 rows added`; empty where nothing was."""
    added, removed = new.rows.keys() - old.rows.keys(), old.rows.keys() - new.rows.keys()
    done = [f"{_rows(len(part))} {verb}" for part, verb in ((added, "added"), (removed, "removed")) if part]
    changed = [
        (row, column, old.rows[row].get(column), new.rows[row].get(column))
        for row in sorted(old.rows.keys() & new.rows.keys() - {HEADER_ROW})
        for column in sorted(old.rows[row].keys() | new.rows[row].keys())
        if text_of(old.rows[row].get(column)) != text_of(new.rows[row].get(column))
    ]
    if len(changed) == 1 and not done:
        row, column, was, now = changed[0]
        return f"{new.name}!{letters(column)}{row}: {_short(was)} → {_short(now)}"
    if changed:
        done.append("1 cell changed" if len(changed) == 1 else f"{len(changed)} cells changed")
    return f"{new.name}: {', '.join(done)}" if done else ""


def _rows(count: int) -> str:
    return "1 row" if count == 1 else f"{count} rows"


def _short(cell: Cell) -> str:
    shown = text_of(cell)
    return "blank" if not shown else shown if len(shown) <= 24 else shown[:23] + "…"

"""A sheet of which every row has an id of its own, by which edits find it wherever it stands by then."""

import hashlib
import re
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from planner.workbook.format.table import HEADER_ROW
from planner.workbook.grid import Cell, Grid, Source, address, column_number
from planner.workbook.kinds.single import text_of

RowId = str
"""What a row is called for as long as it is there: neither its number, which others move, nor its code, which is
edited like any cell."""

Cells = Mapping[int, Cell]
"""The cells of a row that hold anything, by column, counted from 1."""

HEADER: RowId = "header"
"""The first row of every sheet has one name, so that two people who add columns mean the same row."""

_AREA = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6}):([A-Z]{1,3})([0-9]{1,7})")

_MOST_BLANK = 1_000
"""Blank rows between others that are kept as rows; a sheet with more of them than that closes up."""


@dataclass(frozen=True)  # not slotted: what is known of it is worked out once and kept
class Sheet:
    """One sheet of an event: its rows by id, in their order. Row 1 is the header.

    What a file says of single cells and rows goes with them: `formulas` and `uncomputed` are cells with a formula, and
    those of them without a value, `hidden_rows` rows that a file hid, `merged` areas by their upper row, the letters of
    their first and last column, and how many rows they reach down.
    """

    name: str
    rows: Mapping[RowId, Cells]
    hidden: bool = False
    formulas: frozenset[tuple[RowId, int]] = frozenset()
    uncomputed: frozenset[tuple[RowId, int]] = frozenset()
    hidden_rows: frozenset[RowId] = frozenset()
    merged: tuple[tuple[RowId, str, int, str], ...] = ()

    @cached_property
    def numbers(self) -> Mapping[RowId, int]:
        """The number of each row as it stands now."""
        return {row: number for number, row in enumerate(self.rows, HEADER_ROW)}

    @cached_property
    def grid(self) -> Grid:
        """The sheet as it is read and written. It is the same object for as long as nothing of the sheet changes."""
        at = self.numbers
        return Grid(
            self.name,
            {at[row]: cells for row, cells in self.rows.items() if cells},
            self.hidden,
            tuple(f"{left}{at[row]}:{right}{at[row] + down}" for row, left, down, right in self.merged),
            self._addresses(self.formulas),
            self._addresses(self.uncomputed),
            tuple(sorted(at[row] for row in self.hidden_rows if self.rows[row])),
        )

    def _addresses(self, cells: Iterable[tuple[RowId, int]]) -> tuple[str, ...]:
        return tuple(address(row, column) for row, column in sorted((self.numbers[row], at) for row, at in cells))

    @cached_property
    def digest(self) -> str:
        """A fingerprint of what stands in the sheet, whatever its rows are called."""
        content = (self.name, [[(at, cells[at]) for at in sorted(cells)] for cells in self.rows.values()], self.hidden)
        return hashlib.sha256(repr(content).encode("utf-8", "surrogatepass")).hexdigest()

    def cell(self, row: RowId, column: int) -> Cell:
        """What a cell holds; None where it is empty or there is none."""
        return self.rows.get(row, {}).get(column)

    def with_rows(self, rows: Mapping[RowId, Cells]) -> "Sheet":
        """The sheet with other rows; what was said of rows that are gone goes with them."""
        return replace(
            self,
            rows=rows,
            formulas=frozenset(one for one in self.formulas if one[0] in rows),
            uncomputed=frozenset(one for one in self.uncomputed if one[0] in rows),
            hidden_rows=frozenset(row for row in self.hidden_rows if row in rows),
            merged=tuple(area for area in self.merged if area[0] in rows),
        )


Sheets = Mapping[str, Sheet]
"""The sheets of an event by name, in their order."""


def alike(one: Cell, other: Cell) -> bool:
    """Whether two cells show the same to whoever looks at them."""
    return text_of(one) == text_of(other)


def sheet_of(grid: Grid) -> Sheet:
    """A sheet that comes in: all its rows get fresh ids, blank ones between them too, so that their numbers stay."""
    formulas, uncomputed = ([_place(one) for one in cells] for cells in (grid.formulas, grid.uncomputed))
    merged = [found for one in grid.merged if (found := _AREA.fullmatch(one)) is not None]
    rows = {HEADER_ROW, *grid.rows, *(row for row, _ in formulas), *(int(found[2]) for found in merged)}
    numbers = range(HEADER_ROW, max(rows) + 1) if max(rows) - len(rows) <= _MOST_BLANK else sorted(rows)
    ids = dict(zip(numbers, (HEADER, *fresh_ids(len(numbers) - 1)), strict=True))
    return Sheet(
        grid.name,
        {ids[number]: grid.rows.get(number, {}) for number in numbers},
        grid.hidden,
        frozenset((ids[row], column) for row, column in formulas),
        frozenset((ids[row], column) for row, column in uncomputed),
        frozenset(ids[number] for number in grid.hidden_rows),
        tuple((ids[int(found[2])], found[1], int(found[4]) - int(found[2]), found[3]) for found in merged),
    )


def sheets_of(source: Source) -> Sheets:
    """The sheets of a file that comes in."""
    return {grid.name: sheet_of(grid) for grid in source.grids}


def source_of(sheets: Sheets) -> Source:
    """The sheets as they are read."""
    digests = "".join(sheet.digest for sheet in sheets.values())
    return Source(tuple(sheet.grid for sheet in sheets.values()), hashlib.sha256(digests.encode()).hexdigest())


def fresh_ids(count: int) -> list[RowId]:
    """Ids that no other row of any event has; those of one call differ in their last part only, which packs well."""
    stem = secrets.token_hex(5)
    return [f"{stem}.{number}" for number in range(count)]


def _place(reference: str) -> tuple[int, int]:
    letters = reference.rstrip("0123456789")
    return int(reference[len(letters) :]), column_number(letters)

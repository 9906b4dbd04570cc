"""What was read before: sheets and rows that have not changed since are not read again.

Only what a sheet says by itself is remembered. References, records and checks, which look at all sheets, are worked
out anew on copies of the rows, so that a reading with a memory and one without find the same.
"""

import hashlib
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from threading import Lock
from zoneinfo import ZoneInfo

from planner.domain.plan import Problem
from planner.workbook.findings import Findings, TooManyErrors
from planner.workbook.format.table import HEADER_ROW, Column, Sheet
from planner.workbook.grid import Cell, Grid
from planner.workbook.reading.rows import CellReader, Made, Row, fill, read_rows

MOST_ROWS = 60_000
"""Rows that are remembered, about 2 kB each: those of fifty events of 1,200 rows."""

_MOST_PRINTS = 256
"""Sheets of which the fingerprint is remembered, so that it is not taken again for what has not changed."""


@dataclass(frozen=True, slots=True)
class _Filled:
    """A row with its values before any reference was resolved, and what was found in its cells."""

    row: Row
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _SheetRead:
    """One sheet as it was read, in the order of dates that its columns have, and the suggestions left after it."""

    cells: Mapping[int, Mapping[int, Cell]]
    rows: Mapping[int, _Filled]
    orders: Mapping[Column, object]
    problems: tuple[Problem, ...]
    suggestions_left: int


_Key = tuple[str, str, str, int]
"""The sheet, the fingerprint of its cells, the time zone, and how many suggestions were left before it."""


@dataclass
class Memory:
    """Sheets that were read; of too many rows those not asked for longest are forgotten. Threads may share it."""

    most_rows: int = MOST_ROWS
    _read: "OrderedDict[_Key, _SheetRead]" = field(default_factory=OrderedDict)
    _latest: dict[tuple[str, str, int], _SheetRead] = field(default_factory=dict)
    _prints: "OrderedDict[int, tuple[Grid, str]]" = field(default_factory=OrderedDict)
    _count: int = 0
    _lock: Lock = field(default_factory=Lock)

    def rows(self, sheet: Sheet, grid: Grid, zone: ZoneInfo, findings: Findings) -> list[Row]:
        """As `read_rows`, with the same problems in the same order."""
        key = (sheet.name, self._fingerprint(grid), zone.key, findings.suggestions_left)
        with self._lock:
            known = self._read.get(key)
            if known is not None:
                self._read.move_to_end(key)
        read = known or self._read_now(sheet, grid, zone, findings.suggestions_left)
        if read is None:
            return read_rows(sheet, grid, zone, findings)
        if known is None:
            self._keep(key, read)
        for problem in read.problems:
            findings.take(problem)
        findings.suggestions_left = read.suggestions_left
        return [replace(one.row, values=dict(one.row.values)) for one in read.rows.values()]

    def _read_now(self, sheet: Sheet, grid: Grid, zone: ZoneInfo, suggestions_left: int) -> _SheetRead | None:
        """The sheet, read with the help of the last reading of it under this header; None where it has more problems
        than are listed: at which of them the list ends depends on the other sheets.
        """
        alone = Findings(suggestions_left)
        filling = _Filling(grid, self._latest.get(self._header(sheet.name, grid, zone.key)))
        try:
            read_rows(sheet, grid, zone, alone, filling.fill)
        except TooManyErrors:
            return None
        if alone.unlisted:
            return None
        return _SheetRead(grid.rows, filling.rows, filling.orders, tuple(alone.problems), alone.suggestions_left)

    def _keep(self, key: _Key, read: _SheetRead) -> None:
        with self._lock:
            if key not in self._read:
                self._read[key] = read
                self._count += len(read.rows)
            self._latest[key[0], key[2], id(read.cells.get(HEADER_ROW))] = read
            while self._count > self.most_rows and len(self._read) > 1:
                old, forgotten = self._read.popitem(last=False)
                self._count -= len(forgotten.rows)
                header = (old[0], old[2], id(forgotten.cells.get(HEADER_ROW)))
                if self._latest.get(header) is forgotten:
                    del self._latest[header]

    @staticmethod
    def _header(sheet: str, grid: Grid, zone: str) -> tuple[str, str, int]:
        return sheet, zone, id(grid.rows.get(HEADER_ROW))

    def _fingerprint(self, grid: Grid) -> str:
        """What tells sheets apart, worked out once for each grid: these never change, and are told by who they are."""
        with self._lock:
            known = self._prints.get(id(grid))
        if known is not None:
            return known[1]
        made = fingerprint(grid)
        with self._lock:
            self._prints[id(grid)] = (grid, made)
            if len(self._prints) > _MOST_PRINTS:
                self._prints.popitem(last=False)
        return made


class _Filling:
    """Fills the rows of a sheet; those of which the cells are the same as before are taken over."""

    def __init__(self, grid: Grid, before: _SheetRead | None) -> None:
        self._cells = grid.rows
        self._before = before
        self.rows: dict[int, _Filled] = {}
        self.orders: Mapping[Column, object] = {}

    def fill(self, row: Row, cells: Mapping[Column, Cell], reader: CellReader, findings: Findings) -> None:
        self.orders = reader.orders
        filled = self._again(row.number)
        if filled is None:
            alone = Findings()
            fill(row, cells, reader.into(alone), alone)
            row.made = Made()
            filled = _Filled(row, tuple(alone.problems))
        for problem in filled.problems:
            findings.take(problem)
        self.rows[row.number] = filled

    def _again(self, number: int) -> _Filled | None:
        """The row as it was filled before, where its cells, its number and how dates are read are still the same."""
        before = self._before
        if before is None or before.cells.get(number) is not self._cells[number] or before.orders != self.orders:
            return None
        return before.rows.get(number)


def fingerprint(grid: Grid) -> str:
    """A fingerprint of everything that a sheet says; two that say the same in another order may have two."""
    content = (grid.rows, grid.hidden, grid.merged, grid.formulas, grid.uncomputed, grid.hidden_rows)
    return hashlib.sha256(repr(content).encode("utf-8", "surrogatepass")).hexdigest()

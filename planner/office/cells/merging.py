"""A file that went out and comes in again: what was changed in it, beside what was changed in the office meanwhile.

Three states are compared. What went out, as the office wrote it, and what comes in show what was changed in the file;
what the office had then and has now show what stands in its way. Without the first, the file is compared with the
office as it is.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from zoneinfo import ZoneInfo

from planner.office.cells.comparing import OneSheet
from planner.office.cells.differences import Difference, Merge, Touched
from planner.office.cells.operations import AddSheet, PutSheet
from planner.office.cells.sheet import HEADER, Sheet, Sheets, sheet_of
from planner.office.cells.steps import Step
from planner.workbook.format.table import HEADER_ROW
from planner.workbook.grid import Grid, Source, plain


def merged(file: Source, head: Sheets, base: Sheets, sent: Source, zone: ZoneInfo, since: Sequence[Step] = ()) -> Merge:
    """What was changed in a file since it was `sent`, on the sheets of the office as they are now. `base` is what the
    office had when it wrote the file, and `since` what was done after that; where that is not known, `base` is the head
    and `sent` what it would write now.
    """
    return Merge(tuple(_Files(file, head, base, sent, zone, Touched.of(since)).differences()))


@dataclass(frozen=True)  # not slotted: what is known of it is worked out once and kept
class _Files:
    file: Source
    head: Sheets
    base: Sheets
    sent: Source
    zone: ZoneInfo
    touched: Touched

    @cached_property
    def _went(self) -> dict[str, Grid]:
        return {plain(grid.name): grid for grid in reversed(self.sent.grids)}

    @cached_property
    def _came(self) -> dict[str, Grid]:
        """The sheets that come in, by plain name; of two with one name the first, which is the one that is read."""
        grids: dict[str, Grid] = {}
        for grid in self.file.grids:
            grids.setdefault(plain(grid.name), grid)
        return grids

    def differences(self) -> Iterator[Difference]:
        for name, grid in self._came.items():
            then, now = _named(self.base, name), _named(self.head, name)
            if now is not None:
                went = self._went.get(name, Grid(grid.name, {}))
                yield from self._one(then or replace(now, rows={}), now, went, grid)
            elif name not in self._went:
                yield self._new(grid, "deleted" if then is not None else "nothing")
            elif then is None:
                yield from self._filled_in(grid, self._went[name])
            elif any(self._one(then, then, self._went[name], grid)):
                yield self._new(grid, "deleted")
        came = {*self._came, *map(plain, self.file.for_reading)}
        for sheet in self.head.values():
            if plain(sheet.name) in self._went and plain(sheet.name) not in came:
                yield self._gone(sheet)

    def _one(self, then: Sheet, now: Sheet, went: Grid, came: Grid) -> Iterator[Difference]:
        return OneSheet(then, now, went, came, self.zone, self.touched).differences()

    def _new(self, grid: Grid, theirs: str) -> Difference:
        """A sheet that the office has not, or has no more."""
        place, by = f"The sheet {grid.name}", self.touched.sheet(grid.name)
        add = (AddSheet(grid.name, sheet_of(grid)),)
        return Difference(grid.name, grid.name, place, theirs, theirs, "a sheet", theirs == "deleted", add, by)

    def _filled_in(self, grid: Grid, went: Grid) -> Iterator[Difference]:
        """Rows of a sheet that the office has not, and wrote blank because the format has it."""
        blank = Sheet(went.name, {HEADER: went.rows.get(HEADER_ROW, {})})
        add = AddSheet(went.name, blank)
        for one in self._one(blank, blank, went, grid):
            yield replace(one, operations=(add, *one.operations))

    def _gone(self, sheet: Sheet) -> Difference:
        then = _named(self.base, plain(sheet.name))
        changed = then is None or then.digest != sheet.digest
        theirs = "a sheet that was changed since" if changed else "a sheet"
        away = (PutSheet(sheet.name, sheet.digest, None),)
        place, by = f"The sheet {sheet.name}", self.touched.sheet(sheet.name)
        return Difference(sheet.name, sheet.name, place, "a sheet", theirs, "deleted", changed, away, by, removes=True)


def _named(sheets: Sheets, name: str) -> Sheet | None:
    return next((sheet for sheet in sheets.values() if plain(sheet.name) == name), None)

"""What a file that comes in says otherwise than the office, each to be taken or left."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from planner.office.cells.operations import AddColumn, AddRow, AddSheet, Operation, Place
from planner.office.cells.refusals import Author
from planner.office.cells.sheet import RowId
from planner.office.cells.steps import Step

NOBODY = Author()


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that was changed in the file. `mine` is what the file says, `theirs` what the office has now, `base`
    what went out; in a conflict `theirs` was changed too, or is gone, and `by` tells by whom.

    The `key` names it, also when the same file is compared once more with an office that went on. What `removes` takes
    a row, column or sheet away.
    """

    key: str
    sheet: str
    where: str
    base: str
    theirs: str
    mine: str
    conflict: bool
    operations: tuple[Operation, ...]
    by: Author = NOBODY
    removes: bool = False

    @property
    def sentence(self) -> str:
        """`Bilaterals D7: was 3, is 5 in the office and 2 in the file`."""
        if not self.conflict:
            return f"{self.where}: {self.base} → {self.mine}"
        return f"{self.where}: was {self.base}, is {self.theirs} in the office and {self.mine} in the file"


@dataclass(frozen=True, slots=True)
class Merge:
    """What differs, sheet by sheet in the order of the file."""

    differences: tuple[Difference, ...]

    @property
    def conflicts(self) -> tuple[Difference, ...]:
        """The differences of which both sides changed the same cell."""
        return tuple(one for one in self.differences if one.conflict)

    def operations(self, takes: Callable[[Difference], bool]) -> tuple[Operation, ...]:
        """The differences that are taken, as one step at the head. A column or sheet that several need comes once."""
        stands_below: dict[RowId, RowId | None] = {}
        done: list[Operation] = []
        needed: set[Place] = set()
        for one in self.differences:
            taken = takes(one)
            for step in one.operations:
                if isinstance(step, AddRow) and not taken:
                    stands_below[step.row] = stands_below.get(step.after or "", step.after)
                elif taken and not (isinstance(step, AddColumn | AddSheet) and step.place in needed):
                    needed.add(step.place)
                    done.append(_below(step, stands_below))
        return tuple(done)


def _below(step: Operation, stands_below: dict[RowId, RowId | None]) -> Operation:
    """A row that was to stand below one that is left goes where that one would have stood."""
    if isinstance(step, AddRow) and step.after in stands_below:
        return replace(step, after=stands_below[step.after])
    return step


ANY = "*"


@dataclass(frozen=True, slots=True)
class Touched:
    """Who touched a cell, row, column or sheet last, looked up at once however long the history is."""

    _last: dict[tuple[str, str | None, int | str | None], tuple[int, Author]] = field(default_factory=dict)

    @classmethod
    def of(cls, steps: Iterable[Step]) -> "Touched":
        """By steps in their order."""
        touched = cls()
        for step in steps:
            by = (step.number, Author(step.author, step.at))
            for one in step.operations:
                sheet, row, column = one.place
                touched._last.update(
                    dict.fromkeys(
                        ((sheet, row, column), (sheet, row, ANY), (sheet, ANY, column), (sheet, ANY, ANY)), by
                    )
                )
        return touched

    def cell(self, sheet: str, row: RowId, column: int) -> Author:
        """Who changed a cell last."""
        return self._latest((sheet, row, column), (sheet, row, None), (sheet, None, None))

    def row(self, sheet: str, row: RowId) -> Author:
        """Who last changed anything in a row."""
        return self._latest((sheet, row, ANY), (sheet, None, None))

    def column(self, sheet: str, column: int) -> Author:
        """Who last changed anything in a column."""
        return self._latest((sheet, ANY, column), (sheet, ANY, None), (sheet, None, None))

    def sheet(self, sheet: str) -> Author:
        """Who last changed anything on a sheet."""
        return self._latest((sheet, ANY, ANY))

    def _latest(self, *places: tuple[str, str | None, int | str | None]) -> Author:
        return max(
            (self._last[one] for one in places if one in self._last), key=lambda one: one[0], default=(0, NOBODY)
        )[1]

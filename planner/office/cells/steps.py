"""The steps by which an event came to be what it is, each with what was done and what takes it back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from planner.office.cells.operations import AddSheet, DeleteRow, Operation, Place, touch
from planner.office.cells.refusals import Author
from planner.office.cells.sheet import Cells, Sheet


@dataclass(frozen=True, slots=True)
class Step:
    """One step of somebody. `inverse` are the operations that take it back, in the order in which they do.

    A step that takes others back, or brings back what had been taken back, names them by their numbers.
    """

    number: int
    author: str
    at: datetime
    sentence: str
    operations: tuple[Operation, ...]
    inverse: tuple[Operation, ...]
    takes_back: tuple[int, ...] = ()
    brings_back: tuple[int, ...] = ()

    @property
    def plain(self) -> bool:
        """Whether it is a step of its own, and neither undo nor redo."""
        return not self.takes_back and not self.brings_back

    def touches(self, place: Place) -> bool:
        """Whether anything of the step was done at a place, or around it."""
        return any(touch(one.place, place) for one in self.operations)

    def meets(self, other: "Step") -> bool:
        """Whether both touched the same cells."""
        return any(self.touches(one.place) for one in other.operations)


def author_of(place: Place, since: Sequence[Step]) -> Author:
    """Who touched a place last."""
    last = next((step for step in reversed(since) if step.touches(place)), None)
    return Author() if last is None else Author(last.author, last.at)


def cells_before(place: Place, since: Sequence[Step]) -> Cells | None:
    """What a row held when it was deleted last."""
    deleted = (one for step in reversed(since) for one in step.operations if isinstance(one, DeleteRow))
    return next((one.seen for one in deleted if touch(one.place, place)), None)


def sheet_before(name: str, since: Sequence[Step]) -> Sheet | None:
    """What a sheet was when it was taken away last: what undoes that puts it back."""
    back = (one for step in reversed(since) for one in step.inverse if one.sheet == name)
    return next((one.added for one in back if isinstance(one, AddSheet)), None)

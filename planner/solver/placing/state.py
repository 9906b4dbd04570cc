"""A plan under construction: which candidate each meeting has, and what that blocks for the others."""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from planner.board import Board
from planner.board.axis import Mask
from planner.board.board import Ints
from planner.solver.placing.openness import Bits, Ground, Openness, number, room_taken, rows_taken

UNPLACED = -1


@dataclass(frozen=True, slots=True)
class Opening:
    """A mode and the starts at which it would fit, as a mask."""

    mode: int
    starts: Mask


class State:
    """Placements on a board. `mode` and `start` hold each item's candidate, or UNPLACED."""

    def __init__(self, board: Board) -> None:
        self.board, self.ground = board, Ground(board)
        self.mode: Ints = np.full(len(board.meetings), UNPLACED, dtype=np.int64)
        self.start: Ints = np.full(len(board.meetings), UNPLACED, dtype=np.int64)
        self.blocked = board.closed.astype(np.int16)
        """For each row and tick, how many placed meetings (and closings) block it."""
        self.held = np.zeros((len(board.classes), board.axis.ticks), dtype=np.int16)
        """For each class and tick, how many rooms are in use or at rest."""
        self.spent = np.zeros((len(board.budgets), len(board.axis.days)), dtype=np.int64)
        self.jobs: dict[int, list[tuple[int, int]]] = {run: [] for run in range(len(board.runs))}
        """For each run, the ticks from..to of the jobs placed."""

    # --- placing -------------------------------------------------------------------------------------------------

    @property
    def worth(self) -> int:
        """The worth of all that is placed."""
        return int(self.board.worth[self.mode != UNPLACED].sum())

    def placed(self, item: int) -> bool:
        """Whether an item has a place."""
        return bool(self.mode[item] != UNPLACED)

    def tick(self, item: int) -> int:
        """The tick at which a placed item begins."""
        return int(self.board.axis.start_tick[self.start[item]])

    def place(self, item: int, mode: int, start: int) -> None:
        """Put an unplaced item there; whether it fits is the caller's to know."""
        self.mode[item], self.start[item] = mode, start
        self._book(item, 1)

    def remove(self, item: int) -> None:
        """Take a placed item out."""
        self._book(item, -1)
        self.mode[item] = self.start[item] = UNPLACED

    def _book(self, item: int, sign: int) -> None:
        board, mode, first = self.board, int(self.mode[item]), self.tick(item)
        last = first + int(board.length[item])
        for row, low, high in rows_taken(board, mode, first, last):
            self.blocked[row, max(low, 0) : high] += sign
        if (room := room_taken(board, mode, first, last)) is not None:
            self.held[room[0], room[1] : room[2]] += sign
        day = board.axis.start_day[self.start[item]]
        for budget, weight in board.spends.of(mode).reshape(-1, 2).tolist():
            self.spent[budget, day] += sign * weight
        for run in board.works.of(mode).tolist():
            if sign > 0:
                self.jobs[run].append((first, last))
            else:
                self.jobs[run].remove((first, last))

    def copy(self) -> "State":
        """An independent copy."""
        twin = object.__new__(State)
        twin.board, twin.ground = self.board, self.ground
        for name in ("mode", "start", "blocked", "held", "spent"):
            setattr(twin, name, getattr(self, name).copy())
        twin.jobs = {run: list(jobs) for run, jobs in self.jobs.items()}
        return twin

    # --- what is open --------------------------------------------------------------------------------------------

    @property
    def openness(self) -> Openness:
        """What is open beside the placements as they stand."""
        return Openness(self.ground, self)

    def openings(self, item: int, loose: Container[int] = ()) -> list[Opening]:
        """Every mode of an unplaced item that fits somewhere beside what is placed, as `Openness.openings` has them."""
        masks: dict[Bits, Mask] = {}
        open_starts = []
        for mode, _, ticks in self.openness.openings(item, loose):
            if ticks not in masks:
                masks[ticks] = self.ground.on_starts(ticks)
            open_starts.append(Opening(mode, masks[ticks]))
        return open_starts

    def fits(self, item: int, mode: int, start: int) -> bool:
        """Whether one candidate of an unplaced item fits beside what is placed."""
        return self.openness.fits(item, mode, start)

    # --- what is taken -------------------------------------------------------------------------------------------

    @property
    def room_limits(self) -> Ints:
        """How many rooms each class has; more than all meetings take where there is no limit."""
        endless = len(self.board.meetings) + 1
        limits = [endless if one.capacity is None else one.capacity for one in self.board.classes]
        return np.array(limits, dtype=np.int64)

    def blocked_ticks(self, row: int) -> Bits:
        return number(self.blocked[row] > 0)

    def full_ticks(self, place: int) -> Bits:
        capacity = self.board.classes[place].capacity
        return 0 if capacity is None else number(self.held[place] >= capacity)

    def begins(self, item: int) -> int | None:
        """The tick at which an item begins; None if it is not placed."""
        return self.tick(item) if self.placed(item) else None

    def spent_by_day(self, budget: int) -> Sequence[int]:
        days: list[int] = self.spent[budget].tolist()
        return days

    def jobs_of(self, run: int) -> Iterable[tuple[int, int]]:
        return self.jobs[run]

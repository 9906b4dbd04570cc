"""A plan under construction: which candidate each meeting has, and what that blocks for the others."""

from collections.abc import Container, Iterable
from dataclasses import dataclass

import numpy as np

from planner.board import Board
from planner.board.axis import Mask
from planner.board.board import Ints

UNPLACED = -1


@dataclass(frozen=True, slots=True)
class Opening:
    """A mode and the starts at which it would fit, as a mask."""

    mode: int
    starts: Mask


class State:
    """Placements on a board. `mode` and `start` hold each item's candidate, or UNPLACED."""

    def __init__(self, board: Board) -> None:
        self.board = board
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
        return int(self.board.worth[self.mode != UNPLACED].sum())

    def placed(self, item: int) -> bool:
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
        for row, before, after in board.casts.of(mode).reshape(-1, 3).tolist():
            self.blocked[row, max(first - before, 0) : last + after] += sign
        if (place := int(board.room_class[mode])) >= 0:
            self.held[place, first : last + board.classes[place].rest] += sign
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
        twin.board = self.board
        for name in ("mode", "start", "blocked", "held", "spent"):
            setattr(twin, name, getattr(self, name).copy())
        twin.jobs = {run: list(jobs) for run, jobs in self.jobs.items()}
        return twin

    # --- looking for room ----------------------------------------------------------------------------------------

    def openings(self, item: int, loose: Container[int] = ()) -> list[Opening]:
        """Every mode of an unplaced item that fits somewhere beside what is placed, with its starts.

        `loose` items are about to be placed too: an item that must follow one of them is not held back by it.
        """
        board, found = self.board, []
        if board.modes_of[item].start == board.modes_of[item].stop:
            return []
        base = board.item_starts[item] & self._in_order(item, loose)
        if not base.any():
            return []
        rows: dict[int, Mask] = {}
        places: dict[int, Mask] = {-1: base}
        companies: dict[int, Mask] = {}
        for mode in board.modes_of[item]:
            if (company := int(board.company[mode])) not in companies:
                companies[company] = self._in_company(item, company, rows)
            starts = self._in_class(item, int(board.room_class[mode]), places, base) & companies[company]
            if starts.any():
                found.append(Opening(mode, starts))
        return found

    def _in_company(self, item: int, company: int, rows: dict[int, Mask]) -> Mask:
        """The starts at which all that a company requires is free, and no limit binds."""
        board, starts = self.board, np.ones(self.board.axis.starts, dtype=np.bool_)
        for row in board.requires.of_company(company).tolist():
            if row not in rows:
                rows[row] = board.axis.free_starts(self.blocked[row] > 0, int(board.length[item]))
            starts = starts & rows[row]
        return starts & self._within_limits(item, company)

    def _in_class(self, item: int, place: int, known: dict[int, Mask], base: Mask) -> Mask:
        if place not in known:
            board, room = self.board, self.board.classes[place]
            length = int(board.length[item])
            starts = base & board.axis.free_starts(board.class_closed[place], length)
            if room.capacity is not None and starts.any():
                full = self.held[place] >= room.capacity
                # A rest that runs past the last tick takes nothing from anybody.
                starts = starts & _free_with_rest(board, full, length + room.rest)
            known[place] = starts
        return known[place]

    def _in_order(self, item: int, loose: Container[int]) -> Mask:
        """The starts after everything that the item must follow, and before everything that follows it."""
        board = self.board
        starts = np.ones(board.axis.starts, dtype=np.bool_)
        for leader in board.leaders[item]:
            if leader in loose:
                continue
            if not self.placed(leader):
                return np.zeros(board.axis.starts, dtype=np.bool_)
            starts &= board.axis.start_tick >= self.tick(leader) + board.length[leader]
        for follower in board.followers[item]:
            if self.placed(follower):
                starts &= board.axis.start_tick + board.length[item] <= self.tick(follower)
        return starts

    def _within_limits(self, item: int, company: int) -> Mask:
        """The starts at which the budgets and the runs of a company leave room."""
        board, starts = self.board, np.ones(self.board.axis.starts, dtype=np.bool_)
        for budget, weight in board.spends.of_company(company).reshape(-1, 2).tolist():
            spare = self.spent[budget] + weight <= board.budgets[budget].limit
            starts = starts & spare[board.axis.start_day]
        for run in board.works.of_company(company).tolist():
            starts = starts & self.run_holds(run, int(board.length[item]))
        return starts

    def run_holds(self, run: int, length: int) -> Mask:
        """The starts at which one more job leaves the interpreter's stretches without a break short enough.

        The stretches lie at least a pause apart, so the job joins those that it comes nearer to than that.
        """
        limits, first = self.board.runs[run], self.board.axis.start_tick
        low, high = first, first + length
        for begun, ended in stretches(self.jobs[run], limits.pause):
            joined = (begun < first + length + limits.pause) & (ended > first - limits.pause)
            low, high = np.where(joined, np.minimum(low, begun), low), np.where(joined, np.maximum(high, ended), high)
        return np.asarray(high - low <= limits.longest)

    def fits(self, item: int, mode: int, start: int) -> bool:
        """Whether one candidate of an unplaced item fits beside what is placed."""
        board, first = self.board, int(self.board.axis.start_tick[start])
        last = first + int(board.length[item])
        if mode not in board.modes_of[item] or not board.item_starts[item, start] or last > board.axis.ticks:
            return False
        if self.blocked[board.requires.of(mode), first:last].any() or not self._has_room(mode, first, last):
            return False
        return bool(self._in_order(item, ())[start] and self._within_limits(item, int(board.company[mode]))[start])

    def _has_room(self, mode: int, first: int, last: int) -> bool:
        """Whether the class of a mode has a room open from tick to tick, and for its rest."""
        place = int(self.board.room_class[mode])
        if place < 0:
            return True
        room, closed = self.board.classes[place], self.board.class_closed[place, first:last].any()
        taken = room.capacity is not None and (self.held[place, first : last + room.rest] >= room.capacity).any()
        return not closed and not taken


def _free_with_rest(board: Board, full: Mask, length: int) -> Mask:
    before = np.concatenate(([0], np.cumsum(full)))
    ends = np.minimum(board.axis.start_tick + length, board.axis.ticks)
    return np.asarray(before[ends] == before[board.axis.start_tick])


def stretches(jobs: Iterable[tuple[int, int]], pause: int) -> list[tuple[int, int]]:
    """From the first start to the last end of jobs with less than `pause` between them, in order."""
    found: list[tuple[int, int]] = []
    for first, last in sorted(jobs):
        if found and first - found[-1][1] < pause:
            begun, ended = found.pop()
            first, last = begun, max(ended, last)
        found.append((first, last))
    return found

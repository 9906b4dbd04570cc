"""Where a meeting can be held: the one place that says which starts are open to a candidate, and what one takes.

A plan under construction says what is taken (`Taken`), the board what is closed from the outset (`Ground`), and here
both become open starts: for the first plan, which only adds; for plans that change; for neighbourhoods and repairs; for
the reasons of what is not placed; and, beside nothing at all, for bounds and for the arrays of the compiled moves.

Time is a whole number with one bit for each tick, the lowest for the first. Of such numbers a program in Python works
out in a microsecond what it would take arrays ten or a hundred to say.
"""

from collections.abc import Container, Iterable, Iterator, Sequence
from functools import cached_property
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from planner.board.axis import Mask
from planner.board.board import Board

Bits = int

Open = tuple[int, int, Bits]
"""A mode that fits somewhere, its company, and the ticks at which it may start."""


class Taken(Protocol):
    """What stands already, as far as it takes time from others."""

    def blocked_ticks(self, row: int) -> Bits:
        """The ticks of a row that are closed from the outset or blocked by what stands."""
        ...

    def full_ticks(self, place: int) -> Bits:
        """The ticks at which no room of a class is left, rests included."""
        ...

    def begins(self, item: int) -> int | None:
        """The tick at which an item begins; None if it is not placed."""
        ...

    def spent_by_day(self, budget: int) -> Sequence[int]:
        """What is spent of a budget on each day."""
        ...

    def jobs_of(self, run: int) -> Iterable[tuple[int, int]]:
        """From which tick to which an interpreter works."""
        ...


class Nothing:
    """No meeting stands: only what is closed from the outset is taken."""

    def __init__(self, board: Board) -> None:
        self.board = board

    def blocked_ticks(self, row: int) -> Bits:
        return number(self.board.closed[row])

    def full_ticks(self, place: int) -> Bits:
        return 0

    def begins(self, item: int) -> int | None:
        return None

    def spent_by_day(self, budget: int) -> Sequence[int]:
        return [0] * len(self.board.axis.days)

    def jobs_of(self, run: int) -> Iterable[tuple[int, int]]:
        return ()


class Ground:
    """A board's filters and closings as numbers, worked out when first asked for; plans on one board share them."""

    def __init__(self, board: Board) -> None:
        self.board, self.ticks = board, board.axis.ticks
        self.whole: Bits = (1 << self.ticks) - 1
        self.days: list[Bits] = [self.on_ticks(board.axis.start_day == day) for day in range(len(board.axis.days))]
        self._in_class: dict[tuple[int, int], Bits] = {}

    def on_ticks(self, starts: Mask) -> Bits:
        """A mask of starts as ticks."""
        ticks = np.zeros(self.ticks, dtype=np.bool_)
        ticks[self.board.axis.start_tick] = starts
        return number(ticks)

    def on_starts(self, ticks: Bits) -> Mask:
        """Ticks as a mask of starts."""
        length = (self.ticks + 7) // 8
        packed = np.frombuffer((ticks & self.whole).to_bytes(length, "little"), dtype=np.uint8)
        return np.unpackbits(packed, bitorder="little")[self.board.axis.start_tick].astype(np.bool_)

    @cached_property
    def starts(self) -> list[Bits]:
        """For each item, the starts that its own filters leave."""
        return [self.on_ticks(starts) for starts in self.board.item_starts]

    def in_class(self, place: int, length: int) -> Bits:
        """The ticks from which rooms of a class (-1 = no room) are open for so long."""
        if place < 0:
            return self.whole
        if (place, length) not in self._in_class:
            self._in_class[place, length] = free(self.whole & ~number(self.board.class_closed[place]), length)
        return self._in_class[place, length]


class Openness:
    """The open starts beside what is taken at the moment at which it is asked. Lengths are ticks."""

    def __init__(self, ground: Ground, taken: Taken) -> None:
        self.ground, self.board, self.taken = ground, ground.board, taken
        self._runs: dict[tuple[int, int], Bits] = {}

    @classmethod
    def from_the_outset(cls, board: Board) -> "Openness":
        """Beside no meeting at all."""
        return cls(Ground(board), Nothing(board))

    def forget_run(self, run: int) -> None:
        """To be told where an interpreter gets another job, if the same openness is asked again."""
        self._runs = {known: starts for known, starts in self._runs.items() if known[0] != run}

    # --- candidates ----------------------------------------------------------------------------------------------

    def openings(self, item: int, loose: Container[int] = ()) -> list[Open]:
        """Every mode of an unplaced item that fits somewhere, in order, with its starts.

        `loose` items are about to be placed too: an item that must follow one of them is not held back by it.
        """
        board, modes, wished = self.board, self.board.modes_of[item], self.in_order(item, loose)
        if not wished or not modes:
            return []
        length, rows = int(board.length[item]), dict[int, Bits]()
        places, companies = (one[modes.start : modes.stop].tolist() for one in (board.room_class, board.company))
        in_class = {place: wished & self.in_class(place, length) for place in dict.fromkeys(places)}
        in_company = {one: self.in_company(one, length, rows) for one in dict.fromkeys(companies)}
        open_starts = []
        for mode, place, company in zip(modes, places, companies, strict=True):
            if starts := in_class[place] & in_company[company]:
                open_starts.append((mode, company, starts))
        return open_starts

    def fits(self, item: int, mode: int, start: int) -> bool:
        """Whether one candidate of an unplaced item is open."""
        board, length = self.board, int(self.board.length[item])
        at = 1 << int(board.axis.start_tick[start])
        return bool(
            mode in board.modes_of[item]
            and self.in_order(item) & at
            and self.in_class(int(board.room_class[mode]), length) & at
            and self.in_company(int(board.company[mode]), length, {}) & at
        )

    # --- what a candidate needs ----------------------------------------------------------------------------------

    def in_order(self, item: int, loose: Container[int] = ()) -> Bits:
        """The starts of an item itself: after all that it must follow, and before all that must follow it."""
        board, length, starts = self.board, int(self.board.length[item]), self.ground.starts[item]
        for leader in board.leaders[item]:
            if leader not in loose:
                begins = self.taken.begins(leader)
                if begins is None:
                    return 0
                starts &= -1 << (begins + int(board.length[leader]))
        for follower in board.followers[item]:
            begins = self.taken.begins(follower)
            if begins is not None:
                starts &= (1 << max(begins - length + 1, 0)) - 1
        return starts

    def in_class(self, place: int, length: int) -> Bits:
        """The starts at which a class of rooms (-1 = no room) has one for so long, and for its rest."""
        open_, full = self.ground.in_class(place, length), 0 if place < 0 else self.taken.full_ticks(place)
        if not full:
            return open_
        # A rest that runs past the last tick takes nothing from anybody.
        lasting = length + self.board.classes[place].rest
        beyond = ((1 << lasting) - 1) << self.ground.ticks
        return open_ & free((self.ground.whole & ~full) | beyond, lasting)

    def in_company(self, company: int, length: int, known: dict[int, Bits]) -> Bits:
        """The starts at which all that a company requires is free and no limit binds; `known` as in `attended`."""
        starts = self.attended(company, length, known)
        return self._within_limits(company, length, starts) if starts else 0

    def attended(self, company: int, length: int, known: dict[int, Bits]) -> Bits:
        """The starts at which all that a company requires is free; `known` are the rows looked at for this length."""
        starts = self.ground.whole
        for row in self.board.requires.of_company(company).tolist():
            if row not in known:
                known[row] = self.in_row(row, length)
            starts &= known[row]
        return starts

    def in_row(self, row: int, length: int) -> Bits:
        """The starts from which a row is free for so long."""
        return free(self.ground.whole & ~self.taken.blocked_ticks(row), length)

    def _within_limits(self, company: int, length: int, starts: Bits) -> Bits:
        """Of these starts, those at which the budgets and the runs of a company leave room."""
        board = self.board
        for budget, weight in board.spends.of_company(company).reshape(-1, 2).tolist():
            limit = board.budgets[budget].limit
            for day, spent in enumerate(self.taken.spent_by_day(budget)):
                if spent + weight > limit:
                    starts &= ~self.ground.days[day]
        for run in board.works.of_company(company).tolist():
            if (run, length) not in self._runs:
                holds = run_holds(board, run, length, self.taken.jobs_of(run))
                self._runs[run, length] = self.ground.on_ticks(holds)
            starts &= self._runs[run, length]
        return starts


# --- interpreters' stretches of work ---------------------------------------------------------------------------------


def run_holds(board: Board, run: int, length: int, jobs: Iterable[tuple[int, int]]) -> Mask:
    """The starts at which one more job leaves the interpreter's stretches without a break short enough.

    The stretches lie at least a pause apart, so the job joins those that it comes nearer to than that.
    """
    limits, first = board.runs[run], board.axis.start_tick
    low, high = first, first + length
    for begun, ended in stretches(jobs, limits.pause):
        joined = (begun < first + length + limits.pause) & (ended > first - limits.pause)
        low, high = np.where(joined, np.minimum(low, begun), low), np.where(joined, np.maximum(high, ended), high)
    return np.asarray(high - low <= limits.longest)


def stretches(jobs: Iterable[tuple[int, int]], pause: int) -> list[tuple[int, int]]:
    """From the first start to the last end of jobs with less than `pause` between them, in order."""
    runs: list[tuple[int, int]] = []
    for first, last in sorted(jobs):
        if runs and first - runs[-1][1] < pause:
            begun, ended = runs.pop()
            first, last = begun, max(ended, last)
        runs.append((first, last))
    return runs


# --- what a candidate takes ------------------------------------------------------------------------------------------


def rows_taken(board: Board, mode: int, first: int, last: int) -> Iterator[tuple[int, int, int]]:
    """The rows that a meeting blocks which lasts from tick to tick, each from which tick to before which."""
    for row, before, after in board.casts.of(mode).reshape(-1, 3).tolist():
        yield row, first - before, last + after


def room_taken(board: Board, mode: int, first: int, last: int) -> tuple[int, int, int] | None:
    """The class of rooms of which such a meeting takes one, rest included; None where it takes none."""
    place = int(board.room_class[mode])
    return (place, first, last + board.classes[place].rest) if place >= 0 else None


# --- whole numbers as ticks ------------------------------------------------------------------------------------------


def free(open_: Bits, length: int) -> Bits:
    """The ticks from which `length` ticks are open."""
    known = 1
    while known < length:
        step = min(known, length - known)
        open_ &= open_ >> step
        known += step
    return open_


def first_of(ticks: Bits) -> int:
    """The lowest of the ticks."""
    return (ticks & -ticks).bit_length() - 1


def number(ticks: Mask) -> Bits:
    """A mask of ticks as a number."""
    return int.from_bytes(np.packbits(ticks, bitorder="little").tobytes(), "little")


def numbers(masks: NDArray[np.bool_]) -> list[Bits]:
    """Each row of a mask as a number."""
    packed: Iterable[NDArray[np.uint8]] = np.packbits(masks, axis=1, bitorder="little")
    return [int.from_bytes(row.tobytes(), "little") for row in packed]

"""A plan that only grows, with its free time as whole numbers: one bit for each tick, the lowest for the first.

Of such numbers a program in Python works out in a microsecond what it would take arrays ten or a hundred to say, as
long as nothing is taken out again. `State` is the same plan with everything that may change back.
"""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from planner.board.axis import Mask
from planner.solver.placing.state import State

Bits = int


class Slots:
    """The free time beside the placements of a state, which are added to by `place` alone."""

    def __init__(self, state: State) -> None:
        board = state.board
        self.state, self.board, self.ticks = state, board, board.axis.ticks
        self.whole: Bits = (1 << self.ticks) - 1
        self.blocked = _numbers(state.blocked > 0)
        limits = [len(board.meetings) + 1 if one.capacity is None else one.capacity for one in board.classes]
        self.limits = limits
        self.full = _numbers(state.held >= np.array(limits, dtype=np.int64)[:, None])
        self._closed = _numbers(board.class_closed)
        self._starts = _numbers(self._on_ticks(board.item_starts))
        days = np.arange(len(board.axis.days))[:, None] == board.axis.start_day
        self._days = _numbers(self._on_ticks(days))
        self._runs: dict[tuple[int, int], Bits] = {}
        self._open_class: dict[tuple[int, int], Bits] = {}

    def _on_ticks(self, starts: Mask) -> Mask:
        """Masks over starts as masks over ticks."""
        ticks = np.zeros((len(starts), self.ticks), dtype=np.bool_)
        ticks[:, self.board.axis.start_tick] = starts
        return ticks

    # --- placing -------------------------------------------------------------------------------------------------

    def place(self, item: int, mode: int, tick: int) -> None:
        """Put an unplaced item there."""
        board, length = self.board, int(self.board.length[item])
        self.state.place(item, mode, board.axis.start_at[tick])
        for row, before, after in board.casts.of(mode).reshape(-1, 3).tolist():
            self.blocked[row] |= self._stretch(tick - before, tick + length + after)
        if (place := int(board.room_class[mode])) >= 0:
            self._take_room(place, tick, tick + length + board.classes[place].rest)
        for run in board.works.of(mode).tolist():
            self._runs = {key: starts for key, starts in self._runs.items() if key[0] != run}

    def _stretch(self, first: int, last: int) -> Bits:
        """The ticks from `first` until before `last`."""
        return self.whole & ((1 << last) - (1 << max(first, 0)))

    def _take_room(self, place: int, first: int, last: int) -> None:
        held = self.state.held[place, first:last].tolist()
        for tick, rooms in enumerate(held, first):
            if rooms >= self.limits[place]:
                self.full[place] |= 1 << tick

    # --- looking for room ----------------------------------------------------------------------------------------

    def wished(self, item: int) -> Bits:
        """The starts of an item, beside those that it must follow and that must follow it."""
        board, length = self.board, int(self.board.length[item])
        starts = self._starts[item]
        for leader in board.leaders[item]:
            if not self.state.placed(leader):
                return 0
            starts &= -1 << (self.state.tick(leader) + int(board.length[leader]))
        for follower in board.followers[item]:
            if self.state.placed(follower):
                starts &= (1 << max(self.state.tick(follower) - length + 1, 0)) - 1
        return starts

    def in_class(self, place: int, length: int) -> Bits:
        """The starts at which a class of rooms (-1 = no room) has one for so many ticks, and for its rest."""
        if place < 0:
            return self.whole
        if (place, length) not in self._open_class:
            self._open_class[place, length] = free(self.whole & ~self._closed[place], length)
        # A rest that runs past the last tick takes nothing from anybody.
        rest = self.board.classes[place].rest
        beyond = ((1 << (length + rest)) - 1) << self.ticks
        return self._open_class[place, length] & free((self.whole & ~self.full[place]) | beyond, length + rest)

    def in_company(self, company: int, length: int, known: dict[int, Bits]) -> Bits:
        """The starts at which all that a company requires is free; `known` are the rows looked at for this length."""
        starts = self.whole
        for row in self.board.requires.of_company(company).tolist():
            if row not in known:
                known[row] = free(self.whole & ~self.blocked[row], length)
            starts &= known[row]
        return self._within_limits(company, length, starts) if starts else 0

    def _within_limits(self, company: int, length: int, starts: Bits) -> Bits:
        board = self.board
        for budget, weight in board.spends.of_company(company).reshape(-1, 2).tolist():
            limit = board.budgets[budget].limit
            for day, spent in enumerate(self.state.spent[budget].tolist()):
                if spent + weight > limit:
                    starts &= ~self._days[day]
        for run in board.works.of_company(company).tolist():
            if (run, length) not in self._runs:
                holds = self._on_ticks(self.state.run_holds(run, length)[None, :])
                self._runs[run, length] = _numbers(holds)[0]
            starts &= self._runs[run, length]
        return starts

    def touching(self, company: int, length: int) -> "Tally":
        """For each start, how many of the rows that a company requires are blocked just before it and just behind."""
        tally, last = Tally(), self.ticks - 1
        for row in self.board.requires.of_company(company).tolist():
            blocked = self.blocked[row]
            tally.add((blocked << 1) | (blocked & 1))
            tally.add((blocked >> length) | ((blocked >> last) & 1) << (self.ticks - length))
        return tally


class Tally:
    """A count for each tick, kept as binary digits: one number for the ones, one for the twos, and so on."""

    def __init__(self) -> None:
        self.digits: list[Bits] = []

    def add(self, ticks: Bits) -> None:
        """Count one more at each of the ticks."""
        for place, digit in enumerate(self.digits):
            self.digits[place], ticks = digit ^ ticks, digit & ticks
            if not ticks:
                return
        if ticks:
            self.digits.append(ticks)

    def most(self, among: Bits) -> tuple[int, Bits]:
        """The highest count among the ticks given, of which there is one at least, and the ticks that have it."""
        count = 0
        for place in range(len(self.digits) - 1, -1, -1):
            if among & self.digits[place]:
                among &= self.digits[place]
                count += 1 << place
        return count, among


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


def _numbers(masks: NDArray[np.bool_]) -> list[Bits]:
    """Each row of a mask as a number."""
    packed: Iterable[NDArray[np.uint8]] = np.packbits(masks, axis=1, bitorder="little")
    return [int.from_bytes(row.tobytes(), "little") for row in packed]

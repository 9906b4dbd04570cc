"""A plan that only grows, with its free time kept as whole numbers. `State` is a plan of which all may change back."""

from collections.abc import Iterable, Sequence

from planner.solver.placing.openness import Bits, Openness, numbers, rows_taken
from planner.solver.placing.state import State


class GrowingPlan:
    """The placements of a state, which are added to by `place` alone, and what is open beside them."""

    def __init__(self, state: State) -> None:
        self.state, self.board = state, state.board
        self.whole: Bits = state.ground.whole
        self.blocked = numbers(state.blocked > 0)
        self.limits = state.room_limits.tolist()
        self.full = numbers(state.held >= state.room_limits[:, None])
        self.openness = Openness(state.ground, self)

    def place(self, item: int, mode: int, tick: int) -> None:
        """Put an unplaced item there."""
        board, last = self.board, tick + int(self.board.length[item])
        self.state.place(item, mode, board.axis.start_at[tick])
        for row, low, high in rows_taken(board, mode, tick, last):
            self.blocked[row] |= self.whole & ((1 << high) - (1 << max(low, 0)))
        if (place := int(board.room_class[mode])) >= 0:
            self._take_room(place, tick, last + board.classes[place].rest)
        for run in board.works.of(mode).tolist():
            self.openness.forget_run(run)

    def _take_room(self, place: int, first: int, last: int) -> None:
        for tick, rooms in enumerate(self.state.held[place, first:last].tolist(), first):
            if rooms >= self.limits[place]:
                self.full[place] |= 1 << tick

    def touching(self, company: int, length: int) -> "TickCount":
        """For each start, how many of the rows that a company requires are blocked just before it and just behind."""
        ticks = self.state.ground.ticks
        tally, last = TickCount(), ticks - 1
        for row in self.board.requires.of_company(company).tolist():
            blocked = self.blocked[row]
            tally.add((blocked << 1) | (blocked & 1))
            tally.add((blocked >> length) | ((blocked >> last) & 1) << (ticks - length))
        return tally

    # --- what is taken -------------------------------------------------------------------------------------------

    def blocked_ticks(self, row: int) -> Bits:
        return self.blocked[row]

    def full_ticks(self, place: int) -> Bits:
        return self.full[place]

    def begins(self, item: int) -> int | None:
        return self.state.begins(item)

    def spent_by_day(self, budget: int) -> Sequence[int]:
        return self.state.spent_by_day(budget)

    def jobs_of(self, run: int) -> Iterable[tuple[int, int]]:
        return self.state.jobs[run]


class TickCount:
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

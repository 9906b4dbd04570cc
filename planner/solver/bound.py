"""A proven upper bound of the worth: what people's and rooms' days can hold, forgetting the order within a day.

Each meeting may be placed on a day and in a class of rooms. The meetings that surely need a person must fit, gaps
included, into the person's open time of that day; the meetings in a class into its rooms' open time; caps count. A
plan that keeps the rules satisfies all of this, so no plan is worth more than the best that this program allows, and
that is at most the bound that the solver of the program proves in the time it is given.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from math import floor

import numpy as np
from ortools.math_opt.python import mathopt

from planner.board.axis import Mask
from planner.board.board import Board

ROUNDING = 1e-2
"""Far more than a solver of linear programs errs by, and far less than a unit of worth."""


@dataclass(frozen=True, slots=True)
class Share:
    """A meeting held on a day in a class (-1 = no room), and the variable that says so."""

    item: int
    day: int
    place: int
    held: mathopt.Variable


def upper_bound(board: Board, seconds: float) -> int:
    """An upper bound of the worth of any valid plan, proven within about so many seconds."""
    program = _Program(board)
    limit = mathopt.SolveParameters(time_limit=timedelta(seconds=max(0.1, seconds)))
    result = mathopt.solve(program.model, mathopt.SolverType.HIGHS, params=limit)
    proven = result.termination.objective_bounds.dual_bound
    return min(program.asked, floor(proven + ROUNDING)) if np.isfinite(proven) else program.asked


class _Program:
    def __init__(self, board: Board) -> None:
        self.board, self.model = board, mathopt.Model()
        self.shares = [share for item in board.items for share in self._shares(item)]
        self.asked = int(board.worth[sorted({share.item for share in self.shares})].sum())
        self._once_each()
        self._rooms()
        self._actors()
        self._budgets()
        self.model.maximize(mathopt.LinearSum(int(board.worth[share.item]) * share.held for share in self.shares))

    def _shares(self, item: int) -> list[Share]:
        board = self.board
        days: dict[int, set[int]] = defaultdict(set)
        for mode in board.modes_of[item]:
            place = int(board.room_class[mode])
            if place not in days:
                days[place] = {int(day) for day in np.unique(board.axis.start_day[self._open(item, place)])}
        return [
            Share(item, day, place, self.model.add_binary_variable())
            for place, found in days.items()
            for day in sorted(found)
        ]

    @cache  # noqa: B019 - a program lives as long as its bound is computed
    def _open(self, item: int, place: int) -> Mask:
        board, length = self.board, int(self.board.length[item])
        starts = board.item_starts[item]
        if place >= 0:
            starts = starts & board.axis.free_starts(board.class_closed[place], length)
        for row in self._sure_rows(item):
            starts = starts & board.axis.free_starts(board.closed[row], length)
        return np.asarray(starts)

    @cache  # noqa: B019 - as above
    def _sure_rows(self, item: int) -> set[int]:
        """The rows that every mode of the item requires."""
        rows = [set(self.board.requires.of_company(one).tolist()) for one in self.board.companies_of(item)]
        return set.intersection(*rows) if rows else set()

    def _once_each(self) -> None:
        of_item: dict[int, list[mathopt.Variable]] = defaultdict(list)
        for share in self.shares:
            of_item[share.item].append(share.held)
        for held in of_item.values():
            if len(held) > 1:
                self.model.add_linear_constraint(mathopt.LinearSum(held) <= 1)

    def _rooms(self) -> None:
        board = self.board
        taken: dict[tuple[int, int], list[Share]] = defaultdict(list)
        for share in self.shares:
            if share.place >= 0 and board.classes[share.place].capacity is not None:
                taken[share.place, share.day].append(share)
        for (place, _), shares in taken.items():
            room = board.classes[place]
            self._fit(shares, room.rest, (room.capacity or 0) * self._open_time(shares, room.rest))

    def _actors(self) -> None:
        """A person who attends a meeting in every mode needs its length and one gap, whatever the zone."""
        board = self.board
        taken: dict[tuple[int, int], list[Share]] = defaultdict(list)
        for share in self.shares:
            for subject in self._sure_actors(share.item):
                taken[subject, share.day].append(share)
        for shares in taken.values():
            if len({share.item for share in shares}) > 1:
                self._fit(shares, board.actor_gap, self._open_time(shares, board.actor_gap))

    @cache  # noqa: B019 - as above
    def _sure_actors(self, item: int) -> list[int]:
        board = self.board
        actors = [set(board.subject[board.actors.of_company(one)].tolist()) for one in board.companies_of(item)]
        return sorted(set.intersection(*actors)) if actors else []

    def _open_time(self, shares: list[Share], gap: int) -> int:
        """The ticks that the meetings, each with its gap behind it, may cover on their day.

        The meetings run inside the stretches of time that any of them could cover. What lies in one stretch, gaps
        included, ends at most one gap behind it; two stretches less than a gap apart count as one.
        """
        board, axis = self.board, self.board.axis
        steps = np.zeros(axis.ticks + 1, dtype=np.int64)
        for share in shares:
            starts = self._open(share.item, share.place) & (axis.start_day == share.day)
            np.add.at(steps, axis.start_tick[starts], 1)
            np.add.at(steps, axis.start_tick[starts] + board.length[share.item], -1)
        covered = np.flatnonzero(np.cumsum(steps) > 0)
        if not len(covered):
            return 0
        ends = np.flatnonzero(np.diff(covered) > gap)
        firsts, lasts = covered[np.append(0, ends + 1)], covered[np.append(ends, len(covered) - 1)]
        return int((lasts - firsts + 1 + gap).sum())

    def _fit(self, shares: list[Share], gap: int, ticks: int) -> None:
        need = mathopt.LinearSum((int(self.board.length[share.item]) + gap) * share.held for share in shares)
        self.model.add_linear_constraint(need <= ticks)

    def _budgets(self) -> None:
        """A budget counts what every mode of a meeting spends at least."""
        board = self.board
        spent: dict[tuple[int, int], list[tuple[int, mathopt.Variable]]] = defaultdict(list)
        for share in self.shares:
            for budget, weight in self._least_spent(share.item).items():
                spent[budget, share.day].append((weight, share.held))
        for (budget, _), held in spent.items():
            if sum(weight for weight, _ in held) > board.budgets[budget].limit:
                total = mathopt.LinearSum(weight * variable for weight, variable in held)
                self.model.add_linear_constraint(total <= board.budgets[budget].limit)

    @cache  # noqa: B019 - as above
    def _least_spent(self, item: int) -> dict[int, int]:
        """What the item takes from each budget in whatever mode it is held."""
        least: dict[int, int] = {}
        for index, company in enumerate(self.board.companies_of(item)):
            pairs = self.board.spends.of_company(company)
            spends: dict[int, int] = dict(zip(pairs[::2].tolist(), pairs[1::2].tolist(), strict=True))
            least = spends if not index else {one: min(least[one], spends[one]) for one in least.keys() & spends}
        return least

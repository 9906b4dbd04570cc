"""A proven upper bound of the worth: what people's and rooms' time can hold, forgetting the order within it.

Each meeting may be placed in one of its windows. The meetings that surely need a person must fit, gaps included, into
the person's open time; likewise interpreters, with their breaks, for all meetings that only they can bridge; likewise
the rooms, for all meetings that only these can hold. Meetings that cover a moment wherever in their windows they start
are held against each other at that moment. Caps and orders count. A plan that keeps the rules satisfies all of this,
so no plan is worth more than the best that this program allows, and that is at most the bound that the solver of the
program proves in the time it is given.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from functools import cached_property
from math import floor, inf, isfinite
from time import monotonic

import numpy as np
from ortools.math_opt import model_pb2
from ortools.math_opt.python import mathopt

from planner.board.board import Board
from planner.board.draft import Draft
from planner.solver.proving.windows import Window, Windows
from planner.solver.stopping import Stop, Stopped, never, unless_stopped

ROUNDING = 1e-2
"""Far more than a solver of linear programs errs by, and far less than a unit of worth."""

FRACTIONS, WHOLES = mathopt.SolverType.HIGHS, mathopt.SolverType.GSCIP
"""The solvers of the program in fractions and in whole meetings. HiGHS is as good at both, but prints on its own."""

PATIENT = 3.0
"""So many times as long as planned for the program in fractions, which proves nothing at all before its end."""

STEPS = 20_000
"""So many steps of the simplex method at most where no clock may end it; 600 meetings take a thousand."""

WHOLE = 0.4
"""The most of the time that goes to the program in whole meetings, which is hardly lower and takes long when large."""


def upper_bound(board: Board, seconds: float, stop: Stop = never) -> int:
    """An upper bound of the worth of any valid plan, proven within about so many seconds, on the largest events within
    three times as many: first by the program with meetings in fractions, then in whole ones.

    The first proves nothing before its end: whoever stops it gets the worth of all that is asked for.
    """
    # The solvers of linear programs cannot be stopped: one that is not waited for ends when its time is up.
    bound = unless_stopped(lambda: _proven(board, seconds, stop), stop)
    return int(board.worth.sum()) if bound is None else bound


def bound_by_steps(board: Board, stop: Stop = never) -> int:
    """An upper bound by the program in fractions alone, in so many steps at most that it is the same on every machine.

    Where they are not enough, or somebody asks to stop, it is the worth of all that is asked for.
    """
    bound = unless_stopped(lambda: _proven_by_steps(board, stop), stop)
    return int(board.worth.sum()) if bound is None else bound


def _proven_by_steps(board: Board, stop: Stop) -> int | None:
    program = _built(board, stop)
    return None if program is None else program.prove_by(mathopt.SolveParameters(iteration_limit=STEPS), FRACTIONS)


def _built(board: Board, stop: Stop) -> "_Program | None":
    try:
        program = _Program(board, stop)
    except Stopped:
        return None
    return None if stop() else program


def _proven(board: Board, seconds: float, stop: Stop) -> int | None:
    program, began = _built(board, stop), monotonic()
    if program is None:
        return None
    fractions = program.prove(PATIENT * seconds, FRACTIONS)
    if stop():
        return fractions
    rest = min(WHOLE * seconds, seconds - (monotonic() - began))
    return min(fractions, program.prove(rest, WHOLES, whole=True))


class _Program:
    """How much of each window is held, and what limits that; told to the solver in one piece, as single calls for each
    coefficient take longer than it does.
    """

    def __init__(self, board: Board, stop: Stop) -> None:
        self.board, self.windows, self._stop = board, Windows(board, stop), stop
        self._number = {window: number for number, window in enumerate(self.windows.all)}
        self._rows: list[tuple[int, Mapping[int, int]]] = []
        """The limits, each with what every window counts against it, by number."""
        self.of_item: dict[int, list[Window]] = defaultdict(list)
        for window in self.windows.all:
            self.of_item[window.item].append(window)
        self.asked = sum(int(board.worth[item]) for item in self.of_item)
        self._once_each()
        self._rooms()
        self._actors()
        self._pools()
        self._budgets()
        self._orders()

    def prove(self, seconds: float, solver: mathopt.SolverType, *, whole: bool = False) -> int:
        """What the solver proves within so many seconds, in fractions of meetings or in whole ones; all that is asked
        for if nothing.
        """
        limit = mathopt.SolveParameters(time_limit=timedelta(seconds=max(0.1, seconds)))
        return self.prove_by(limit, solver, whole=whole)

    def prove_by(self, limit: mathopt.SolveParameters, solver: mathopt.SolverType, *, whole: bool = False) -> int:
        """What the solver proves within a limit; all that is asked for if nothing."""
        result = mathopt.solve(self._model(whole=whole), solver, params=limit)
        proven = result.termination.objective_bounds.dual_bound
        return min(self.asked, floor(proven + ROUNDING)) if isfinite(proven) else self.asked

    def _model(self, *, whole: bool) -> mathopt.Model:
        told, held = model_pb2.ModelProto(), range(len(self.windows.all))
        told.variables.ids.extend(held)
        told.variables.lower_bounds.extend(0.0 for _ in held)
        told.variables.upper_bounds.extend(1.0 for _ in held)
        told.variables.integers.extend(whole for _ in held)
        told.objective.maximize = True
        worth = {number: int(self.board.worth[one.item]) for number, one in enumerate(self.windows.all)}
        told.objective.linear_coefficients.ids.extend(number for number in held if worth[number])
        told.objective.linear_coefficients.values.extend(worth[number] for number in held if worth[number])
        for row, (limit, weights) in enumerate(self._rows):
            columns = sorted(column for column, weight in weights.items() if weight)
            told.linear_constraints.ids.append(row)
            told.linear_constraints.lower_bounds.append(-inf)
            told.linear_constraints.upper_bounds.append(limit)
            told.linear_constraint_matrix.row_ids.extend(row for _ in columns)
            told.linear_constraint_matrix.column_ids.extend(columns)
            told.linear_constraint_matrix.coefficients.extend(weights[column] for column in columns)
        return mathopt.Model.from_model_proto(told)

    # --- constraints ---------------------------------------------------------------------------------------------

    def _limit(self, limit: int, parts: Iterable[tuple[int, Window]]) -> None:
        weights: dict[int, int] = defaultdict(int)
        for weight, window in parts:
            weights[self._number[window]] += weight
        self._rows.append((limit, weights))

    def _at_most(self, limit: int, parts: Sequence[tuple[int, Window]]) -> None:
        """The sum stays within the limit, where it can pass it at all: an item counts once, with its dearest window."""
        if self._stop():
            raise Stopped
        dearest: dict[int, int] = {}
        for weight, window in parts:
            dearest[window.item] = max(weight, dearest.get(window.item, 0))
        if sum(dearest.values()) > limit:
            self._limit(limit, parts)

    def _once_each(self) -> None:
        for windows in self.of_item.values():
            if len(windows) > 1:
                self._limit(1, [(1, window) for window in windows])

    def _rooms(self) -> None:
        """For each set of classes, the meetings that only these can hold, each with the shortest rest among them."""
        groups = {window.places for window in self.windows.all if -1 not in window.places}
        groups.add(frozenset().union(*groups))
        for places in groups:
            rooms = [self.board.classes[place] for place in places]
            if places and all(room.capacity is not None for room in rooms):
                windows = [window for window in self.windows.all if window.places <= places]
                rest = min(room.rest for room in rooms)
                self._at_moments(windows, rest, sum(room.capacity or 0 for room in rooms))
                for stretch in stretches(windows, rest):
                    space = sum(self._room_time(place, stretch, rest) for place in places)
                    self._at_most(floor(space), [(one.length + rest, one) for one in stretch])

    def _room_time(self, place: int, windows: Sequence[Window], rest: int) -> float:
        """The ticks that a class has for meetings in the windows, when each is counted with a rest that may be shorter
        than the class's own: then the longest meeting loses least of its time to the difference.
        """
        room, longest = self.board.classes[place], max(one.length for one in windows)
        first, last = windows[0].first, max(one.last + one.length for one in windows)
        shut = self.board.class_closed[place, first:last].astype(np.int8)
        pieces = int((np.diff(shut, prepend=1) < 0).sum())
        time = int((shut == 0).sum()) + pieces * room.rest
        return (room.capacity or 0) * time * (longest + rest) / (longest + room.rest)

    def _actors(self) -> None:
        """A person who attends a meeting in every mode needs its length and one gap, whatever the zone."""
        needing: dict[int, list[Window]] = defaultdict(list)
        for item, windows in self.of_item.items():
            for subject in self.windows.sure_actors(item):
                needing[subject] += windows
        gap = self.board.actor_gap
        for windows in needing.values():
            self._at_moments(windows, gap, 1)
            for stretch in stretches(windows, gap):
                first, last = stretch[0].first, max(one.last + one.length for one in stretch)
                self._at_most(last - first + gap, [(one.length + gap, one) for one in stretch])

    def _at_moments(self, windows: Iterable[Window], behind: int, capacity: int) -> None:
        """Meetings that surely cover one tick; where they are the same at several ticks, once."""
        covering: dict[int, list[Window]] = defaultdict(list)
        for window in windows:
            for tick in window.surely(behind):
                covering[tick].append(window)
        for together in {tuple(items) for items in covering.values() if len(items) > capacity}:
            self._at_most(capacity, [(1, window) for window in together])

    def _pools(self) -> None:
        """Interpreters who can stand in for each other: what only they can do fits into their time, breaks included."""
        crews = {crew for item in self.of_item if len(crew := self._crew(item)) > 1} | {
            frozenset((one,)) for one in self._limits
        }
        for crew in crews:
            by_day: dict[int, list[tuple[int, Window]]] = defaultdict(list)
            for item, windows in self.of_item.items():
                if count := self._fewest_of(item, crew):
                    for window in windows:
                        by_day[window.day].append((count, window))
            for parts in by_day.values():
                self._fit_pool(crew, parts)

    def _fit_pool(self, crew: frozenset[int], parts: Sequence[tuple[int, Window]]) -> None:
        gap = self.board.actor_gap
        first, last = min(one.first for _, one in parts), max(one.last + one.length for _, one in parts)
        space = sum(most_work(last - first, *self._limits[one], gap) for one in crew)
        self._at_most(space, [(count * (one.length + gap), one) for count, one in parts])

    @cached_property
    def _limits(self) -> Mapping[int, tuple[int, int]]:
        """The longest stretch and the pause of each interpreter, by subject; for one without limits, whole days."""
        board, gap = self.board, self.board.actor_gap
        subject = dict(zip(board.rows, board.subject.tolist(), strict=True))
        limits = {run.subject: (run.longest, max(run.pause, gap)) for run in board.runs}
        names = {Draft.interpreter(one) for crew in board.modes.crew for one in crew}
        return {subject[name]: limits.get(name, (board.axis.ticks, gap)) for name in names if name in subject}

    def _crew(self, item: int) -> frozenset[int]:
        """All who may interpret for an item."""
        return frozenset(one for actors in self.windows.actors(item) for one in actors if one in self._limits)

    def _fewest_of(self, item: int, crew: frozenset[int]) -> int:
        """How many of a crew the item takes in whatever mode."""
        return min((len(actors & crew) for actors in self.windows.actors(item)), default=0)

    def _budgets(self) -> None:
        """A budget counts what every mode of a meeting spends at least."""
        spent: dict[tuple[int, int], list[tuple[int, Window]]] = defaultdict(list)
        for item, windows in self.of_item.items():
            for budget, weight in self._least_spent(item).items():
                for window in windows:
                    spent[budget, window.day].append((weight, window))
        for (budget, _), parts in spent.items():
            self._at_most(self.board.budgets[budget].limit, parts)

    def _least_spent(self, item: int) -> dict[int, int]:
        """What the item takes from each budget in whatever mode it is held."""
        least: dict[int, int] = {}
        for index, company in enumerate(self.board.companies_of(item)):
            pairs = self.board.spends.of_company(company)
            spends: dict[int, int] = dict(zip(pairs[::2].tolist(), pairs[1::2].tolist(), strict=True))
            least = spends if not index else {one: min(least[one], spends[one]) for one in least.keys() & spends}
        return least

    def _orders(self) -> None:
        """Nobody follows what is not held, nor what ends later than the follower can begin."""
        for later, earlier in self.board.follows:
            leaders = self.of_item.get(earlier, [])
            for window in self.of_item.get(later, []):
                before = [(-1, one) for one in leaders if one.first + one.length <= window.last]
                self._limit(0, [(1, window), *before])


def stretches(windows: Iterable[Window], behind: int) -> list[list[Window]]:
    """The windows, in order, parted where none reaches over: what lies in one stretch, with so many ticks behind each
    meeting, does not touch the next.
    """
    open_stretches: list[list[Window]] = []
    reach = -1
    for window in sorted(windows, key=lambda one: (one.first, one.last, one.item)):
        if window.first >= reach:
            open_stretches.append([])
        open_stretches[-1].append(window)
        reach = max(reach, window.last + window.length + behind)
    return open_stretches


def most_work(ticks: int, longest: int, pause: int, gap: int) -> int:
    """The most ticks of work, one gap behind each job included, when no stretch may be longer than `longest` and
    stretches lie a pause apart, which is no shorter than the gap.
    """
    counts = range(1, (ticks + pause) // (1 + pause) + 1)
    return max((min(count * longest, ticks - (count - 1) * pause) + count * gap for count in counts), default=0)

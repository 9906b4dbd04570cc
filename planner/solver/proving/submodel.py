"""A CP-SAT model of some meetings beside all the others, which stand still.

The whole event is the special case in which no meeting stands still. Each free meeting has a presence, a start and
one literal for each mode; actors and rooms of capacity one are no-overlaps, classes of rooms are cumulatives, and
whatever needs more distance than an actor's gap is a separation of two meetings.
"""

import itertools
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from ortools.sat.python import cp_model

from planner.solver.placing.state import Opening, State

SubjectsOf = Callable[[int], Iterable[int]]
"""What a mode uses, by number."""

Narrowing = Callable[[int, list[Opening]], list[Opening]]
"""From an item and its openings to those that matter."""


@dataclass(slots=True)
class FreeItem:
    """The variables of a meeting that may move."""

    item: int
    length: int
    start: cp_model.IntVar
    present: cp_model.IntVar
    modes: dict[int, cp_model.IntVar]
    ticks: frozenset[int]
    """Where it may start."""
    days: dict[int, cp_model.IntVar] = field(default_factory=dict)


class SubModel:
    """The model of `items`, which must be unplaced in `state`; everything placed in it stands still.

    `within` narrows the openings of an item, for whoever knows that others are of no use.
    """

    def __init__(self, state: State, items: Sequence[int], within: Narrowing | None = None) -> None:
        self.state, self.board = state, state.board
        self.model = cp_model.CpModel()
        self.free: dict[int, FreeItem] = {}
        self._some_of: dict[tuple[int, ...], cp_model.IntVar] = {}
        loose = frozenset(items)
        for item in items:
            openings = state.openings(item, loose)
            if openings := openings if within is None else within(item, openings):
                self.free[item] = self._variables(item, openings)
        self._keep_actors_apart()
        self._share_rooms()
        self._separate()
        self._follow()
        if self.board.budgets:
            self._stay_within_budgets()
        if self.board.runs:
            _limit_runs(self)

    # --- variables -----------------------------------------------------------------------------------------------

    def _variables(self, item: int, openings: list[Opening]) -> FreeItem:
        model, ticks = self.model, self.board.axis.start_tick
        union = np.logical_or.reduce([opening.starts for opening in openings])
        allowed_ticks = ticks[union].tolist()
        start = model.new_int_var_from_domain(cp_model.Domain.from_values(allowed_ticks), "")
        present = model.new_bool_var("")
        if len(openings) == 1:
            modes = {openings[0].mode: present}
        else:
            modes = {opening.mode: model.new_bool_var("") for opening in openings}
            model.add(sum(modes.values()) == present)
            for opening in openings:
                if not np.array_equal(opening.starts, union):
                    allowed = cp_model.Domain.from_values(ticks[opening.starts].tolist())
                    model.add_linear_expression_in_domain(start, allowed).only_enforce_if(modes[opening.mode])
        return FreeItem(item, int(self.board.length[item]), start, present, modes, frozenset(allowed_ticks))

    def when(self, free: FreeItem, modes: Sequence[int]) -> cp_model.IntVar:
        """A literal that says whether the meeting is held in one of these of its modes."""
        if len(modes) == len(free.modes):
            return free.present
        if len(modes) == 1:
            return free.modes[modes[0]]
        key = tuple(modes)
        if key not in self._some_of:
            some = self.model.new_bool_var("")
            self.model.add(sum(free.modes[mode] for mode in modes) == some)
            self._some_of[key] = some
        return self._some_of[key]

    def on_day(self, free: FreeItem, day: int) -> cp_model.IntVar:
        """A literal that is true if the meeting is held on the day (and may be true otherwise)."""
        if day not in free.days:
            literal = self.model.new_bool_var("")
            axis = self.board.axis
            other = axis.start_tick[axis.start_day != day].tolist()
            self.model.add_linear_expression_in_domain(free.start, cp_model.Domain.from_values(other)).only_enforce_if(
                ~literal
            )
            free.days[day] = literal
        return free.days[day]

    def users(self, subjects_of: SubjectsOf) -> dict[int, list[tuple[FreeItem, list[int]]]]:
        """For each subject that modes name, the free meetings that use it and in which modes."""
        using: dict[int, list[tuple[FreeItem, list[int]]]] = defaultdict(list)
        for free in self.free.values():
            modes: dict[int, list[int]] = defaultdict(list)
            for mode in free.modes:
                for subject in subjects_of(mode):
                    modes[subject].append(mode)
            for subject, named in modes.items():
                using[subject].append((free, named))
        return using

    # --- constraints ---------------------------------------------------------------------------------------------

    def _interval(self, free: FreeItem, modes: Sequence[int], tail: int) -> cp_model.IntervalVar:
        return self.model.new_optional_fixed_size_interval_var(
            free.start, free.length + tail, self.when(free, modes), ""
        )

    def _keep_actors_apart(self) -> None:
        board = self.board
        for users in self.users(lambda mode: [board.subject[row] for row in board.actors.of(mode).tolist()]).values():
            if len(users) > 1:
                self.model.add_no_overlap([self._interval(free, modes, board.actor_gap) for free, modes in users])

    def _share_rooms(self) -> None:
        board = self.board
        for place, users in self.users(lambda mode: [int(board.room_class[mode])]).items():
            if place < 0 or (capacity := board.classes[place].capacity) is None or len(users) <= 1:
                continue
            intervals = [self._interval(free, modes, board.classes[place].rest) for free, modes in users]
            if capacity == 1:
                self.model.add_no_overlap(intervals)
            else:
                self._share(intervals, place, capacity)

    def _share(self, intervals: list[cp_model.IntervalVar], place: int, capacity: int) -> None:
        held = self.state.held[place]
        steps = np.flatnonzero(np.diff(held, prepend=0, append=0)).tolist()
        demands = [1] * len(intervals)
        for first, last in itertools.pairwise(steps):
            if held[first]:
                intervals.append(self.model.new_fixed_size_interval_var(first, last - first, ""))
                demands.append(int(held[first]))
        if len(intervals) > capacity or max(demands) > 1:
            self.model.add_cumulative(intervals, demands, capacity)

    def _separate(self) -> None:
        """What one meeting blocks for another beyond an actor's gap: walks, and delegations kept apart."""
        board = self.board
        needing = self.users(lambda mode: board.requires.of(mode).tolist())
        for free in self.free.values():
            blocks: dict[tuple[int, int, int], list[int]] = defaultdict(list)
            for mode in free.modes:
                for row, before, after in board.casts.of(mode).reshape(-1, 3).tolist():
                    if max(before, after) > board.actor_gap or not board.is_actor[row]:
                        blocks[row, before, after].append(mode)
            for (row, before, after), modes in blocks.items():
                for other, needed in needing.get(row, ()):
                    if other.item > free.item:
                        self._separate_two(free, modes, other, needed, before, after)

    def _separate_two(
        self, one: FreeItem, one_modes: list[int], two: FreeItem, two_modes: list[int], before: int, after: int
    ) -> None:
        first = self.model.new_bool_var("")
        both = [self.when(one, one_modes), self.when(two, two_modes)]
        self.model.add(two.start >= one.start + one.length + after).only_enforce_if([first, *both])
        self.model.add(one.start >= two.start + two.length + before).only_enforce_if([~first, *both])

    def _follow(self) -> None:
        for later, earlier in self.board.follows:
            if later in self.free and earlier in self.free:
                late, early = self.free[later], self.free[earlier]
                self.model.add_implication(late.present, early.present)
                self.model.add(late.start >= early.start + early.length).only_enforce_if(late.present)
            elif later in self.free and not self.state.placed(earlier):
                self.model.add(self.free[later].present == 0)
            elif earlier in self.free and self.state.placed(later):
                self.model.add(self.free[earlier].present == 1)

    def _stay_within_budgets(self) -> None:
        board, days = self.board, range(len(self.board.axis.days))
        weights: dict[int, dict[int, int]] = defaultdict(dict)
        for free in self.free.values():
            for mode in free.modes:
                for budget, weight in board.spends.of(mode).reshape(-1, 2).tolist():
                    weights[budget][free.item] = weight
        users = self.users(lambda mode: board.spends.of(mode)[::2].tolist())
        for budget, spenders in users.items():
            for day in days:
                spare = board.budgets[budget].limit - int(self.state.spent[budget, day])
                if sum(weights[budget][free.item] for free, _ in spenders) > spare:
                    self._cap(spenders, weights[budget], day, spare)

    def _cap(self, spenders: list[tuple[FreeItem, list[int]]], weights: dict[int, int], day: int, spare: int) -> None:
        spent = []
        for free, modes in spenders:
            counts = self.model.new_bool_var("")
            self.model.add_bool_or([counts, ~self.when(free, modes), ~self.on_day(free, day)])
            spent.append(weights[free.item] * counts)
        self.model.add(sum(spent) <= max(spare, 0))

    # --- objective and result ------------------------------------------------------------------------------------

    def maximise_worth(self, hints: Mapping[int, tuple[int, int]]) -> None:
        """Ask for the most worth; `hints` are modes and starts (indices) to begin with."""
        self.model.maximize(sum(int(self.board.worth[item]) * free.present for item, free in self.free.items()))
        self.hint(hints)

    def hint(self, hints: Mapping[int, tuple[int, int]]) -> None:
        """Begin with these modes and starts (indices), and with no others."""
        self.model.clear_hints()  # type: ignore[no-untyped-call]
        for item, free in self.free.items():
            hint = hints.get(item)
            self.model.add_hint(free.present, hint is not None)
            if hint is not None:
                self.model.add_hint(free.start, int(self.board.axis.start_tick[hint[1]]))
                for mode, held in free.modes.items():
                    if held is not free.present:
                        self.model.add_hint(held, mode == hint[0])

    def placements(self, solver: cp_model.CpSolver) -> dict[int, tuple[int, int]]:
        """The mode and start (indices) of each meeting that the solver placed."""
        found = {}
        for item, free in self.free.items():
            if solver.boolean_value(free.present):
                mode = next(mode for mode, held in free.modes.items() if solver.boolean_value(held))
                found[item] = (mode, self.board.axis.start_at[solver.value(free.start)])
        return found


# --- the interpreters' longest stretch of work -----------------------------------------------------------------------
#
# For each job a variable `began` lies no later than the first start of its stretch: no later than its own start, and
# no later than the `began` of any job that it follows without a break. The job's end minus `began` is bounded; such
# values exist exactly if no stretch is too long.


@dataclass(frozen=True, slots=True)
class InterpreterJob:
    """A job that an interpreter has for certain (`present` is None) or perhaps."""

    start: cp_model.LinearExpr | int
    end: cp_model.LinearExpr | int
    began: cp_model.IntVar
    present: cp_model.IntVar | None


def _limit_runs(sub: SubModel) -> None:
    """Keep every interpreter with a free job from working longer than allowed without a break."""
    for run, users in sub.users(lambda mode: sub.board.works.of(mode).tolist()).items():
        standing = [_standing_job(sub, first, last) for first, last in sub.state.jobs[run]]
        jobs = [_free_job(sub, free.start, free.length, sub.when(free, modes)) for free, modes in users]
        longest, pause = sub.board.runs[run].longest, sub.board.runs[run].pause
        for job in [*standing, *jobs]:
            sub.model.add(job.end - job.began <= longest).only_enforce_if(_held(job))
        _link(sub.model, [*jobs, *standing], pause)


def _standing_job(sub: SubModel, first: int, last: int) -> InterpreterJob:
    return InterpreterJob(first, last, sub.model.new_int_var(0, first, ""), None)


def _free_job(sub: SubModel, start: cp_model.IntVar, length: int, present: cp_model.IntVar) -> InterpreterJob:
    began = sub.model.new_int_var(0, sub.board.axis.ticks, "")
    sub.model.add(began <= start)
    return InterpreterJob(start, start + length, began, present)


def _held(*jobs: InterpreterJob) -> list[cp_model.IntVar]:
    return [job.present for job in jobs if job.present is not None]


def _link(model: cp_model.CpModel, jobs: Sequence[InterpreterJob], pause: int) -> None:
    """For each two jobs: one follows the other after a break, or shares its stretch."""
    for index, one in enumerate(jobs):
        for two in jobs[index + 1 :]:
            first, apart = model.new_bool_var(""), model.new_bool_var("")
            for order, early, late in ((first, one, two), (~first, two, one)):
                held = _held(one, two)
                model.add(late.start >= early.end).only_enforce_if([order, *held])
                model.add(late.start >= early.end + pause).only_enforce_if([order, apart, *held])
                model.add(late.began <= early.began).only_enforce_if([order, ~apart, *held])

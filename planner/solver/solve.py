"""From an event to a checked plan: lines, board, first plan, search, bound, rooms, rows, check."""

import os
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from importlib.metadata import version
from threading import Event as Flag
from threading import RLock

from planner.board.board import Board
from planner.domain.agreement import refuse_unsound
from planner.domain.event import Event
from planner.domain.issue import carried
from planner.domain.plan import Effort, Outcome, Placement, Plan, WaitingBreaks
from planner.domain.vocabulary import MEETING_KINDS
from planner.encoding import build
from planner.rules import check
from planner.rules.case import Case
from planner.rules.terms import costs
from planner.rules.worth import bound_beside, worth_of
from planner.solver.breaks import Recognised, fewest_breaks, recognised
from planner.solver.breaks.best_known import BestKnown
from planner.solver.compiled import Compilation
from planner.solver.lines.plan import plan_lines
from planner.solver.placing.greedy import first_plan
from planner.solver.placing.rows import meeting_rows, placed_rows, programme_rows
from planner.solver.placing.state import State
from planner.solver.progress import Budget, Listener, Progress, unheard
from planner.solver.proving.bound import upper_bound
from planner.solver.proving.exact import EXACT_ITEMS, solve_exactly
from planner.solver.refusing import blamed, refuse_breaches_of_kept, refuse_miscounted
from planner.solver.searching.by_cost import CostSearch, uncounted
from planner.solver.searching.comfort import Comfort
from planner.solver.searching.search import ANNEALED, Search, Team
from planner.solver.stopping import Stop, never

NOTHING_BEFORE = Plan()
USUAL_EFFORT = Effort()
SEARCH = "search"

SEARCHED, REFINED = 0.88, 0.95
"""The shares of the budget after which the search for worth ends, and the care for the secondary terms; the rest is
for rooms, rows and the check."""

STALLED = 0.15
"""The share of the budget without a better plan after which the time is better spent on the secondary terms."""

BOUND, LONGEST_BOUND = 0.1, 60.0
"""The share of the budget for the bound, and the seconds after which it hardly gets lower."""

PATIENCE = 0.1
"""Seconds between two looks at whether somebody asked to stop."""

Keeper = Callable[[Callable[[], Plan]], None]
"""Is offered every better plan, by any thread of a solve, one at a time; it makes the plan only if it wants it."""


def unkept(_: Callable[[], Plan]) -> None:
    """Nobody keeps plans before the last."""


def solve(
    event: Event,
    before: Plan = NOTHING_BEFORE,
    effort: Effort = USUAL_EFFORT,
    *,
    time_limit: float | None = None,
    on_progress: Listener = unheard,
    on_plan: Keeper = unkept,
    stop: Stop = never,
) -> Outcome:
    """The best plan found for an event, with its proven bound.

    `before` is the plan handed in: its locked and done rows are kept, its cancelled ones left out. `time_limit`, in
    seconds, takes the place of the effort's own. Any thread may call `on_progress`, one at a time, and `stop`, which is
    asked often: it ends the solve with the best plan so far within a second or two. `on_plan` is offered better plans
    on the way: what stands in them, not checked yet, for another solve to start from.

    Raises Unsound if records of the event do not agree with each other, CannotKeep if kept rows break rules,
    SolverDisagrees if the checker refuses the result.
    """
    refuse_unsound(event)
    given = effort if time_limit is None else replace(effort, time_limit=time_limit)
    return _Solving(event, before, given, on_progress, on_plan, stop).run()


class _Solving:
    """One solve: what its steps share."""

    def __init__(
        self, event: Event, before: Plan, effort: Effort, listener: Listener, keeper: Keeper, stop: Stop
    ) -> None:
        self.event, self.before, self.listener, self.keeper = event, before, listener, keeper
        self.lines: tuple[Placement, ...] = ()
        self.seed, self.workers = effort.seed, effort.workers or os.cpu_count() or 1
        self.budget = Budget(None if effort.work_limit is not None else effort.time_limit, effort.work_limit, stop)
        self.first_plan_seconds = 0.0
        self.compiled = Compilation()
        self.best: State | None = None
        self._telling = RLock()
        self.waiting: WaitingBreaks | None = None
        self.ended, self.gained = False, 0.0
        self.bound = sum(meeting.worth for meeting in event.meetings)

    def run(self) -> Outcome:
        """The whole recipe."""
        lines = plan_lines(self.event, self.before, seed=self.seed, stop=self.budget.asked)
        self.lines = lines.rows
        refuse_breaches_of_kept(self.event, self.before, lines.rows)
        fixed = tuple(row for row in self.before.rows if row.kind in MEETING_KINDS)
        board = build(self.event, Plan((*lines.rows, *fixed)))
        self._enter("first plan", first_plan(board, self.before, self.budget.asked))
        self.first_plan_seconds = self.budget.elapsed
        best = self._on_matchmaking_day(board, lines.rows) or self._refine(lines.rows, self._search(board))
        rows = (*programme_rows(self.event, self.before), *lines.rows, *meeting_rows(self.event, self.before, best))
        plan = carried(self.event, Plan(rows), self.before)
        breaches = check(self.event, plan, self.before)
        if breaches:
            raise blamed(breaches, self.before)
        self._enter("done", best)
        return self._outcome(plan, best)

    def _on_matchmaking_day(self, board: Board, lines: tuple[Placement, ...]) -> State | None:
        """Every meeting that has a place at all placed, with the fewest waiting breaks; None on any other day, and
        where no such plan is found.
        """
        seen = None if self.budget.over(REFINED) else recognised(self.event, board, lines)
        if seen is None:
            return None
        on_better = partial(self._tell_breaks, seen)
        fewest = fewest_breaks(seen.day, self.budget, REFINED, self.seed, self.workers, on_better)
        if fewest.slots is None or fewest.breaks is None:
            return None
        best = seen.state(fewest.slots)
        self._lower(best.worth)
        self.waiting = WaitingBreaks(fewest.breaks, fewest.bound)
        return best

    def _tell_breaks(self, seen: Recognised, standing: BestKnown) -> None:
        assert self.best is not None
        state = self.best if standing.slots is None else seen.state(standing.slots)
        known = "some" if standing.breaks is None else str(standing.breaks)
        self._enter(f"waiting breaks: {known}, at least {standing.bound}", state)

    def _search(self, board: Board) -> State:
        assert self.best is not None
        if self.budget.stopped:
            return self.best
        if len(board.meetings) <= EXACT_ITEMS:
            self._enter("exact model", self.best)
            proven = solve_exactly(self.best, self.budget, SEARCHED, self.workers, self.seed)
            self._lower(proven.bound)
            self._enter("exact model", proven.state)
        search = Search(self.best, self.seed, lambda state: self._enter(SEARCH, state))
        team = Team()
        for stream in range(1, self.workers):
            team.start(lambda stream=stream: self._work(search, stream))  # type: ignore[misc]
        try:
            self._work(search, 0)
        finally:
            self.ended = True
        team.join(self.budget.asked)
        return search.best

    def _refine(self, lines: tuple[Placement, ...], best: State) -> State:
        self._enter("preferences", best)
        by_cost = bool(uncounted(self.event))
        share = (self.budget.used() + REFINED) / 2 if by_cost else REFINED
        if self._await(self.compiled.comfort, share):
            comfort = Comfort(self.event, Plan(lines), best, self.seed)
            best = comfort.refine(self.budget, share, self._told)
        if by_cost and not self.budget.over(REFINED):
            best = CostSearch(self.event, Plan(lines), best, self.seed).refine(self.budget, REFINED, self._told)
        return best

    def _told(self, state: State) -> None:
        self._enter("preferences", state)

    def _work(self, search: Search, stream: int) -> None:
        """What one worker does. The last one bounds the worth first; where work is counted, so that nothing hangs on
        how fast the machine is, the bound comes last and nobody searches while the moves are compiled.
        """
        bounds, counted = stream == self.workers - 1, self.budget.seconds is None
        if bounds and not counted:
            self._bound(search)
        if not counted:
            search.improve(self.budget, SEARCHED, stream, self._over_before_moves)
        if self._await(self.compiled.search, SEARCHED):
            search.anneal(self.budget, SEARCHED * ANNEALED, stream, self._enough)
        self.gained = self.budget.used()
        search.improve(self.budget, SEARCHED, stream, lambda: self._enough() or self._stalled())
        if bounds and counted:
            self._bound(search)

    def _bound(self, search: Search) -> None:
        seconds = self.budget.seconds
        # Where work is counted, the bound comes once all of it is done, however long that takes.
        over = self.budget.asked if seconds is None else lambda: self.budget.over(SEARCHED)
        if over() or self._proven():
            return
        patience = LONGEST_BOUND if seconds is None else min(LONGEST_BOUND, BOUND * seconds)
        self._lower(upper_bound(search.board, patience, over))
        self._enter(SEARCH, search.best)

    def _enough(self) -> bool:
        return self.ended or self._proven()

    def _proven(self) -> bool:
        """Whether no plan is worth more than the best one."""
        return self.best is not None and self.best.worth >= self.bound

    def _stalled(self) -> bool:
        return self.budget.used() - self.gained > STALLED

    def _over_before_moves(self) -> bool:
        return self._enough() or self.compiled.search.is_set()

    def _await(self, flag: Flag, share: float) -> bool:
        """Wait until the moves are compiled, but no longer than the budget allows; whether they can be used."""
        while not flag.is_set() and not self.budget.over(share):
            flag.wait(PATIENCE)
        return flag.is_set() and not self.budget.over(share)

    def _lower(self, bound: int) -> None:
        with self._telling:
            self.bound = min(self.bound, bound)

    def _enter(self, phase: str, state: State) -> None:
        """Note and tell where the solve stands: any thread may, and they take turns."""
        with self._telling:
            if phase == SEARCH and self.ended:
                return  # a worker that was not waited for
            better = self.best is None or state.worth > self.best.worth
            if better:
                self.gained = self.budget.used()
            if self.best is None or state.worth >= self.best.worth:
                self.best = state
            placed, meetings = int((state.mode >= 0).sum()), len(state.board.meetings)
            self.listener(Progress(phase, self.budget.elapsed, state.worth, self.bound, placed, meetings))
            if better:
                self.keeper(lambda: self._standing(state))

    def _standing(self, state: State) -> Plan:
        """What stands where the search is at the moment."""
        rows = (*programme_rows(self.event, self.before), *self.lines, *placed_rows(self.event, self.before, state))
        return Plan(tuple(row for row in rows if row.stands))

    def _outcome(self, plan: Plan, best: State) -> Outcome:
        worth = worth_of(self.event, plan)
        refuse_miscounted(worth, best.worth)
        placed = {row.item for row in plan.of(*MEETING_KINDS)}
        return Outcome(
            plan=plan,
            objective=worth,
            bound=bound_beside(self.event, worth, self.bound),
            seconds=self.budget.elapsed,
            first_plan_seconds=self.first_plan_seconds,
            seed=self.seed,
            workers=self.workers,
            solver=solver_name(),
            terms=costs(Case(self.event, plan, self.before)),
            provisional=tuple(one.id for one in self.event.meetings if one.provisional and one.id in placed),
            waiting=self.waiting,
        )


def solver_name() -> str:
    """What made the plan, with its versions."""
    return f"planner {version('planner')}, OR-tools {version('ortools')}"

"""Solving as a work: the plan kept and what is new placed, planned anew, or put on a newer state of the event."""

from collections.abc import Callable
from dataclasses import asdict, fields, replace
from time import monotonic
from typing import Any

from planner.background import Refused
from planner.domain.event import Event
from planner.domain.issue import carried
from planner.domain.plan import Effort, Outcome, Plan
from planner.domain.vocabulary import PlanState
from planner.office.cells.sheet import source_of
from planner.office.jobs.given import Given, Halted, Step, Tell, sheets_kept, workbook_of
from planner.office.jobs.outcomes import Solved, so_far_read, so_far_written
from planner.replanning import Compared, StoppedTooSoon, during, keep, may_move
from planner.solver import NoPlan, Progress, solve
from planner.store import Json

TOLD_EVERY, KEPT_EVERY = 0.5, 5.0
"""Seconds between two steps that are told, and between two plans that are kept on the way."""

POINTS = 200
"""Points that are kept of the course of a solve; more cannot be told apart in a drawing."""


class Teller:
    """Tells how far a solve is, and what it has, no more often than anybody looks."""

    def __init__(self, tell: Tell) -> None:
        self._tell, self._phase, self._told, self._kept = tell, "", 0.0, 0.0
        self._course: list[tuple[float, int, int]] = []

    def follow(self, progress: Progress) -> None:
        """Take a progress of the solve; it is told where the phase is new or some time has gone by."""
        now = monotonic()
        if progress.phase != self._phase or now - self._told >= TOLD_EVERY:
            self._phase, self._told = progress.phase, now
            self._go_on(progress)
            course: Json = [list(point) for point in self._course]
            self._tell(Step({**asdict(progress), "gap": progress.gap, "course": course}))

    def _go_on(self, progress: Progress) -> None:
        """Adds to the course what changed; of a long one every other point is left out."""
        reached = progress.objective, progress.bound
        if not self._course or self._course[-1][1:] != reached:
            self._course.append((round(progress.seconds, 2), *reached))
        if len(self._course) > POINTS:
            self._course[1:-1:2] = []

    def keep(self, plan: Callable[[], Plan]) -> None:
        """Keeps the first plan and then one now and then: a solve that is taken up goes on from it."""
        if monotonic() - self._kept >= KEPT_EVERY:
            self._tell(Step(result=so_far_written(plan())))
            self._kept = monotonic()


def solved(given: Given, tell: Tell, halted: Halted) -> bytes:
    """The plan of the event as it is given. Parameters: `keep` (true where not said), those of an `Effort`."""
    workbook = given.workbook
    event, before = workbook.event, workbook.dated_plan
    kept = bool(given.asked("keep", True)) and may_move(before) > 0
    outcome = _kept(given, event, before, tell, halted) if kept else _anew(given, event, before, tell, halted)
    compared = None if workbook.plan is None else Compared.of(event, workbook.plan, outcome.plan)
    return Solved(replace(outcome, input_sha256=workbook.sha256), compared).written()


def rebased(given: Given, tell: Tell, halted: Halted) -> bytes:
    """The plan that was solved for an earlier state, on the event as it is now: what of it is still right is kept, the
    rest is planned again, and rows that people have changed since stand as they put them.
    """
    assert given.earlier is not None, "the runner hands in the work that is rebased"
    workbook = given.workbook
    then = workbook_of(source_of(sheets_kept(given.earlier.sheets)), given.file)
    found = so_far_read(given.earlier.result, workbook.event)
    assert found is not None, "only a solve that has a plan is rebased"
    start = merged(then.dated_plan, found, workbook.dated_plan)
    outcome = _kept(given, workbook.event, start, tell, halted)
    plan = carried(workbook.event, outcome.plan, workbook.dated_plan)
    compared = None if workbook.plan is None else Compared.of(workbook.event, workbook.plan, plan)
    return Solved(replace(outcome, plan=plan, input_sha256=workbook.sha256), compared).written()


def merged(then: Plan, found: Plan, now: Plan) -> Plan:
    """The plan that was found for the state `then`, with the rows that differ between `then` and `now` as they are now;
    what has no row any more has none.
    """
    touched = {item for item in {**then.by_item, **now.by_item} if then.by_item.get(item) != now.by_item.get(item)}
    theirs = tuple(row for row in found.rows if row.item not in touched)
    return Plan((*theirs, *(row for row in now.rows if row.item in touched)))


def course_of(progress: Json) -> tuple[Progress, ...]:
    """How a solve got on, from what its job tells: the points at which it gained, then where it stands. None of one
    that keeps the plan, which only tells its phases.
    """
    if not isinstance(progress, dict) or "course" not in progress:
        return ()
    said: dict[str, Any] = dict(progress)
    latest = Progress(**{one.name: said[one.name] for one in fields(Progress)})
    steps = (replace(latest, seconds=at, objective=worth, bound=bound) for at, worth, bound in said["course"])
    return (*steps, latest)


def _effort(given: Given) -> Effort:
    names = ("time_limit", "work_limit", "seed", "workers")
    return replace(Effort(), **{name: given.parameters[name] for name in names if name in given.parameters})


def _kept(given: Given, event: Event, before: Plan, tell: Tell, halted: Halted) -> Outcome:
    def follow(phase: str) -> None:
        tell(Step({"phase": phase}))

    try:
        return keep(event, before, _effort(given), now=during(event), stop=halted, on_phase=follow)
    except NoPlan as reason:
        raise Refused(str(reason)) from None
    except StoppedTooSoon:
        raise Refused("It was stopped before there was a new plan; the plan is as it was.") from None


def _anew(given: Given, event: Event, before: Plan, tell: Tell, halted: Halted) -> Outcome:
    teller, start = Teller(tell), resumed(before, so_far_read(given.so_far, event))
    try:
        outcome = solve(event, start, _effort(given), on_progress=teller.follow, on_plan=teller.keep, stop=halted)
    except NoPlan as reason:
        raise Refused(str(reason)) from None
    return outcome if start is before else replace(outcome, plan=carried(event, outcome.plan, before))


def resumed(before: Plan, so_far: Plan | None) -> Plan:
    """The plan to start from: the one a worker had reached that fell silent, with what the plan before leaves out."""
    if so_far is None:
        return before
    cancelled = (row for row in before.rows if row.state == PlanState.CANCELLED and row.item not in so_far.by_item)
    return Plan((*so_far.rows, *cancelled))

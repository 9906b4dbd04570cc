"""Planning scenarios beside each other: units of work that travel to any `concurrent.futures.Executor`."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass, replace
from functools import partial

from planner.background import Background, Pool, Refused
from planner.domain.event import Event
from planner.domain.plan import Effort, Outcome, Placement, Plan
from planner.domain.vocabulary import PlanState
from planner.scenarios.variant import Variant
from planner.solver.refusing import CannotKeep, NoPlan
from planner.solver.solve import solve

PATIENCE = 0.2
"""Seconds between two looks at whether somebody asked to stop."""

ENDED = "The work ended without a plan; it may have run out of memory. Start it again, with fewer workers."


@dataclass(frozen=True, slots=True)
class Work:
    """One event to be planned, from a plan that its search may start with."""

    event: Event
    before: Plan
    effort: Effort
    sha256: str


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one variant: the outcome, or in a sentence why there is none."""

    variant: Variant
    outcome: Outcome | None
    failure: str = ""


def places_for(variants: Sequence[Variant], effort: Effort) -> int:
    """How many processes are of use: one for each variant but the first, and no more than there are hands."""
    return min(max(1, len(variants) - 1), effort.workers or os.cpu_count() or 1)


def work_on(work: Work, _: Callable[[None], None], stop: Callable[[], bool]) -> Outcome:
    """Plans one event; refused in a sentence where it has no plan."""
    try:
        outcome = solve(work.event, work.before, work.effort, stop=stop)
    except CannotKeep as kept:
        raise Refused(f"{str(kept).removesuffix('.')} in the scenario.") from None
    except NoPlan as reason:
        raise Refused(str(reason)) from None
    return replace(outcome, input_sha256=work.sha256)


def run(
    variants: Sequence[Variant], effort: Effort, pool: Pool, stopped: Callable[[], bool] = lambda: False
) -> Iterator[Result]:
    """The result of the first variant, then of the others as they are done; none of those that were not begun in time.

    The others start from the plan of the first, as far as it fits: so they differ by the scenario and less by chance.
    """
    start: Plan | None = None
    own = Plan() if variants[0].workbook is None else variants[0].workbook.dated_plan
    for result in _done(variants[:1], own, effort, pool, 1, stopped):
        start = None if result.outcome is None else result.outcome.plan
        yield result
    if start is not None and not stopped():
        yield from _done(variants[1:], start, effort, pool, pool.places, stopped)


def _done(
    variants: Sequence[Variant],
    start: Plan,
    effort: Effort,
    pool: Pool,
    at_a_time: int,
    stopped: Callable[[], bool],
) -> Iterator[Result]:
    hands = effort.workers or os.cpu_count() or 1
    share = replace(effort, workers=max(1, hands // min(at_a_time, max(1, len(variants)))))
    begun: dict[Future[Outcome], tuple[Variant, Background[None, Outcome]]] = {}
    for variant in variants:
        if variant.workbook is not None:
            work = Work(variant.workbook.event, _start(variant, start), share, variant.workbook.sha256)
            planning = Background(partial(work_on, work), ENDED, pool)
            planning.start()
            begun[planning.future] = (variant, planning)
    for future in _as_done(begun, stopped):
        variant, planning = begun[future]
        yield Result(variant, planning.found, planning.error or "")


def _as_done(
    begun: Mapping[Future[Outcome], tuple[Variant, Background[None, Outcome]]], stopped: Callable[[], bool]
) -> Iterator[Future[Outcome]]:
    """One after the other as they end; once somebody asks to stop, those that run are stopped and no other begins."""
    pending = set(begun)
    while pending:
        done, pending = wait(pending, PATIENCE, FIRST_COMPLETED)
        yield from done
        if stopped():
            for _, planning in (begun[future] for future in pending):
                planning.stop()
            pending = {future for future in pending if not begun[future][1].withdraw()}


def _start(variant: Variant, start: Plan) -> Plan:
    """The variant's own rows that must be kept or left out, and what its event knows of the plan to start from."""
    workbook = variant.workbook
    assert workbook is not None, "only a variant without errors is planned"
    bound = {row.item: row for row in workbook.dated_plan.rows if row.fixed or row.state == PlanState.CANCELLED}
    known = (row for row in start.rows if row.item not in bound and _is_known(workbook.event, row))
    return Plan((*bound.values(), *(replace(row, locked=False) for row in known)))


def _is_known(event: Event, row: Placement) -> bool:
    items = row.item in event.meeting or row.item in event.entry or row.item in event.programme_item
    people = all(person in event.person for person in row.people)
    served = all(interpreter in event.interpreter for interpreter in row.interpreters)
    return items and people and served and (not row.room or row.room in event.room) and row.state != PlanState.DONE

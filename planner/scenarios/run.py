"""Planning scenarios beside each other: units of work that travel to any `concurrent.futures.Executor`."""

import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from multiprocessing import get_context
from multiprocessing.synchronize import Event as Flag
from typing import ParamSpec, Protocol, TypeVar
from weakref import WeakSet

from planner.background import end_when_orphaned
from planner.domain.event import Event
from planner.domain.plan import Effort, Outcome, Placement, Plan
from planner.domain.vocabulary import PlanState
from planner.scenarios.variant import Variant
from planner.solver.solve import CannotKeep, NoPlan, solve

PATIENCE = 0.2
"""Seconds between two looks at whether somebody asked to stop."""

ENDED = "The work ended without a plan; it may have run out of memory. Start it again, with fewer workers."

Given = ParamSpec("Given")
Made = TypeVar("Made")

_halts: list[Flag] = []
"""In a process of the local pool: what says that somebody asked to stop."""


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


class Pool(Protocol):
    """Where works are done: an executor, how many at a time, and how to end those that run with what they have."""

    @property
    def executor(self) -> Executor: ...

    @property
    def places(self) -> int: ...

    def stop(self) -> None: ...


class _Processes(ProcessPoolExecutor):
    """Processes that Ctrl-C does not reach, though a terminal sends it to all: they are begun while it is held back."""

    def submit(self, fn: Callable[Given, Made], /, *args: Given.args, **kwargs: Given.kwargs) -> Future[Made]:
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            return super().submit(fn, *args, **kwargs)
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)


class LocalPool:
    """Processes of this machine. They obey `stop`, and end with the process that started them."""

    def __init__(self, places: int) -> None:
        context = get_context("spawn")  # the threads of a web server do not survive a fork
        self._halt = context.Event()
        self.places = places
        self.executor = _Processes(places, context, _prepare, (self._halt,))
        _open.add(self)

    @property
    def stopped(self) -> bool:
        """Whether somebody asked to stop, or the program is ending."""
        return self._halt.is_set()

    def stop(self) -> None:
        """Ends running works with the best plans so far."""
        self._halt.set()

    def __enter__(self) -> "LocalPool":
        return self

    def __exit__(self, error: type[BaseException] | None, *_: object) -> None:
        self.stop()
        self.executor.shutdown(wait=error is None, cancel_futures=True)


_open: WeakSet[LocalPool] = WeakSet()


def _stop_all() -> None:
    for pool in list(_open):
        pool.stop()


# A program that ends waits for the works of its pools, before it calls what `atexit` knows of; this is called first.
threading._register_atexit(_stop_all)  # type: ignore[attr-defined]  # noqa: SLF001


def places_for(variants: Sequence[Variant], effort: Effort) -> int:
    """How many processes are of use: one for each variant but the first, and no more than there are hands."""
    return min(max(1, len(variants) - 1), effort.workers or os.cpu_count() or 1)


def _prepare(halt: Flag) -> None:
    """Lets a process be told by the flag, and end with the one that started it."""
    threading.Thread(target=end_when_orphaned, daemon=True).start()
    _halts.append(halt)


def work_on(work: Work) -> Outcome | str:
    """Plans one event; a sentence where it has no plan."""
    try:
        outcome = solve(work.event, work.before, work.effort, stop=lambda: any(halt.is_set() for halt in _halts))
    except CannotKeep as kept:
        return f"{str(kept).removesuffix('.')} in the scenario."
    except NoPlan as reason:
        return str(reason)
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
    pending: dict[Future[Outcome | str], Variant] = {}
    for variant in variants:
        if variant.workbook is not None:
            work = Work(variant.workbook.event, _start(variant, start), share, variant.workbook.sha256)
            pending[pool.executor.submit(work_on, work)] = variant
    for future in _as_done(set(pending), pool, stopped):
        yield _result(pending[future], future)


def _as_done(
    pending: set[Future[Outcome | str]], pool: Pool, stopped: Callable[[], bool]
) -> Iterator[Future[Outcome | str]]:
    while pending:
        done, pending = wait(pending, PATIENCE, FIRST_COMPLETED)
        yield from done
        if stopped():
            pool.stop()
            pending = {future for future in pending if not future.cancel()}


def _result(variant: Variant, future: Future[Outcome | str]) -> Result:
    try:
        told = future.result()
    except BrokenProcessPool:
        return Result(variant, None, ENDED)
    return Result(variant, None, told) if isinstance(told, str) else Result(variant, told)


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

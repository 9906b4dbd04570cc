"""Who plans the bilateral core: plain greedy, textbook CP-SAT and the planner, each in a process of its own."""

import resource
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from time import monotonic

from benchmarks.textbook import Textbook
from planner.bench.core import SIZES, core_event
from planner.board import build
from planner.domain.event import Event
from planner.domain.plan import Plan
from planner.rules import check
from planner.rules.case import Case
from planner.solver.greedy import by_worth, earliest, fill
from planner.solver.rows import meeting_rows
from planner.solver.solve import solve
from planner.solver.state import State


@dataclass(frozen=True, slots=True)
class Run:
    """What a contender made of one event; `peak_mb` is the memory of its process, `bound` what it proved itself."""

    size: str
    seed: int
    solver: str
    objective: int
    bound: int | None
    placed: int
    first_plan_seconds: float
    seconds: float
    peak_mb: int


@dataclass(frozen=True, slots=True)
class Answer:
    """A plan, the bound that was proven, if any, and the seconds to the first plan, if there were several."""

    plan: Plan
    bound: float | None = None
    first_plan_seconds: float | None = None


Contender = Callable[[Event, float, int, int], Answer]
"""From an event, seconds, workers and a seed to an answer."""


def greedy(event: Event, seconds: float, workers: int, seed: int) -> Answer:
    """Requests by priority, each at the first start that is free."""
    state = State(build(event))
    fill(state, by_worth(state.board), earliest)
    return Answer(Plan(meeting_rows(event, Plan(), state)))


def textbook(event: Event, seconds: float, workers: int, seed: int) -> Answer:
    """Optional intervals and no-overlaps, hinted with the greedy plan."""
    model = Textbook(event)
    model.hint(greedy(event, seconds, workers, seed).plan)
    return Answer(*model.solve(seconds, workers, seed))


def planner(event: Event, seconds: float, workers: int, seed: int) -> Answer:
    """Our own."""
    outcome = solve(event, time_limit=seconds, workers=workers, seed=seed)
    return Answer(outcome.plan, outcome.bound, outcome.first_plan_seconds)


CONTENDERS: dict[str, Contender] = {"greedy": greedy, "textbook CP-SAT": textbook, "planner": planner}


def run(size: str, seed: int, name: str, seconds: float, workers: int) -> Run:
    """Let a contender plan an event in a fresh process."""
    with ProcessPoolExecutor(1, get_context("spawn")) as alone:
        return alone.submit(_measured, size, seed, name, seconds, workers).result()


def _measured(size: str, seed: int, name: str, seconds: float, workers: int) -> Run:
    event = core_event(SIZES[size], seed)
    began = monotonic()
    answer = CONTENDERS[name](event, seconds, workers, seed)
    took = monotonic() - began
    if broken := check(event, answer.plan):
        raise ValueError(f"{name} breaks a rule on {size} seed {seed}: {broken[0].sentence}")
    held = Case(event, answer.plan).meetings
    return Run(
        size=size,
        seed=seed,
        solver=name,
        objective=sum(event.meeting[row.item].worth for row in held),
        bound=None if answer.bound is None else int(answer.bound + 1e-6),
        placed=len(held),
        first_plan_seconds=round(took if answer.first_plan_seconds is None else answer.first_plan_seconds, 2),
        seconds=round(took, 1),
        peak_mb=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    )

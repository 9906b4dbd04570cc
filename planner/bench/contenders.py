"""Who plans the benchmark's events: plain greedy, textbook CP-SAT, Timefold Solver and the planner."""

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic

from planner.bench.runs import GREEDY, PLANNER, TEXTBOOK, TIMEFOLD
from planner.bench.timefold.environment import Unavailable, environment
from planner.bench.timefold.peer import plan_of, problem, starts_found
from planner.domain.event import Event
from planner.domain.plan import Effort, Plan
from planner.encoding import build
from planner.solver.lines.plan import plan_lines
from planner.solver.placing.greedy import by_worth, earliest, fill
from planner.solver.placing.rows import meeting_rows, programme_rows
from planner.solver.placing.state import State
from planner.solver.proving.textbook import Textbook
from planner.solver.solve import solve


@dataclass(frozen=True, slots=True)
class ContenderPlan:
    """A plan, the bound that was proven, if any, and the seconds to the first plan, if there were several."""

    plan: Plan
    bound: float | None = None
    first_plan_seconds: float | None = None


Contender = Callable[[Event, float, int, int], ContenderPlan]
"""From an event, seconds, workers and a seed to a plan."""


def greedy(event: Event, seconds: float, workers: int, seed: int) -> ContenderPlan:
    """Meetings by priority, each at the first start that is free; around the lines, if the event has any."""
    lines = plan_lines(event, Plan(), seed=seed).rows
    state = State(build(event, Plan(lines)))
    fill(state, by_worth(state.board), earliest)
    return ContenderPlan(Plan((*programme_rows(event, Plan()), *lines, *meeting_rows(event, Plan(), state))))


def textbook(event: Event, seconds: float, workers: int, seed: int) -> ContenderPlan:
    """Optional intervals and no-overlaps, hinted with the greedy plan."""
    model = Textbook(event)
    model.hint(greedy(event, seconds, workers, seed).plan)
    return ContenderPlan(*model.solve(seconds, workers, seed))


def timefold(event: Event, seconds: float, workers: int, seed: int) -> ContenderPlan:
    """Local search from the greedy plan; the time that preparing its problem takes is its own."""
    where, began = environment(), monotonic()
    if where is None:
        raise Unavailable("It is not installed.")
    state = State(build(event))
    numbers = problem(state)
    first = monotonic() - began
    starts = starts_found(numbers, where, max(0.1, seconds - first), workers, seed)
    return ContenderPlan(plan_of(event, state, starts), None, first)


def planner(event: Event, seconds: float, workers: int, seed: int) -> ContenderPlan:
    """The planner as everybody has it, with the time as its limit."""
    outcome = solve(event, effort=Effort(seconds, None, seed, workers))
    return ContenderPlan(outcome.plan, outcome.bound, outcome.first_plan_seconds)


CONTENDERS: dict[str, Contender] = {GREEDY: greedy, TEXTBOOK: textbook, TIMEFOLD: timefold, PLANNER: planner}
"""By name; the textbook's model and Timefold know the rules of the bilateral core and no others."""

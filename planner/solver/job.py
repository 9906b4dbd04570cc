"""A solve in a process of its own."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from planner.background import Background, Refused
from planner.domain.event import Event
from planner.domain.plan import Effort, Outcome, Plan
from planner.solver.progress import Progress
from planner.solver.solve import NoPlan, solve


class Job(Background[Progress, Outcome]):
    """One solve; stopped, it gives the best plan so far."""

    def __init__(self, event: Event, before: Plan, effort: Effort, input_sha256: str = "") -> None:
        work = partial(_solved, event, before, effort, input_sha256)
        super().__init__(work, "The solve ended without a result; it may have run out of memory. Start it again.")


def _solved(
    event: Event,
    before: Plan,
    effort: Effort,
    input_sha256: str,
    tell: Callable[[Progress], None],
    stop: Callable[[], bool],
) -> Outcome:
    try:
        outcome = solve(event, before, effort, on_progress=tell, stop=stop)
    except NoPlan as reason:
        raise Refused(str(reason)) from None
    return replace(outcome, input_sha256=input_sha256)

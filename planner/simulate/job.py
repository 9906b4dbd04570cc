"""A simulation in a process of its own."""

from collections.abc import Callable
from functools import partial

from planner.background import Background
from planner.domain.event import Event
from planner.domain.plan import Plan
from planner.simulate.records import Robustness
from planner.simulate.simulation import simulate


class SimulationJob(Background[int, Robustness]):
    """One simulation; the runs done are its steps."""

    def __init__(self, event: Event, plan: Plan, *, runs: int, seed: int) -> None:
        self.runs = runs
        work = partial(_simulated, event, plan, runs, seed)
        super().__init__(work, "The simulation ended without a result. Start it again, with fewer runs.")

    @property
    def done(self) -> int:
        """Runs done so far."""
        return max(self.progress(), default=0)


def _simulated(
    event: Event, plan: Plan, runs: int, seed: int, tell: Callable[[int], None], _: Callable[[], bool]
) -> Robustness:
    return simulate(event, plan, runs=runs, seed=seed, on_progress=lambda done, _: tell(done))

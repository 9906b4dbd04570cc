"""How long the search for the least disruption may go on."""

from dataclasses import dataclass
from time import monotonic

from planner.solver.stopping import Stop, never


@dataclass(frozen=True, slots=True)
class Limits:
    """Until when the search may go on, on how many threads, and who may stop it."""

    deadline: float
    workers: int
    asked: Stop = never

    @property
    def seconds(self) -> float:
        """What is left."""
        return self.deadline - monotonic()

    @property
    def stopped(self) -> bool:
        """Whether somebody asked to stop."""
        return self.asked()

    @property
    def over(self) -> bool:
        """Whether time is up, or somebody asked to stop."""
        return self.seconds <= 0 or self.stopped

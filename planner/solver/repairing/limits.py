"""How long the search for the least disruption may go on."""

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic


@dataclass(frozen=True, slots=True)
class Limits:
    """Until when the search may go on, on how many threads, and who may stop it."""

    deadline: float
    workers: int
    stop: Callable[[], bool] | None = None

    @property
    def seconds(self) -> float:
        """What is left."""
        return self.deadline - monotonic()

    @property
    def stopped(self) -> bool:
        """Whether somebody asked to stop."""
        return self.stop is not None and self.stop()

    @property
    def over(self) -> bool:
        """Whether time is up, or somebody asked to stop."""
        return self.seconds <= 0 or self.stopped

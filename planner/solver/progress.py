"""What a solve tells about itself while it runs, and when it must end."""

from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic

from planner.solver.stopping import Stop, never


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a solve stands: seconds since it began, worth of the best plan, proven bound, meetings placed of all."""

    phase: str
    seconds: float
    objective: int
    bound: int
    placed: int
    items: int

    @property
    def gap(self) -> float:
        """(bound - objective) / bound; 0 where nothing can be placed."""
        return (self.bound - self.objective) / self.bound if self.bound else 0.0


Listener = Callable[[Progress], None]
"""Is called by any thread of a solve, by one at a time."""


def unheard(_: Progress) -> None:
    """Nobody listens."""


@dataclass(slots=True)
class Budget:
    """How long a solve may go on: until a moment, for so many units of work, or until somebody says stop.

    A unit of work is a slice of the ejection search or one neighbourhood; counted in units, a solve with one worker
    does the same on every machine.
    """

    seconds: float | None
    units: int | None = None
    asked: Stop = never
    began: float = field(default_factory=monotonic)
    spent: int = 0

    @property
    def elapsed(self) -> float:
        """Seconds since the solve began."""
        return monotonic() - self.began

    @property
    def stopped(self) -> bool:
        """Whether somebody asked to stop."""
        return self.asked()

    def used(self) -> float:
        """The share that is used up, from 0 to 1 and beyond."""
        if self.units is not None:
            return self.spent / self.units if self.units else 1.0
        return self.elapsed / self.seconds if self.seconds else 1.0

    def over(self, share: float = 1.0) -> bool:
        """Whether so large a share of it is used up, or somebody asked to stop."""
        return self.stopped or self.used() >= share

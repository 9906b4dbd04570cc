"""How long the search for the least disruption may go on."""

from dataclasses import dataclass
from time import monotonic

from ortools.sat.python import cp_model

from planner.solver.stopping import Stop, never

LOOK = 5e-5
"""Work of looking at one candidate."""


@dataclass(slots=True)
class Work:
    """What may still be done, in units that are about a second of one processor: counted by what was done and not by a
    clock, so that the same question ends at the same point on every machine, however busy.
    """

    left: float


@dataclass(frozen=True, slots=True)
class Limits:
    """Until when the search may go on, on how many threads, and who may stop it; instead of a deadline, how much `work`
    it may do, on one thread.
    """

    deadline: float
    workers: int
    asked: Stop = never
    work: Work | None = None

    @property
    def seconds(self) -> float:
        """What is left, in seconds or units of work."""
        return self.deadline - monotonic() if self.work is None else self.work.left

    @property
    def stopped(self) -> bool:
        """Whether somebody asked to stop."""
        return self.asked()

    @property
    def over(self) -> bool:
        """Whether time is up, or somebody asked to stop."""
        return self.seconds <= 0 or self.stopped

    def looked(self) -> None:
        """One candidate was looked at."""
        if self.work is not None:
            self.work.left -= LOOK

    def bind(self, solver: cp_model.CpSolver, budget: float) -> None:
        """Lets a solver do no more than this."""
        solver.parameters.num_workers = self.workers if self.work is None else 1
        if self.work is None:
            solver.parameters.max_time_in_seconds = budget
        else:
            solver.parameters.max_deterministic_time = budget

    def solved(self, solver: cp_model.CpSolver) -> None:
        """A solver has done what it was let."""
        if self.work is not None:
            self.work.left -= solver.response_proto.deterministic_time

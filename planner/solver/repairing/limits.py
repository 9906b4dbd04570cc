"""How long the search for the least disruption may go on: so much work; the clock counts in distress only."""

from dataclasses import dataclass
from math import inf
from time import monotonic

from ortools.sat.python import cp_model

from planner.solver.stopping import Stop, never

LOOK = 5e-6
"""Work of looking at one candidate."""

SECONDS_EACH = 10.0
"""Seconds of a processor that one of CP-SAT's own units of work takes on these models, about."""

PATIENT, AT_LEAST = 15.0, 30.0
"""By the clock the search may take so many times its work in seconds, and so many seconds in any case."""


@dataclass(slots=True)
class Limits:
    """What work may still be done, in units that are about a second of one processor, and who may stop it.

    Work is counted by what was done and not by a clock, so that the same question ends at the same point on every
    machine, however busy. Only past the `deadline` the clock ends it, and then it is `cut_short`.
    """

    left: float
    deadline: float
    workers: int = 1
    asked: Stop = never
    cut_short: bool = False

    @classmethod
    def of(cls, work: float, workers: int, asked: Stop, *, clocked: bool = True) -> "Limits":
        """So much work from now on; not `clocked`, it is done however long that takes."""
        deadline = monotonic() + max(AT_LEAST, PATIENT * work) if clocked else inf
        return cls(work, deadline, workers, asked)

    @property
    def stopped(self) -> bool:
        """Whether somebody asked to stop."""
        return self.asked()

    @property
    def over(self) -> bool:
        """Whether the work is done, or somebody asked to stop; past the deadline in any case."""
        if self.left > 0 and monotonic() > self.deadline:
            self.left, self.cut_short = 0.0, True
        return self.left <= 0 or self.stopped

    def looked(self, candidates: int = 1) -> None:
        """So many candidates were looked at."""
        self.left -= LOOK * candidates

    def bind(self, solver: cp_model.CpSolver, budget: float) -> None:
        """Lets a solver do no more than this; its strategies take turns, so that any number of threads answer alike.

        Questions are small and asked one after the other: to look at one at length before it is answered does not pay.
        """
        solver.parameters.num_workers = self.workers
        solver.parameters.cp_model_probing_level = 0
        solver.parameters.symmetry_level = 0
        solver.parameters.max_presolve_iterations = 1
        solver.parameters.interleave_search = self.workers > 1
        solver.parameters.max_deterministic_time = budget / SECONDS_EACH
        solver.parameters.max_time_in_seconds = max(0.1, self.deadline - monotonic())

    def solved(self, solver: cp_model.CpSolver) -> None:
        """A solver has done what it was let; of one that was stopped it is not known how much, and does not matter."""
        if not self.stopped:
            self.left -= SECONDS_EACH * solver.response_proto.deterministic_time

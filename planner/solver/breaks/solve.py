"""Plans a matchmaking day with the fewest waiting breaks: a search finds plans while a proof raises the bound.

The proof asks whether there is a plan with no break, with one, with two and so on. Each `no` raises the bound; a `yes`
is the best plan. Usually the search has found that plan long before the proof comes so far.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Event as Flag
from threading import Thread, Timer
from time import monotonic

from ortools.sat.python import cp_model

from planner.domain.matchmaking import Matchmaking
from planner.solver.breaks.model import BreaksModel
from planner.solver.breaks.search import search
from planner.solver.breaks.slate import waiting_breaks
from planner.solver.breaks.standing import Listener, Standing

LOOK_EVERY = 0.02
"""Seconds between two looks whether a solver must stop."""


@dataclass(frozen=True, slots=True)
class BreaksPlan:
    """The slot of each meeting (None if no plan was found), its waiting breaks, and the bound that was proven.

    `impossible` says that there is no plan at all that keeps the rules.
    """

    slots: tuple[int, ...] | None
    breaks: int | None
    bound: int
    impossible: bool
    seconds: float

    @property
    def proven(self) -> bool:
        """Whether no plan has fewer breaks, or there is none at all."""
        return self.impossible or self.breaks == self.bound


def fewest_breaks(day: Matchmaking, seconds: float, seed: int = 0, on_change: Listener | None = None) -> BreaksPlan:
    """The day with the fewest waiting breaks that is found within so many seconds."""
    began = monotonic()
    standing = Standing(on_change or (lambda _breaks, _bound: None))
    clock = Timer(seconds, standing.ended.set)
    clock.start()
    searching = Thread(target=search, args=(day, standing, seed))
    searching.start()
    try:
        impossible = _Proof(day, standing, seed).run(began + seconds)
    finally:
        standing.ended.set()
        clock.cancel()
        searching.join()
    return BreaksPlan(standing.slots, standing.breaks, standing.bound, impossible, monotonic() - began)


class _Proof:
    """The questions of the proof, one after the other."""

    def __init__(self, day: Matchmaking, standing: Standing, seed: int) -> None:
        self._day, self._standing, self._seed = day, standing, seed
        self._model = BreaksModel(day)

    def run(self, until: float) -> bool:
        """Ask until all is known or the time is over; whether there is no plan at all."""
        while not self._standing.ended.is_set():
            most = self._standing.bound
            answer = self._ask(most, until)
            if answer == cp_model.INFEASIBLE:
                self._standing.raise_bound(most + 1)
                if self._standing.breaks is None and self._ask(None, until) == cp_model.INFEASIBLE:
                    return True
        return False

    def _ask(self, most: int | None, until: float) -> cp_model.CpSolverStatus:
        """Whether there is a plan with so few breaks; a plan that shows it is offered."""
        solver = cp_model.CpSolver()
        parameters = solver.parameters
        parameters.random_seed = self._seed
        parameters.num_workers = 1
        parameters.max_time_in_seconds = max(0.0, until - monotonic())
        # Presolve would take the counters apart again, and the relaxation sees nothing in clauses.
        parameters.cp_model_presolve = False
        parameters.linearization_level = 0
        parameters.symmetry_level = 0
        with _stopped_by(self._standing.ended, solver):
            answer = solver.solve(self._model.question(most))
        if answer in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            slots = self._model.slots(solver)
            self._standing.offer(slots, waiting_breaks(self._day, slots))
        return answer


@contextmanager
def _stopped_by(ended: Flag, solver: cp_model.CpSolver) -> Iterator[None]:
    """Stop the solver once the flag is set, in a thread of its own, which ends with the block."""
    over = Flag()

    def watch() -> None:
        while not over.wait(LOOK_EVERY):
            if ended.is_set():  # again and again: a solver that has not begun yet does not hear it
                solver.stop_search()

    watching = Thread(target=watch)
    watching.start()
    try:
        yield
    finally:
        over.set()
        watching.join()

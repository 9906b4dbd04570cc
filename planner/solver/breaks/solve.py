"""Plans a matchmaking day with the fewest waiting breaks: one thread improves the plan, another raises the bound.

The bound rises by questions: is there a plan with no break, with one, with two and so on? Each `no` raises it; a `yes`
is the best plan. Other plans come from a quick search, which goes on to the end: where a `no` comes quickly and a `yes`
takes long, it is often the search that finds the plan.
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
        questions = _Questions(BreaksModel(day), day, standing, began + seconds)
        impossible = _prove(questions, standing, seed)
    finally:
        standing.ended.set()
        clock.cancel()
        searching.join()
    return BreaksPlan(standing.slots, standing.breaks, standing.bound, impossible, monotonic() - began)


def _prove(questions: "_Questions", standing: Standing, seed: int) -> bool:
    """Raise the bound until all is known or the time is over; whether there is no plan at all."""
    while not standing.ended.is_set():
        most = standing.bound
        if questions.ask(most, seed) == cp_model.INFEASIBLE:
            standing.raise_bound(most + 1)
            if standing.breaks is None and questions.ask(None, seed) == cp_model.INFEASIBLE:
                return True
    return False


@dataclass(frozen=True, slots=True)
class _Questions:
    """Asks whether there are plans with few breaks, until a moment or until all is known."""

    model: BreaksModel
    day: Matchmaking
    standing: Standing
    until: float

    def ask(self, most: int | None, seed: int) -> cp_model.CpSolverStatus:
        """Whether there is a plan with so few breaks, or any; a plan that shows it is offered."""
        solver = cp_model.CpSolver()
        parameters = solver.parameters
        parameters.random_seed = seed
        parameters.num_workers = 1
        parameters.max_time_in_seconds = max(0.0, self.until - monotonic())
        # Presolve would take the counters apart again, and the relaxation sees nothing in clauses.
        parameters.cp_model_presolve = False
        parameters.linearization_level = 0
        parameters.symmetry_level = 0
        with _stopped_by(self.standing.ended, solver):
            answer = solver.solve(self.model.question(most, self.standing.slots))
        if answer in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            slots = self.model.slots(solver)
            self.standing.offer(slots, waiting_breaks(self.day, slots))
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

"""Plans a matchmaking day with the fewest waiting breaks: one thread improves the plan, another raises the bound.

The bound rises by questions: is there a plan with no break, with one, with two and so on? Each `no` raises it; a `yes`
is the best plan. Other plans come from a quick search, which goes on to the end: where a `no` comes quickly and a `yes`
takes long, it is often the search that finds the plan. With one worker, or where work is counted and not timed, the
search makes a beginning and the questions follow.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice

from ortools.sat.python import cp_model

from planner.solver.breaks.best_known import BestKnown
from planner.solver.breaks.day import MatchmakingDay, waiting_breaks
from planner.solver.breaks.model import BreaksModel
from planner.solver.breaks.search import STEPS, compile_exchange, search
from planner.solver.progress import Budget
from planner.solver.proving.exact import DETERMINISTIC_EFFORT
from planner.solver.searching.preparing import prepare
from planner.solver.searching.search import Team
from planner.solver.stopping import solved, unless_stopped

PATIENCE = 0.4
"""The share of the budget after which a day without a plan is left to the ordinary way; questions may still be open."""

SIMPLIFIED = 0.1
"""Deterministic seconds for each round of probing and of shortening what the solver has learnt; CP-SAT itself takes ten
times as long."""

Told = Callable[[BestKnown], None]


@dataclass(frozen=True, slots=True)
class Fewest:
    """The slot of each meeting (None if no plan was found), its waiting breaks, and the bound that was proven.

    `impossible` says that there is no plan at all that keeps the rules.
    """

    slots: tuple[int, ...] | None
    breaks: int | None
    bound: int
    impossible: bool

    @property
    def proven(self) -> bool:
        """Whether no plan has fewer breaks, or there is none at all."""
        return self.impossible or self.breaks == self.bound


def fewest_breaks(day: MatchmakingDay, budget: Budget, share: float, seed: int, workers: int, told: Told) -> Fewest:
    """The day with the fewest waiting breaks that is found within a share of the budget."""

    def over(standing: BestKnown) -> bool:
        return budget.over(share if standing.slots is not None else share * PATIENCE)

    standing = BestKnown(over, told)
    alone = workers == 1 or budget.seconds is None
    team = Team()
    if not alone:
        team.start(lambda: _search(day, standing, seed, budget))
    else:
        _search(day, standing, seed, budget, STEPS)
    try:
        model = unless_stopped(lambda: BreaksModel(day), lambda: standing.ended)
        impossible = model is not None and _prove(_Questions(day, model, standing, budget, seed))
    finally:
        standing.end()
    team.join(lambda: True)
    return Fewest(standing.slots, standing.breaks, standing.bound, impossible)


def _search(day: MatchmakingDay, standing: BestKnown, seed: int, budget: Budget, steps: int | None = None) -> None:
    """Search for so many steps, or to the end; the first time on a machine once the moves are compiled."""
    if not unless_stopped(lambda: prepare(compile_exchange), lambda: standing.ended):
        return
    for _ in islice(search(day, standing, seed), steps):
        budget.spent += 1
        if standing.ended:
            return


def _prove(questions: "_Questions") -> bool:
    """Raise the bound until all is known or the time is over; whether there is no plan at all."""
    standing = questions.standing
    while not standing.ended:
        most = standing.bound
        answer = questions.ask(most)
        if answer == cp_model.INFEASIBLE:
            standing.raise_bound(most + 1)
            if standing.breaks is None and questions.ask(None) == cp_model.INFEASIBLE:
                return True
        elif answer == cp_model.UNKNOWN:
            return False
    return False


@dataclass(frozen=True, slots=True)
class _Questions:
    """Asks whether there are plans with few breaks, until the standing says that all is done."""

    day: MatchmakingDay
    model: BreaksModel
    standing: BestKnown
    budget: Budget
    seed: int

    def ask(self, most: int | None) -> cp_model.CpSolverStatus:
        """Whether there is a plan with so few breaks, or any; a plan that shows it is offered."""
        solver = cp_model.CpSolver()
        parameters = solver.parameters
        parameters.random_seed = self.seed
        parameters.num_workers = 1
        # Presolve would take the counters apart again, and the relaxation sees nothing in clauses.
        parameters.cp_model_presolve = False
        parameters.linearization_level = 0
        parameters.symmetry_level = 0
        # Probing and shortening clauses at length costs more than it saves: a question takes about half the time so.
        parameters.cp_model_probing_level = 0
        parameters.inprocessing_probing_dtime = parameters.inprocessing_minimization_dtime = SIMPLIFIED
        if self.budget.seconds is None:
            parameters.max_deterministic_time = DETERMINISTIC_EFFORT
            self.budget.spent += 1
        answer = solved(solver, self.model.question(most, self.standing.slots), lambda: self.standing.ended)
        if answer in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            slots = self.model.slots(solver)
            self.standing.offer(slots, waiting_breaks(self.day, slots))
        return answer

"""The search for worth: ejection moves early, neighbourhoods solved by CP-SAT late, on one shared best plan."""

from collections.abc import Callable
from concurrent.futures import Future, wait
from dataclasses import dataclass, field
from random import Random
from threading import Lock

from ortools.sat.python import cp_model

from planner.board.board import Board
from planner.solver.placing.state import State
from planner.solver.progress import Budget
from planner.solver.proving.submodel import SubModel
from planner.solver.searching.ejection import COLD, EjectionSearch, hottest
from planner.solver.searching.neighbourhoods import KINDS, Acquaintance, set_free
from planner.solver.stopping import BESIDE, LAST_WORD, LOOK_EVERY, Stop, never, solved

MOVES, MOST_MOVES = 20_000_000, 50_000
"""Moves times items in one slice of the ejection search, and the most moves: a fraction of a second at any size."""

MEASURED = 4
"""Slices after which it is known how many there will be."""

ANNEALED = 0.85
"""The share of the search that belongs to ejection moves."""

APART = 7919
"""Between the seeds of two streams, so that solves with neighbouring seeds share none."""

EFFORT = 0.25
"""Deterministic seconds that CP-SAT may spend on one neighbourhood."""

SMALLEST, LARGEST, FIRST = 12, 90, 36
"""How many meetings a neighbourhood sets free, at least, at most and at first."""


@dataclass(slots=True)
class NeighbourhoodKind:
    """How a kind of neighbourhood has done: its size, and a score that decays."""

    name: str
    size: int = FIRST
    score: float = 1.0


class Search:
    """A best plan and the ways to better it; threads share it under a lock."""

    def __init__(self, first: State, seed: int, bettered: Callable[[State], None]) -> None:
        self.best, self.seed = first, seed
        self.board: Board = first.board
        self.known = Acquaintance(self.board)
        self.kinds = [NeighbourhoodKind(name) for name in KINDS]
        self._bettered, self._lock = bettered, Lock()

    def offer(self, state: State) -> None:
        """Take a plan of at least the same worth as the best one."""
        with self._lock:
            better = state.worth > self.best.worth
            if better or state.worth == self.best.worth:
                self.best = state
            if better:
                self._bettered(state)

    # --- ejection ------------------------------------------------------------------------------------------------

    def anneal(self, budget: Budget, share: float, stream: int, done: Callable[[], bool]) -> None:
        """Ejection moves until the share of the budget is used, cooling on the way; streams differ in their chance."""
        if budget.over(share) or done():
            return  # the arrays of a large event take long, too
        ejection = EjectionSearch(self.best, self.seed + stream * APART)
        begun, moves = budget.used(), min(MOST_MOVES, MOVES // max(1, len(self.board.meetings)))
        hot, slices = hottest(0.0), 0
        while not budget.over(share) and not done():
            gone = min(1.0, (budget.used() - begun) / max(1e-9, share - begun))
            budget.spent += 1
            if ejection.slice(moves, hot * (COLD / hot) ** gone) > self.best.worth:
                self.offer(ejection.best())
            slices += 1
            if slices == MEASURED:
                expected = slices * (share - begun) / max(1e-9, budget.used() - begun)
                hot = hottest(moves * expected / max(1, len(self.board.meetings)))

    # --- neighbourhoods ------------------------------------------------------------------------------------------

    def improve(self, budget: Budget, share: float, stream: int, done: Callable[[], bool]) -> None:
        """Set neighbourhoods free, one after the other, until the share of the budget is used."""
        random = Random(f"{self.seed} {stream}")
        while not budget.over(share) and not done():
            budget.spent += 1
            kind = random.choices(self.kinds, [kind.score for kind in self.kinds])[0]
            with self._lock:
                state = self.best.copy()
            items = set_free(kind.name, state, self.known, random, kind.size)
            before = state.worth
            status = resettle(state, items, EFFORT, random.randrange(1 << 30), budget.asked)
            self._learn(kind, status, state.worth - before)
            self._merge(state, items)

    def _learn(self, kind: NeighbourhoodKind, status: cp_model.CpSolverStatus, gain: int) -> None:
        """Larger neighbourhoods where CP-SAT finishes, smaller ones where it does not; more of what gains."""
        grown = kind.size * 11 // 10 + 1 if status == cp_model.OPTIMAL else kind.size * 9 // 10
        kind.size = min(max(grown, SMALLEST), LARGEST)
        kind.score = 0.9 * kind.score + 0.1 * (1.0 + gain)

    def _merge(self, proposal: State, items: list[int]) -> None:
        """Take over what the proposal did with the items, if the best plan still leaves room for it."""
        with self._lock:
            merged = self.best.copy()
            for item in items:
                if merged.placed(item):
                    merged.remove(item)
            fits = all(_transfer(merged, proposal, item) for item in _leaders_first(proposal, items))
            fits = fits and not any(_abandons(merged, item) for item in items)
        if fits:
            self.offer(merged)


def _leaders_first(state: State, items: list[int]) -> list[int]:
    return sorted((item for item in items if state.placed(item)), key=state.tick)


def _abandons(state: State, item: int) -> bool:
    """Whether the item is not placed though a meeting is that must follow it."""
    return not state.placed(item) and any(state.placed(follower) for follower in state.board.followers[item])


def _transfer(state: State, proposal: State, item: int) -> bool:
    mode, start = int(proposal.mode[item]), int(proposal.start[item])
    if not state.fits(item, mode, start):
        return False
    state.place(item, mode, start)
    return True


def resettle(state: State, items: list[int], effort: float, seed: int, stop: Stop = never) -> cp_model.CpSolverStatus:
    """Place the items of a state anew, as well as CP-SAT can beside the others; never for less worth."""
    was = {item: (int(state.mode[item]), int(state.start[item])) for item in items if state.placed(item)}
    for item in was:
        state.remove(item)
    sub = SubModel(state, items)
    sub.maximise_worth(was)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = seed % (1 << 31)
    solver.parameters.max_deterministic_time = effort
    status = solved(solver, sub.model, stop)
    worth = sum(int(state.board.worth[item]) for item in was)
    if status in (cp_model.OPTIMAL, cp_model.FEASIBLE) and round(solver.objective_value) >= worth:
        was = sub.placements(solver)
    for item, (mode, start) in was.items():
        state.place(item, mode, start)
    return status


@dataclass(slots=True)
class Team:
    """Works on one search beside the main one; an error in any of them is raised in `join`."""

    works: list[Future[None]] = field(default_factory=list)

    def start(self, work: Callable[[], None]) -> None:
        """Run the work in a thread of its own."""
        self.works.append(BESIDE.submit(work))

    def join(self, stop: Stop) -> None:
        """Wait for all of them; once somebody asks to stop, only for their last word."""
        patience = LAST_WORD
        while patience > 0 and wait(self.works, LOOK_EVERY).not_done:
            patience -= LOOK_EVERY if stop() else 0.0
        for work in self.works:
            if work.done():
                work.result()

"""The search for the least disruption: a few meetings set free around those that have no place, then more.

What cannot stay where it stood is loose. A ring of meetings around the loose ones is set free and solved exactly while
all others stand still. The result is the least of all plans once it costs no more than what is forced anyway, or once
everything that a better plan could change was free.
"""

from dataclasses import dataclass
from functools import partial

from planner.board.board import Board
from planner.solver.placing.state import State
from planner.solver.proving.submodel import SubModel
from planner.solver.repairing.disruption import Cost, Former
from planner.solver.repairing.involved import Involved, Useful
from planner.solver.repairing.least import Answer, LeastDisruption, Placed, cost_of
from planner.solver.repairing.limits import Limits
from planner.solver.repairing.standing import Items, StandingMeetings

SIZES = (12, 24, 48, 100)
"""How many meetings are set free, one ring after the other, where it is not known what a better plan involves."""

WIDEST = 200
"""The most meetings that are set free at once."""


@dataclass(frozen=True, slots=True)
class Found:
    """Where the free meetings go, and whether nothing disturbs less; what is free and has no place is dropped."""

    placed: Placed
    free: Items
    cost: Cost
    proven: bool = False


@dataclass(frozen=True, slots=True)
class Nowhere:
    """No way was found to place what must be placed; `proven` says that there is none."""

    proven: bool


class WideningSearch:
    """One search. `state` holds what still fits, `kept` what must not move, `must` what has to be placed."""

    def __init__(self, former: Former, state: State, kept: State, loose: tuple[int, ...], must: Items) -> None:
        self.former, self.state, self.kept, self.must = former, state, kept, must
        self.board: Board = state.board
        self.involved = Involved(former, StandingMeetings(state, kept), (*loose, *sorted(must - set(loose))))
        self.best: Found | None = None

    def search(self, limits: Limits) -> Found | Nowhere:
        """The least disruption that can be found within the limits."""
        loose = self.involved.loose
        if any(not self.involved.standing.openings(item) for item in self.must):
            return Nowhere(proven=True)
        if not loose:
            return Found({}, frozenset(), self.involved.least, proven=True)
        free = self._with_followers(frozenset(loose))
        self.best = self._dropping(free)
        for size in (*SIZES, WIDEST):
            proven = self._solve(free, limits)
            if proven and len(free) == len(loose | set(self.involved.standing.movable)):
                return self._proven() if self.best is not None else Nowhere(proven=True)
            if self.best is not None and self._is_least(self.best, free, limits, proven=proven):
                break
            # The first ring is tried even where a busy machine has used up the time: it mends most plans.
            if len(free) >= WIDEST or limits.stopped or (limits.over and size != SIZES[0]):
                break
            free = self._wider(free, size, limits)
            if limits.over and size != SIZES[0]:
                break
        return Nowhere(proven=False) if self.best is None else self.best

    def _dropping(self, free: Items) -> Found | None:
        """The plan without all of these, which needs no search; None where it would be no plan."""
        followed = any(self.kept.placed(follower) for item in free for follower in self.board.followers[item])
        return None if self.must or followed else Found({}, free, cost_of(self.former, {}, free))

    def _is_least(self, best: Found, free: Items, limits: Limits, *, proven: bool) -> bool:
        """Whether the search is over: nothing disturbs less, or all that might do so has been tried."""
        if best.cost <= self.involved.least:
            self._proven()
            return True
        relevant = self.involved.relevant(best.cost, WIDEST, limits)
        if relevant is None:
            return False
        if not (proven and relevant.keys() <= free):
            proven = self._solve(self._with_followers(frozenset(relevant)), limits, relevant)
        if proven:
            self._proven()
        return True

    def _proven(self) -> Found:
        assert self.best is not None
        self.best = Found(self.best.placed, self.best.free, self.best.cost, proven=True)
        return self.best

    def _solve(self, free: Items, limits: Limits, useful: Useful | None = None) -> bool:
        """Sets these meetings free, at candidates of use, while the others stand still; whether the answer is exact."""
        items, state = sorted(free), self.state.copy()
        for item in items:
            if state.placed(item):
                state.remove(item)
        within = None if useful is None else partial(self.involved.narrowed, useful)
        model = LeastDisruption(SubModel(state, items, within), self.former, items, self.must)
        hints = self.involved.standing.at | ({} if self.best is None else self.best.placed)
        answer = model.solve(limits, hints, self._known())
        self._note(answer, free)
        return answer.proven

    def _note(self, answer: Answer, free: Items) -> None:
        if answer.placed is not None:
            cost = cost_of(self.former, answer.placed, free)
            if self.best is None or cost < self.best.cost:
                self.best = Found(answer.placed, free, cost)

    def _known(self) -> tuple[int, int] | None:
        """What is dropped and moved shortly before its start, once that is as little as can be."""
        least, best = self.involved.least, self.best
        settled = best is not None and (best.cost.dropped, best.cost.near) == (least.dropped, least.near)
        return (least.dropped, least.near) if settled else None

    # --- wider ----------------------------------------------------------------------------------------------------

    def _wider(self, free: Items, size: int, limits: Limits) -> Items:
        """The free meetings and those that make the cheapest way, first of all for those without a place."""
        placed = {} if self.best is None else self.best.placed
        seeking = sorted(item for item in free if item not in placed) or sorted(self.involved.loose)
        found, involved = dict.fromkeys(sorted(free)), self.involved
        for items in (seeking, *([item] for item in sorted(free.difference(seeking))), None):
            more = involved.standing.movable if items is None or limits.over else involved.nearest(items, limits)
            for one in more:
                if len(found) >= size:
                    return self._with_followers(frozenset(found))
                found[one] = None
        return self._with_followers(frozenset(found))

    def _with_followers(self, free: Items) -> Items:
        """The meetings and all that must come after one of them, which cannot stand still if it is dropped."""
        wanted, frontier = set(free), list(free)
        while frontier:
            for follower in self.board.followers[frontier.pop()]:
                if self.state.placed(follower) and not self.kept.placed(follower) and follower not in wanted:
                    wanted.add(follower)
                    frontier.append(follower)
        return frozenset(wanted)

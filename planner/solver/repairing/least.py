"""The least disruption that some free meetings can do, in CP-SAT, beside the others, which stand still.

Two questions, one after the other: first what has to be dropped and what is about to begin, then whom to inform and
how much changes. Among answers that cost the same, the one with the smallest shifts is taken.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from ortools.sat.python import cp_model

from planner.solver.proving.submodel import FreeItem, SubModel
from planner.solver.repairing.disruption import OTHER_HALF, OTHER_TIME, Cost, Former
from planner.solver.repairing.limits import Limits
from planner.solver.stopping import solved

Placed = dict[int, tuple[int, int]]
"""Mode and start by item."""

FIRST_QUESTION = 0.6
"""The share of the time left for what is dropped."""

LEAST_SECONDS = 0.3
"""What a question is given when time has run out meanwhile."""

Hints = Mapping[int, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Answer:
    """Where the free meetings go; None where the model found no way, and whether what it says is proven."""

    placed: Placed | None
    proven: bool


@dataclass(slots=True)
class _Terms:
    """Sums of the objective, each with the most that it can come to."""

    dropped: list[cp_model.LinearExprT] = field(default_factory=list)
    near: list[cp_model.LinearExprT] = field(default_factory=list)
    parties: list[cp_model.LinearExprT] = field(default_factory=list)
    changes: list[cp_model.LinearExprT] = field(default_factory=list)
    shifts: list[cp_model.LinearExprT] = field(default_factory=list)
    most_near: int = 0
    most_changes: int = 0
    most_shifts: int = 0


class LeastDisruption:
    """The objective on a model of free meetings; `must` have to be placed."""

    def __init__(self, sub: SubModel, former: Former, items: Sequence[int], must: Collection[int]) -> None:
        self.sub, self.model, self.former = sub, sub.model, former
        self.possible = all(item in sub.free for item in must)
        self.terms = _Terms()
        self.changed: dict[int, cp_model.IntVar | None] = {}
        for free in sub.free.values():
            if free.item in must:
                self.model.add(free.present == 1)
            self._price(free)
        lost = [item for item in items if item not in sub.free and item in former.rows]
        self._inform(former.informed([*lost, *(item for item, literal in self.changed.items() if literal is None)]))

    # --- objective -----------------------------------------------------------------------------------------------

    def _price(self, free: FreeItem) -> None:
        item, former, terms = free.item, self.former, self.terms
        if item not in former.rows:
            # A waiting meeting that nobody asked for changes something only if it is placed.
            self.changed[item] = free.present
            return
        self.changed[item] = self._changed(free)
        terms.dropped.append(former.worth(item) * (1 - free.present))
        if former.near(item) and (literal := self.changed[item]) is not None:
            terms.near.append(literal)
            terms.most_near += 1
        self._grade(free)

    def _changed(self, free: FreeItem) -> cp_model.IntVar | None:
        """A literal that is true if the meeting does not stand as before; None if it cannot."""
        former, tick = self.former, self.former.tick(free.item)
        grades = former.mode_grades(free.item)
        exact = [mode for mode in free.modes if grades[mode] == 0]
        if tick is None or not exact or not former.lasts(free.item) or not self._reaches(free, tick):
            return None
        changed = self.model.new_bool_var("")
        self.model.add(free.start == tick).only_enforce_if(~changed)
        self.model.add_bool_or([changed, *(free.modes[mode] for mode in exact)])
        return changed

    def _grade(self, free: FreeItem) -> None:
        former, item, weight = self.former, free.item, self.former.weight(free.item)
        grades = former.mode_grades(item)
        terms = self.terms
        terms.changes += [weight * grades[mode] * held for mode, held in free.modes.items() if grades[mode]]
        terms.most_changes += weight * (max(grades[mode] for mode in free.modes) + OTHER_TIME + OTHER_HALF)
        tick, half = former.tick(item), former.board.axis.start_tick[former.in_half(item)].tolist()
        if tick is not None:
            terms.changes.append(weight * OTHER_TIME * self._away(free, [tick]))
            shift = self.model.new_int_var(0, self.former.board.axis.ticks, "")
            self.model.add(shift >= free.start - tick).only_enforce_if(free.present)
            self.model.add(shift >= tick - free.start).only_enforce_if(free.present)
            terms.shifts.append(shift)
            terms.most_shifts += self.former.board.axis.ticks
        terms.changes.append(weight * OTHER_HALF * self._away(free, half))

    def _away(self, free: FreeItem, ticks: Sequence[int]) -> cp_model.LinearExprT:
        """A literal that is true if the meeting is placed, and starts at none of the ticks."""
        if not any(self._reaches(free, tick) for tick in ticks):
            return free.present
        away = self.model.new_bool_var("")
        inside = cp_model.Domain.from_values(list(ticks))
        self.model.add_linear_expression_in_domain(free.start, inside).only_enforce_if([~away, free.present])
        return away

    def _reaches(self, free: FreeItem, tick: int) -> bool:
        return tick in free.ticks

    def _inform(self, told: Mapping[str, int]) -> None:
        """Whoever is concerned by a change is informed, once, at the highest weight."""
        levels: dict[str, dict[int, list[cp_model.IntVar]]] = defaultdict(lambda: defaultdict(list))
        for item, literal in self.changed.items():
            for code, weight in self.former.parties(item).items() if literal is not None else ():
                if weight > told.get(code, 0) and literal is not None:
                    levels[code][weight].append(literal)
        for code, by_weight in levels.items():
            below = told.get(code, 0)
            for weight in sorted(by_weight):
                informed = self.model.new_bool_var("")
                for higher in by_weight:
                    for literal in by_weight[higher] if higher >= weight else ():
                        self.model.add_implication(literal, informed)
                self.terms.parties.append((weight - below) * informed)
                below = weight

    # --- solving -------------------------------------------------------------------------------------------------

    def solve(self, limits: Limits, hints: Hints, known: tuple[int, int] | None) -> Answer:
        """The least disruption; `known` is what is dropped and near at best, where that is no question any more."""
        if not self.possible:
            return Answer(None, True)
        self.sub.hint(hints)
        terms, settled, first = self.terms, Answer(None, True), self._first()
        if known is not None:
            self.model.add(first <= known[0] * (terms.most_near + 1) + known[1])
        elif terms.dropped:
            settled, worst = self._minimise(first, limits, FIRST_QUESTION)
            if settled.placed is None:
                return settled
            self.model.add(first <= worst)
            self.sub.hint(settled.placed)
        size = terms.most_shifts + 1
        scale = size * (terms.most_changes + 1)
        second = _sum(terms.parties) * scale + _sum(terms.changes) * size + _sum(terms.shifts)
        answer, _ = self._minimise(second, limits, 1.0)
        if answer.placed is None and settled.placed is not None:
            return Answer(settled.placed, False)
        return Answer(answer.placed, answer.proven and settled.proven)

    def _first(self) -> cp_model.LinearExprT:
        return _sum(self.terms.dropped) * (self.terms.most_near + 1) + _sum(self.terms.near)

    def _minimise(self, value: cp_model.LinearExprT, limits: Limits, share: float) -> tuple[Answer, int]:
        self.model.minimize(value)
        solver = cp_model.CpSolver()
        solver.parameters.random_seed = 0
        limits.bind(solver, max(LEAST_SECONDS, share * limits.left))
        status = solved(solver, self.model, limits.asked)
        limits.solved(solver)
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return Answer(None, status == cp_model.INFEASIBLE), 0
        return Answer(self.sub.placements(solver), status == cp_model.OPTIMAL), round(solver.objective_value)


def _sum(terms: list[cp_model.LinearExprT]) -> cp_model.LinearExpr:
    total: cp_model.LinearExpr = cp_model.LinearExpr.sum(terms)
    return total


def cost_of(former: Former, placed: Hints, items: Collection[int]) -> Cost:
    """The disruption of the placements of the items that may have changed."""
    modes = {item: mode for item, (mode, _) in placed.items()}
    starts = {item: start for item, (_, start) in placed.items()}
    return former.cost(modes, starts, items)

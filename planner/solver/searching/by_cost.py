"""The secondary terms that the compiled moves keep no count of, searched by what they cost.

A term needs no more than its `cost` to count in a solve. Whoever wants it searched a thousand times as fast has it
counted by the compiled moves as well, and adds it to `COUNTED` in `planner/solver/searching/taste_arrays.py`.
"""

from collections.abc import Callable
from itertools import count
from random import Random

from planner.domain.event import Event
from planner.domain.plan import Placement, Plan
from planner.rules.case import Case
from planner.rules.terms import Term, counting
from planner.rules.terms.near import near
from planner.solver.placing.rows import meeting_row
from planner.solver.placing.state import State
from planner.solver.progress import Budget
from planner.solver.searching.neighbourhoods import movable
from planner.solver.searching.taste_arrays import COUNTED

TRIES = 20
"""Moves that make a unit of work."""

PATIENCE = 2
"""Moves for each meeting and each start without any gain after which the plan is taken to be as good as it gets."""


def uncounted(event: Event) -> tuple[Term, ...]:
    """The terms that count in the event, but not in the compiled moves."""
    return tuple(term for term in counting(event.policy) if term.name not in COUNTED)


class CostSearch:
    """A plan that gets better in its secondary terms, all of which count, in their order; worth is never given up.

    A move takes one meeting to another free place, and back if the first term that this changes is worse for it.
    """

    def __init__(self, event: Event, lines: Plan, state: State, seed: int) -> None:
        self.event, self.lines, self.state = event, lines, state.copy()
        self._terms, self._random = counting(event.policy), Random(seed)
        self._movable = [item for item in movable(state).tolist() if state.placed(item)]
        self._rows = {item: self._row(item) for item in state.board.items if state.placed(item)}
        self._might = [self._who_might(item) for item in state.board.items]
        self._near: dict[int, Event] = {}

    def refine(self, budget: Budget, share: float, told: Callable[[State], None]) -> State:
        """Moves until the share of the budget is used or nothing has got better for long."""
        idle, gained = 0, False
        patience = PATIENCE * self.state.board.axis.starts * len(self._movable)
        for tried in count(1):
            if idle >= patience or budget.over(share):
                break
            better = self._move(self._random.choice(self._movable))
            idle, gained = (0, True) if better else (idle + 1, gained)
            if tried % TRIES == 0:
                budget.spent += 1
                if gained:
                    told(self.state.copy())
                    gained = False
        return self.state

    def _move(self, item: int) -> bool:
        """Take a meeting elsewhere, and back if that is worse; whether the plan is better."""
        state, old = self.state, self._rows[item]
        mode, start = int(state.mode[item]), int(state.start[item])
        state.remove(item)
        state.place(item, *self._draw(item, mode, start))
        self._rows[item] = self._row(item)
        change = self._change(item, old)
        if change > 0:
            state.remove(item)
            state.place(item, mode, start)
            self._rows[item] = old
        return change < 0

    def _draw(self, item: int, mode: int, start: int) -> tuple[int, int]:
        """A free place for an item that was taken out, by chance; the one it had if there is none."""
        openings = self.state.openings(item)
        if not openings:
            return mode, start
        opening = self._random.choice(openings)
        return opening.mode, self._random.choice(opening.starts.nonzero()[0].tolist())

    def _change(self, item: int, old: Placement) -> int:
        """By how much the first term that differs is worse than with the row that the item had."""
        before, after = ({**self._rows, item: row} for row in (old, self._rows[item]))
        for term in self._terms:
            change = term.cost(self._case(term, item, after)) - term.cost(self._case(term, item, before))
            if change:
                return change
        return 0

    def _case(self, term: Term, item: int, rows: dict[int, Placement]) -> Case:
        """What the term has to look at to tell two places of the item apart."""
        if not term.local:
            return Case(self.event, Plan((*self.lines.rows, *rows.values())))
        people = self._might[item]
        standing = (*self.lines.standing, *rows.values())
        return Case(self._around(item), Plan(tuple(row for row in standing if not people.isdisjoint(row.people))))

    def _around(self, item: int) -> Event:
        if item not in self._near:
            people, meetings = self._might[item], self.state.board.meetings
            shared = {one.id for one, who in zip(meetings, self._might, strict=True) if not people.isdisjoint(who)}
            self._near[item] = near(self.event, people, shared)
        return self._near[item]

    def _who_might(self, item: int) -> frozenset[str]:
        board = self.state.board
        return frozenset(who for company in board.companies_of(item) for who in board.modes.people[company])

    def _row(self, item: int) -> Placement:
        """The row of a placed item; of rooms that nothing tells apart the one wished for, else the first."""
        board = self.state.board
        place = int(board.room_class[self.state.mode[item]])
        rooms, wish = board.classes[place].rooms if place >= 0 else ("",), board.meetings[item].room
        return meeting_row(self.event, Plan(), self.state, item, wish if wish in rooms else rooms[0])

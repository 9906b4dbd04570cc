"""How the secondary terms of a plan change with the place of one meeting, exactly, and how that is said."""

from collections.abc import Hashable
from dataclasses import dataclass
from functools import cached_property

from planner.domain.event import Event
from planner.domain.plan import Placement, Plan
from planner.domain.wording import lasting
from planner.explain.places.ways import Ways
from planner.rules.case import Case
from planner.rules.terms import Coarse, Term, counting
from planner.rules.terms.near import near

MINUTE = "minute "
"""How terms that count minutes begin what they count: `minute of waiting` is told as `5 h 10 min more waiting`."""

Costs = tuple[int, ...]
"""One for each term that counts, in their order of importance."""


def costs(event: Event, plan: Plan) -> Costs:
    """What a plan costs in each term that counts."""
    case = Case(event, plan)
    return tuple(term.cost(case) for term in counting(event.policy))


def change_of(event: Event, before: Plan, after: Plan) -> Costs:
    """By how much each term becomes more (or less) from one plan to the other."""
    return tuple(new - old for old, new in zip(costs(event, before), costs(event, after), strict=True))


def told(event: Event, change: Costs) -> str:
    """`5 h 10 min less waiting, 1 substitute more`; empty where nothing changes."""
    return ", ".join(_told(term, by) for term, by in zip(counting(event.policy), change, strict=True) if by)


def _told(term: Term, by: int) -> str:
    one, several = term.counted
    if one.startswith(MINUTE):
        return f"{lasting(abs(by))} {'more' if by > 0 else 'less'} {one.removeprefix(MINUTE).removeprefix('of ')}"
    return f"{abs(by)} {one if abs(by) == 1 else several} {'more' if by > 0 else 'fewer'}"


@dataclass(frozen=True)  # not slotted: what does not depend on the place is worked out once and kept
class Preferences:
    """The change of every term that counts when a meeting goes to a place; `now` is its present row if it stands."""

    ways: Ways
    now: Placement | None

    def change(self, row: Placement) -> Costs:
        """By how much each term becomes more (or less) with the meeting at the place of the row."""
        event, rows = self._near
        case = Case(event, _plan(rows, row))
        costs = (term.cost(case) if term.local else self._cost_of_all(term, row) for term in self._terms)
        return tuple(cost - before for cost, before in zip(costs, self._before, strict=True))

    @cached_property
    def _terms(self) -> tuple[Term, ...]:
        return counting(self.ways.event.policy)

    @cached_property
    def _near(self) -> tuple[Event, tuple[Placement, ...]]:
        """The rows of the people who may attend, and the event without what concerns others alone."""
        people = frozenset(self.ways.people)
        rows = tuple(row for row in self.ways.case.plan.standing if not people.isdisjoint(row.people))
        return near(self.ways.event, people, {self.ways.meeting.id, *(row.item for row in rows)}), rows

    @cached_property
    def _before(self) -> Costs:
        event, rows = self._near
        case, whole = Case(event, _plan(rows, self.now)), self._whole(self.now)
        return tuple(term.cost(case if term.local else whole) for term in self._terms)

    def _whole(self, row: Placement | None) -> Case:
        return Case(self.ways.event, _plan(self.ways.case.plan.rows, row))

    def _cost_of_all(self, term: Term, row: Placement) -> int:
        """What the whole plan costs in a term, counted once for all places that are the same to it."""
        place = term.sees(self.ways.event, row) if isinstance(term, Coarse) else row
        if (term.name, place) not in self._counted:
            self._counted[term.name, place] = term.cost(self._whole(row))
        return self._counted[term.name, place]

    @cached_property
    def _counted(self) -> dict[tuple[str, Hashable], int]:
        return {}


def _plan(rows: tuple[Placement, ...], row: Placement | None) -> Plan:
    return Plan(rows if row is None else (*rows, row))

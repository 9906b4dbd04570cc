"""How the secondary terms of a plan change with the place of one meeting, exactly, and how that is said."""

from dataclasses import dataclass, replace
from functools import cached_property

from planner.domain.event import Event
from planner.domain.plan import Placement, Plan
from planner.domain.records import WHO_NONE
from planner.explain.places.ways import Ways
from planner.rules.case import Case
from planner.rules.terms import TERMS, Term

Costs = tuple[int, ...]
"""One for each term that counts, in their order of importance."""

WIDE = ("fairness", "spread")
"""The terms that look at all meetings; every other one looks at the meeting itself and at the days of its people."""

COUNTED = {
    "fairness": ("bilateral short of a fair share", "bilaterals short of a fair share"),
    "preferred_time": ("minute outside the time preferred", "minutes outside the time preferred"),
    "preferred_room": ("meeting not in the room wished for", "meetings not in the rooms wished for"),
    "substitution": ("substitute", "substitutes"),
    "waiting": ("minute of waiting", "minutes of waiting"),
    "walking": ("minute of walking", "minutes of walking"),
    "max_run": ("bilateral too many in a row", "bilaterals too many in a row"),
    "spread": ("meeting in a crowded hour", "meetings in crowded hours"),
}
"""What the terms count, one of it and several."""


def counting(event: Event) -> tuple[Term, ...]:
    """The terms that the event's policy counts, in its order."""
    by_name = {term.name: term for term in TERMS}
    return tuple(by_name[name] for name, weight in event.policy.secondary if weight and name in by_name)


def costs(event: Event, plan: Plan) -> Costs:
    """What a plan costs in each term that counts."""
    case = Case(event, plan)
    return tuple(term.cost(case) for term in counting(event))


def change_of(event: Event, before: Plan, after: Plan) -> Costs:
    """By how much each term becomes more (or less) from one plan to the other."""
    return tuple(new - old for old, new in zip(costs(event, before), costs(event, after), strict=True))


def told(event: Event, change: Costs) -> str:
    """`35 minutes of waiting fewer, 1 substitute more`; empty where nothing changes."""
    parts = []
    for term, by in zip(counting(event), change, strict=True):
        if by:
            one, several = COUNTED[term.name]
            parts.append(f"{abs(by)} {one if abs(by) == 1 else several} {'more' if by > 0 else 'fewer'}")
    return ", ".join(parts)


@dataclass(frozen=True)  # not slotted: what does not depend on the place is worked out once and kept
class Preferences:
    """The change of every term that counts when a meeting goes to a place; `now` is its present row if it stands.

    Terms on a person's day are sums over the days of all people, of which those of people who do not attend cancel
    out and are left aside. Terms on all meetings depend on the hour alone, but for side events of one theme.
    """

    ways: Ways
    now: Placement | None

    def change(self, row: Placement) -> Costs:
        """By how much each term becomes more (or less) with the meeting at the place of the row."""
        near = {term.name: cost for term, cost in zip(self._near_terms, self._near_costs(row), strict=True)}
        wide = {term.name: cost for term, cost in zip(self._wide_terms, self._wide_costs(row), strict=True)}
        before = self._before
        return tuple((near | wide)[term.name] - before[term.name] for term in self._terms)

    @cached_property
    def _terms(self) -> tuple[Term, ...]:
        return counting(self.ways.event)

    @cached_property
    def _near_terms(self) -> tuple[Term, ...]:
        return tuple(term for term in self._terms if term.name not in WIDE)

    @cached_property
    def _wide_terms(self) -> tuple[Term, ...]:
        return tuple(term for term in self._terms if term.name in WIDE)

    @cached_property
    def _before(self) -> dict[str, int]:
        near = zip(self._near_terms, self._near_costs(self.now), strict=True)
        wide = zip(self._wide_terms, self._costs_of_all(self.now), strict=True)
        return {term.name: cost for term, cost in (*near, *wide)}

    # --- what is near ------------------------------------------------------------------------------------------------

    @cached_property
    def _near(self) -> tuple[Event, tuple[Placement, ...]]:
        """The rows of the people who may attend, and the event without what concerns others alone."""
        event, people = self.ways.event, set(self.ways.people)
        rows = tuple(row for row in self.ways.case.plan.standing if people & set(row.people))
        items = {self.ways.meeting.id, *(row.item for row in rows)}
        programme = tuple(
            replace(item, who=tuple(one for one in event.attendees(item) if one in people) or (WHO_NONE,))
            for item in event.programme
        )
        near = replace(
            event,
            programme=programme,
            bilaterals=tuple(one for one in event.bilaterals if one.id in items),
            side_events=tuple(one for one in event.side_events if one.id in items),
        )
        return near, rows

    def _near_costs(self, row: Placement | None) -> Costs:
        event, rows = self._near
        case = Case(event, Plan(rows if row is None else (*rows, row)))
        return tuple(term.cost(case) for term in self._near_terms)

    # --- what is wide ------------------------------------------------------------------------------------------------

    def _wide_costs(self, row: Placement) -> Costs:
        start = self.ways.event.local(row.span.start)
        key = start if self.ways.meeting.theme else start.replace(minute=0, second=0, microsecond=0)
        if key not in self._known_wide:
            self._known_wide[key] = self._costs_of_all(row)
        return self._known_wide[key]

    @cached_property
    def _known_wide(self) -> dict[object, Costs]:
        return {}

    def _costs_of_all(self, row: Placement | None) -> Costs:
        rows = self.ways.case.plan.rows
        case = Case(self.ways.event, Plan(rows if row is None else (*rows, row)))
        return tuple(term.cost(case) for term in self._wide_terms)

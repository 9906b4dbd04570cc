"""Whom to call first after a re-plan."""

from dataclasses import dataclass
from datetime import datetime

from planner.diff import PlanDiff
from planner.domain.clock import minutes_between
from planner.domain.event import Event
from planner.domain.plan import Plan
from planner.solver.repairing.disruption import rank_weight


@dataclass(frozen=True, slots=True)
class Call:
    """A delegation to inform, of which items; `urgency` is minutes from now to the first moment that is concerned."""

    delegation: str
    items: tuple[str, ...]
    urgency: int

    def as_dict(self) -> dict[str, object]:
        """The entry in the JSON of the commands."""
        return {"delegation": self.delegation, "items": list(self.items), "urgency": self.urgency}


def calls(event: Event, found: PlanDiff, before: Plan, after: Plan, now: datetime) -> tuple[Call, ...]:
    """The delegations that a change concerns: the most urgent first, then those of higher rank.

    Nobody is called because of a programme item that is under way: its people are in the room.
    """
    listed = []
    under_way = {item.id for item in event.programme if minutes_between(item.start, now) >= 0}
    for code, changes in found.by_delegation.items():
        items = tuple(dict.fromkeys(change.item for change in changes if change.item not in under_way))
        if not items:
            continue
        soonest = min(_minutes(before, after, item, now) for item in items)
        listed.append(Call(code, items, soonest))
    rank = {code: max(rank_weight(person.rank) for person in people) for code, people in event.people_of.items()}
    return tuple(sorted(listed, key=lambda call: (call.urgency, -rank[call.delegation])))


def _minutes(before: Plan, after: Plan, item: str, now: datetime) -> int:
    """Minutes to the earlier of the two starts of an item, 0 for one that has passed."""
    rows = (plan.by_item.get(item) for plan in (before, after))
    starts = [minutes_between(now, row.start) for row in rows if row is not None and row.stands and row.start]
    return max(0, int(min(starts, default=0)))

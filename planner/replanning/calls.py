"""Whom to call first after a re-plan."""

from dataclasses import dataclass
from datetime import datetime

from planner.diff import PlanDiff
from planner.domain.clock import minutes_between, shift
from planner.domain.event import Event
from planner.domain.plan import Placement, Plan
from planner.domain.wording import interpreter_name, item_name, person_name, room_name
from planner.solver.repairing.disruption import rank_weight


@dataclass(frozen=True, slots=True)
class Call:
    """A delegation to inform, of which items; `urgency` is minutes from now to the first moment that is concerned.

    `says` is what to tell it, item by item; `by` is until when, on the event's clock.
    """

    delegation: str
    items: tuple[str, ...]
    urgency: int
    says: tuple[str, ...] = ()
    by: datetime | None = None

    def line(self, name: str) -> str:
        """`Call Thailand by 14:25: 'Thailand – Viet Nam' 16:10 → 14:25, Side-event hall 1.`"""
        when = "at once" if self.urgency == 0 or self.by is None else f"by {self.by:%H:%M}"
        return f"Call {name} {when}: {'; '.join(self.says)}."

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
        says = tuple(_says(event, before.by_item.get(item), after.by_item.get(item)) for item in items)
        listed.append(Call(code, items, soonest, says, event.local(shift(now, minutes=soonest))))
    rank = {code: max(rank_weight(person.rank) for person in people) for code, people in event.people_of.items()}
    return tuple(sorted(listed, key=lambda call: (call.urgency, -rank[call.delegation])))


def _minutes(before: Plan, after: Plan, item: str, now: datetime) -> int:
    """Minutes to the earlier of the two starts of an item, 0 for one that has passed."""
    rows = (plan.by_item.get(item) for plan in (before, after))
    starts = [minutes_between(now, row.start) for row in rows if row is not None and row.stands and row.start]
    return max(0, int(min(starts, default=0)))


# --- what to say -----------------------------------------------------------------------------------------------------


def _says(event: Event, old: Placement | None, new: Placement | None) -> str:
    """What becomes of an item, in as few words as can be read out on the telephone."""
    stood, stands = old is not None and old.stands, new is not None and new.stands
    if old is not None and stood and not stands:
        return f"{_title(event, old)} {_clock(event, old)} is dropped"
    assert new is not None
    if old is None or not stood:
        return f"{_title(event, new)} is new, {_clock(event, new)}{_in_room(event, new)}"
    return f"{_title(event, new)} {', '.join(_changed(event, old, new))}"


def _title(event: Event, row: Placement) -> str:
    """The name of an item, also of one that the event no longer has."""
    name = item_name(event, row.item)
    return f"'{row.title}'" if name == f"'{row.item}'" and row.title else name


def _changed(event: Event, old: Placement, new: Placement) -> list[str]:
    parts = [_clock(event, new)]
    if _clock(event, old) != _clock(event, new):
        # The day is said once where it stays the same.
        stood = _clock(event, old)
        stood = stood.partition(" on ")[0] if stood.partition(" on ")[2] == parts[0].partition(" on ")[2] else stood
        parts = [f"{stood} → {parts[0]}"]
    elif old.end != new.end and new.end is not None:
        at, on, day = parts[0].partition(" on ")
        parts = [f"{at} until {event.local(new.end):%H:%M}{on}{day}"]
    if old.room != new.room and old.room:
        parts.append(f"{room_name(event, new.room)} instead of {room_name(event, old.room)}")
    elif new.room:
        parts.append(room_name(event, new.room))
    came = [person_name(event, one) for one in new.people if one not in old.people]
    came += [interpreter_name(event, one) for one in new.interpreters if one not in old.interpreters]
    went = [person_name(event, one) for one in old.people if one not in new.people]
    parts += [f"with {' and '.join(came)}"] if came else [f"without {' and '.join(went)}"] if went else []
    return parts


def _in_room(event: Event, row: Placement) -> str:
    return f", {room_name(event, row.room)}" if row.room else ""


def _clock(event: Event, row: Placement) -> str:
    """`16:10`, the minute that has begun, with the day where the event has several."""
    assert row.start is not None
    local = event.local(row.start)
    return f"{local:%H:%M}" if len(event.days) == 1 else f"{local:%H:%M} on {local:%A}"

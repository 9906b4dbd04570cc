"""What changed from one plan to another, item by item and for each party that must hear of it.

An item has at most one entry for time, room and people each. A move in time tells its rooms too, so that a room that
changes along with the time has no entry of its own. A line turn that changes its position is a move in time.
Interpreters count among the people of an item. Only rows that stand are compared: an item that stands in one of the
plans alone is added or dropped.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from planner.domain.event import Event
from planner.domain.parties import parties_of
from planner.domain.plan import Placement, Plan
from planner.domain.wording import hours, interpreter_name, item_name, opening, person_name, room_name

Aspect = Literal["time", "room", "people", "added", "dropped"]


@dataclass(frozen=True, slots=True)
class Change:
    """One aspect of one item: how it stood, how it stands, a sentence, and the delegation codes concerned."""

    item: str
    change: Aspect
    old: str
    new: str
    sentence: str
    parties: tuple[str, ...]

    def as_dict(self) -> dict[str, str]:
        """The entry in the JSON of the commands."""
        return {"item": self.item, "change": self.change, "old": self.old, "new": self.new}


@dataclass(frozen=True, slots=True)
class PlanDiff:
    """Changes in the order of the new times; parties in the order of the workbook."""

    changes: tuple[Change, ...]
    by_delegation: Mapping[str, tuple[Change, ...]]

    def as_dict(self) -> dict[str, object]:
        """The JSON object of the `diff` command."""
        return {
            "changes": [change.as_dict() for change in self.changes],
            "by_delegation": {
                code: [change.as_dict() for change in changes] for code, changes in self.by_delegation.items()
            },
        }


def diff(old: Plan, new: Plan, event: Event) -> PlanDiff:
    """Everything that stands otherwise in the new plan; the event gives names and parties."""
    before, after = ({row.item: row for row in plan.standing} for plan in (old, new))
    rows = before | after
    items = sorted(rows, key=lambda item: (rows[item].span, item))
    reasons = {row.item: row.why for row in new.rows}
    changes = tuple(
        change for item in items for change in _changes(event, before.get(item), after.get(item), reasons.get(item, ""))
    )
    concerned = {
        delegation.code: tuple(change for change in changes if delegation.code in change.parties)
        for delegation in event.delegations
    }
    return PlanDiff(changes, {code: found for code, found in concerned.items() if found})


def _changes(event: Event, old: Placement | None, new: Placement | None, why: str) -> Iterator[Change]:
    """The changes of one item, of which at least one row stands; `why` is what the new plan says of it."""
    if new is None and old is not None:
        told = f"{_name(event, old)} is dropped; it stood {_place(event, old)}. {why}".rstrip()
        yield Change(old.item, "dropped", _place(event, old), "", told, parties_of(event, old.item, old.people))
    elif old is None and new is not None:
        told = f"{_name(event, new)} is added: {_place(event, new)}."
        yield Change(new.item, "added", "", _place(event, new), told, parties_of(event, new.item, new.people))
    elif old is not None and new is not None:
        yield from _moves(event, old, new)


def _moves(event: Event, old: Placement, new: Placement) -> Iterator[Change]:
    name, parties = _name(event, new), parties_of(event, new.item, (*new.people, *old.people))
    if (old.span, old.position) != (new.span, new.position):
        was, now = _place(event, old), _place(event, new)
        yield Change(new.item, "time", was, now, f"{name} moves from {was} to {now}.", parties)
    elif old.room != new.room:
        was, now = _room(event, old), _room(event, new)
        told = f"{name} stays {hours(event, new.span)} but moves from {was} to {now}."
        yield Change(new.item, "room", was, now, told, parties)
    if _staff(old) != _staff(new):
        was, now = _people(event, old), _people(event, new)
        if new.item in event.programme_item:
            yield Change(new.item, "people", was, now, *_attendance(event, old, new))
            return
        told = f"{name}, {hours(event, new.span)}, is now for {now or 'nobody'} instead of {was or 'nobody'}."
        yield Change(new.item, "people", was, now, told, parties)


def _attendance(event: Event, old: Placement, new: Placement) -> tuple[str, tuple[str, ...]]:
    """Who comes to a programme item and who no longer does, and their delegations: nobody else is concerned."""
    fewer, more = ([one for one in a.people if one not in b.people] for a, b in ((old, new), (new, old)))
    without, and_with = (", ".join(person_name(event, one) for one in people) for people in (fewer, more))
    said = " and ".join(filter(None, (without and f"without {without}", and_with and f"with {and_with}")))
    codes = dict.fromkeys(event.person[one].delegation for one in (*fewer, *more) if one in event.person)
    return f"{_name(event, new)}, {hours(event, new.span)}, is now {said}.", tuple(codes)


def _staff(row: Placement) -> tuple[frozenset[str], frozenset[str]]:
    return frozenset(row.people), frozenset(row.interpreters)


# --- words and parties -----------------------------------------------------------------------------------------------


def _name(event: Event, row: Placement) -> str:
    """`'France – Japan' (B12)`, `The turn of France in 'Signing'`."""
    if row.item in event.entry:
        return opening(item_name(event, row.item))
    return f"'{row.title or row.item}' ({row.item})"


def _place(event: Event, row: Placement) -> str:
    """Position in a line, hours and room, as far as the row has them."""
    where = room_name(event, row.room) if row.room else ""
    turn = "" if row.position is None else f"position {row.position}"
    return ", ".join(filter(None, (turn, hours(event, row.span), where)))


def _room(event: Event, row: Placement) -> str:
    return room_name(event, row.room) if row.room else "no room"


def _people(event: Event, row: Placement) -> str:
    people = [person_name(event, person) for person in row.people]
    return "; ".join(people + [interpreter_name(event, interpreter) for interpreter in row.interpreters])

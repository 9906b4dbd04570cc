"""What changed from one plan to another, item by item and for each party that must hear of it.

An item has at most one entry for time, room and people each. A move in time tells its rooms too, so that a room that
changes along with the time has no entry of its own. A line turn that changes its position is a move in time.
Interpreters count among the people of an item. Only rows that stand are compared: an item that stands in one of the
plans alone is added or dropped.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from planner.domain.event import Event
from planner.domain.parties import parties_of
from planner.domain.plan import Placement, Plan
from planner.domain.wording import (
    delegation_name,
    hours,
    interpreter_name,
    item_name,
    opening,
    person_name,
    room_name,
    title_of,
)

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


def diff(old: Plan, new: Plan, event: Event, past: Event | None = None) -> PlanDiff:
    """Everything that stands otherwise in the new plan; the event gives names and parties.

    What stood in the old plan is named as its own event names it, where that is given as `past`. Delegations of that
    one alone come last.
    """
    events = _Events(event, past or event)
    before, after = ({row.item: row for row in plan.standing} for plan in (old, new))
    rows = before | after
    items = sorted(rows, key=lambda item: (rows[item].span, item))
    reasons = {row.item: row.why for row in new.rows}
    changes = tuple(
        change
        for item in items
        for change in _changes(events, before.get(item), after.get(item), reasons.get(item, ""))
    )
    concerned = {
        code: tuple(change for change in changes if code in change.parties)
        for code in dict.fromkeys((*event.delegation, *events.past.delegation))
    }
    return PlanDiff(changes, {code: aspects for code, aspects in concerned.items() if aspects})


@dataclass(frozen=True, slots=True)
class _Events:
    """The event of each of the two plans."""

    now: Event
    past: Event

    def parties(self, old: Placement, new: Placement) -> tuple[str, ...]:
        """Whom an item concerns, as it is now and as it was."""
        people = (*new.people, *old.people)
        both = (*parties_of(self.now, new.item, people), *parties_of(self.past, old.item, people))
        return tuple(dict.fromkeys(both))


def _changes(events: _Events, old: Placement | None, new: Placement | None, why: str) -> Iterator[Change]:
    """The changes of one item, of which at least one row stands; `why` is what the new plan says of it."""
    if new is None and old is not None:
        past, stood = events.past, _place(events.past, old)
        sentence = f"{_name(past, old)}, {stood}, is dropped. {why}".rstrip()
        yield Change(old.item, "dropped", stood, "", sentence, events.parties(old, old))
    elif old is None and new is not None:
        now, stands = events.now, _place(events.now, new)
        sentence = f"{_name(now, new)} is added: {stands}."
        yield Change(new.item, "added", "", stands, sentence, parties_of(now, new.item, new.people))
    elif old is not None and new is not None:
        yield from _moves(events, old, new)


def _moves(events: _Events, old: Placement, new: Placement) -> Iterator[Change]:
    now, past = events.now, events.past
    name, parties = _name(now, new), events.parties(old, new)
    if (old.span, old.position) != (new.span, new.position):
        stood, stands = _place(past, old), _place(now, new)
        if stood == stands:  # turns may move by less than a minute
            stood, stands = _place(past, old, seconds=True), _place(now, new, seconds=True)
        moved = f"{name} moves from {stood} to {stands}."
        if (old.span.start, old.room, old.position) == (new.span.start, new.room, new.position):
            moved = f"{name}, {stood}, lasts until {now.local(new.span.end):%H:%M}."
        yield Change(new.item, "time", stood, stands, moved, parties)
    elif old.room != new.room:
        stood, stands = _room(past, old), _room(now, new)
        sentence = f"{name} keeps its time, {hours(now, new.span)}, but moves from {stood} to {stands}."
        yield Change(new.item, "room", stood, stands, sentence, parties)
    if _staff(old) != _staff(new):
        were, are = _people(past, old), _people(now, new)
        sentence = f"{name}, {hours(now, new.span)}, is now {_attendance(events, old, new)}."
        if new.item in now.programme_item:
            parties = _codes(events, old, new)
        yield Change(new.item, "people", were, are, sentence, parties)


def _attendance(events: _Events, old: Placement, new: Placement) -> str:
    """`with A instead of B`, `without C`: who comes and who no longer does, not all who attend."""
    fewer, more = only_in(events.past, old, new), only_in(events.now, new, old)
    if not more:
        return f"without {', '.join(fewer)}"
    return f"with {', '.join(more)}{' instead of ' if fewer else ''}{', '.join(fewer)}"


def only_in(event: Event, row: Placement, other: Placement) -> list[str]:
    """Those of a row whom the other has not: a delegation of several that is there as a whole by its own name."""
    people = [one for one in row.people if one not in other.people]
    of = {one: event.person[one].delegation for one in people if one in event.person}
    number = Counter(of.values())
    whole = {code for code, count in number.items() if 1 < count == len(event.people_of[code])}
    named = [
        f"the delegation of {delegation_name(event, of[one])}" if of.get(one) in whole else person_name(event, one)
        for one in people
    ]
    interpreters = [interpreter_name(event, one) for one in row.interpreters if one not in other.interpreters]
    return list(dict.fromkeys((*named, *interpreters)))


def _codes(events: _Events, old: Placement, new: Placement) -> tuple[str, ...]:
    """The delegations of those who come to a programme item or no longer do: nobody else is concerned."""
    known = {**events.past.person, **events.now.person}
    changed = [
        *(one for one in old.people if one not in new.people),
        *(one for one in new.people if one not in old.people),
    ]
    return tuple(dict.fromkeys(known[one].delegation for one in changed if one in known))


def _staff(row: Placement) -> tuple[frozenset[str], frozenset[str]]:
    return frozenset(row.people), frozenset(row.interpreters)


# --- words and parties -----------------------------------------------------------------------------------------------


def _name(event: Event, row: Placement) -> str:
    """`'France – Japan'`, `The turn of France in 'Signing'`."""
    if row.item in event.entry:
        return opening(item_name(event, row.item))
    return f"'{title_of(event, row)}'"


def _place(event: Event, row: Placement, *, seconds: bool = False) -> str:
    """Position in a line, hours and room, as far as the row has them."""
    where = room_name(event, row.room) if row.room else ""
    turn = "" if row.position is None else f"position {row.position}"
    return ", ".join(filter(None, (turn, hours(event, row.span, seconds=seconds), where)))


def _room(event: Event, row: Placement) -> str:
    return room_name(event, row.room) if row.room else "no room"


def _people(event: Event, row: Placement) -> str:
    people = [person_name(event, person) for person in row.people]
    return "; ".join(people + [interpreter_name(event, interpreter) for interpreter in row.interpreters])

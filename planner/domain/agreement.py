"""What the records of one event must agree on with each other: what they name is there once, and nothing contradicts.

Readers of files find for themselves what is named and not there, with its cell; a contradiction is said here alone, and
they add the cell. An event that was made by hand is looked at whole, before anything is planned or checked.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from weakref import WeakValueDictionary

from planner.domain.clock import clock, minutes_between
from planner.domain.event import Event
from planner.domain.records import (
    ANY_PERSON,
    WHO_ALL,
    WHO_HEADS,
    WHO_NONE,
    Bilateral,
    Entry,
    Person,
    ProgrammeItem,
    SideEvent,
)
from planner.domain.sound import Unsound
from planner.domain.vocabulary import PRECEDENCE_PRESETS, EntryStatus

LONGEST_EVENT = 366
"""Days. A longer one is a slip of the pen in a year."""

SHOWN = 5
"""Faults that a refusal says in full."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A record that cannot be beside the others: the field at fault, what it says, and a sentence with its cure."""

    record: object
    field: str
    value: str
    sentence: str
    cure: str

    def __str__(self) -> str:
        """The sentence with its cure."""
        return f"{self.sentence} {self.cure}"


_sound: WeakValueDictionary[int, Event] = WeakValueDictionary()
"""Events that were looked at, by identity: they are frozen, and a hash would look at every record once more."""


def refuse_unsound(event: Event) -> None:
    """Raise Unsound, with a sentence for each fault, where the event's records do not agree with each other."""
    if _sound.get(id(event)) is event:
        return
    faults = [*strangers(event)] or [*contradictions(event)]
    if faults:
        more = [f"There are {len(faults) - SHOWN} faults more."] if len(faults) > SHOWN else []
        raise Unsound(" ".join([*map(str, faults[:SHOWN]), *more]))
    _sound[id(event)] = event


# --- what is named and not there, or there twice ---------------------------------------------------------------------


def strangers(event: Event) -> Iterator[Fault]:
    """Codes and ids that two records have, and references to what the event does not have."""
    yield from _doubles(event)
    known = _known(event)
    for record, field, kinds, codes in _references(event):
        for code in codes:
            if not any(code in known[kind] for kind in kinds):
                named = _name_of(record)
                sentence = f"{named}: {field.rstrip('_')} is {code!r}, and there is no such {' or '.join(kinds)}."
                yield Fault(record, field, str(code), sentence, "Name one that the event has.")


def _doubles(event: Event) -> Iterator[Fault]:
    groups: tuple[tuple[str, Iterable[object]], ...] = (
        ("code", event.delegations),
        ("code", event.rooms),
        ("id", event.people),
        ("id", event.interpreters),
        ("id", event.lines),
        ("id", (*event.programme, *event.bilaterals, *event.side_events)),
        ("item", event.entries),
    )
    for field, records in groups:
        seen: set[str] = set()
        for record in records:
            code = getattr(record, field)
            if code in seen:
                sentence = f"{_name_of(record)} is there twice."
                yield Fault(record, field, code, sentence, "Give each its own code or id.")
            seen.add(code)
    staffed = {person.delegation for person in event.people}
    for delegation in event.delegations:
        if delegation.code not in staffed:
            sentence = f"{delegation.code} has no people."
            yield Fault(delegation, "code", delegation.code, sentence, "Add its head, implied where no name is known.")


def _known(event: Event) -> dict[str, Collection[str]]:
    """What there is of each kind."""
    asked_for = {*(one.id for one in event.bilaterals), *(one.id for one in event.side_events)}
    return {
        "delegation": event.delegation,
        "person": event.person,
        "room": event.room,
        "interpreter": event.interpreter,
        "line": event.line,
        "item": {*event.programme_item, *event.entry, *asked_for},
    }


Reference = tuple[object, str, tuple[str, ...], Iterable[str]]
"""A record, its field, the kinds of record that this may name, and what it names."""

_PARTY = ("person", "delegation")


def _references(event: Event) -> Iterator[Reference]:
    yield event.settings, "host", ("delegation",), _named(event.settings.host)
    for person in event.people:
        yield person, "delegation", ("delegation",), (person.delegation,)
    for absence in event.absences:
        yield absence, "who", (*_PARTY, "room", "interpreter"), (absence.who,)
    for item in event.programme:
        yield from _programme_references(item)
    for line in event.lines:
        yield line, "room", ("room",), (line.room,)
    for entry in event.entries:
        yield entry, "line", ("line",), (entry.line,)
        yield entry, "delegation", ("delegation",), (entry.delegation,)
        yield entry, "person", ("person",), _named(entry.person)
    for bilateral in event.bilaterals:
        yield from _bilateral_references(bilateral)
    for side_event in event.side_events:
        yield from _side_event_references(side_event)
    for pair in event.keep_apart:
        yield pair, "a", ("delegation",), (pair.a,)
        yield pair, "b", ("delegation",), (pair.b,)


def _named(code: str | None) -> tuple[str, ...]:
    return (code,) if code else ()


def _programme_references(item: ProgrammeItem) -> Iterator[Reference]:
    yield item, "room", ("room",), _named(item.room)
    if item.who not in ((WHO_ALL,), (WHO_HEADS,), (WHO_NONE,)):
        yield item, "who", _PARTY, item.who


def _bilateral_references(bilateral: Bilateral) -> Iterator[Reference]:
    yield bilateral, "requester", ("delegation",), (bilateral.requester,)
    yield bilateral, "counterpart", ("delegation",), (bilateral.counterpart,)
    for field, ids in (
        ("requester_person", bilateral.requester_person),
        ("counterpart_person", bilateral.counterpart_person),
    ):
        yield bilateral, field, ("person",), () if ids == (ANY_PERSON,) else ids
    yield bilateral, "also", _PARTY, bilateral.also
    yield bilateral, "room", ("room",), _named(bilateral.room)
    yield bilateral, "after", ("item", "line"), _named(bilateral.after)


def _side_event_references(side_event: SideEvent) -> Iterator[Reference]:
    yield side_event, "organiser", ("delegation",), (side_event.organiser,)
    yield side_event, "co_organisers", ("delegation",), side_event.co_organisers
    yield side_event, "speakers", ("person",), side_event.speakers
    yield side_event, "room", ("room",), _named(side_event.room)


def _name_of(record: object) -> str:
    """How sentences call a record: by its code or id, or by what it is."""
    for field in ("code", "item", "id", "who"):
        if hasattr(record, field):
            return str(getattr(record, field))
    return {"Settings": "The event", "KeepApart": "A pair kept apart"}.get(type(record).__name__, "A record")


# --- what contradicts ------------------------------------------------------------------------------------------------


def contradictions(event: Event) -> Iterator[Fault]:
    """Records that contradict each other or themselves; a record may name what is not there."""
    checks = (_days, _order, _sides, _substitutes, _entrants, _positions, _presence, _pairs_apart, _walks, _rooms)
    for check in checks:
        yield from check(event)


def _days(event: Event) -> Iterator[Fault]:
    first, last = event.settings.start_date, event.settings.end_date
    if (last - first).days >= LONGEST_EVENT:
        sentence = f"The event lasts from {first} to {last}, longer than a year."
        yield Fault(event.settings, "end_date", str(last), sentence, "Check the years.")


def _order(event: Event) -> Iterator[Fault]:
    settings = event.settings
    presets = [word for word in settings.precedence if word in PRECEDENCE_PRESETS]
    if presets and len(settings.precedence) > 1:
        sentence = f"precedence names the preset {presets[0]} together with other words."
        value = "; ".join(settings.precedence)
        yield Fault(settings, "precedence", value, sentence, "Write the preset alone, or only ranks.")
    for name, words in (("precedence", settings.precedence), ("tie_break", settings.tie_break)):
        twice = next((word for word in words if words.count(word) > 1), None)
        if twice is not None:
            yield Fault(settings, name, "; ".join(words), f"{name} names {twice} twice.", "Name each once.")
    letter = settings.alphabet_from
    if not (len(letter) == 1 and letter.isalpha()):
        sentence = f"alphabet_from is {letter[:20]!r}."
        yield Fault(settings, "alphabet_from", letter, sentence, "Write a single letter.")


def _sides(event: Event) -> Iterator[Fault]:
    for one in event.bilaterals:
        if one.requester == one.counterpart:
            sentence = f"{one.id}: {one.requester} asks to meet itself."
            yield Fault(one, "counterpart", one.counterpart, sentence, "Name another delegation as counterpart.")
        if one.after == one.id:
            sentence = f"{one.id} is to take place after itself."
            yield Fault(one, "after", one.after, sentence, "Name another item.")


def _substitutes(event: Event) -> Iterator[Fault]:
    """Whoever speaks for a side of a bilateral belongs to it."""
    for one in event.bilaterals:
        sides = (
            ("requester_person", one.requester, one.requester_person),
            ("counterpart_person", one.counterpart, one.counterpart_person),
        )
        for field, code, ids in sides:
            for who in _of_others(event, code, ids):
                cure = f"Name people of {code}; others who must attend go under `also`."
                yield Fault(one, field, who.id, _belongs(one.id, who, code), cure)


def _entrants(event: Event) -> Iterator[Fault]:
    for entry in event.entries:
        for who in _of_others(event, entry.delegation, _named(entry.person)):
            sentence = _belongs(entry.item, who, entry.delegation)
            yield Fault(entry, "person", who.id, sentence, f"Name a person of {entry.delegation}.")


def _of_others(event: Event, delegation: str, ids: Iterable[str]) -> Iterator[Person]:
    """Those of the people named who belong to another delegation."""
    people = (event.person[who] for who in ids if who in event.person and who != ANY_PERSON)
    return (person for person in people if person.delegation != delegation)


def _belongs(item: str, who: Person, delegation: str) -> str:
    return f"{item}: {who.label} ({who.id}) belongs to {who.delegation}, not to {delegation}."


def _positions(event: Event) -> Iterator[Fault]:
    taken: dict[tuple[str, int], Entry] = {}
    for entry in event.entries:
        if entry.position is None or entry.status == EntryStatus.WITHDRAWN:
            continue
        other = taken.setdefault((entry.line, entry.position), entry)
        if other is not entry:
            sentence = f"{entry.item} and {other.item} both have the fixed place {entry.position}."
            yield Fault(entry, "position", str(entry.position), sentence, "Give each a place of its own.")


def _presence(event: Event) -> Iterator[Fault]:
    """A person with only one time of their own takes the other from the delegation."""
    for person in event.people:
        if person.delegation not in event.delegation or (person.arrives is None) == (person.departs is None):
            continue
        arrives, departs = event.presence(person)
        if arrives is not None and departs is not None and minutes_between(arrives, departs) < 0:
            own = "departs" if person.arrives is None else "arrives"
            sentence = f"{person.label} arrives at {clock(arrives)}, after departing at {clock(departs)}."
            yield Fault(person, own, "", sentence, "Give the person both times, or correct those of the delegation.")


def _pairs_apart(event: Event) -> Iterator[Fault]:
    for pair in event.keep_apart:
        if pair.a == pair.b:
            sentence = f"{pair.a} is to be kept apart from itself."
            yield Fault(pair, "b", pair.b, sentence, "Name two delegations.")


def _walks(event: Event) -> Iterator[Fault]:
    ways: set[tuple[str, str]] = set()
    for walk in event.walks:
        if (walk.from_, walk.to) in ways:
            sentence = f"The walk from {walk.from_} to {walk.to} is given twice."
            yield Fault(walk, "to", walk.to, sentence, "Keep one row for each direction.")
        ways.add((walk.from_, walk.to))


def _rooms(event: Event) -> Iterator[Fault]:
    """A room that gives one of its times takes the other from the event."""
    for room in event.rooms:
        if (room.opens is None) == (room.closes is None):
            continue
        opens, closes = room.opens or event.settings.day_start, room.closes or event.settings.day_end
        if closes <= opens:
            own = "closes" if room.opens is None else "opens"
            sentence = f"{room.name} closes at {closes:%H:%M}, before it opens at {opens:%H:%M}."
            yield Fault(room, own, "", sentence, "Give the room both times, or correct the one given.")

"""Who meets whom: people of the right delegation, pairs of two, places given once."""

from collections.abc import Iterator

from planner.domain.clock import clock, minutes_between
from planner.domain.event import Event
from planner.domain.plan import Problem
from planner.domain.records import ANY_PERSON, Entry
from planner.domain.vocabulary import EntryStatus, Severity
from planner.workbook.workbook import Workbook


def check_parties(workbook: Workbook) -> Iterator[Problem]:
    """Everything about parties, places and zones that takes more than one record to see."""
    for check in (_sides, _substitutes, _entrants, _positions, _presence, _pairs_apart, _walks, _rooms):
        yield from check(workbook)


def _error(workbook: Workbook, sheet: str, key: str, column: str, value: str, sentence: str, cure: str) -> Problem:
    return Problem(Severity.ERROR, sheet, workbook.locate(sheet, key, column), value, sentence, cure)


def _sides(workbook: Workbook) -> Iterator[Problem]:
    for one in workbook.event.bilaterals:
        if one.requester == one.counterpart:
            sentence = f"{one.id}: {one.requester} asks to meet itself."
            cure = "Name another delegation as counterpart."
            yield _error(workbook, "Bilaterals", one.id, "counterpart", one.counterpart, sentence, cure)
        if one.after == one.id:
            sentence = f"{one.id} is to take place after itself."
            yield _error(workbook, "Bilaterals", one.id, "after", one.after, sentence, "Name another item.")


def _substitutes(workbook: Workbook) -> Iterator[Problem]:
    """Whoever speaks for a side of a bilateral belongs to it."""
    people = workbook.event.person
    for one in workbook.event.bilaterals:
        sides = (
            ("requester", one.requester, one.requester_person),
            ("counterpart", one.counterpart, one.counterpart_person),
        )
        for side, code, ids in sides:
            for who in ids:
                if who != ANY_PERSON and who in people and people[who].delegation != code:
                    sentence = (
                        f"{one.id}: {people[who].label} ({who}) belongs to {people[who].delegation}, not to {code}."
                    )
                    cure = f"Name people of {code}; others who must attend go under `also`."
                    yield _error(workbook, "Bilaterals", one.id, f"{side}_person", who, sentence, cure)


def _sheet_of(entry: Entry, event: Event) -> str:
    return f"{event.line[entry.line].kind.capitalize()}s"


def _entrants(workbook: Workbook) -> Iterator[Problem]:
    people = workbook.event.person
    for entry in workbook.event.entries:
        who = people.get(entry.person or "")
        if who is not None and who.delegation != entry.delegation:
            sentence = f"{entry.item}: {who.label} ({who.id}) belongs to {who.delegation}, not to {entry.delegation}."
            cure = f"Name a person of {entry.delegation}."
            yield _error(workbook, _sheet_of(entry, workbook.event), entry.item, "person", who.id, sentence, cure)


def _positions(workbook: Workbook) -> Iterator[Problem]:
    taken: dict[tuple[str, int], Entry] = {}
    for entry in workbook.event.entries:
        if entry.position is None or entry.status == EntryStatus.WITHDRAWN:
            continue
        other = taken.setdefault((entry.line, entry.position), entry)
        if other is not entry:
            sentence = f"{entry.item} and {other.item} both have the fixed place {entry.position}."
            sheet, value = _sheet_of(entry, workbook.event), str(entry.position)
            yield _error(workbook, sheet, entry.item, "position", value, sentence, "Give each a place of its own.")


def _presence(workbook: Workbook) -> Iterator[Problem]:
    """A person with only one time of their own takes the other from the delegation."""
    delegations = workbook.event.delegation
    for person in workbook.event.people:
        if person.delegation not in delegations or (person.arrives is None) == (person.departs is None):
            continue
        arrives, departs = workbook.event.presence(person)
        if arrives is not None and departs is not None and minutes_between(arrives, departs) < 0:
            own = "departs" if person.arrives is None else "arrives"
            sentence = f"{person.label} arrives at {clock(arrives)}, after departing at {clock(departs)}."
            cure = "Give the person both times, or correct those of the delegation."
            yield _error(workbook, "People", person.id, own, "", sentence, cure)


def _pairs_apart(workbook: Workbook) -> Iterator[Problem]:
    for number, pair in enumerate(workbook.event.keep_apart):
        if pair.a == pair.b:
            sentence = f"{pair.a} is to be kept apart from itself."
            yield _error(workbook, "KeepApart", str(number), "b", pair.b, sentence, "Name two delegations.")


def _walks(workbook: Workbook) -> Iterator[Problem]:
    given: set[tuple[str, str]] = set()
    for number, walk in enumerate(workbook.event.walks):
        if (walk.from_, walk.to) in given:
            sentence = f"The walk from {walk.from_} to {walk.to} is given twice."
            yield _error(workbook, "Walking", str(number), "to", walk.to, sentence, "Keep one row for each direction.")
        given.add((walk.from_, walk.to))


def _rooms(workbook: Workbook) -> Iterator[Problem]:
    """A room that gives one of its times takes the other from the event."""
    settings = workbook.event.settings
    for room in workbook.event.rooms:
        if (room.opens is None) == (room.closes is None):
            continue
        opens, closes = room.opens or settings.day_start, room.closes or settings.day_end
        if closes <= opens:
            own = "closes" if room.opens is None else "opens"
            sentence = f"{room.name} closes at {closes:%H:%M}, before it opens at {opens:%H:%M}."
            cure = "Give the room both times, or correct the one given."
            yield _error(workbook, "Rooms", room.code, own, "", sentence, cure)

"""Flag and name-plate list: what to set out in each room, meeting by meeting."""

from collections import Counter

from planner.domain.event import Event
from planner.domain.plan import Placement
from planner.domain.records import Room
from planner.papers.edition import Edition
from planner.papers.phrases import by_day, hours, item_title, label, person_words, provisional, restricted
from planner.papers.sheet import Cell, Section, Sheet, cell, clock_cell, line, plain_heads, strong, text
from planner.papers.words import day_words
from planner.rules.precedence import folded

_COLUMNS = plain_heads(("Time", 26), ("Meeting", 40), ("Flags", 36), ("Name plates", 0), ("Set", 10))


def flag_lists(edition: Edition) -> tuple[Sheet, ...]:
    """A list for each room with meetings, and one of how many flags of each delegation are out at the same time."""
    event = edition.event
    meetings = [row for row in edition.plan.standing if row.item in event.meeting and row.room]
    rooms = tuple(
        _room_list(event, room, [row for row in meetings if row.room == room.code])
        for room in event.rooms
        if any(row.room == room.code for row in meetings)
    )
    return (_store(event, meetings), *rooms) if rooms else ()


def _room_list(event: Event, room: Room, rows: list[Placement]) -> Sheet:
    return Sheet(
        room.code,
        room.name,
        "Organiser",
        subtitle="Flags and name plates",
        lead=(line(("text", room.zone)),) if room.zone else (),
        sections=tuple(
            Section(day_words(day), _COLUMNS, tuple(_meeting(event, row) for row in of_day))
            for day, of_day in by_day(event, rows).items()
        ),
    )


def _meeting(event: Event, row: Placement) -> tuple[Cell, ...]:
    marks = line(
        ("tag", "Provisional" if provisional(event, row) else ""),
        ("tag", "Restricted" if restricted(event, row) else ""),
    )
    plates = [event.person[one] for one in row.people if one in event.person]
    return (
        clock_cell(hours(event, row)),
        cell(line(("strong", item_title(event, row))), marks),
        cell(*(line(("text", name)) for name in _flags(event, row))),
        cell(*(line(("strong", label(event, one.delegation)), ("text", f"  {person_words(one)}")) for one in plates)),
        cell(line(("box", ""))),
    )


def _flags(event: Event, row: Placement) -> list[str]:
    """The parties in the order of the alphabet, as flags stand."""
    return sorted((label(event, code) for code in event.meeting[row.item].parties), key=folded)


def _store(event: Event, meetings: list[Placement]) -> Sheet:
    """How many flags of each delegation the store must hand out at once."""
    most: Counter[str] = Counter()
    for code in event.delegation:
        spans = sorted(row.span for row in meetings if code in event.meeting[row.item].parties)
        most[code] = max((sum(one.start <= span.start < one.end for one in spans) for span in spans), default=0)
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (strong(event.delegation[code].label), text(event.delegation[code].name), text(str(number)))
        for code, number in sorted(most.items(), key=lambda one: folded(label(event, one[0])))
        if number
    )
    columns = plain_heads(("Delegation", 60), ("Official name", 0), ("Flags at the same time", 40))
    return Sheet(
        "store", "All rooms", "Organiser", subtitle="Flags to be kept ready", sections=(Section("", columns, rows),)
    )

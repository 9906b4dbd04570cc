"""Flag and name-plate list: what to set out in each room, meeting by meeting and turn by turn."""

from collections.abc import Sequence

from planner.domain.clock import Span
from planner.domain.event import Event
from planner.domain.plan import Placement
from planner.domain.records import Room
from planner.domain.vocabulary import LineKind
from planner.domain.ways import attending, by_day
from planner.domain.wording import title_of
from planner.papers.edition import Edition
from planner.papers.phrases import hours, label, person_words, provisional, restricted
from planner.papers.sheet import Cell, Section, Sheet, cell, clock_cell, line, plain_heads, strong, text
from planner.papers.words import day_words
from planner.rules.precedence import in_order_of_names

_COLUMNS = plain_heads(("Time", 26), ("Item", 40), ("Flags", 36), ("Name plates", 0), ("Set", 10))


def flag_lists(edition: Edition) -> tuple[Sheet, ...]:
    """A list for each room with meetings or lines, and one of how many flags of each delegation are out at a time."""
    event = edition.event
    meetings = [row for row in edition.plan.standing if row.room and _is_set(event, row)]
    rooms = tuple(
        _room_list(event, room, [row for row in meetings if row.room == room.code])
        for room in event.rooms
        if any(row.room == room.code for row in meetings)
    )
    return (_store(event, meetings), *rooms) if rooms else ()


def _is_set(event: Event, row: Placement) -> bool:
    """Whether there is a place to set: at a meeting, at the desk of a signing, at the lectern; none at an arrival."""
    if row.item in event.entry:
        return event.line[event.entry[row.item].line].kind != LineKind.ARRIVAL
    return row.item in event.meeting


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
    present = [event.person[one] for one in attending(event, row)]
    order = in_order_of_names(event, dict.fromkeys(one.delegation for one in present))
    plates = sorted(present, key=lambda one: order.index(one.delegation))
    return (
        clock_cell(hours(event, row)),
        cell(line(("strong", title_of(event, row))), line(("small", _place(event, row))), marks),
        cell(*(line(("text", name)) for name in _flags(event, row))),
        cell(*(line(("strong", label(event, one.delegation)), ("text", f"  {person_words(one)}")) for one in plates)),
        cell(line(("box", ""))),
    )


def _place(event: Event, row: Placement) -> str:
    """`Number 3, desk 1`: the place of a turn in its line; empty for a meeting."""
    if row.item not in event.entry or row.position is None:
        return ""
    desks = event.line[event.entry[row.item].line].desks
    return f"Number {row.position}" + (f", desk {(row.position - 1) % desks + 1}" if desks > 1 else "")


def _flags(event: Event, row: Placement) -> list[str]:
    """The parties in the order in which flags stand."""
    return [label(event, code) for code in in_order_of_names(event, _flown(event, row))]


def _flown(event: Event, row: Placement) -> tuple[str, ...]:
    """Whose flags are out: of a signing that of who signs; a speaker has a name plate alone."""
    if row.item not in event.entry:
        return event.meeting[row.item].parties
    entry = event.entry[row.item]
    return (entry.delegation,) if event.line[entry.line].kind == LineKind.SIGNING else ()


def _store(event: Event, meetings: list[Placement]) -> Sheet:
    """How many flags of each delegation the store must hand out at once."""
    spans: dict[str, list[Span]] = {}
    for row in meetings:
        for code in _flown(event, row):
            spans.setdefault(code, []).append(row.span)
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (strong(event.delegation[code].label), text(event.delegation[code].name), text(str(_most(spans[code]))))
        for code in in_order_of_names(event, spans)
    )
    columns = plain_heads(("Delegation", 60), ("Official name", 0), ("Flags at the same time", 40))
    return Sheet(
        "store", "All rooms", "Organiser", subtitle="Flags to be kept ready", sections=(Section("", columns, rows),)
    )


def _most(spans: Sequence[Span]) -> int:
    """How many of the spans run at the same time, where most do."""
    return max(sum(one.start <= span.start < one.end for one in spans) for span in spans)

"""Covers: of the file on a bilateral for whoever leads it, and of a side event for whoever hosts it in its room."""

from collections.abc import Iterator, Sequence

from planner.domain.event import Event
from planner.domain.plan import Placement
from planner.domain.records import Bilateral, SideEvent
from planner.domain.wording import interpreter_names, title_of
from planner.papers.edition import Edition
from planner.papers.phrases import (
    end_of,
    hours,
    interpretation,
    kind_words,
    label,
    languages_heard,
    minute_before,
    minute_over,
    person_words,
    place_of,
    rank_words,
    start_of,
)
from planner.papers.plates import sides
from planner.papers.sheet import Cell, Column, Section, Sheet, cell, clock_cell, joined, line, plain_heads, strong, text
from planner.papers.words import day_words, enumerated

_FACTS = (Column("Of the meeting", width=42), Column(""))
_BY_HAND = plain_heads(("To be written by hand", 42), ("", 0))
_ROOM_TO_WRITE = cell(*(line(("text", "\u00a0")) for _ in range(4)))


def briefing_covers(edition: Edition) -> Iterator[Sheet]:
    """A cover for each bilateral of the host that stands, or of every one where the event has no host."""
    event, host = edition.event, edition.event.settings.host
    asked = {one.id: one for one in event.bilaterals}
    for row in edition.plan.standing:
        if row.item in asked and (not host or host in event.meeting[row.item].parties):
            yield _cover(event, row, asked[row.item])


def _cover(event: Event, row: Placement, asked: Bilateral) -> Sheet:
    facts = ((text(what), told) for what, told in _facts(event, row, asked) if told)
    blanks = tuple((text(what), _ROOM_TO_WRITE) for what in ("Subjects", "Press", "Remarks"))
    people = tuple(_present(event, row))
    columns = plain_heads(("Delegation", 42), ("Who comes", 0), ("Rank", 42))
    return Sheet(
        row.item,
        title_of(event, row),
        "Organiser",
        subtitle=f"Briefing: {kind_words(event, row)}, {day_words(start_of(event, row).date())}",
        sections=(
            Section("", _FACTS, tuple(facts)),
            Section("Present", columns, people),
            Section("", _BY_HAND, blanks),
        ),
    )


def _facts(event: Event, row: Placement, asked: Bilateral) -> Iterator[tuple[str, Cell]]:
    meeting = event.meeting[row.item]
    left, right = sides(event, meeting.parties)
    marks = joined(
        ("not accepted yet" if meeting.provisional else "", "restricted" if meeting.restricted else ""), ", "
    )
    names = joined(interpreter_names(event, row.interpreters))
    yield "Time", clock_cell(hours(event, row))
    yield "Place", strong(place_of(event, row))
    yield "Room", text(_room(event, row.room))
    yield "Marks", text(marks)
    yield "Asked for by", text(joined((label(event, asked.requester), asked.source)))
    if row.room:
        yield "Seats", text(f"{asked.seats}; from the door {_named(event, left)} left, {_named(event, right)} right")
    yield "Interpretation", text(joined((interpretation(asked.languages), names)))
    yield "Wanted in the room", text(joined(asked.features))
    yield "Number", text(row.item)


def _named(event: Event, codes: Sequence[str]) -> str:
    return enumerated(label(event, one) for one in codes)


def _room(event: Event, code: str) -> str:
    """How the room is set, and its telephone."""
    if code not in event.room:
        return ""
    room = event.room[code]
    return joined((room.setting, f"telephone {room.phone}" if room.phone else ""), " · ")


def _present(event: Event, row: Placement) -> Iterator[tuple[Cell, ...]]:
    for one in (event.person[person] for person in row.people if person in event.person):
        said = cell(line(("text", person_words(one))), line(("small", one.pronunciation)))
        yield strong(label(event, one.delegation)), said, text(rank_words(event, one))


# --- side events -----------------------------------------------------------------------------------------------------


def host_sheets(edition: Edition) -> Iterator[Sheet]:
    """A sheet for each side event that stands, for whoever looks after it in the room."""
    event = edition.event
    for side_event in event.side_events:
        row = edition.plan.by_item.get(side_event.id)
        if row is not None and row.stands:
            yield _host_sheet(event, row, side_event)


def _host_sheet(event: Event, row: Placement, side_event: SideEvent) -> Sheet:
    facts = ((text(what), told) for what, told in _settled(event, row, side_event) if told)
    speakers = tuple(
        (strong(label(event, one.delegation)), text(person_words(one) or "Head of delegation"), _tick())
        for one in (event.person[person] for person in side_event.speakers)
    )
    plates = plain_heads(("Delegation", 42), ("Speaker, with a plate on the podium", 0), ("Set", 14))
    done = tuple((text(what), _tick()) for what in ("Room handed over", "Sound and booths tried", "Room given back"))
    return Sheet(
        side_event.id,
        side_event.title,
        "Organiser",
        subtitle=f"Host sheet, {day_words(start_of(event, row).date())}",
        sections=(
            Section("", (Column("Of the event", width=42), Column("")), tuple(facts)),
            Section("Speakers", plates, speakers, empty="Nobody is named."),
            Section("", plain_heads(("To be done", 0), ("Done", 14)), done),
        ),
    )


def _settled(event: Event, row: Placement, side_event: SideEvent) -> Iterator[tuple[str, Cell]]:
    room = event.room.get(row.room)
    rest = 0 if room is None else event.turnover(room)
    booths = "" if room is None else f"{room.booths} in the room, {max(0, len(side_event.languages) - 1)} needed"
    seats = "" if room is None else f", {room.capacity:,} seats"
    given_back = end_of(event, row)
    codes = (side_event.organiser, *side_event.co_organisers)
    yield "Time", clock_cell(hours(event, row))
    yield "Room ready", clock_cell(f"{minute_before(start_of(event, row), rest):%H:%M}") if rest else ()
    yield "Room given back by", clock_cell(minute_over(given_back))
    yield "Place", strong(place_of(event, row))
    yield "Room", text(_room(event, row.room))
    yield "Organised by", text(_named(event, codes))
    yield "Expected", text(f"{side_event.attendance:,} people{seats}")
    yield "Languages", text(languages_heard(side_event.languages))
    yield "Booths", text(booths if side_event.languages else "")
    yield "Wanted in the room", text(joined(side_event.features))
    yield "Open to", text("everybody" if side_event.public else "those invited: not public")
    yield "Number", text(side_event.id)


def _tick() -> Cell:
    return cell(line(("box", "")))

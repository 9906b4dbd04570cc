"""Call sheet for liaison officers: the next duties of a delegation's people, with when to set out."""

from planner.domain.event import Event
from planner.domain.plan import Placement
from planner.domain.ways import Way, Ways, attending_for, by_day
from planner.domain.wording import room_label, title_of
from planner.papers.edition import Edition
from planner.papers.phrases import (
    be_there,
    clock,
    end_of,
    kind_words,
    label,
    liaison_words,
    minute_over,
    person_words,
    place_of,
    provisional,
    start_of,
    too_tight,
)
from planner.papers.sheet import Cell, Section, Sheet, cell, clock_cell, joined, line, plain_heads
from planner.papers.words import day_words

_COLUMNS = plain_heads(
    ("Leave by", 16), ("Be there", 16), ("Until", 14), ("Duty", 0), ("Place", 36), ("Who", 38), ("Done", 11)
)


def call_sheet(edition: Edition, code: str) -> Sheet:
    """The duties of one delegation in order of time, from an edition that holds what concerns it."""
    event = edition.event
    delegation = event.delegation[code]
    ways = Ways(event, edition.plan.standing)
    contacts = (("Liaison officer", liaison_words(delegation)), ("Contact", delegation.contact))
    lead = tuple(line(("small", f"{what}: "), ("strong", who)) for what, who in contacts if who)
    return Sheet(
        code,
        delegation.label,
        "Organiser",
        subtitle="Liaison officer’s call sheet",
        lead=lead,
        sections=tuple(
            Section(day_words(day), _COLUMNS, tuple(_duty(event, row, code, ways) for row in rows))
            for day, rows in by_day(event, edition.plan.rows).items()
        )
        or (Section("", _COLUMNS, (), empty="No duty stands yet."),),
    )


def _duty(event: Event, row: Placement, code: str, ways: Ways) -> tuple[Cell, ...]:
    own = attending_for(event, row, code)
    way, present = ways.tightest(own, row), be_there(event, row) or start_of(event, row)
    return (
        clock_cell("" if way is None or way.room == row.room else clock(way.leave_by(present))),
        clock_cell(clock(present)),
        clock_cell(minute_over(end_of(event, row))),
        _what(event, row, code),
        cell(
            line(("text", place_of(event, row))),
            line(("small", _from(event, way, row.room)), ("tag", too_tight(event, way, row))),
            line(("small", event.room[row.room].phone if row.room in event.room else "")),
        ),
        cell(*(line(("text", person_words(event.person[one])), ("small", _phone(event, one))) for one in own)),
        cell(line(("box", ""))),
    )


def _what(event: Event, row: Placement, code: str) -> Cell:
    others = event.meeting[row.item].parties if row.item in event.meeting else ()
    met = joined(label(event, one) for one in others if one != code)
    title = f"{kind_words(event, row)} with {met}" if met and event.meeting[row.item].is_bilateral else ""
    turn = f"{kind_words(event, row)}, number {row.position}: " if row.item in event.entry else ""
    duty = title or f"{turn}{title_of(event, row)}"
    return cell(line(("strong", duty)), line(("tag", "Provisional" if provisional(event, row) else "")))


def _phone(event: Event, person: str) -> str:
    phone = event.person[person].phone
    return f"  {phone}" if phone else ""


def _from(event: Event, way: Way | None, room: str) -> str:
    if way is None or way.room == room or not way.room:
        return ""
    return f"from {room_label(event, way.room)}" + (f", {way.walk} min" if way.walk else "")

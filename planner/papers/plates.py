"""Name plates and place cards to print and fold; and for each room who sits on which side of the table."""

from collections.abc import Iterator, Sequence
from typing import Literal

from planner.domain.event import Event
from planner.domain.plan import Placement
from planner.domain.records import Person, Room
from planner.domain.vocabulary import ItemKind
from planner.domain.ways import by_day
from planner.domain.wording import interpreter_names, title_of
from planner.papers.edition import Edition
from planner.papers.phrases import hours, label, named_in, people_words, provisional, restricted
from planner.papers.sheet import Cell, Column, Section, Sheet, cell, clock_cell, joined, line, plain_heads, text
from planner.papers.words import day_words, second_language
from planner.rules.precedence import in_order_of_names

_ALONE = (Column(""),)

_ROUND, _ARMCHAIRS = ("round", "oval"), ("armchair", "sofa", "lounge")
"""What the setting of a room says of its table; all else is a table with two sides."""

_SEATS = plain_heads(("Time", 26), ("Meeting", 0), ("Left", 43), ("Right", 43), ("Interpreters", 26))


def plates(edition: Edition) -> Iterator[Sheet]:
    """For each delegation, in the order in which flags stand, its plate and a card for each of its people."""
    event, second = edition.event, second_language(edition.host_language)
    for code in in_order_of_names(event, (one.code for one in event.delegations)):
        name = line(("strong", label(event, code)))
        plate = cell(name, line(("small", named_in(event, code, second))))
        cards = tuple((_card(event, one),) for one in event.people_of[code] if not one.implied)
        sections = (Section("plate", _ALONE, ((plate,),)), Section("card", _ALONE, cards))
        yield Sheet(code, label(event, code), "Organiser", sections=sections, second=second)


def _card(event: Event, person: Person) -> Cell:
    title = person.title if person.title != person.name else ""
    whose = label(event, person.delegation)
    return cell(
        line(("strong", joined((person.honorific, person.name), " "))), line(("text", title)), line(("small", whose))
    )


# --- seats -----------------------------------------------------------------------------------------------------------


def seatings(edition: Edition) -> Iterator[Sheet]:
    """For each room with bilaterals a drawing of its table as it is set, and who sits where at each of them."""
    event = edition.event
    meetings = [row for row in edition.plan.standing if row.kind == ItemKind.BILATERAL and row.room]
    for room in event.rooms:
        if own := [row for row in meetings if row.room == room.code]:
            yield _seating(event, room, own)


def _seating(event: Event, room: Room, rows: list[Placement]) -> Sheet:
    return Sheet(
        room.code,
        room.name,
        "Organiser",
        subtitle="Seats at the table",
        lead=(line(("text", joined((room.zone, room.storey, room.setting), " · "))),),
        drawing=drawing_of(room.setting),
        sections=tuple(
            Section(day_words(day), _SEATS, tuple(_seats(event, row) for row in of_day))
            for day, of_day in by_day(event, rows).items()
        ),
    )


def drawing_of(setting: str) -> Literal["facing", "round", "armchairs"]:
    """`round`, `armchairs` or `facing`: which drawing shows a room that is set like that."""
    said = setting.casefold()
    if any(one in said for one in _ROUND):
        return "round"
    return "armchairs" if any(one in said for one in _ARMCHAIRS) else "facing"


def sides(event: Event, codes: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who sits on the left and who on the right, as seen from the door.

    The left is the place of honour: of two who look to the door it is the right hand. Guests of the event's host sit
    there, and among others the first in the order of names. More than two share the right.
    """
    host = event.settings.host
    ordered = in_order_of_names(event, codes)
    if host in ordered:
        return tuple(one for one in ordered if one != host), (host,)
    return tuple(ordered[:1]), tuple(ordered[1:])


def _seats(event: Event, row: Placement) -> tuple[Cell, ...]:
    left, right = (_side(event, row, side) for side in sides(event, event.meeting[row.item].parties))
    marks = line(
        ("tag", "Provisional" if provisional(event, row) else ""),
        ("tag", "Restricted" if restricted(event, row) else ""),
    )
    behind = joined(interpreter_names(event, row.interpreters))
    return (
        clock_cell(hours(event, row)),
        cell(line(("strong", title_of(event, row))), marks),
        left,
        right,
        text(behind),
    )


def _side(event: Event, row: Placement, codes: Sequence[str]) -> Cell:
    lines = ((line(("strong", label(event, one))), line(("text", people_words(event, row, one)))) for one in codes)
    return cell(*(one for pair in lines for one in pair))

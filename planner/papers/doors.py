"""Door card: what takes place in a room on a day, in letters to be read from across the corridor."""

from planner.domain.event import Event
from planner.domain.plan import Placement
from planner.domain.records import Room
from planner.domain.ways import by_day
from planner.domain.wording import title_of
from planner.papers.edition import Edition
from planner.papers.phrases import hours, kind_in, kind_words
from planner.papers.sheet import Cell, Column, Line, Section, Sheet, cell, joined, line
from planner.papers.words import both, day_words, second_language, word
from planner.views import RESERVED


def door_cards(edition: Edition) -> tuple[Sheet, ...]:
    """A card for each room and day on which something takes place in it; from the edition for doors."""
    event = edition.event
    second = second_language(edition.host_language)
    contact = edition.host_contact
    cards = []
    for room in event.rooms:
        for day, rows in by_day(event, (row for row in edition.plan.rows if row.room == room.code)).items():
            shown = tuple((cell(line(("time", hours(event, row)))), _what(event, row, second)) for row in rows)
            cards.append(
                Sheet(
                    f"{room.code} {day.isoformat()}",
                    room.name,
                    "Public",
                    subtitle=day_words(day),
                    second_subtitle=day_words(day, second),
                    lead=_lead(room, contact, second),
                    sections=(Section("", (Column("", width=72), Column("")), shown),),
                    second=second,
                )
            )
    return tuple(cards)


def _lead(room: Room, contact: str, second: str) -> tuple[Line, ...]:
    """The zone, and whom to call about the room, in one line: every line more makes the rest smaller."""
    called = both("contact", second)
    where = joined((room.zone, room.storey))
    between = "   ·   " if where else ""
    place = line(("text", where), *((("text", f"{between}{called}: "), ("strong", contact)) if contact else ()))
    return (place,) if place else ()


def _what(event: Event, row: Placement, second: str) -> Cell:
    title = title_of(event, row)
    if title == RESERVED:
        return cell(line(("strong", word("reserved")), ("small", f"   {word('reserved', second)}")))
    # A meeting that may only be called by its kind has that for a title.
    kind, again = kind_words(event, row), kind_in(event, row, second)
    beside = joined(("" if kind == title else kind, again), " · ")
    return cell(line(("strong", title), ("small", f"   {beside}" if beside else "")))

"""Which occasions a calendar, a page or a file is given, by what `planner.views` decides.

A room's calendar, which its staff and whoever passes by may read, has a neutral entry in place of what a door may not
name: when the room is taken, and nothing else. Absences, full powers and pairs kept apart are in no view at all.
"""

from dataclasses import replace
from uuid import UUID, uuid5

from planner.feeds.occasions import Agenda, Certainty, Occasion, in_order
from planner.views import RESERVED, line_item

NAMESPACE = UUID("5b0f9a4e-3c0b-5d0e-9a57-6a3e6f2f6c11")
"""Of all identifiers that the planner gives out."""


def event_namespace(agenda: Agenda) -> UUID:
    """The identifier of the event, from its name: not its days, which may move."""
    return uuid5(NAMESPACE, agenda.event.settings.name.casefold())


def organiser_view(agenda: Agenda) -> tuple[Occasion, ...]:
    """Everything."""
    return agenda.items


def public_view(agenda: Agenda) -> tuple[Occasion, ...]:
    """What everybody may see: the public programme, public side events and the lines that are public, as wholes."""
    shown = (one for one in (*agenda.items, *agenda.lines) if one.public and one.held)
    return tuple(sorted((_public_form(agenda, one) for one in shown), key=in_order))


def _public_form(agenda: Agenda, occasion: Occasion) -> Occasion:
    hosts = agenda.hosts_of.get(occasion.key, ())
    return replace(occasion, parties=hosts, people=(), interpreters=(), there_from=None)


def delegation_view(agenda: Agenda, code: str) -> tuple[Occasion, ...]:
    """What a delegation takes part in."""
    return tuple(one for one in agenda.of_party.get(code, ()) if code in one.parties)


def person_view(agenda: Agenda, person: str) -> tuple[Occasion, ...]:
    """What a person takes part in, and as cancelled what others do in their stead."""
    known = (one.of(f"person {person}", person in one.people) for one in agenda.of_party.get(person, ()))
    return tuple(one for one in known if one is not None)


def interpreter_view(agenda: Agenda, interpreter: str) -> tuple[Occasion, ...]:
    """What an interpreter interprets, with whom it is for, and as cancelled what others do in their stead."""
    known = (one.of(f"interpreter {interpreter}", interpreter in one.interpreters) for one in agenda.items)
    return tuple(one for one in known if one is not None)


def room_view(agenda: Agenda, room: str) -> tuple[Occasion, ...]:
    """What takes place in a room, a line as one whole, as a door may say it; as cancelled what moved elsewhere."""
    items = (one for one in agenda.items if one.key not in agenda.event.entry)
    known = [one.of(f"room {room}", one.room == room) for one in (*items, *agenda.lines)]
    return tuple(_door_form(agenda, one) for one in known if one is not None)


def _door_form(agenda: Agenda, occasion: Occasion) -> Occasion:
    """Without people; what was restricted when it was told stays so."""
    if occasion.restricted:
        return neutral(agenda, occasion, RESERVED)
    if occasion.public or occasion.key in agenda.discretion.on_doors:
        return replace(occasion, people=(), interpreters=())
    return neutral(agenda, occasion, agenda.discretion.door_title(occasion.key))


def line_view(agenda: Agenda, line: str) -> tuple[Occasion, ...]:
    """The line as a whole and every turn in it, also those that were dropped; whose turn it is, not who comes for it.

    It is read on many phones around the line. Who comes is in the organiser's calendar and on the order in print.
    """
    turns = (one for one in agenda.items if one.key in agenda.event.entry)
    own = tuple(one for one in turns if agenda.event.entry[one.key].line == line)
    unnamed = (replace(one, people=()) for one in own)
    return (*(one for one in agenda.lines if one.key == line_item(agenda.event.line[line])), *unnamed)


def neutral(agenda: Agenda, occasion: Occasion, title: str) -> Occasion:
    """The time and place of an occasion under an identifier and a title that do not tell which it is."""
    return replace(
        occasion,
        key=uuid5(event_namespace(agenda), f"reserved {occasion.key}").hex,
        kind=title,
        title=title,
        parties=(),
        people=(),
        interpreters=(),
        standing=Certainty.CONFIRMED if occasion.held else Certainty.CANCELLED,
    )

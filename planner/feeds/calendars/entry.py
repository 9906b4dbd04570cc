"""One occasion as an entry of a calendar."""

import re
from collections.abc import Iterator
from urllib.parse import quote

from icalendar import Event as CalendarEntry
from icalendar import vText

from planner.domain.event import Event
from planner.domain.meeting import PROVISIONAL
from planner.domain.wording import interpreter_names
from planner.feeds.occasions import Agenda, Certainty, Occasion
from planner.feeds.views import event_namespace

_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def calendar_text(text: str) -> vText:
    """Text as calendars may hold it: the format knows no control characters but tab and new line."""
    return vText(_CONTROLS.sub("", text))


def uid_of(agenda: Agenda, key: str) -> str:
    """The identifier by which calendars know an occasion again: event and item, never time or place."""
    return f"{quote(key, safe='', errors='replace')}@{event_namespace(agenda)}"


def entry_bytes(agenda: Agenda, occasion: Occasion) -> bytes:
    """The VEVENT. Its stamp is when the occasion last changed, so that equal plans give equal bytes."""
    entry = CalendarEntry()
    entry.add("uid", uid_of(agenda, occasion.key))
    entry.add("dtstamp", occasion.changed)
    entry.add("last-modified", occasion.changed)
    entry.add("sequence", occasion.revision)
    entry.add("dtstart", occasion.start)
    entry.add("dtend", occasion.end)
    entry.add("summary", calendar_text(occasion.title))
    entry.add("status", occasion.standing.value)
    entry.add("class", _privacy(occasion))
    entry.add("categories", [occasion.kind])
    where = _place(agenda.event, occasion.room)
    if where:
        entry.add("location", calendar_text(where))
    notes = "\n".join(_notes(agenda.event, occasion))
    if notes:
        entry.add("description", calendar_text(notes))
    return bytes(entry.to_ical())


def _privacy(occasion: Occasion) -> str:
    """CONFIDENTIAL for what is restricted, PRIVATE for what is between its parties."""
    if occasion.restricted:
        return "CONFIDENTIAL"
    return "PUBLIC" if occasion.public else "PRIVATE"


def _place(event: Event, code: str) -> str:
    """`Room 3 (East wing, floor 2), Conference Centre`."""
    if code not in event.room:
        return code
    room = event.room[code]
    within = ", ".join(filter(None, (room.zone if room.zone != room.name else "", room.storey)))
    named = f"{room.name} ({within})" if within else room.name
    return f"{named}, {event.settings.venue}" if event.settings.venue else named


def _notes(event: Event, occasion: Occasion) -> Iterator[str]:
    if occasion.there_from is not None:
        yield f"Be there from {occasion.there_from:%H:%M}."
    if occasion.standing == Certainty.TENTATIVE:
        yield PROVISIONAL
    if occasion.key not in event.programme_item:  # of a programme item, that would be everybody
        yield from (_person(event, one) for one in occasion.people if one in event.person)
    names = interpreter_names(event, occasion.interpreters)
    if names:
        yield f"Interpretation: {', '.join(names)}"


def _person(event: Event, id: str) -> str:
    """`France: Name, Minister of Justice`."""
    person = event.person[id]
    delegation = event.delegation[person.delegation].label
    told = person.presented
    return delegation if person.implied or told == delegation else f"{delegation}: {told}"

"""All calendars of a plan as files of one folder."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta

from icalendar import Calendar, Timezone
from icalendar import Event as CalendarEntry

from planner.feeds.calendars.entry import calendar_text, entry_bytes
from planner.feeds.names import file_names
from planner.feeds.occasions import Agenda, Occasion
from planner.feeds.views import (
    delegation_view,
    interpreter_view,
    line_view,
    organiser_view,
    person_view,
    public_view,
    room_view,
)

# Never to be changed: programs know by it who may update an entry.
PRODUCT = "-//planner//diplomatic event logistics//EN"
REFRESH = timedelta(minutes=15)
"""How often programs that subscribe should look again."""

_END = b"END:VCALENDAR\r\n"
_MARGIN = timedelta(days=370)
"""Around the event, so that the last clock change before it is told too."""


def calendars(agenda: Agenda) -> dict[str, bytes]:
    """The files by their paths: `organiser.ics`, `public.ics`, and one for each delegation, person, room, line and
    interpreter.
    """
    writer = _Writer(agenda)
    event = agenda.event
    name = event.settings.name
    files = {
        "organiser.ics": writer.calendar(f"{name} – organiser", organiser_view(agenda)),
        "public.ics": writer.calendar(name, public_view(agenda)),
    }
    groups: tuple[tuple[str, dict[str, str], Callable[[Agenda, str], Iterable[Occasion]]], ...] = (
        ("delegations", {one.code: one.label for one in event.delegations}, delegation_view),
        ("people", {one.id: _person_name(agenda, one.id) for one in event.people}, person_view),
        ("rooms", {one.code: one.name for one in event.rooms}, room_view),
        ("lines", {one.id: one.label for one in event.lines}, line_view),
        ("interpreters", {one.id: one.name for one in event.interpreters}, interpreter_view),
    )
    for folder, names, view in groups:
        for code, file in file_names(names).items():
            files[f"{folder}/{file}.ics"] = writer.calendar(f"{name} – {names[code]}", view(agenda, code))
    return files


def _person_name(agenda: Agenda, id: str) -> str:
    person = agenda.event.person[id]
    return " – ".join(dict.fromkeys((agenda.event.delegation[person.delegation].label, person.name)))


class _Writer:
    """Puts calendars together from entries that are written once each, as most stand in several calendars."""

    def __init__(self, agenda: Agenda) -> None:
        self._agenda = agenda
        self._zone = _zone_bytes(agenda)
        self._written: dict[tuple[object, ...], bytes] = {}

    def calendar(self, name: str, occasions: Iterable[Occasion]) -> bytes:
        """A whole calendar; one without entries is a calendar too, to which some may come."""
        calendar = Calendar()
        calendar.add("prodid", PRODUCT)
        calendar.add("version", "2.0")
        calendar.add("calscale", "GREGORIAN")
        calendar.add("name", calendar_text(name))
        calendar.add("x-wr-calname", calendar_text(name))
        calendar.add("x-wr-timezone", self._agenda.event.settings.timezone)
        calendar.add("refresh-interval", REFRESH, {"VALUE": "DURATION"})
        head = bytes(calendar.to_ical()).removesuffix(_END)
        return b"".join((head, self._zone, *(self._entry(one) for one in occasions), _END))

    def _entry(self, occasion: Occasion) -> bytes:
        # Views differ in whom they name, and whether it still is theirs.
        told = occasion.key, occasion.people, occasion.interpreters, occasion.standing
        if told not in self._written:
            self._written[told] = entry_bytes(self._agenda, occasion)
        return self._written[told]


def _zone_bytes(agenda: Agenda) -> bytes:
    """The VTIMEZONE under its IANA name; nothing for UTC, which needs none."""
    probe = Calendar()
    entry = CalendarEntry()
    entry.add("dtstart", agenda.event.at(agenda.event.days[0], agenda.event.settings.day_start))
    probe.add_component(entry)
    probe.add_missing_timezones(*_years(agenda))
    zones = tuple(_zones(probe))
    for zone in zones:
        zone.pop("comment", None)  # the library's own remark, of no use to whoever reads the calendar
    return b"".join(bytes(zone.to_ical()) for zone in zones)


def _zones(calendar: Calendar) -> Iterator[Timezone]:
    return (part for part in calendar.walk("VTIMEZONE") if isinstance(part, Timezone))


def _years(agenda: Agenda) -> tuple[date, date]:
    first, last = agenda.event.days[0], agenda.event.days[-1]
    return first - _MARGIN, last + _MARGIN

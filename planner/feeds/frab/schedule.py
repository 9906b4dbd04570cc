"""The schedule, as both formats tell it: days, rooms and events with identifiers that stay the same."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID, uuid5

from planner.domain.clock import Span
from planner.domain.event import Event
from planner.feeds.occasions import Agenda, Occasion, on_each_day
from planner.feeds.views import event_namespace, public_view

NO_ROOM = "No room"
_SHORTEST, _LONGEST = 4, 32
_IDS = 2**31 - 1
"""Programs keep ids in 32 bits with a sign."""


@dataclass(frozen=True, slots=True)
class ScheduleTalk:
    """One event of the schedule, in its words. `id` is at least 1; `duration` is `HH:MM`."""

    id: int
    guid: UUID
    slug: str
    start: datetime
    duration: str
    room: str
    title: str
    subtitle: str
    track: str
    language: str

    @property
    def url(self) -> str:
        """The format wants an address, and the programme may be on no server: a name of the item that is one too."""
        return self.guid.urn


@dataclass(frozen=True, slots=True)
class ScheduleDay:
    """One day of the event; `index` counts from 1."""

    index: int
    date: date
    start: datetime
    end: datetime
    talks: tuple[ScheduleTalk, ...]

    @property
    def rooms(self) -> dict[str, list[ScheduleTalk]]:
        """The talks by the names of their rooms, in order."""
        by_room: dict[str, list[ScheduleTalk]] = {}
        for talk in self.talks:
            by_room.setdefault(talk.room, []).append(talk)
        return by_room


@dataclass(frozen=True, slots=True)
class Schedule:
    """The whole. `rooms` are those in which anything takes place: name, identifier, capacity (None is not known)."""

    title: str
    acronym: str
    version: str
    timezone: str
    timeslot: str
    days: tuple[ScheduleDay, ...]
    rooms: tuple[tuple[str, UUID, int | None], ...]

    @property
    def tracks(self) -> tuple[str, ...]:
        """The tracks in the order in which they first come up."""
        return tuple(dict.fromkeys(talk.track for day in self.days for talk in day.talks))


def schedule_of(agenda: Agenda) -> Schedule:
    """The public view as a schedule."""
    event = agenda.event
    names = _room_names(event)
    acronym = _acronym(event.settings.name)
    talks = tuple(_talks(agenda, names, acronym))
    used = {talk.room for talk in talks}
    rooms = [(names[room.code], room.code, room.capacity) for room in event.rooms if names[room.code] in used]
    homeless = [(NO_ROOM, "", None)] if NO_ROOM in used else []
    namespace = event_namespace(agenda)
    return Schedule(
        title=event.settings.name,
        acronym=acronym,
        version=f"{agenda.saved:%Y-%m-%d %H:%M}",
        timezone=event.settings.timezone,
        timeslot=_length(timedelta(minutes=event.settings.time_step)),
        days=tuple(_day(event, number, day, talks) for number, day in enumerate(event.days, 1)),
        rooms=tuple((name, uuid5(namespace, f"room {code}"), size) for name, code, size in [*rooms, *homeless]),
    )


def _room_names(event: Event) -> dict[str, str]:
    """The names of rooms by code; schedules know rooms by name, so that equal names get their code behind them."""
    names = [room.name for room in event.rooms]
    return {
        room.code: room.name if names.count(room.name) == 1 else f"{room.name} ({room.code})" for room in event.rooms
    }


def _talks(agenda: Agenda, names: dict[str, str], acronym: str) -> Iterator[ScheduleTalk]:
    taken: set[int] = set()
    languages = {one.id: one.languages[0] for one in agenda.event.side_events if one.languages}
    shown: set[str] = set()
    for occasion in on_each_day(agenda.event, public_view(agenda)):
        # The first day keeps the identifier that the item has everywhere; programs want another for each day more.
        name = f"{occasion.key} {occasion.start:%Y-%m-%d}" if occasion.key in shown else occasion.key
        shown.add(occasion.key)
        guid = uuid5(event_namespace(agenda), name)
        number = _number(guid, taken)
        yield ScheduleTalk(
            id=number,
            guid=guid,
            slug=f"{acronym}-{number}",
            start=occasion.start,
            duration=_length(_lasting(occasion)),
            room=names.get(occasion.room, NO_ROOM),
            title=occasion.title,
            subtitle=", ".join(agenda.event.delegation[code].label for code in occasion.parties),
            track=occasion.kind,
            language=languages.get(occasion.key, ""),
        )


def _number(guid: UUID, taken: set[int]) -> int:
    """From the identifier, so that it stays the same whatever is added; the next free one in the rare case of two."""
    number = guid.int % _IDS + 1
    while number in taken:
        number = number % _IDS + 1
    taken.add(number)
    return number


def _lasting(occasion: Occasion) -> timedelta:
    return timedelta(minutes=Span.of(occasion.start, occasion.end).minutes)


def _length(length: timedelta) -> str:
    minutes = round(length.total_seconds() / 60)
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _day(event: Event, number: int, day: date, talks: tuple[ScheduleTalk, ...]) -> ScheduleDay:
    """From midnight to midnight, so that nothing lies outside its day."""
    start = event.at(day, datetime.min.time())
    end = event.at(day + timedelta(days=1), datetime.min.time())
    own = tuple(talk for talk in talks if talk.start.date() == day)
    return ScheduleDay(number, day, start, end, own)


def _acronym(name: str) -> str:
    """Small letters, digits and `_`."""
    words = "_".join(re.findall(r"[a-z0-9]+", name.casefold()))[:_LONGEST].strip("_")
    return words if len(words) >= _SHORTEST else f"event_{words}".strip("_")

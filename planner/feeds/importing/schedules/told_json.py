"""Talks of a schedule in JSON: by days and rooms (frab, pretalx), as events (schedule v2), or as pretalx shows them."""

import json
import re
from collections.abc import Iterator, Mapping

from planner.feeds.importing.schedules.talk import (
    MOST,
    NoSchedule,
    Talk,
    Told,
    name_of,
    name_of_any_language,
    start_of,
    text_of,
    too_many,
)

_NO_SCHEDULE = "This is no schedule of a conference."
_PEOPLE = ("persons", "speakers", "participants")
_BETWEEN = re.compile(r"[;,]")


def json_talks(content: bytes) -> list[Talk]:
    """Every talk; `NoSchedule` if there is no place for them, or there are too many."""
    try:
        schedule = json.loads(content)
    except (ValueError, RecursionError):
        raise NoSchedule(_NO_SCHEDULE) from None
    talks = []
    for talk in _talks(schedule):
        talks.append(talk)
        if len(talks) > MOST:
            raise too_many()
    return talks


def _talks(told: object) -> Iterator[Talk]:
    if not isinstance(told, Mapping):
        raise NoSchedule(_NO_SCHEDULE)
    schedule = told.get("schedule", told)
    if isinstance(schedule, Mapping):
        conference = schedule.get("conference", schedule)
        days = conference.get("days") if isinstance(conference, Mapping) else None
        if isinstance(schedule.get("events"), list):
            return _of_list(schedule, "events")
        if isinstance(schedule.get("talks"), list):
            return _of_list(schedule, "talks")
        if isinstance(days, list):
            return _of_days(days)
    raise NoSchedule(_NO_SCHEDULE)


def _of_days(days: list[object]) -> Iterator[Talk]:
    for number, day in enumerate(days):
        rooms = day.get("rooms") if isinstance(day, Mapping) else None
        if not isinstance(day, Mapping) or not isinstance(rooms, Mapping):
            yield _unreadable(f"days[{number}]")
            continue
        for room, talks in rooms.items():
            for at, talk in enumerate(talks if isinstance(talks, list) else [talks]):
                place = f"days[{number}].rooms[{room[:40]!r}][{at}]"
                yield _talk(place, talk, room, day) if isinstance(talk, Mapping) else _unreadable(place)


def _of_list(schedule: Told, name: str) -> Iterator[Talk]:
    """Rooms and people may be named where they are used, or in a list of their own."""
    rooms, people = _named(schedule.get("rooms")), _named(schedule.get("speakers"))
    listed = schedule[name]
    for at, talk in enumerate(listed if isinstance(listed, list) else ()):
        place = f"{name}[{at}]"
        if isinstance(talk, Mapping):
            room = rooms.get(text_of(talk.get("room"))) or name_of(talk.get("room"))
            yield _talk(place, talk, room, {}, people)
        else:
            yield _unreadable(place)


def _named(told: object) -> dict[str, str]:
    """The names of what is listed with identifiers."""
    listed = [one for one in told if isinstance(one, Mapping)] if isinstance(told, list) else []
    keys = ("id", "code", "guid")
    return {text_of(one[key]): name_of(one) for one in listed for key in keys if key in one and name_of(one)}


def _talk(place: str, talk: Told, room: str, day: Told, known: Mapping[str, str] | None = None) -> Talk:
    names = [name for key in _PEOPLE for name in _people(talk.get(key), known or {})]
    return Talk(
        place=place,
        title=name_of_any_language(talk.get("title")),
        room=room,
        start=start_of(text_of(talk.get("date")), text_of(talk.get("start"))),
        end=text_of(talk.get("end")),
        duration=talk.get("duration"),
        day=text_of(day.get("date")),
        day_start=text_of(day.get("day_start")),
        people=tuple(dict.fromkeys(filter(None, names))),
        unnamed=names.count(""),
    )


def _people(told: object, known: Mapping[str, str]) -> Iterator[str]:
    """Their names; an empty one for everybody who has none that can be read."""
    if isinstance(told, str):
        yield from (part.strip() for part in _BETWEEN.split(told) if part.strip())
    elif isinstance(told, list):
        for one in told:
            yield known.get(text_of(one)) or name_of(one)
    elif told is not None:
        yield name_of(told)


def _unreadable(place: str) -> Talk:
    return Talk(place, "", "", "", "", None, "", "", (), 0)

"""Sessions of another conference (schedule.json of frab or pretalx), as absences of the rooms and people in them."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from planner.domain.event import Event
from planner.domain.plan import Problem
from planner.domain.vocabulary import Severity
from planner.feeds.importing.absences import Busy, absences
from planner.feeds.importing.addition import Addition, Place, remark
from planner.workbook.format.parties import ABSENCES
from planner.workbook.grid import fold


@dataclass(frozen=True, slots=True)
class Session:
    """One of them: when, in which room, by whom, and where it stands in the file."""

    start: datetime
    end: datetime
    room: str
    people: tuple[str, ...]
    place: Place


def sessions(event: Event, file: str, content: bytes, who: str = "") -> Addition:
    """An absence for every session: of `who`, or else of its room and of its speakers, as far as the event has them.

    Rooms are known by code or name, speakers by name.
    """
    problems: list[Problem] = []
    try:
        conference = json.loads(content)["schedule"]["conference"]
        found = list(_sessions(event, file, conference, problems))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        cure = "Give the schedule.json that frab or pretalx exports."
        broken = remark(Severity.ERROR, Place(file), "This is no schedule of a conference.", cure)
        return Addition(ABSENCES.name, (), (broken,))
    busy = [Busy(who, one.start, one.end, one.place) for one in found]
    if not who:
        busy = [*_rooms(event, found, file, problems), *_people(event, found, file, problems)]
    return absences(event, busy, "In a session of another conference", problems, file)


def _sessions(event: Event, file: str, conference: Any, problems: list[Problem]) -> Iterator[Session]:
    for number, day in enumerate(conference["days"]):
        for room, talks in day["rooms"].items():
            for at, talk in enumerate(talks):
                place = Place(file, f"days[{number}].rooms[{room!r}][{at}]")
                try:
                    yield _session(event, room, talk, place)
                except (ValueError, KeyError, TypeError, AttributeError):
                    sentence = "The session has no date or no duration that can be read; it is left out."
                    problems.append(remark(Severity.WARNING, place, sentence, value=str(talk)))


def _session(event: Event, room: str, talk: Mapping[str, Any], place: Place) -> Session:
    start = datetime.fromisoformat(talk["date"])
    start = start.replace(tzinfo=event.zone) if start.tzinfo is None else start
    hours, minutes = (int(part) for part in talk["duration"].split(":")[:2])
    people = tuple(str(one.get("name") or one.get("public_name") or "") for one in talk.get("persons", []))
    return Session(start, start + timedelta(hours=hours, minutes=minutes), room, people, place)


def _rooms(event: Event, found: list[Session], file: str, problems: list[Problem]) -> Iterator[Busy]:
    codes = {fold(one.name): one.code for one in event.rooms} | {fold(one.code): one.code for one in event.rooms}
    unknown: dict[str, int] = {}
    for one in found:
        if fold(one.room) in codes:
            yield Busy(codes[fold(one.room)], one.start, one.end, one.place)
        else:
            unknown[one.room] = unknown.get(one.room, 0) + 1
    for room, count in unknown.items():
        sentence = f"The event has no room {room[:60]!r}; no room is taken by its {count:,} sessions."
        cure = "Give the room this name, or say whose sessions they are (--who)."
        problems.append(remark(Severity.WARNING, Place(file), sentence, cure, value=room))


def _people(event: Event, found: list[Session], file: str, problems: list[Problem]) -> Iterator[Busy]:
    named: dict[str, list[str]] = {}
    for person in event.people:
        if not person.implied:
            named.setdefault(fold(person.name), []).append(person.id)
    unknown = set()
    for one in found:
        for name in filter(None, one.people):
            ids = named.get(fold(name), [])
            if len(ids) == 1:
                yield Busy(ids[0], one.start, one.end, one.place)
            elif ids:
                sentence = f"{name[:60]!r} is the name of {len(ids)} people: {', '.join(ids)}; none of them is taken."
                problems.append(remark(Severity.WARNING, one.place, sentence, "Enter the absence by hand.", value=name))
            else:
                unknown.add(name)
    if unknown:
        sentence = f"{len(unknown):,} speakers are nobody of the event, and so nobody is absent for them."
        problems.append(remark(Severity.NOTICE, Place(file), sentence, value="; ".join(sorted(unknown))))

"""Sessions of another conference, as absences of the rooms and people in them."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from planner.domain.event import Event
from planner.domain.plan import Problem
from planner.domain.vocabulary import Severity
from planner.domain.wording import count
from planner.feeds.importing.absences import BusyTime, absences
from planner.feeds.importing.addition import Addition, ForeignPlace, remark
from planner.feeds.importing.schedules import NoSchedule, Talk, talks_of
from planner.feeds.importing.schedules.talk import is_day
from planner.workbook.format.parties import ABSENCES

MAX_BYTES = 16 * 1024 * 1024
"""The schedule of the largest conferences has a quarter of it."""

LONGEST = timedelta(days=31)

_TOLD_ONE_BY_ONE = 50
_LENGTH = re.compile(r"(?:(\d{1,6}):)?(\d{1,6}):(\d{1,6})", re.ASCII)
_ISO_LENGTH = re.compile(r"P(?:(\d{1,4})D)?(?:T(?:(\d{1,4})H)?(?:(\d{1,4})M)?(?:\d{1,4}S)?)?", re.ASCII)
_NO_MARKS = str.maketrans("đłøħı", "dlohi")
"""Letters whose stroke or dot is no mark of its own, as other programs write them."""
_TIME = re.compile(r"(\d{1,2}):(\d\d)(?::\d\d)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class ImportedSession:
    """One of them: when, in which room, by whom, and where it stands in the file."""

    start: datetime
    end: datetime
    room: str
    people: tuple[str, ...]
    place: ForeignPlace


def sessions(event: Event, file: str, content: bytes, who: str = "") -> Addition:
    """An absence for every session: of `who`, or else of its room and of its speakers, as far as the event has them.

    Rooms are known by code or name, speakers by name, in whatever order and with or without accents. Nobody is left
    out without a word.
    """
    try:
        if len(content) > MAX_BYTES:
            raise NoSchedule(f"The file is larger than {MAX_BYTES // 1024**2} MB.")
        talks = talks_of(content)
    except NoSchedule as reason:
        cure = "Give the schedule.json or schedule.xml that frab, pretalx or a hub exports."
        return Addition(ABSENCES.name, (), (remark(Severity.ERROR, ForeignPlace(file), str(reason), cure),))
    problems: list[Problem] = []
    imported = list(_sessions(event, file, talks, problems))
    busy = [BusyTime(who, one.start, one.end, one.place) for one in imported]
    if not who:
        busy = [*_rooms(event, imported, file, problems), *_people(event, imported, file, problems)]
        problems += _unnamed(talks, file)
    return absences(event, busy, "In a session of another conference", problems, file)


def _sessions(event: Event, file: str, talks: list[Talk], problems: list[Problem]) -> Iterator[ImportedSession]:
    """Those that can be read; the first of the others are named, and the rest counted."""
    unread = 0
    for talk in talks:
        place = ForeignPlace(file, talk.place)
        try:
            start = _start(event, talk)
            yield ImportedSession(start, _end(event, talk, start), talk.room, talk.people, place)
        except ValueError as reason:
            unread += 1
            if unread <= _TOLD_ONE_BY_ONE:
                named = repr(talk.title[:60]) if talk.title else "The session"
                problems.append(
                    remark(
                        Severity.WARNING,
                        place,
                        f"{named} is left out: {reason}.",
                        "Enter the absences by hand.",
                        value=talk.title,
                    )
                )
    if unread > _TOLD_ONE_BY_ONE:
        sentence = f"{count(unread - _TOLD_ONE_BY_ONE, 'session')} more cannot be read."
        problems.append(remark(Severity.WARNING, ForeignPlace(file), sentence, "Enter the absences by hand."))


# --- times -----------------------------------------------------------------------------------------------------------


def _start(event: Event, talk: Talk) -> datetime:
    """A moment; or a time of the day that the session is listed under, after midnight where that day began later."""
    at = _TIME.fullmatch(talk.start)
    if at is None:
        return _moment(event, talk.start, "date")
    if not talk.day:
        raise ValueError("it has a time, but no date")
    start = _moment(event, f"{talk.day[:10]}T{int(at[1]):02}:{at[2]}", "date")
    begins = talk.day_start.partition("T")[2][:5]
    return start + timedelta(days=1) if begins and f"{start:%H:%M}" < begins else start


def _moment(event: Event, text: str, what: str) -> datetime:
    if not text:
        raise ValueError(f"it has no {what}")
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(f"its {what} {text[:40]!r} cannot be read") from None
    if is_day(text):
        raise ValueError(f"its {what} {text!r} has no time of day")
    if not 1900 < moment.year < 9000:
        raise ValueError(f"its {what} {text[:40]!r} is none of our time")
    return moment.replace(tzinfo=event.zone) if moment.tzinfo is None else moment


def _end(event: Event, talk: Talk, start: datetime) -> datetime:
    if talk.duration in (None, "") and talk.end:
        at = _TIME.fullmatch(talk.end)
        end = _moment(event, talk.end, "end") if at is None else _same_day(start, int(at[1]), int(at[2]))
        length = end - start
    else:
        length = _length(talk.duration)
    if not timedelta() < length <= LONGEST:
        raise ValueError("it takes no time" if length == timedelta() else "its length is none of a session")
    return start + length


def _same_day(start: datetime, hour: int, minute: int) -> datetime:
    if hour > 23 or minute > 59:
        raise ValueError("its end is no time of day")
    end = start.replace(hour=hour, minute=minute)
    return end if end >= start else end + timedelta(days=1)


def _length(told: object) -> timedelta:
    """`01:30` hours and minutes, `1:02:30` days before them, `PT1H30M`, or minutes as a whole number."""
    if isinstance(told, int | float) and not isinstance(told, bool) and 0 <= told <= 10**6 and told == int(told):
        return timedelta(minutes=told)
    text = told.strip() if isinstance(told, str) else ""
    clock, iso = _LENGTH.fullmatch(text), _ISO_LENGTH.fullmatch(text)
    if clock is not None:
        days, hours, minutes = (int(part or 0) for part in clock.groups())
        seconds = 0
        if clock[1] is not None and (hours > 23 or minutes > 59):  # hours, minutes and seconds
            days, hours, minutes, seconds = 0, days, hours, minutes
        if minutes < 60 and seconds < 60:
            return timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
        raise ValueError(f"its length {text[:40]!r} cannot be read")
    if iso is not None and any(iso.groups()):
        days, hours, minutes = (int(part or 0) for part in iso.groups())
        return timedelta(days=days, hours=hours, minutes=minutes)
    if text.isascii() and text.isdigit() and len(text) < 7:
        return timedelta(minutes=int(text))
    raise ValueError(f"its length {text[:40]!r} cannot be read" if text else "it has no length")


# --- rooms and people ------------------------------------------------------------------------------------------------


def _bare(name: str) -> str:
    """A name as it is compared: composed, without case, with single spaces."""
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def _known_as(name: str) -> Iterator[str]:
    """What a person's name may be found by: as it is written first, then without accents, then in any order of its
    parts, with or without the comma that stands behind a surname.
    """
    bare = _bare(name)
    apart = unicodedata.normalize("NFKD", bare.translate(_NO_MARKS))
    without = "".join(one for one in apart if not unicodedata.combining(one))
    yield bare
    yield without
    yield " ".join(sorted(without.replace(",", " ").split()))


def _rooms(event: Event, found: list[ImportedSession], file: str, problems: list[Problem]) -> Iterator[BusyTime]:
    codes = {_bare(one.name): one.code for one in event.rooms} | {_bare(one.code): one.code for one in event.rooms}
    unknown: dict[str, int] = {}
    for one in found:
        if _bare(one.room) in codes:
            yield BusyTime(codes[_bare(one.room)], one.start, one.end, one.place)
        else:
            unknown[one.room] = unknown.get(one.room, 0) + 1
    for room, sessions_in in list(unknown.items())[:_TOLD_ONE_BY_ONE]:
        sentence = f"The event has no room {room[:60]!r}; no room is taken by its {count(sessions_in, 'session')}."
        cure = "Give the room this name, or say whose sessions they are (--who)."
        problems.append(remark(Severity.WARNING, ForeignPlace(file), sentence, cure, value=room))
    if len(unknown) > _TOLD_ONE_BY_ONE:
        sentence = f"{count(len(unknown) - _TOLD_ONE_BY_ONE, 'room')} more of its rooms are none of the event."
        problems.append(remark(Severity.WARNING, ForeignPlace(file), sentence))


def _people(event: Event, found: list[ImportedSession], file: str, problems: list[Problem]) -> Iterator[BusyTime]:
    named: tuple[dict[str, list[str]], ...] = ({}, {}, {})
    for person in event.people:
        if not person.implied:
            for known, form in zip(named, _known_as(person.name), strict=True):
                known.setdefault(form, []).append(person.id)
    unknown, twins = set(), set()
    for one in found:
        for name in one.people:
            found_by = (known.get(form, []) for known, form in zip(named, _known_as(name), strict=True))
            ids = next(filter(None, found_by), [])
            if len(ids) == 1:
                yield BusyTime(ids[0], one.start, one.end, one.place)
            elif ids and _bare(name) not in twins:
                twins.add(_bare(name))
                sentence = f"{name[:60]!r} is the name of {len(ids)} people: {', '.join(ids)}; none of them is taken."
                problems.append(remark(Severity.WARNING, one.place, sentence, "Enter the absence by hand.", value=name))
            elif not ids:
                unknown.add(name)
    if unknown:
        speakers = count(len(unknown), "speaker is", "speakers are")
        sentence = f"{speakers} nobody of the event, and so nobody is absent for them."
        shown = ", ".join(name[:40] for name in sorted(unknown)[:20]) + (" and others" if len(unknown) > 20 else "")
        cure = f"If one of them is, give that person the same name: {shown}."
        problems.append(
            remark(Severity.NOTICE, ForeignPlace(file), sentence, cure, value="; ".join(sorted(unknown)[:9]))
        )


def _unnamed(talks: list[Talk], file: str) -> Iterator[Problem]:
    """Those whom the file does not name in a way that can be read."""
    silent = [talk for talk in talks if talk.unnamed]
    if silent:
        people = count(sum(talk.unnamed for talk in silent), "person has", "people have")
        titles = ", ".join(repr(talk.title[:40]) if talk.title else "a session without a title" for talk in silent[:10])
        sentence = f"{people} no name that can be read, and so nobody is absent for them: in {titles}."
        yield remark(Severity.WARNING, ForeignPlace(file, silent[0].place), sentence, "Enter the absences by hand.")

"""One entry of a calendar: when it is, how it repeats, and whether it takes the time of its owner."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time, timedelta

from planner.feeds.importing.calendar.content import MAX_VALUES, Part, Property
from planner.feeds.importing.calendar.repetition import Repetition
from planner.feeds.importing.calendar.repetition_text import repetition_of
from planner.feeds.importing.calendar.unread import Unread
from planner.feeds.importing.calendar.values import (
    LONGEST,
    CalendarLength,
    CalendarMoment,
    length_of,
    moment,
    moment_of,
)

_DAY = timedelta(days=1)
_OF_TIME = {
    "DTSTART": "starts",
    "DTEND": "ends",
    "DURATION": "lengths",
    "RECURRENCE-ID": "repetitions that it replaces",
    "RRULE": "rules of repetition",
}
_OTHERS = ("UID", "SEQUENCE", "SUMMARY", "STATUS", "TRANSP")


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody who was invited, by name and address as far as they are told."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """An entry; `replaces` is the time of the one repetition in whose place it stands, or, `onwards`, of the first.

    It ends at `end` or after `length`. `declined_by` are those guests who will not come.
    """

    title: str
    line: int
    uid: str
    revision: int
    home: str
    """The zone of its calendar (X-WR-TIMEZONE), by which its owner lives."""
    start: CalendarMoment
    end: CalendarMoment | None
    length: CalendarLength
    rules: tuple[Repetition, ...]
    exceptional_rules: tuple[Repetition, ...]
    more: tuple[tuple[CalendarMoment, CalendarMoment | CalendarLength | None], ...]
    except_at: tuple[CalendarMoment, ...]
    replaces: CalendarMoment | None
    onwards: bool
    cancelled: bool
    free: bool
    declined_by: tuple[Guest, ...]

    @property
    def repeats(self) -> bool:
        """Whether it is held more than once, or may be."""
        return bool(self.rules or self.more)

    @property
    def about(self) -> timedelta:
        """How long it takes, to a day."""
        return self.length.about if self.end is None else self.end.wall - self.start.wall


def entry_of(part: Part) -> CalendarEntry:
    """The entry, or `Unread` with what is wrong with it."""
    if not part.whole:
        raise Unread("it does not end (END:VEVENT) before something else begins")
    for name, meaning in _OF_TIME.items():
        if len(_different(part, name)) > 1:
            raise Unread(f"it has {len(part.properties[name])} {meaning} ({name})")
    begins = part.first("DTSTART")
    if begins is None:
        raise Unread("it has no start (DTSTART)")
    home = "" if part.calendar is None else part.calendar.text("X-WR-TIMEZONE")
    start = moment(begins, "its start", home)
    end, length = _end(part, start, home)
    if end in (None, start) and not length.about and _is_whole_day(part, start):
        end, length = None, CalendarLength(_DAY)
    replaces = part.first("RECURRENCE-ID")
    return CalendarEntry(
        title=part.title,
        line=part.line,
        uid=part.text("UID"),
        revision=_number(part.text("SEQUENCE")),
        home=home,
        start=start,
        end=end,
        length=length,
        rules=tuple(repetition_of(one.value) for one in part.all("RRULE")[:1]) if replaces is None else (),
        exceptional_rules=tuple(repetition_of(one.value) for one in part.all("EXRULE")),
        more=tuple(_more(part.all("RDATE"), home)),
        except_at=tuple(_except_at(part.all("EXDATE"), home)),
        replaces=None if replaces is None else moment(replaces, "the repetition that it replaces", home),
        onwards=replaces is not None and replaces.parameter("RANGE").upper() == "THISANDFUTURE",
        cancelled=_is_cancelled(part),
        free=_is_free(part),
        declined_by=tuple(_declined_by(part.all("ATTENDEE"))),
    )


def doubtful(part: Part) -> str:
    """What is odd about an entry that is taken all the same: the rest of a sentence, or nothing."""
    doubled = [name for name in _OTHERS if len(_different(part, name)) > 1]
    if doubled:
        return f"says {' and '.join(doubled)} more than once; the first was taken"
    if "RRULE" in part.properties and "RECURRENCE-ID" in part.properties:
        return "stands in place of one repetition of another entry and repeats itself; it was taken once"
    return ""


def _different(part: Part, name: str) -> set[tuple[str, str]]:
    return {(one.value, one.parameters) for one in part.properties.get(name, ())}


def _end(part: Part, start: CalendarMoment, home: str) -> tuple[CalendarMoment | None, CalendarLength]:
    """When it ends or how long it takes; a whole day at the least where it takes whole days."""
    ends, lasts = part.first("DTEND"), part.first("DURATION")
    if ends is not None and lasts is not None:
        raise Unread("it has an end and a length (DTEND and DURATION)")
    if ends is None:
        length = CalendarLength() if lasts is None else length_of(lasts.value)
        if length.about < timedelta():
            raise Unread("it ends before it begins")
        if start.whole_day and not length.about:
            length = CalendarLength(_DAY)
        return None, length
    end = moment(ends, "its end", home)
    if end.whole_day != start.whole_day:
        raise Unread("it begins with a time and ends with a whole day, or the other way round")
    if bool(end.zone) != bool(start.zone):
        raise Unread("only one of its start and its end says in which time zone it is")
    if end.wall - start.wall > LONGEST:
        raise Unread("it lasts longer than a hundred years")
    if end.zone == start.zone and end.wall < start.wall:
        raise Unread("it ends before it begins")
    return (None, CalendarLength(max(_DAY, end.wall - start.wall))) if start.whole_day else (end, CalendarLength())


def _is_whole_day(part: Part, start: CalendarMoment) -> bool:
    """By Outlook, which says of a midnight, in a property of its own, that all of the day is meant."""
    return part.text("X-MICROSOFT-CDO-ALLDAYEVENT").upper() == "TRUE" and start.wall.time() == time.min


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _more(told: list[Property], home: str) -> Iterator[tuple[CalendarMoment, CalendarMoment | CalendarLength | None]]:
    """Times besides those of a rule, some with an end of their own."""
    for one in told:
        zone, kind = one.parameter("TZID") or home, one.parameter("VALUE").upper()
        if kind not in ("", "DATE", "DATE-TIME", "PERIOD"):
            raise Unread(f"one of its repetitions is given as {kind[:20]}, not as a time")
        for value in _values(one):
            start, slash, end = value.partition("/")
            begins = moment_of(start, zone, "its repetition")
            yield begins, period_end(begins, end, zone) if slash else None


def period_end(start: CalendarMoment, text: str, zone: str) -> CalendarMoment | CalendarLength:
    """The end of a period: a moment, or how long it takes."""
    if text.strip()[:1] in ("P", "p", "+", "-"):
        return length_of(text)
    end = moment_of(text, zone, "its end")
    if end.wall - start.wall > LONGEST:
        raise Unread("it lasts longer than a hundred years")
    return end


def _except_at(told: list[Property], home: str) -> Iterator[CalendarMoment]:
    for one in told:
        for value in _values(one):
            yield moment_of(value, one.parameter("TZID") or home, "the repetition that is left out")


def _values(told: Property) -> list[str]:
    values = [value for value in told.value.split(",") if value.strip()]
    if len(values) > MAX_VALUES:
        raise Unread(f"it lists more than {MAX_VALUES:,} repetitions")
    return values


def _is_cancelled(part: Part) -> bool:
    withdrawn = part.calendar is not None and part.calendar.text("METHOD").upper() == "CANCEL"
    return withdrawn or part.text("STATUS").upper() == "CANCELLED"


def _is_free(part: Part) -> bool:
    """By the format, or by Outlook, which says it in a property of its own."""
    outlook = part.text("X-MICROSOFT-CDO-BUSYSTATUS") or part.text("X-MICROSOFT-CDO-INTENDEDSTATUS")
    return part.text("TRANSP").upper() == "TRANSPARENT" or outlook.upper() == "FREE"


def _declined_by(told: list[Property]) -> Iterator[Guest]:
    for one in told:
        if one.parameter("PARTSTAT").upper() == "DECLINED":
            yield Guest(one.parameter("CN"), one.value.casefold().removeprefix("mailto:"))

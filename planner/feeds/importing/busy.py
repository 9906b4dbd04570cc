"""Busy times from a calendar file (.ics), as absences."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import recurring_ical_events
from icalendar import Calendar, vPeriod
from icalendar import Event as CalendarEntry

from planner.domain.event import Event
from planner.domain.plan import Problem
from planner.domain.vocabulary import Severity
from planner.feeds.importing.absences import Busy, absences
from planner.feeds.importing.addition import Addition, Place, remark
from planner.workbook.format.parties import ABSENCES

MAX_BYTES = 16 * 1024 * 1024
"""A calendar of a person has a hundredth of it."""

_MARGIN = timedelta(days=1)


def busy_times(event: Event, who: str, file: str, content: bytes) -> Addition:
    """An absence of `who` for every time at which the calendar is busy, repeated entries included.

    Entries that are cancelled or marked as free are no absences. What an entry is about is not taken over.
    """
    problems: list[Problem] = []
    try:
        calendars = _read(content)
    except (ValueError, IndexError, KeyError) as error:
        sentence = f"This is no calendar file: {str(error)[:120] or 'it holds no calendar'}."
        broken = remark(Severity.ERROR, Place(file), sentence, "Export the calendar as .ics (iCalendar) again.")
        return Addition(ABSENCES.name, (), (broken,))
    busy = [one for calendar in calendars for one in _busy(event, who, file, calendar, problems)]
    return absences(event, busy, "Busy", problems, file)


def _read(content: bytes) -> list[Calendar]:
    if len(content) > MAX_BYTES:
        raise ValueError(f"it is larger than {MAX_BYTES // 1024**2} MB")
    found = [one for one in Calendar.from_ical(content, multiple=True) if isinstance(one, Calendar)]
    if not found:
        raise ValueError("it holds no calendar")
    return found


def _busy(event: Event, who: str, file: str, calendar: Calendar, problems: list[Problem]) -> Iterator[Busy]:
    free = 0
    for number, entry in enumerate(_entries(event, file, calendar, problems), 1):
        title = str(entry.get("SUMMARY", "")).strip()[:40]
        place = Place(file, f"entry {number}" + (f" {title!r}" if title else ""))
        if _is_free(entry):
            free += 1
            continue
        start, end = _moment(entry.start, event.zone), _moment(entry.end, event.zone)
        if start < end:
            yield Busy(who, start, end, place)
        else:
            problems.append(remark(Severity.NOTICE, place, "The entry takes no time; it is left out."))
    if free:
        problems.append(remark(Severity.NOTICE, Place(file), f"{free:,} entries are free or cancelled; left out."))
    for period in _periods(calendar):
        start, end = (_moment(moment, event.zone) for moment in period)
        yield Busy(who, start, end, Place(file, "free/busy"))


def _entries(event: Event, file: str, calendar: Calendar, problems: list[Problem]) -> Iterable[CalendarEntry]:
    """The entries around the event, each repetition one of its own; how many there are besides is said."""
    first, last = event.days[0] - _MARGIN, event.days[-1] + 2 * _MARGIN
    all_of_them = calendar.walk("VEVENT")
    query = recurring_ical_events.of(calendar, skip_bad_series=True)
    near = [one for one in query.between(first, last) if isinstance(one, CalendarEntry)]
    uids = {str(one.get("UID", "")) for one in near}
    far = sum(str(one.get("UID", "")) not in uids for one in all_of_them)
    if far:
        sentence = f"{far:,} entries are on other days than the event, or cannot be read as times; they are left out."
        problems.append(remark(Severity.NOTICE, Place(file), sentence))
    return near


def _is_free(entry: CalendarEntry) -> bool:
    return str(entry.get("TRANSP", "")).upper() == "TRANSPARENT" or str(entry.get("STATUS", "")).upper() == "CANCELLED"


def _periods(calendar: Calendar) -> Iterator[tuple[date, date]]:
    """The busy periods of VFREEBUSY parts."""
    for part in calendar.walk("VFREEBUSY"):
        told = part.get("FREEBUSY", [])
        for group in told if isinstance(told, list) else [told]:
            periods = group if isinstance(group, list) else [group]
            for period in periods:
                if isinstance(period, vPeriod) and str(period.params.get("FBTYPE", "BUSY")).upper() != "FREE":
                    yield period.start, period.end


def _moment(when: date, zone: ZoneInfo) -> datetime:
    """A day is its midnight, and a time without a zone is one of the event's."""
    if not isinstance(when, datetime):
        return datetime.combine(when, datetime.min.time(), tzinfo=zone)
    return when.replace(tzinfo=zone) if when.tzinfo is None else when

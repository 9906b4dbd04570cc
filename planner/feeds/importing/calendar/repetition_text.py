"""Repetition rules as calendars write them: `FREQ=WEEKLY;BYDAY=MO,WE;COUNT=10`."""

import re
from datetime import datetime, timedelta

from planner.feeds.importing.calendar.repetition import FREQUENCIES, Repetition
from planner.feeds.importing.calendar.unread import Unread
from planner.feeds.importing.calendar.values import CalendarMoment, later, moment_of

_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_WEEKDAY = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)", re.ASCII)
_NUMBER = re.compile(r"[+-]?\d{1,9}", re.ASCII)
_RANGES = {
    "BYSECOND": (0, 60, False),
    "BYMINUTE": (0, 59, False),
    "BYHOUR": (0, 23, False),
    "BYMONTH": (1, 12, False),
    "BYMONTHDAY": (1, 31, True),
    "BYYEARDAY": (1, 366, True),
    "BYWEEKNO": (1, 53, True),
    "BYSETPOS": (1, 366, True),
}
"""The lowest and highest number of each list, and whether it may count from the end."""
_MOST_EVERY = 99_999


def repetition_of(text: str) -> Repetition:
    """The rule that is written so, or `Unread`."""
    parts: dict[str, str] = {}
    for part in filter(None, text.strip().upper().split(";")):
        name, _, value = part.partition("=")
        if name.strip() in parts:
            raise Unread(f"its repetition says {name[:20]} twice")
        parts[name.strip()] = value.strip()
    frequency = parts.get("FREQ", "")
    if frequency not in FREQUENCIES:
        raise Unread(f"it repeats {frequency[:20] or 'at no rate'}, which is no rate of calendars")
    if parts.get("RSCALE", "GREGORIAN") not in ("GREGORIAN", "ISO8601") or "BYEASTER" in parts:
        raise Unread("it repeats by another calendar")
    weekdays = tuple(_weekday(part) for part in filter(None, parts.get("BYDAY", "").split(",")))
    ends_at = moment_of(parts["UNTIL"], "", "the end of its repetition") if "UNTIL" in parts else None
    return Repetition(
        frequency,
        _positive("INTERVAL", parts.get("INTERVAL", "1"), _MOST_EVERY),
        _positive("COUNT", parts["COUNT"], 10**9) if "COUNT" in parts else None,
        None if ends_at is None else _until(ends_at),
        ends_at,
        _weekday(parts.get("WKST", "MO"))[1],
        weekdays,
        {name: _numbers(name, parts[name]) for name in _RANGES if parts.get(name)},
    )


def _positive(name: str, text: str, most: int) -> int:
    if not _NUMBER.fullmatch(text) or not 1 <= int(text) <= most:
        raise Unread(f"its repetition has {name}={text[:20]}, which must be 1 or more and within reason")
    return int(text)


def _numbers(name: str, text: str) -> frozenset[int]:
    lowest, highest, backwards = _RANGES[name]
    numbers = set()
    for part in text.split(","):
        if not _NUMBER.fullmatch(part.strip()):
            raise Unread(f"its repetition has {name}={text[:20]}, which is no list of numbers")
        number = int(part)
        if not lowest <= (abs(number) if backwards else number) <= highest:
            raise Unread(f"its repetition has {name}={part[:20]}, which there is not")
        numbers.add(number)
    return frozenset(numbers)


def _weekday(text: str) -> tuple[int, int]:
    match = _WEEKDAY.fullmatch(text.strip())
    if match is None or match[1] in ("0", "00", "+0", "-0"):
        raise Unread(f"its repetition has the weekday {text[:20]!r}, which there is not")
    return int(match[1] or 0), _WEEKDAYS.index(match[2])


def _until(end: CalendarMoment) -> datetime:
    late = timedelta(days=1, microseconds=-1) if end.zone or end.whole_day else timedelta()
    return later(end.wall, late)

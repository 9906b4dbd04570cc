"""What times, lengths and offsets say, as they are written in calendars."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from planner.feeds.importing.calendar.content import Property
from planner.feeds.importing.calendar.unread import Unread

LONGEST = timedelta(days=36_525)
"""A hundred years: what lasts longer is no appointment."""

BEGINNING, END = datetime.min, datetime.max  # noqa: DTZ901 - of all clocks on walls, which know no zone

_MOMENT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z?))?", re.ASCII | re.IGNORECASE)
_LENGTH = re.compile(
    r"([+-]?)P(?:(\d{1,12})W)?(?:(\d{1,12})D)?(?:T(?:(\d{1,12})H)?(?:(\d{1,12})M)?(?:(\d{1,12})S)?)?",
    re.ASCII | re.IGNORECASE,
)
_OFFSET = re.compile(r"([+-])(\d\d)(\d\d)(\d\d)?", re.ASCII)
_UNITS = ("weeks", "days", "hours", "minutes", "seconds")


@dataclass(frozen=True, slots=True)
class CalendarMoment:
    """What the clock on the wall shows, and in which zone it hangs: `UTC`, a name, or none.

    A whole day is its midnight; days have no zone.
    """

    wall: datetime
    zone: str = ""
    whole_day: bool = False


@dataclass(frozen=True, slots=True)
class CalendarLength:
    """So much later: first by the calendar, then by elapsed time. The two differ where clocks change in between."""

    days: timedelta = timedelta()
    elapsed: timedelta = timedelta()

    @property
    def about(self) -> timedelta:
        """The length where a day has 24 hours, as it has but for changes of the clock."""
        return self.days + self.elapsed


def later(wall: datetime, by: timedelta) -> datetime:
    """The clock so much later, or earlier, but never beyond what clocks can show."""
    return wall + min(by, END - wall) if by > timedelta() else wall - min(-by, wall - BEGINNING)


def moment_of(text: str, zone: str, what: str) -> CalendarMoment:
    """The moment, or `Unread` with what it is of: `its start`."""
    match = _MOMENT.fullmatch(text.strip())
    try:
        if match is None:
            raise ValueError
        year, month, day, hour, minute, second = (int(part or 0) for part in match.groups()[:6])
        midnight = datetime(year, month, day)  # noqa: DTZ001 - a clock on a wall knows no zone
        if (hour, minute, second) == (24, 0, 0):
            return CalendarMoment(midnight + timedelta(days=1), zone)
        # A leap second is the second before it, as the format says.
        wall = midnight.replace(hour=hour, minute=minute, second=min(second, 59) if second == 60 else second)
    except (ValueError, OverflowError):
        raise Unread(f"{what} {text[:40]!r} is no time as calendars write it (20251025T090000)") from None
    whole_day = match[4] is None
    return CalendarMoment(wall, "" if whole_day else "UTC" if match[7] else zone, whole_day)


def near_day(text: str) -> datetime | None:
    """The midnight before a moment that is well written; None for others."""
    if not text[:8].isdigit() or not text.isascii() or (len(text) > 8 and text[8] != "T"):
        return None
    try:
        return datetime(int(text[:4]), int(text[4:6]), int(text[6:8]))  # noqa: DTZ001 - a clock on a wall
    except ValueError:
        return None


def moment(of: Property, what: str, otherwise: str = "") -> CalendarMoment:
    """The one moment that a property holds; without a zone of its own in that which holds otherwise."""
    if of.parameter("VALUE").upper() not in ("", "DATE", "DATE-TIME"):
        raise Unread(f"{what} is given as {of.parameter('VALUE')[:20]}, not as a time")
    zones = of.all_of("TZID")
    if len(zones) > 1:
        raise Unread(f"{what} is told in {len(zones)} time zones")
    return moment_of(of.value, (zones and zones[0]) or otherwise, what)


def length_of(text: str) -> CalendarLength:
    """The length, or `Unread`."""
    match = _LENGTH.fullmatch(text.strip())
    if match is None or not any(match.groups()[1:]):
        raise Unread(f"its length {text[:40]!r} is none as calendars write it (PT1H30M)")
    numbers = dict(zip(_UNITS, (int(part or 0) for part in match.groups()[1:]), strict=True))
    sign = -1 if match[1] == "-" else 1
    if any(number > LONGEST // timedelta(**{unit: 1}) for unit, number in numbers.items()):
        raise Unread("it lasts longer than a hundred years")
    days = timedelta(weeks=numbers["weeks"], days=numbers["days"])
    elapsed = timedelta(hours=numbers["hours"], minutes=numbers["minutes"], seconds=numbers["seconds"])
    return CalendarLength(sign * days, sign * elapsed)


def offset_of(text: str) -> timedelta:
    """How much a clock is ahead of UTC, or `Unread`."""
    match = _OFFSET.fullmatch(text.strip())
    if match is None:
        raise Unread(f"its offset {text[:20]!r} is none")
    ahead = timedelta(hours=int(match[2]), minutes=int(match[3]), seconds=int(match[4] or 0))
    if ahead >= timedelta(days=1):
        raise Unread(f"its offset {text[:20]!r} is more than a day")
    return -ahead if match[1] == "-" else ahead

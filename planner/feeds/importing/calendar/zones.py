"""Which clock a calendar means by the name of a time zone."""

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from planner.feeds.importing.calendar.unread import UnknownZone

_UTC = ("utc", "z", "gmt", "tzone://microsoft/utc", "coordinated universal time")
_LABEL = re.compile(r"\(?\s*(?:UTC|GMT)?\s*(?:([+-])\s*(\d{1,2}):?(\d\d)?)?\s*\)?(?:\s*[:;,-]?\s*)(.*)", re.IGNORECASE)
"""`(UTC+07:00) Bangkok, Hanoi, Jakarta`, `GMT+0900`, `UTC-5`, `+07:00`."""
_NOT_PLACES = ("localtime", "Factory", "posixrules")

_CALLED = {
    "eastern time (us & canada)": "America/New_York",
    "central time (us & canada)": "America/Chicago",
    "mountain time (us & canada)": "America/Denver",
    "pacific time (us & canada)": "America/Los_Angeles",
    "atlantic time (canada)": "America/Halifax",
    "indiana (east)": "America/Indianapolis",
    "arizona": "America/Phoenix",
    "alaska": "America/Anchorage",
    "hawaii": "Pacific/Honolulu",
    "newfoundland": "America/St_Johns",
    "saskatchewan": "America/Regina",
    "central america": "America/Guatemala",
    "brasilia": "America/Sao_Paulo",
    "greenland": "America/Godthab",
    "west central africa": "Africa/Lagos",
    "astana": "Asia/Almaty",
    "abu dhabi": "Asia/Dubai",
}
"""Places of the labels that Windows shows which are not those of the time zone database."""


@lru_cache(maxsize=1)
def _named() -> dict[str, str]:
    """The names of the time zone database, and those of Windows (after Unicode CLDR), without case."""
    names = {name.casefold(): name for name in available_timezones() if name not in _NOT_PLACES}
    return {name.casefold(): place for name, place in WINDOWS_TO_OLSON.items()} | names


@lru_cache(maxsize=1)
def _cities() -> dict[str, tuple[str, ...]]:
    cities: dict[str, tuple[str, ...]] = {}
    for name in sorted(available_timezones()):
        city = name.rpartition("/")[2].replace("_", " ").casefold()
        cities[city] = (*cities.get(city, ()), name)
    return cities


@lru_cache(maxsize=500)
def zone_named(name: str) -> tzinfo:
    """The zone: a name of the time zone database, also at the end of a path, of Windows, or a label with an offset.

    `UnknownZone` where it is none of them, or contradicts itself.
    """
    plain = name.strip().strip('"').casefold()
    if plain in _UTC:
        return UTC
    parts = plain.split("/")
    for kept in range(min(len(parts), 4), 0, -1):
        tail = "/".join(parts[-kept:])
        if tail in _named() and (kept == len(parts) or kept > 1):
            return ZoneInfo(_named()[tail])
    return _labelled(plain, name)


def is_label(name: str) -> bool:
    """Whether the zone is told by how far it is from UTC alone, so that it never changes its clocks."""
    return not isinstance(zone_named(name), ZoneInfo) and name.strip().casefold() not in _UTC


def _labelled(plain: str, name: str) -> tzinfo:
    match = _LABEL.fullmatch(plain)
    if match is None or re.search(r"[+-]\s*\d", match[4]):
        raise UnknownZone(name)
    ahead = timedelta(hours=int(match[2] or 0), minutes=int(match[3] or 0)) * (-1 if match[1] == "-" else 1)
    if abs(ahead) > timedelta(hours=14) or int(match[3] or 0) > 59:
        raise UnknownZone(name)
    placed = _place(match[4], ahead)
    if placed is not None:
        return placed
    if match[2] is None:  # words alone, or a place that is elsewhere
        raise UnknownZone(name)
    return timezone(ahead)


def _place(text: str, ahead: timedelta) -> tzinfo | None:
    """The first of the places that has such a clock in winter."""
    for part in (text, *text.split(",")):
        city = part.strip()
        for zone in (_CALLED.get(city, ""), *_cities().get(city, ())):
            if zone and _winter(zone) == ahead:
                return ZoneInfo(zone)
    return None


def _winter(zone: str) -> timedelta | None:
    clock = ZoneInfo(zone)
    offsets = [datetime(2025, month, 1, tzinfo=clock).utcoffset() for month in (1, 7)]
    return min(offset for offset in offsets if offset is not None)

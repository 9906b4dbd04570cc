"""The time zones that a calendar file tells itself (VTIMEZONE)."""

from bisect import bisect_right
from collections.abc import Iterator
from datetime import datetime, timedelta, tzinfo

from planner.feeds.importing.calendar.content import Part
from planner.feeds.importing.calendar.repetition import DayBudget
from planner.feeds.importing.calendar.repetition_text import repetition_of
from planner.feeds.importing.calendar.unread import Unread
from planner.feeds.importing.calendar.values import later, moment, moment_of, offset_of

_BACK = timedelta(days=3 * 366)
"""Clocks are set at least so often, or not at all any more."""

_AHEAD = timedelta(days=366)


class FileZone(tzinfo):
    """A clock that is set to another offset at certain moments, told on the clock before."""

    def __init__(self, name: str, settings: list[tuple[datetime, timedelta]]) -> None:
        self._name = name
        self._moments = [when for when, _ in settings]
        self._offsets = [offset for _, offset in settings]

    def utcoffset(self, when: datetime | None) -> timedelta:
        """The last that was set; before the first, that one."""
        if when is None:
            return self._offsets[0]
        return self._offsets[max(0, bisect_right(self._moments, when.replace(tzinfo=None)) - 1)]

    def dst(self, when: datetime | None) -> None:
        """Nobody asks."""

    def tzname(self, when: datetime | None) -> str:
        """The name that the file gives the zone, at any time."""
        return self._name


def file_zone(part: Part, around: datetime, budget: DayBudget) -> FileZone:
    """The zone as it is around a moment; `Unread` if it cannot be known."""
    settings = sorted(setting for season in part.seasons for setting in _settings(season, around, budget))
    if not settings:
        raise Unread("it does not say how its clocks are set")
    return FileZone(part.text("TZID"), settings)


def _settings(season: Part, around: datetime, budget: DayBudget) -> Iterator[tuple[datetime, timedelta]]:
    begins, offset = season.first("DTSTART"), season.first("TZOFFSETTO")
    if begins is None or offset is None:
        raise Unread("one of its seasons has no beginning or no offset")
    ahead, first = offset_of(offset.value), moment(begins, "the beginning of its season").wall
    yield first, ahead
    for listed in season.all("RDATE"):
        for value in listed.value.split(","):
            yield moment_of(value, "", "the beginning of its season").wall, ahead
    latest = around + _AHEAD
    for listed in season.all("RRULE"):
        rule = repetition_of(listed.value)
        ends = around if rule.until is None else min(around, rule.until)
        earliest = max(later(ends, -_BACK), first) if ends > first else first
        yield from ((start, ahead) for start in rule.starts(first, earliest, latest, budget))

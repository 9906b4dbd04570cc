"""When an entry takes place: once, or in repetitions of which some were left out, moved or changed from then on."""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import cached_property

from planner.domain.clock import Span
from planner.feeds.importing.calendar.entry import CalendarEntry
from planner.feeds.importing.calendar.repetition import DayBudget, Repetition
from planner.feeds.importing.calendar.unread import UnknownZone, Unread
from planner.feeds.importing.calendar.values import BEGINNING, CalendarLength, CalendarMoment, later

_MARGIN = timedelta(days=2)
"""No clock is further from another."""

_LONGEST = timedelta(days=366)
"""What repeats and lasts longer is no appointment; and nothing is moved so far."""


@dataclass(frozen=True)  # not slotted: the edges are computed once and kept
class Days:
    """The days that are looked at, and the clock of each zone that is named; the event's for no name."""

    span: Span
    zone: Callable[[str], tzinfo]

    @cached_property
    def edges(self) -> tuple[datetime, datetime]:
        """First and last moment on any clock, as clocks show them."""
        return self.span.start.replace(tzinfo=None) - _MARGIN, self.span.end.replace(tzinfo=None) + _MARGIN

    def near(self, first: datetime, last: datetime) -> bool:
        """Whether what lies between them on some clock may touch the days."""
        start, end = self.edges
        return first < end and last > start

    def utc(self, moment: CalendarMoment) -> datetime:
        """A moment of the calendar in UTC, by the zones that the file describes."""
        return moment.wall.replace(tzinfo=self.zone(moment.zone)).astimezone(UTC)

    def later(self, start: CalendarMoment, length: CalendarLength) -> datetime:
        """So much after a moment, in UTC."""
        return self.utc(replace(start, wall=start.wall + length.days)) + length.elapsed


class _Changes:
    """Which repetitions of an entry stand no more, and what has changed from one of them on."""

    def __init__(self, entry: CalendarEntry, changes: Sequence[CalendarEntry], days: Days) -> None:
        single = [one.replaces for one in changes if one.replaces is not None and not one.onwards]
        gone = [
            one
            for one in (*entry.except_at, *single)
            if days.near(later(one.wall, -_LONGEST), later(one.wall, _LONGEST))
        ]
        self._days: set[date] = {one.wall.date() for one in gone if one.whole_day}
        self._walls = {one.wall for one in gone if not one.zone and not one.whole_day}
        self._moments = {days.utc(one) for one in gone if one.zone}
        onwards = [one for one in changes if one.onwards and one.replaces is not None]
        self._onwards = sorted(onwards, key=lambda one: one.replaces.wall if one.replaces else BEGINNING)
        self._from = [one.replaces.wall for one in self._onwards if one.replaces is not None]

    def stands(self, start: CalendarMoment, days: Days) -> bool:
        return (
            start.wall.date() not in self._days
            and start.wall not in self._walls
            and (not self._moments or days.utc(start) not in self._moments)
        )

    def at(self, entry: CalendarEntry, start: CalendarMoment, days: Days) -> Span | None:
        """The time of the repetition as it was changed; None if it is taken from nobody any more."""
        place = bisect_right(self._from, start.wall)
        change = self._onwards[place - 1] if place else None
        if change is None or change.replaces is None:
            return _span(entry, start, days)
        if change.cancelled or change.free:
            return None
        moved = replace(change.start, wall=later(start.wall, change.start.wall - change.replaces.wall))
        return _span(change, moved, days) if days.near(moved.wall, later(moved.wall, change.about)) else None


def times(entry: CalendarEntry, changes: Sequence[CalendarEntry], days: Days, budget: DayBudget) -> Iterator[Span]:
    """The times of an entry that touch the days, without those in whose place one of the `changes` stands.

    `Unread` or `UnknownZone` if they cannot be known.
    """
    if entry.repeats and entry.about > _LONGEST:
        raise Unread("it repeats and lasts longer than a year")
    if not entry.repeats and not days.near(entry.start.wall, later(entry.start.wall, entry.about)):
        return
    entry = _at_home(entry, days)
    changed = _Changes(entry, changes, days)
    for wall in _walls(entry, changes, days, budget) if entry.repeats else (entry.start.wall,):
        start = replace(entry.start, wall=wall)
        if changed.stands(start, days):
            yield from _touching(days, changed.at(entry, start, days))
    for more, end in entry.more:
        if end is not None and days.near(more.wall, later(more.wall, _LONGEST)):
            until = days.utc(end) if isinstance(end, CalendarMoment) else days.later(more, end)
            yield from _touching(days, Span(days.utc(more), until))


def _touching(days: Days, span: Span | None) -> Iterator[Span]:
    """The span if it lies in the days, one that takes no time included."""
    if span is not None and (span.overlaps(days.span) or days.span.start <= span.start == span.end < days.span.end):
        yield span


def _span(entry: CalendarEntry, start: CalendarMoment, days: Days) -> Span:
    """From a start to the end that goes with it: as much later on the clocks."""
    begin = days.utc(start)
    if entry.end is None:
        return Span(begin, days.later(start, entry.length))
    return Span(begin, days.utc(replace(entry.end, wall=start.wall + (entry.end.wall - entry.start.wall))))


def _at_home(entry: CalendarEntry, days: Days) -> CalendarEntry:
    """A repetition told in UTC goes by the clock of its owner, as Google's calendars mean it."""
    if not (entry.repeats and entry.home and entry.start.zone == "UTC" and 1 < entry.start.wall.year < 9999):
        return entry
    try:
        home = days.zone(entry.home)
    except UnknownZone:
        return entry  # the times are sure without it
    start, end = (_on(moment, home, entry.home) for moment in (entry.start, entry.end))
    assert start is not None
    return replace(entry, start=start, end=end)


def _on(moment: CalendarMoment | None, zone: tzinfo, name: str) -> CalendarMoment | None:
    if moment is None or moment.zone != "UTC":
        return moment
    return CalendarMoment(moment.wall.replace(tzinfo=UTC).astimezone(zone).replace(tzinfo=None), name)


def _walls(entry: CalendarEntry, changes: Sequence[CalendarEntry], days: Days, budget: DayBudget) -> list[datetime]:
    """The starts around the days on the clock of the entry, in order."""
    moved = max((abs(one.start.wall - one.replaces.wall) for one in changes if one.replaces), default=timedelta())
    reach = entry.about + min(moved, _LONGEST)
    earliest, latest = days.edges[0] - reach, days.edges[1] + reach
    starts = {entry.start.wall} if earliest <= entry.start.wall < latest else set()
    for rule in entry.rules:
        starts.update(_of_rule(entry, rule, earliest, latest, days, budget))
    for more, end in entry.more:
        if end is None and earliest <= more.wall < latest:
            starts.add(_on_clock(entry, more, days))
    for rule in entry.exceptional_rules:
        starts.difference_update(_of_rule(entry, rule, earliest, latest, days, budget))
    return sorted(starts)


def _of_rule(
    entry: CalendarEntry, rule: Repetition, earliest: datetime, latest: datetime, days: Days, budget: DayBudget
) -> Iterator[datetime]:
    ends = rule.ends_at
    exact = None if ends is None or not ends.zone or not days.near(ends.wall, ends.wall) else days.utc(ends)
    whole_day = entry.start.whole_day
    for wall in rule.starts(entry.start.wall, earliest, latest, budget, whole_day=whole_day):
        if exact is not None and days.utc(replace(entry.start, wall=wall)) > exact:
            return
        yield wall


def _on_clock(entry: CalendarEntry, moment: CalendarMoment, days: Days) -> datetime:
    """What the clock of the entry shows at a moment."""
    if moment.whole_day:
        return datetime.combine(moment.wall, entry.start.wall.time())
    if moment.zone == entry.start.zone or not moment.zone:
        return moment.wall
    return days.utc(moment).astimezone(days.zone(entry.start.zone)).replace(tzinfo=None)

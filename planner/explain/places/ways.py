"""Every way to hold a meeting: each start on its grid, each choice of people, each room, each crew of interpreters."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from itertools import product

import numpy as np
from numpy.typing import NDArray

from planner.domain.clock import Span
from planner.domain.event import Event
from planner.domain.meeting import Meeting
from planner.domain.plan import Placement, Plan
from planner.domain.vocabulary import PlanState
from planner.rules.case import Case
from planner.rules.interpreters import serves

Mask = NDArray[np.bool_]
Seconds = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Scope:
    """Which starts and which room are looked at: the hours of a day and every room where nothing is said."""

    starts: tuple[datetime, ...] | None = None
    room: str = ""


EVERYWHERE = Scope()


@dataclass(frozen=True)  # not slotted: the look-ups below are computed once and kept
class Ways:
    """The candidates of a meeting beside everything else in the plan; masks are starts x rooms.

    `rooms` holds '' alone where the meeting takes no room; `crews` is empty where languages cannot be bridged.
    """

    case: Case
    meeting: Meeting
    starts: tuple[datetime, ...]
    seatings: tuple[tuple[str, ...], ...]
    rooms: tuple[str, ...]
    crews: tuple[tuple[str, ...], ...]

    @classmethod
    def of(cls, event: Event, plan: Plan, meeting: Meeting, scope: Scope = EVERYWHERE) -> "Ways":
        """Every way to hold the meeting in this scope, whose starts may be on no grid."""
        others = Plan(tuple(row for row in plan.rows if row.item != meeting.id))
        return cls(
            case=Case(event, others),
            meeting=meeting,
            starts=tuple(_starts_in_hours(event, meeting)) if scope.starts is None else scope.starts,
            seatings=tuple(dict.fromkeys(tuple(dict.fromkeys(people)) for people in product(*meeting.roles))),
            rooms=("",) if meeting.use is None else tuple(code for code in event.room if scope.room in ("", code)),
            crews=tuple(_crews(event, meeting)),
        )

    @property
    def event(self) -> Event:
        """The event in which places are looked for."""
        return self.case.event

    @property
    def count(self) -> int:
        """How many candidates there are."""
        return len(self.starts) * len(self.seatings) * len(self.rooms) * max(1, len(self.crews))

    @cached_property
    def people(self) -> tuple[str, ...]:
        """Everybody who might attend, the preferred first."""
        return tuple(dict.fromkeys(person for seating in self.seatings for person in seating))

    @cached_property
    def zones(self) -> tuple[str, ...]:
        """The zone of each of the rooms."""
        return tuple(self.event.zone_of(room) for room in self.rooms)

    @cached_property
    def days(self) -> tuple[date, ...]:
        """The local day of each start."""
        return tuple(self.case.day(start) for start in self.starts)

    @cached_property
    def first(self) -> Seconds:
        """When each start is, in seconds."""
        return np.array([seconds(start) for start in self.starts], dtype=np.int64)

    @property
    def last(self) -> Seconds:
        """When the meeting ends from each start, in seconds."""
        return self.first + self.meeting.minutes * 60

    def span(self, start: int) -> Span:
        """The time of the meeting from one of the starts, by index."""
        return Span(self.starts[start], self.starts[start] + timedelta(minutes=self.meeting.minutes))

    def row(self, start: int, seating: int, room: int, crew: int) -> Placement:
        """One candidate as a row of the plan, by its indices."""
        meeting, span = self.meeting, self.span(start)
        return Placement(
            item=meeting.id,
            kind=meeting.kind,
            title=meeting.title,
            start=self.event.local(span.start),
            end=self.event.local(span.end),
            room=self.rooms[room],
            people=self.seatings[seating],
            interpreters=self.crews[crew],
            state=PlanState.PLANNED,
            why=meeting.remark,
        )

    # --- masks ---------------------------------------------------------------------------------------------------

    def overlapping(self, span: Span) -> Mask:
        """The starts from which the meeting overlaps the span."""
        return np.asarray((self.last > seconds(span.start)) & (self.first < seconds(span.end)))

    def shortly_before(self, span: Span, minutes: float) -> Mask:
        """The starts from which the meeting ends less than so many minutes before the span."""
        left = seconds(span.start) - self.last
        return np.asarray((left >= 0) & (left < round(minutes * 60)))

    def shortly_after(self, span: Span, minutes: float) -> Mask:
        """The starts less than so many minutes after the span."""
        left = self.first - seconds(span.end)
        return np.asarray((left >= 0) & (left < round(minutes * 60)))

    def too_near(self, span: Span, *, ahead: float = 0, behind: float = 0) -> Mask:
        """The starts from which the meeting overlaps the span, or ends less than `ahead` minutes before it, or starts
        less than `behind` minutes after it.
        """
        return self.overlapping(span) | self.shortly_before(span, ahead) | self.shortly_after(span, behind)

    def outside(self, span: Span) -> Mask:
        """The starts from which some part of the meeting lies outside the span."""
        return np.asarray((self.first < seconds(span.start)) | (self.last > seconds(span.end)))

    def on(self, days: Iterable[date]) -> Mask:
        """The starts on one of the days."""
        among = set(days)
        return np.array([day in among for day in self.days], dtype=np.bool_)

    def by_zone(self, masks: dict[str, Mask]) -> Mask:
        """Starts x rooms from a mask for each zone."""
        return np.stack([masks[zone] for zone in self.zones], axis=1)


def seconds(moment: datetime) -> int:
    """A moment as a whole number that numpy can compare."""
    return round((moment.astimezone(UTC) - _EPOCH).total_seconds())


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def _starts_in_hours(event: Event, meeting: Meeting) -> Iterator[datetime]:
    """Each start on the meeting's grid in the hours of a day."""
    opens, closes = _minute(event.settings.day_start), _minute(event.settings.day_end)
    return _starts(event, range(-(-opens // meeting.grid) * meeting.grid, closes, meeting.grid))


def starts_at_any_hour(event: Event, meeting: Meeting) -> Iterator[datetime]:
    """Each start on the meeting's grid, by day and by night."""
    return _starts(event, range(0, _WHOLE_DAY, meeting.grid))


def minutely(event: Event) -> Scope:
    """Each minute in the hours of a day."""
    return Scope(tuple(_starts(event, range(_minute(event.settings.day_start), _minute(event.settings.day_end)))))


_WHOLE_DAY = 24 * 60


def _starts(event: Event, minutes: Iterable[int]) -> Iterator[datetime]:
    """These minutes of each day; times that a clock change leaves out are no starts."""
    for day in event.days:
        for minute in minutes:
            wanted = time(*divmod(minute, 60))
            start = event.at(day, wanted).astimezone(UTC)
            if event.local(start).time() == wanted:
                yield start


def _minute(moment: time) -> int:
    """The first whole minute of the day that is not before the moment."""
    return moment.hour * 60 + moment.minute + (moment.second > 0)


def _crews(event: Event, meeting: Meeting) -> Iterator[tuple[str, ...]]:
    """One interpreter for each pair, nobody twice."""
    able = [[one.id for one in event.interpreters if serves(one, pair)] for pair in meeting.pairs]
    teams = (tuple(sorted(team)) for team in product(*able) if len(set(team)) == len(team))
    return iter(dict.fromkeys(teams))

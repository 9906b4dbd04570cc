"""Time as the rules see it: spans of real, elapsed time.

Date-times of the domain carry the event's time zone. Python compares and subtracts two date-times of one zone by
the clock on the wall, which is wrong by an hour around a clock change; a Span is therefore kept in UTC.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

AFTERNOON_FROM = 13
"""The hour at which the second half of a day begins, for whoever remembers a meeting as in the morning or afternoon:
conference sessions run from 10 to 13 and from 15 to 18, and what begins over lunch belongs to the afternoon."""


def shift(moment: datetime, *, minutes: float = 0, seconds: float = 0) -> datetime:
    """The moment so much elapsed time later, on the clock of the same zone."""
    moved = moment.astimezone(UTC) + timedelta(minutes=minutes, seconds=seconds)
    return moved.astimezone(moment.tzinfo)


def minutes_between(earlier: datetime, later: datetime) -> float:
    """Elapsed minutes from `earlier` to `later`; negative if they are the other way round."""
    return (later.astimezone(UTC) - earlier.astimezone(UTC)).total_seconds() / 60


def clock(moment: datetime) -> str:
    """`14:30 on Saturday 25 October`, as sentences say it."""
    return f"{moment:%H:%M on %A} {moment.day} {moment:%B}"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of time: the start belongs to it, the end does not. Both are kept in UTC."""

    start: datetime
    end: datetime

    @classmethod
    def of(cls, start: datetime, end: datetime) -> "Span":
        """From one moment to another, each of any time zone."""
        return cls(start.astimezone(UTC), end.astimezone(UTC))

    @property
    def minutes(self) -> float:
        """How long it lasts, in minutes."""
        return (self.end - self.start).total_seconds() / 60

    def overlaps(self, other: "Span") -> bool:
        """Whether some moment lies in both; spans that only touch do not overlap."""
        return self.start < other.end and other.start < self.end

    def within(self, other: "Span") -> bool:
        """Whether no part of it lies outside another; ends may meet."""
        return other.start <= self.start and self.end <= other.end

    def widened(self, *, before: float = 0, after: float = 0) -> "Span":
        """The span with so many minutes added in front and behind."""
        return Span(self.start - timedelta(minutes=before), self.end + timedelta(minutes=after))

    def gap_to(self, other: "Span") -> float:
        """Minutes from the end of the earlier of the two to the start of the later; negative if they overlap."""
        return max((other.start - self.end).total_seconds(), (self.start - other.end).total_seconds()) / 60


def free_within(outer: Span, taken: Iterable[Span]) -> list[Span]:
    """What is left of `outer` when the taken spans are cut out of it, in order of time."""
    left, cursor = [], outer.start
    for span in sorted(taken):
        if span.start > cursor and cursor < outer.end:
            left.append(Span(cursor, min(span.start, outer.end)))
        cursor = max(cursor, span.end)
    if cursor < outer.end:
        left.append(Span(cursor, outer.end))
    return left

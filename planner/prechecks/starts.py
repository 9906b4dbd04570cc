"""Sets of possible starts, small and fast enough to intersect for thousands of meetings.

Every moment at which a meeting of the event could start is numbered; a set of them is a whole number with one bit
for each moment, so that `&` and `|` are intersection and union.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from itertools import accumulate

from planner.domain.clock import Span
from planner.domain.event import Event


@dataclass(frozen=True, slots=True)
class Host:
    """A person, room or interpreter that holds one meeting at a time, with `rest` minutes between two of them."""

    free: tuple[Span, ...]
    rest: int


@dataclass(frozen=True)  # not slotted: the look-ups below are computed once and kept
class Starts:
    """Every start that the hours of an event leave, and how many of them a meeting of some grid and length has."""

    event: Event
    _grids: dict[int, int] = field(default_factory=dict)

    @cached_property
    def moments(self) -> tuple[datetime, ...]:
        """Every start on the time step inside the hours of a day, in UTC and in order."""
        return tuple(sorted({moment for day in self.event.days for moment in self._moments_of(day)}))

    def _moments_of(self, day: date) -> Iterable[datetime]:
        settings, hours = self.event.settings, self.event.day_hours(day)
        last = settings.day_end.hour * 60 + settings.day_end.minute
        for minute in range(0, last + 1, settings.time_step):
            local = self.event.at(day, time(*divmod(minute, 60)))
            for fold in (0, 1):  # where the clock is set back, a time of day comes twice
                moment = local.replace(fold=fold).astimezone(UTC)
                if hours.start <= moment < hours.end:
                    yield moment

    @cached_property
    def times_of_day(self) -> tuple[time, ...]:
        """The local time of day of each moment."""
        return tuple(self.event.local(moment).time() for moment in self.moments)

    def on_grid(self, grid: int) -> int:
        """The starts at multiples of so many minutes from midnight."""
        if grid not in self._grids:
            times = enumerate(self.times_of_day)
            self._grids[grid] = sum(1 << bit for bit, of_day in times if (of_day.hour * 60 + of_day.minute) % grid == 0)
        return self._grids[grid]

    def at_times(self, times: Sequence[time]) -> int:
        """The starts at one of these times of day."""
        return sum(1 << bit for bit, of_day in enumerate(self.times_of_day) if of_day in times)

    def inside(self, spans: Iterable[Span], minutes: int) -> int:
        """The starts from which so many minutes lie inside one of the spans."""
        starts = 0
        for span in spans:
            if span.minutes >= minutes:
                first = bisect_left(self.moments, span.start)
                end = bisect_right(self.moments, span.end - timedelta(minutes=minutes))
                starts |= (1 << end) - (1 << first) if end > first else 0
        return starts

    def since(self, moment: datetime) -> int:
        """The starts at or after a moment."""
        return (1 << len(self.moments)) - (1 << bisect_left(self.moments, moment))

    def first(self, starts: int) -> datetime:
        """The earliest moment of a set of starts that is not empty."""
        return self.moments[(starts & -starts).bit_length() - 1]

    def reach(self, starts: int, minutes: int) -> Span:
        """From the first of the starts to the end of what begins at the last."""
        return Span(self.first(starts), self.moments[starts.bit_length() - 1] + timedelta(minutes=minutes))

    def spaced(self, starts: int, minutes: int, enough: int) -> int:
        """The most of the starts that can be chosen so that any two lie so many minutes apart, up to `enough`."""
        chosen = 0
        while starts and chosen < enough:
            chosen += 1
            starts &= self.since(self.first(starts) + timedelta(minutes=minutes))
        return chosen

    def at_most(self, lengths: Sequence[int], hosts: Sequence[Host], allowed: int) -> int:
        """An upper bound on how many meetings of these lengths the hosts can hold, each at one of the allowed starts.

        Two bounds, the smaller counts: by number, as if all were as short as the shortest, and by minutes.
        """
        shortest, number, minutes = min(lengths), 0, 0
        for host in hosts:
            starts = self.inside(host.free, shortest) & allowed
            number += self.spaced(starts, shortest + host.rest, enough=len(lengths) - number)
            minutes += sum(self._usable(stretch, shortest, allowed, host.rest) for stretch in host.free)
        return min(number, shortest_first(lengths, min((host.rest for host in hosts), default=0), minutes))

    def _usable(self, stretch: Span, shortest: int, allowed: int, rest: int) -> int:
        """Minutes from the first start of a stretch to its end, and the rest that the last meeting leaves behind."""
        here = self.inside((stretch,), shortest) & allowed
        return int((stretch.end - self.first(here)).total_seconds() // 60) + rest if here else 0


def shortest_first(lengths: Sequence[int], rest: int, minutes: int) -> int:
    """How many of the lengths, each with its rest, so many minutes are enough for, the shortest taken first."""
    return bisect_right(list(accumulate(length + rest for length in sorted(lengths))), minutes)

"""The solver's clock: ticks from the midnight before the event, and the starts on them.

A tick is the largest length that divides every start and every length of a meeting, so that meetings lie on ticks
exactly. Whatever else closes or separates time is rounded outwards; for meetings that lie on ticks this forbids
exactly what the minutes forbid.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from math import ceil, floor, gcd

import numpy as np
from numpy.typing import NDArray

from planner.domain.clock import Span
from planner.domain.event import Event

Ticks = NDArray[np.int64]
Mask = NDArray[np.bool_]


def protect(record: object) -> None:
    """Let no array that is a field of this record be written to any more: it is frozen as its other fields are."""
    for one in fields(record):  # type: ignore[arg-type]  # any dataclass
        value = getattr(record, one.name)
        if isinstance(value, np.ndarray):
            value.flags.writeable = False


@dataclass(frozen=True)  # not slotted: the masks below are computed once and kept
class Axis:
    """`minutes` per tick; `ticks` in all; each start's tick, day (index) and minute of the day on the local clock."""

    origin: datetime
    minutes: int
    ticks: int
    start_tick: Ticks
    start_day: Ticks
    start_clock: Ticks
    days: tuple[date, ...]

    def __post_init__(self) -> None:
        protect(self)

    @classmethod
    def of(cls, event: Event) -> "Axis":
        """The axis on which every meeting of the event may be placed."""
        step, hours = event.settings.time_step, (event.settings.day_start, event.settings.day_end)
        opens, closes = (moment.hour * 60 + moment.minute for moment in hours)
        origin = event.at(event.days[0], time(0)).astimezone(UTC)
        clocks, days, offsets = [], [], []
        for index, day in enumerate(event.days):
            for clock in range(ceil(opens / step) * step, closes, step):
                moment = event.at(day, time(clock // 60, clock % 60)).astimezone(UTC)
                clocks.append(clock)
                days.append(index)
                offsets.append(round((moment - origin).total_seconds() / 60))
        minutes = gcd(step, *offsets, *(meeting.minutes for meeting in event.meetings))
        last = event.at(event.days[-1], time(0)) + timedelta(days=1)
        total = ceil((last.astimezone(UTC) - origin).total_seconds() / 60 / minutes)
        return cls(
            origin=origin,
            minutes=minutes,
            ticks=total,
            start_tick=np.array(offsets, dtype=np.int64) // minutes,
            start_day=np.array(days, dtype=np.int64),
            start_clock=np.array(clocks, dtype=np.int64),
            days=event.days,
        )

    @property
    def starts(self) -> int:
        """How many starts there are."""
        return len(self.start_tick)

    @cached_property
    def start_at(self) -> dict[int, int]:
        """The index of the start at a tick."""
        return {int(tick): index for index, tick in enumerate(self.start_tick)}

    def _offset(self, moment: datetime) -> float:
        return (moment.astimezone(UTC) - self.origin).total_seconds() / 60 / self.minutes

    def covered(self, span: Span, *, before: float = 0, after: float = 0) -> slice:
        """The ticks that the span touches when it is widened by so many minutes: rounded outwards."""
        wide = span.widened(before=before, after=after)
        first, last = floor(self._offset(wide.start)), ceil(self._offset(wide.end))
        return slice(min(max(first, 0), self.ticks), min(max(last, 0), self.ticks))

    def outside(self, spans: Iterable[Span]) -> Mask:
        """The ticks that lie in none of the spans as a whole: each span is rounded inwards."""
        closed = np.ones(self.ticks, dtype=np.bool_)
        for span in spans:
            first, last = ceil(self._offset(span.start)), floor(self._offset(span.end))
            if first < last:
                closed[max(first, 0) : max(last, 0)] = False
        return closed

    def outside_bounds(self, earliest: datetime | None, latest: datetime | None) -> Mask:
        """The ticks of which some part lies before the one or after the other moment; None is no limit."""
        closed = np.zeros(self.ticks, dtype=np.bool_)
        if earliest is not None:
            closed[: max(0, ceil(self._offset(earliest)))] = True
        if latest is not None:
            closed[max(0, floor(self._offset(latest))) :] = True
        return closed

    def tick_of(self, moment: datetime) -> int | None:
        """The tick at which a moment lies exactly; None between two ticks."""
        offset = self._offset(moment)
        return int(offset) if offset == int(offset) else None

    def moment(self, tick: int) -> datetime:
        """The moment at which a tick begins, in UTC."""
        return self.origin + timedelta(minutes=tick * self.minutes)

    def rounded_up(self, minutes: float) -> int:
        """The fewest ticks that last so many minutes."""
        return ceil(minutes / self.minutes)

    def free_starts(self, closed: Mask, length: int) -> Mask:
        """The starts at which a meeting of `length` ticks touches no closed tick."""
        before = np.zeros(self.ticks + 1, dtype=np.int32)
        np.cumsum(closed, out=before[1:])
        ends = self.start_tick + length
        free = before[np.minimum(ends, self.ticks)] == before[self.start_tick]
        return np.asarray(free & (ends <= self.ticks))

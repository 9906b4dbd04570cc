"""Repetition rules of calendars (RRULE), worked out for some days without counting through the years before."""

from calendar import isleap, monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import product

from planner.feeds.importing.calendar.unread import Unread
from planner.feeds.importing.calendar.values import END, CalendarMoment

MOST = 1_000
"""Repetitions of one entry around the days that are looked at."""

_STEPS = 40_000
"""What one rule may cost, in days looked at: a hundred years of them and some."""

_STEPS_WITHIN_DAYS = 3_000
"""The same in hours, minutes or seconds: four months of hours."""

_UNITS = {
    "SECONDLY": timedelta(seconds=1),
    "MINUTELY": timedelta(minutes=1),
    "HOURLY": timedelta(hours=1),
    "DAILY": timedelta(days=1),
    "WEEKLY": timedelta(weeks=1),
}
_WITHIN_DAYS = ("SECONDLY", "MINUTELY", "HOURLY")
FREQUENCIES = (*_UNITS, "MONTHLY", "YEARLY")
_DAYS = ("BYMONTHDAY", "BYYEARDAY", "BYWEEKNO")
_LAST_DAY = date.max.toordinal()


class DayBudget:
    """How much all rules of a file may cost together, in days looked at."""

    def __init__(self, steps: int) -> None:
        self._left = steps

    def spend(self, steps: int) -> None:
        """`Unread` once there is nothing left."""
        self._left -= steps
        if self._left < 0:
            raise Unread("its calendar has more repetitions than can be worked out")


@dataclass(frozen=True, slots=True)
class Repetition:
    """A repetition rule as the format has it; a weekday is (which of its month or year, 0 for each; 0 for Monday)."""

    frequency: str
    every: int
    count: int | None
    until: datetime | None
    """The last moment on the clock of the entry; up to a day too late where `ends_at` has a zone."""
    ends_at: CalendarMoment | None
    week_start: int
    weekdays: tuple[tuple[int, int], ...]
    numbers: dict[str, frozenset[int]]

    def starts(
        self,
        first: datetime,
        earliest: datetime,
        latest: datetime,
        budget: DayBudget,
        *,
        whole_day: bool = False,
    ) -> Iterator[datetime]:
        """The starts in order from `earliest` to before `latest`, on the clock of `first`, which is always one.

        `Unread` if there are more than a person can have, or they take too long to find.
        """
        if whole_day and self.frequency in _WITHIN_DAYS:
            raise Unread("it takes whole days and repeats within a day")
        rule = self._completed(first, whole_day=whole_day)
        if earliest <= first < latest:
            yield first
        shown = 0
        for number, start in enumerate(rule.after(first, earliest, latest, budget), 2):
            if start >= latest or (rule.count is not None and number > rule.count):
                return
            if start >= earliest:
                shown += 1
                if shown > MOST:
                    raise Unread(f"it repeats more than {MOST:,} times around the days of the event")
                yield start

    def _completed(self, first: datetime, *, whole_day: bool) -> "Repetition":
        """With all that a rule takes from the first time; a count that is plain to see is turned into an end."""
        numbers, weekdays, count, until = dict(self.numbers), self.weekdays, self.count, self.until
        if count is not None and not numbers and not weekdays and self.frequency in _UNITS:
            until, count = min(until or END, self._last(first, count)), None
        if not weekdays and not any(numbers.get(name) for name in _DAYS):
            if self.frequency == "YEARLY":
                numbers.setdefault("BYMONTH", frozenset((first.month,)))
            if self.frequency in ("YEARLY", "MONTHLY"):
                numbers["BYMONTHDAY"] = frozenset((first.day,))
            if self.frequency == "WEEKLY":
                weekdays = ((0, first.weekday()),)
        finer = FREQUENCIES.index(self.frequency)
        for place, (name, own) in enumerate(
            (("BYSECOND", first.second), ("BYMINUTE", first.minute), ("BYHOUR", first.hour))
        ):
            if whole_day or (name not in numbers and finer > place):
                numbers[name] = frozenset((own,))
        return replace(self, numbers=numbers, weekdays=weekdays, count=count, until=until)

    def _last(self, first: datetime, count: int) -> datetime:
        """The last of so many, where each step is one."""
        try:
            return first + (count - 1) * self.every * _UNITS[self.frequency]
        except OverflowError:
            return END

    def after(self, first: datetime, earliest: datetime, latest: datetime, budget: DayBudget) -> Iterator[datetime]:
        """Starts after the first; with a count all of them, else those from about `earliest` on."""
        until = latest if self.until is None else min(latest, self.until)
        begin = first if self.count is not None else max(first, earliest)
        spent, most = 0, _STEPS_WITHIN_DAYS if self.frequency in _WITHIN_DAYS else _STEPS
        for days, times in self._periods(first, begin, until):
            spent += len(days)
            if spent > most:
                raise Unread("it repeats too often, or too seldom, to be worked out")
            budget.spend(len(days))
            fitting = [day for day in map(date.fromordinal, days) if self._fits(day)]
            if len(times) * len(fitting) > MOST:
                raise Unread(f"it repeats more than {MOST:,} times at a time")
            for start in self._chosen([datetime.combine(day, at) for day in fitting for at in times]):
                if first < start <= until:
                    yield start

    def _chosen(self, moments: list[datetime]) -> list[datetime]:
        positions = self.numbers.get("BYSETPOS")
        if not positions:
            return moments
        places = {place - 1 if place > 0 else len(moments) + place for place in positions}
        return [moments[place] for place in sorted(places) if 0 <= place < len(moments)]

    # --- periods: what one step of the rule spans --------------------------------------------------------------------

    def _periods(self, first: datetime, begin: datetime, until: datetime) -> Iterator[tuple[range, list[time]]]:
        """The days of each period from that of `begin` to that of `until`, with the times of day in it."""
        if self.frequency in _WITHIN_DAYS:
            yield from self._short_periods(first, begin, until)
            return
        times = self._times()
        start, at = self._period_of(first), self._period_of(begin)
        number = start + (at - start) // self.every * self.every
        while number <= self._period_of(until):
            yield self._days_of(number), times
            number += self.every

    def _period_of(self, moment: datetime) -> int:
        """The number of the year, month, week or day, counted without a gap."""
        if self.frequency == "YEARLY":
            return moment.year
        if self.frequency == "MONTHLY":
            return moment.year * 12 + moment.month - 1
        if self.frequency == "WEEKLY":
            return (moment.toordinal() - 1 - self.week_start) // 7  # 1 January 1 was a Monday
        return moment.toordinal()

    def _days_of(self, number: int) -> range:
        """The days of the period as numbers, those that no calendar has left out."""
        if self.frequency == "YEARLY":
            start = date(number, 1, 1).toordinal()
            return range(start, start + 365 + isleap(number))
        if self.frequency == "MONTHLY":
            year, month = number // 12, number % 12 + 1
            start = date(year, month, 1).toordinal()
            return range(start, start + monthrange(year, month)[1])
        if self.frequency == "WEEKLY":
            start = number * 7 + 1 + self.week_start
            return range(max(1, start), min(start + 7, _LAST_DAY + 1))
        return range(number, number + 1)

    def _times(self, *, hour: int | None = None, minute: int | None = None, second: int | None = None) -> list[time]:
        """The times of day that the lists make, of an hour, minute or second only where one is given."""
        hours, minutes, seconds = (
            sorted(self.numbers[name]) if own is None else [own] if own in self.numbers.get(name, {own}) else []
            for name, own in (("BYHOUR", hour), ("BYMINUTE", minute), ("BYSECOND", second))
        )
        if len(hours) * len(minutes) * len(seconds) > MOST:
            raise Unread(f"it repeats more than {MOST:,} times a day")
        return [time(*parts) for parts in product(hours, minutes, seconds) if parts[2] < 60]

    def _short_periods(self, first: datetime, begin: datetime, until: datetime) -> Iterator[tuple[range, list[time]]]:
        step = self.every * _UNITS[self.frequency]
        number = max(0, (begin - first) // step - 1)
        while number <= (until - first) // step + 1:
            try:
                at = first + number * step
            except OverflowError:
                return
            day = at.toordinal()
            fits = self._fits(at.date())
            yield range(day, day + 1), self._times_of(at) if fits else []
            # A day that does not fit is passed over as a whole.
            number += 1 if fits else max(1, -((at - datetime.combine(at, time.max)) // step))

    def _times_of(self, at: datetime) -> list[time]:
        if self.frequency == "HOURLY":
            return self._times(hour=at.hour)
        if self.frequency == "MINUTELY":
            return self._times(hour=at.hour, minute=at.minute)
        return self._times(hour=at.hour, minute=at.minute, second=at.second)

    # --- days --------------------------------------------------------------------------------------------------------

    def _fits(self, day: date) -> bool:
        numbers = self.numbers
        return (
            ("BYMONTH" not in numbers or day.month in numbers["BYMONTH"])
            and self._counted(day)
            and (not self.weekdays or any(self._is(day, which, weekday) for which, weekday in self.weekdays))
        )

    def _counted(self, day: date) -> bool:
        """Whether the number of the day in month and year, and that of its week, are among the wanted."""
        for name in _DAYS:
            if name in self.numbers:
                number, last = self._number_of(name, day)
                if self.numbers[name].isdisjoint((number, number - 1 - last)):
                    return False
        return True

    def _number_of(self, name: str, day: date) -> tuple[int, int]:
        """The number, and how many there are."""
        if name == "BYMONTHDAY":
            return day.day, monthrange(day.year, day.month)[1]
        if name == "BYYEARDAY":
            return day.timetuple().tm_yday, 365 + isleap(day.year)
        return self._week_of(day)

    def _week_of(self, day: date) -> tuple[int, int]:
        """The week belongs to the year in which most of it lies."""
        middle = day.toordinal() - (day.weekday() - self.week_start) % 7 + 3
        year = date.fromordinal(min(middle, _LAST_DAY)).year
        new_year = date(year, 1, 1)
        first = new_year.toordinal() - (new_year.weekday() - self.week_start) % 7
        first += 7 if new_year.toordinal() - first > 3 else 0
        weeks = 53 if (365 + isleap(year) + new_year.toordinal() - first) >= 52 * 7 + 4 else 52
        return (middle - 3 - first) // 7 + 1, weeks

    def _is(self, day: date, which: int, weekday: int) -> bool:
        if day.weekday() != weekday:
            return False
        if which == 0 or self.frequency not in ("MONTHLY", "YEARLY"):
            return True
        if self.frequency == "MONTHLY" or "BYMONTH" in self.numbers:
            place, last = day.day, monthrange(day.year, day.month)[1]
        else:
            place, last = day.timetuple().tm_yday, 365 + isleap(day.year)
        return which in ((place - 1) // 7 + 1, -((last - place) // 7 + 1))

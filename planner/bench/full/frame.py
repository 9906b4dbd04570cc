"""The frame of a full event: its size, its hours, and the clock that all of its parts share."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from planner.bench.core import FIRST_DAY, TURNOVER, ZONE, Size

DEMAND = 1.15
"""How often the requests would fill the booths; programme, lines and interpreters make it more."""

LENGTHS = {15: 25, 20: 50, 30: 25}
"""Minutes of a bilateral, with their shares."""

IN_BOOTHS = 0.9
"""The share of the requests that is live and takes a booth."""

OPENS = 8 * 60
"""Minutes from midnight at which the day begins."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Times of day are minutes from midnight, days are counted from 0."""

    size: Size
    seed: int

    def random(self, part: str) -> Random:
        """The source of chance of one part, so that a change in one leaves the others as they are."""
        return Random(f"{part} {self.seed}")

    @property
    def days(self) -> range:
        """The days by number, from 0."""
        return range(self.size.days)

    @property
    def last_date(self) -> date:
        """The date of the last day."""
        return FIRST_DAY + timedelta(days=self.size.days - 1)

    @property
    def closes(self) -> int:
        """When the day ends: late enough for the requests to fill the booths so often as wanted."""
        length = sum(minutes * share for minutes, share in LENGTHS.items()) / sum(LENGTHS.values())
        minutes_wanted = self.size.requests * IN_BOOTHS * (length + TURNOVER)
        return min(22 * 60, OPENS + 5 * round(minutes_wanted / (self.size.rooms * self.size.days) / DEMAND / 5))

    def at(self, day: int, minutes: int) -> datetime:
        """The moment so many minutes after midnight of a day."""
        return datetime.combine(FIRST_DAY + timedelta(days=day), clock(minutes), tzinfo=ZONE)


def clock(minutes: int) -> time:
    """The time of day so many minutes from midnight."""
    return time(*divmod(minutes, 60))


def drawn(random: Random, shares: dict[int, int]) -> int:
    """One of the numbers, by their shares."""
    return random.choices(list(shares), list(shares.values()))[0]


def some_of(random: Random, things: Sequence[str], least: int, most: int) -> tuple[str, ...]:
    """Between `least` and `most` of the things, in chance order."""
    return tuple(random.sample(things, min(len(things), random.randint(least, most))))

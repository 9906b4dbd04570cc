"""The bilateral core: seeded events with delegations, booths and requests only, in the sizes S, M, L and XL.

Requests fall on delegations by a Zipf-like popularity; some delegations arrive late, leave early or have official
business in between. The hours of the day are chosen so that the requests ask for 1.3 times the booths' time, rest
after each meeting included: a plain greedy plan then holds about nine tenths of the worth that is asked for, and no
plan can hold it all. Everything is illustrative.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from planner.domain.event import Event
from planner.domain.records import Absence, Bilateral, Delegation, Person, Room, Settings
from planner.domain.vocabulary import Rank, RoomUse

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
FIRST_DAY = date(2025, 10, 25)
TURNOVER = 15
DEMAND = 1.3
LENGTHS, LENGTH_SHARES = (15, 20, 30), (25, 50, 25)
PRIORITY_SHARES = (5, 12, 28, 27, 28)


@dataclass(frozen=True, slots=True)
class Size:
    """How large a seeded event is."""

    delegations: int
    requests: int
    rooms: int
    days: int


SIZES = {
    "S": Size(40, 150, 8, 1),
    "M": Size(100, 600, 16, 2),
    "L": Size(193, 2_500, 40, 5),
    "XL": Size(1_000, 10_000, 100, 5),
}


def core_event(size: Size, seed: int) -> Event:
    """The event of a size and seed; the same every time."""
    random = Random(seed)
    codes = [f"D{number:04d}" for number in range(1, size.delegations + 1)]
    requests = _requests(size, random, codes)
    minutes = sum((request.minutes or 0) + TURNOVER for request in requests) / (size.rooms * size.days) / DEMAND
    closes = min(24 * 60 - 5, 8 * 60 + 5 * round(minutes / 5))
    settings = Settings(
        name=f"Bilateral core {size.delegations}/{size.requests}, seed {seed} (illustrative)",
        timezone=ZONE.key,
        start_date=FIRST_DAY,
        end_date=FIRST_DAY + timedelta(days=size.days - 1),
        day_start=time(8),
        day_end=time(closes // 60, closes % 60),
    )
    return Event(
        settings=settings,
        delegations=tuple(_delegation(code, size, random, closes) for code in codes),
        people=tuple(Person(f"{code}-1", code, f"Head of {code}", Rank.MINISTER) for code in codes),
        absences=tuple(absence for code in codes for absence in _business(code, size, random, closes)),
        rooms=tuple(
            Room(f"B{number:03d}", f"Booth {number}", 8, (RoomUse.BILATERAL,), turnover=TURNOVER)
            for number in range(1, size.rooms + 1)
        ),
        bilaterals=requests,
    )


def _requests(size: Size, random: Random, codes: list[str]) -> tuple[Bilateral, ...]:
    popularity = [1 / (place + 1) ** 0.8 for place in range(len(codes))]
    pairs: set[tuple[str, str]] = set()
    while len(pairs) < size.requests:
        one, other = random.choices(codes, popularity, k=2)
        if one == other or {(one, other), (other, one)} & pairs:
            continue
        pairs.add((one, other))
    return tuple(
        Bilateral(
            id=f"R{number:05d}",
            requester=one,
            counterpart=other,
            minutes=random.choices(LENGTHS, LENGTH_SHARES)[0],
            priority=random.choices(range(1, 6), PRIORITY_SHARES)[0],
        )
        for number, (one, other) in enumerate(sorted(pairs), 1)
    )


def _moment(day: int, minutes: float) -> datetime:
    return datetime.combine(FIRST_DAY + timedelta(days=day), time(0), tzinfo=ZONE) + timedelta(minutes=minutes)


def _delegation(code: str, size: Size, random: Random, closes: int) -> Delegation:
    arrives = departs = None
    if random.random() < 0.15:
        arrives = _moment(0, random.randrange(9 * 60, 11 * 60, 15))
    if random.random() < 0.15:
        departs = _moment(size.days - 1, closes - random.randrange(60, 180, 15))
    return Delegation(code, f"Delegation {code} (illustrative)", arrives=arrives, departs=departs)


def _business(code: str, size: Size, random: Random, closes: int) -> list[Absence]:
    """Official business of one to two hours on about half of the delegation's days."""
    business = []
    for day in range(size.days):
        if random.random() < 0.3:
            start = random.randrange(8 * 60, closes - 120, 30)
            length = random.choice((60, 90, 120))
            business.append(Absence(code, _moment(day, start), _moment(day, start + length), "official business"))
    return business

"""Places of a full event: booths in several zones, halls, conference rooms, and the walks between them."""

from itertools import combinations

from planner.bench.core import TURNOVER
from planner.bench.full.frame import OPENS, Frame, clock
from planner.domain.records import Absence, Room, Walk
from planner.domain.vocabulary import RoomUse

HALL, TREATY, ENTRANCE, DINING = "HALL", "TREATY", "ENTRANCE", "DINING"
CENTRE = "Centre"
NORTH, ANNEX = "North wing", "Annex"
WINGS = (NORTH, ANNEX, "South wing", "East wing")
PRESS, SCREEN = "press", "screen"
QUICK_TURNOVER = 10


def booths(frame: Frame) -> tuple[Room, ...]:
    """Booths wing by wing; every fourth is larger, half of these fit for the press; the annex is quick to turn over."""
    wings = _wings(frame)
    each = -(-frame.size.rooms // len(wings))
    return tuple(_booth(frame, number, wings[number // each]) for number in range(frame.size.rooms))


def _wings(frame: Frame) -> tuple[str, ...]:
    """Those that the event uses: two at least, another for every eight booths."""
    return WINGS[: 1 + frame.size.rooms // 8]


def _booth(frame: Frame, number: int, wing: str) -> Room:
    late = number % 16 == 5
    return Room(
        f"B{number + 1:03d}",
        f"Booth {number + 1}",
        capacity=12 if number % 4 == 0 else 8,
        uses=(RoomUse.BILATERAL,),
        zone=wing,
        features=(PRESS,) if number % 8 == 0 else (),
        opens=clock(OPENS + 60) if late else None,
        closes=clock(frame.closes - 60) if late else None,
        turnover=QUICK_TURNOVER if wing == ANNEX else None,
    )


def conference_rooms(frame: Frame) -> tuple[Room, ...]:
    """Rooms for side events; the larger ones with interpretation booths, the smallest also good for a bilateral."""
    count = max(2, frame.size.rooms // 8)
    small = (RoomUse.SIDE_EVENT, RoomUse.BILATERAL)
    return tuple(
        Room(
            f"CR{number + 1:02d}",
            f"Conference room {number + 1}",
            capacity=(300, 120, 60)[number % 3],
            uses=small if number % 3 == 2 else (RoomUse.SIDE_EVENT,),
            zone=CENTRE,
            features=(SCREEN,) if number % 2 == 0 else (SCREEN, PRESS),
            booths=(6, 2, 0)[number % 3],
            turnover=TURNOVER + 5,
        )
        for number in range(count)
    )


def halls() -> tuple[Room, ...]:
    """Where the lines and the programme are."""
    return (
        Room(HALL, "Assembly Hall", 2000, (RoomUse.STATEMENT, RoomUse.OTHER), CENTRE, booths=6),
        Room(TREATY, "Treaty Room", 80, (RoomUse.SIGNING,), CENTRE),
        Room(ENTRANCE, "Delegates' Entrance", 50, (RoomUse.ARRIVAL,), CENTRE),
        Room(DINING, "Dining Room", 800, (RoomUse.OTHER,), NORTH),
    )


def walks(frame: Frame) -> tuple[Walk, ...]:
    """Longer than the gap of a person only to the annex, which lies uphill, and back."""
    near = [zone for zone in (CENTRE, *_wings(frame)) if zone != ANNEX]
    within = [Walk(one, two, 6 if one == CENTRE else 8) for one, two in combinations(near, 2)]
    return (*within, *(Walk(zone, ANNEX, 15) for zone in near), Walk(ANNEX, CENTRE, 12))


def repairs(frame: Frame) -> tuple[Absence, ...]:
    """One booth in twelve is out of use for a morning."""
    random, noon = frame.random("repairs"), (OPENS + frame.closes) // 10 * 5
    closed = random.sample(booths(frame), -(-frame.size.rooms // 12))
    mornings = ((room, random.choice(frame.days)) for room in closed)
    return tuple(Absence(room.code, frame.at(day, OPENS), frame.at(day, noon), "repair") for room, day in mornings)

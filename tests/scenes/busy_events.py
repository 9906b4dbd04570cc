"""Random events of two days with more requests than their rooms hold, and a little of every rule on meetings."""

from dataclasses import replace
from datetime import date, time
from random import Random

from planner.domain.event import Event
from planner.domain.records import (
    Absence,
    Bilateral,
    Interpreter,
    KeepApart,
    Person,
    Policy,
    ProgrammeItem,
    Room,
    SideEvent,
    Walk,
)
from planner.domain.vocabulary import ApartRule, BilateralKind, BilateralStatus, Rank, RoomUse
from tests.scenes import builders
from tests.scenes.builders import at

CODES = ("BRA", "CHL", "EGY", "FRA", "IND", "JPN")
BOTH = (RoomUse.BILATERAL, RoomUse.SIDE_EVENT)


def busy_event(seed: int) -> Event:
    """Six delegations of two, three rooms, two mornings, thirty requests."""
    random = Random(seed)
    return builders.event(
        *(builders.delegation(code) for code in CODES),
        *(
            Person(f"{code}-{number}", code, f"Office {number} of {code}", Rank.MINISTER)
            for code in CODES
            for number in (1, 2)
        ),
        Room("R1", "Room 1", 20, BOTH, "north"),
        Room("R2", "Room 2", 20, BOTH, "north"),
        Room("R3", "Room 3", 20, BOTH, "south", turnover=5),
        Walk("north", "south", 12),
        ProgrammeItem("OPEN", "Opening", at("10:00"), at("10:25"), "R1", ("FRA", "JPN")),
        Absence("BRA-1", at("09:00"), at("09:23")),
        *(_bilateral(random, number) for number in range(30)),
        SideEvent("S1", "Side event", "CHL", 8, speakers=("CHL-2",), minutes=30, theme="Evidence"),
        SideEvent("S2", "Another side event", "IND", 8, minutes=30, theme="Evidence"),
        Interpreter("I1", "Interpreter 1", (("en", "fr"),), max_minutes_per_day=60, max_run=45, break_=15),
        Interpreter("I2", "Interpreter 2", (("fr", "en"), ("en", "es")), from_=at("09:30")),
        KeepApart("BRA", "CHL", random.choice((ApartRule.SAME_ZONE, ApartRule.SAME_ROOM_NEXT)), 20),
        day_start=time(9),
        day_end=time(12),
        end_date=date(2025, 10, 26),
        policy=Policy(person_gap=10, room_turnover=10, max_bilaterals_per_day=4, max_run=2),
    )


def _bilateral(random: Random, number: int) -> Bilateral:
    one, other = random.sample(CODES, 2)
    request = Bilateral(
        f"B{number:02}",
        one,
        other,
        requester_person=random.choice(((), ("any",), (f"{one}-2",))),
        minutes=random.choice((20, 30)),
        languages=random.choice(((), (), ("en", "fr"))),
        kind=random.choice((BilateralKind.FORMAL, BilateralKind.FORMAL, BilateralKind.PULL_ASIDE)),
        status=random.choice((BilateralStatus.ACCEPTED, BilateralStatus.REQUESTED)),
        prefer_from=random.choice((None, at("10:30"))),
        after=f"B{number - 1:02}" if number and random.random() < 0.3 else "",
        priority=random.randint(1, 5),
    )
    return (
        request if request.kind == BilateralKind.PULL_ASIDE else replace(request, room=random.choice(("", "R2", "R3")))
    )

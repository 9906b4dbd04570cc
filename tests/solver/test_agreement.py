"""What the solver makes of random small events passes the check, is proven best, and can be made again."""

from datetime import date, time, timedelta
from random import Random

import pytest

from planner.domain.event import Event
from planner.domain.plan import Effort, Placement, Plan
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
from planner.domain.vocabulary import ApartRule, BilateralKind, Rank, RoomUse
from planner.encoding import build
from planner.rules import check
from planner.rules.case import Case
from planner.solver.proving.bound import upper_bound
from planner.solver.solve import solve
from tests.scenes import builders
from tests.scenes.builders import at

CODES = ("BRA", "CHL", "FRA", "JPN")


def small_event(random: Random) -> Event:
    """Four delegations, a morning, and a little of every rule; about half of all values off the grid."""
    people = tuple(
        Person(f"{code}-{number}", code, f"Office {number} of {code}", Rank.MINISTER)
        for code in CODES
        for number in (1, 2)
    )
    return builders.event(
        *(builders.delegation(code) for code in CODES),
        *people,
        *_rooms(random),
        Walk("north", "south", random.choice((12, 25))),
        ProgrammeItem("OPEN", "Opening", at("10:00"), at(random.choice(("10:20", "10:25"))), "R1", ("FRA", "JPN")),
        Absence("BRA-1", at("09:00"), at(random.choice(("09:20", "09:23")))),
        *(_bilateral(random, number) for number in range(random.randint(3, 5))),
        SideEvent("S1", "Side event", "CHL", 8, speakers=("CHL-2",), minutes=30),
        Interpreter("I1", "Interpreter 1", (("en", "fr"),), max_minutes_per_day=60, max_run=45, break_=15),
        Interpreter("I2", "Interpreter 2", (("fr", "en"), ("en", "es")), from_=at("09:30")),
        KeepApart("BRA", "CHL", random.choice((ApartRule.SAME_ZONE, ApartRule.SAME_ROOM_NEXT)), 20),
        KeepApart("FRA", "CHL", ApartRule.SAME_ITEM),
        day_start=time(9),
        day_end=time(12),
        end_date=date(2025, 10, 25),
        policy=Policy(person_gap=random.choice((10, 7)), room_turnover=15, max_bilaterals_per_day=3),
    )


def _rooms(random: Random) -> list[Room]:
    uses = (RoomUse.BILATERAL, RoomUse.SIDE_EVENT)
    return [
        Room("R1", "Room 1", 20, uses, "north"),
        Room("R2", "Room 2", 20, uses, "south", turnover=random.choice((None, 5, 8))),
        Room("R3", "Room 3", 20, uses, "south", opens=at("09:30").time()),
    ]


def _bilateral(random: Random, number: int) -> Bilateral:
    one, other = random.sample(CODES, 2)
    return Bilateral(
        f"B{number}",
        one,
        other,
        requester_person=random.choice(((), ("any",), (f"{one}-2",))),
        minutes=random.choice((20, 30)),
        languages=random.choice(((), ("en", "fr"), ("en", "fr", "es"))),
        kind=random.choice((BilateralKind.FORMAL, BilateralKind.FORMAL, BilateralKind.PULL_ASIDE)),
        not_before=random.choice((None, at("09:33"))),
        not_after=random.choice((None, at("11:10"))),
        after=f"B{number - 1}" if number and random.random() < 0.3 else "",
        priority=random.randint(1, 5),
    )


@pytest.mark.parametrize("seed", range(25))
def test_solve_of_random_event_passes_the_check_and_is_proven(seed):
    event = small_event(Random(seed))

    outcome = solve(event, effort=Effort(10, None, seed, 1))

    assert not check(event, outcome.plan)
    worth = sum(event.meeting[row.item].worth for row in Case(event, outcome.plan).meetings)
    assert worth == outcome.objective == outcome.bound <= upper_bound(build(event), 2.0)


def test_solve_with_work_limit_gives_the_same_plan_twice():
    event = small_event(Random(3))

    first, second = (solve(event, effort=Effort(work_limit=20, workers=1, seed=7)) for _ in range(2))

    assert first.plan == second.plan


def test_kept_row_stays_where_it_is():
    event = small_event(Random(5))
    outcome = solve(event, effort=Effort(5, workers=1))
    row = next(row for row in outcome.plan.standing if row.item in event.meeting)
    locked = Placement(**{name: getattr(row, name) for name in row.__slots__} | {"locked": True})

    again = solve(event, Plan((locked,)), Effort(5, None, 9, 1))

    assert again.plan.by_item[row.item] == locked
    assert timedelta(0) < row.span.end - row.span.start

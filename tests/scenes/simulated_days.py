"""Small random plans to play through, as if made by hand: nothing says that they keep the rules."""

from itertools import count
from random import Random

from planner.domain.event import Event
from planner.domain.plan import Placement, Plan
from tests.scenes.builders import (
    bilateral,
    delegation,
    entry,
    event,
    interpreter,
    line,
    person,
    placed,
    plan,
    programme,
    room,
    side_event,
    walk,
)

CODES = ("BRA", "CHL", "FRA", "JPN", "KEN")
ROOMS = ("R1", "R2", "R3")


def random_day(seed: int) -> tuple[Event, Plan]:
    """A plan of two days with a line of two desks or one, programme, meetings of all kinds, and interpreters."""
    random = Random(seed)
    desks = random.choice((1, 2))
    asked = [
        bilateral(
            f"B{number}",
            *random.sample(CODES, 2),
            minutes=random.choice((15, 20, 30)),
            languages=random.choice(("", "en; vi")),
            kind=random.choice(("formal", "pull_aside")),
        )
        for number in range(8)
    ]
    of = event(
        *(delegation(code) for code in CODES),
        person("FRA-1"),
        person("FRA-2"),
        *(room(code, zone=random.choice(("North", "South", ""))) for code in ROOMS),
        room("HALL", zone="North", uses="signing; other", turnover=5),
        walk("North", "South", 7),
        programme("OPEN", "09:00", "09:30", room="HALL", who=random.choice(("all", "heads", "FRA; JPN"))),
        programme("PRESS", "10:03", "10:20", room="HALL", who="none"),
        programme("TALK", "11:00", "11:30", room="R1", who="BRA; CHL"),
        programme("LUNCH", "12:00", random.choice(("12:40", "13:00")), who="FRA; KEN"),
        line("SIGN", "09:45", "09:57", seconds_each=120, desks=desks),
        *(entry(code) for code in CODES),
        *asked,
        side_event("S1", speakers="FRA-2; JPN", minutes=20),
        side_event("S2", speakers="KEN; BRA", minutes=30),
        interpreter("I1"),
        interpreter("I2"),
    )
    return of, plan(of, *_turns(of, random, desks), *(_meeting(of, one.id, random) for one in of.meetings))


def _turns(of: Event, random: Random, desks: int) -> list[Placement]:
    codes = random.sample(CODES, random.randint(2, 5))
    places = zip(codes, count(), strict=False)
    return [
        placed(of, f"SIGN/{code}", f"09:{45 + 2 * (number // desks)}", position=number + 1) for code, number in places
    ]


def _meeting(of: Event, item: str, random: Random) -> Placement:
    day = random.choice(("25", "25", "26"))
    start = f"{day} {random.randint(9, 13):02}:{random.choice((0, 5, 10, 20, 35, 50)):02}"
    meeting = of.meeting[item]
    crew = random.choice(("I1", "I2")) if meeting.pairs else ""
    place = random.choice(ROOMS) if meeting.use is not None else ""
    return placed(of, item, start, room=place, interpreters=crew)

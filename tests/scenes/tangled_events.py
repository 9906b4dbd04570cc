"""Random events in which an hour and a half holds a little of everything, to the minute, and rows that are often wrong.

Lengths, gaps and windows are multiples of five minutes; starts are off by a minute now and then. So rows often lie
exactly as near as a rule allows, or a minute nearer.
"""

from dataclasses import replace
from datetime import date, time
from random import Random

from planner.domain.clock import shift
from planner.domain.event import Event
from planner.domain.meeting import Meeting
from planner.domain.plan import Placement
from planner.domain.records import Bilateral, Entry, Policy
from planner.domain.turns import turn_span
from planner.domain.vocabulary import ApartRule, BilateralStatus, EntryStatus, FullPowers, PlanState
from tests.scenes.builders import (
    absence,
    at,
    bilateral,
    delegation,
    entry,
    event,
    interpreter,
    keep_apart,
    line,
    person,
    placed,
    programme,
    room,
    side_event,
    walk,
)

CODES = ("BRA", "CHL", "FRA", "JPN")
ROOMS = ("R1", "R2", "R3", "R4")
SCREEN = ("screen",)


def clock(random: Random, first: int = 0, last: int = 18) -> str:
    """A time of the morning, from 09:00 in steps of five minutes."""
    hours, minutes = divmod(5 * random.randint(first, last), 60)
    return f"{9 + hours:02}:{minutes:02}"


def tangled_event(random: Random) -> Event:
    """Four delegations of two; every rule on meetings has something to say about some of their rows."""
    apart = (keep_apart(*random.sample(CODES, 2), rule.value, random.choice((0, 10, 15))) for rule in ApartRule)
    return event(
        delegation("BRA", arrives=clock(random, 0, 6), max_bilaterals_per_day=random.choice((None, 1))),
        *(delegation(code) for code in CODES[1:]),
        *_people(random),
        *_rooms(random),
        walk("north", "south", random.choice((12, 20))),
        walk("south", "north", random.choice((15, 20, 25))),  # uphill
        programme("P1", clock(random, 2, 4), clock(random, 5, 6), who="FRA; JPN-2", room="R1"),
        programme("P2", clock(random, 10, 11), clock(random, 12, 14), who=random.choice(("BRA", "none")), room="R3"),
        absence(random.choice(("CHL", "FRA-2", "R2", "I1")), clock(random, 0, 5), clock(random, 6, 8)),
        line(
            "L",
            clock(random, 2, 6),
            random.choice(("09:50", "10:00")),
            room="R4",
            seconds_each=90,
            before=10,
            after=5,
            reserve_percent=30,
        ),
        *_entries(random),
        *(_bilateral(random, number) for number in range(5)),
        side_event("S1", "CHL", speakers="CHL-2; BRA-1", minutes=20, attendance=15, not_before=clock(random, 0, 4)),
        side_event("S2", "FRA", speakers="FRA-2", minutes=15, languages=random.choice(("", "en; fr")), room="!R2"),
        interpreter("I1", "en-fr", max_minutes_per_day=random.choice((15, 30)), max_run=30, break_=10),
        interpreter("I2", "fr-en; en-es", from_=clock(random, 0, 4), to=clock(random, 10, 16), max_run=20, break_=15),
        *apart,
        policy=_policy(random),
        time_step=1,
        day_start=time(9, random.choice((0, 10))),
        day_end=time(10, random.choice((20, 30))),
        end_date=date(2025, 10, 25),
    )


def _entries(random: Random) -> tuple[Entry, ...]:
    """Of a signing line; the first may always sign."""
    powers = random.choice(tuple(FullPowers))
    return (
        entry("JPN", "L", full_powers=FullPowers.VERIFIED, not_before=random.choice(("", clock(random, 6, 12)))),
        entry("FRA", "L", full_powers=powers, person="FRA-2"),
        entry("BRA", "L", full_powers=FullPowers.COPY_RECEIVED, position=random.choice((None, 3))),
        entry("CHL", "L", full_powers=FullPowers.VERIFIED, status=random.choice(tuple(EntryStatus)[:3])),
    )


def _policy(random: Random) -> Policy:
    starts = random.choice(((), (time(9, 10), time(9, 40), time(10))))
    return Policy(
        person_gap=random.choice((0, 10)),
        room_turnover=15,
        bilateral_start_grid=random.choice((1, 1, 5)),
        side_event_starts=starts,
        max_bilaterals_per_day=random.choice((None, 2)),
    )


def _people(random: Random) -> tuple[object, ...]:
    leaves = clock(random, 9, 18)
    return tuple(
        person(f"{code}-{number}", departs=leaves if (code, number) == ("JPN", 1) else "")
        for code in CODES
        for number in (1, 2)
    )


def _rooms(random: Random) -> tuple[object, ...]:
    return (
        room("R1", zone="north", capacity=10, features=SCREEN),
        room("R2", zone="north", booths=1, opens=time(9, 15), turnover=random.choice((None, 0))),
        room("R3", zone="south", closes=time(10, 15)),
        room(
            "R4",
            uses=random.choice(("bilateral", "side_event; bilateral")),
            features=SCREEN,
            zone=random.choice(("", "south")),
        ),
    )


def _bilateral(random: Random, number: int) -> Bilateral:
    one, other = random.sample(CODES, 2)
    return bilateral(
        f"B{number}",
        one,
        other,
        requester_person=random.choice(("", "any", f"{one}-2")),
        also=random.choice(("", "", "", random.choice(CODES))),
        minutes=random.choice((10, 15)),
        seats=random.choice((8, 11)),
        features=random.choice(("", "", "screen")),
        languages=random.choice(("", "", "en; fr", "en; fr; es")),
        not_before=random.choice(("", clock(random, 0, 8))),
        not_after=random.choice(("", clock(random, 9, 16))),
        room=random.choice(("", "R1", "!R3")),
        after=random.choice(("", "", "P1", "L", "L/JPN", "S1", "", f"B{number - 1}" if number else "")),
        kind=random.choice(("formal", "formal", "pull_aside")),
        status=random.choice(tuple(BilateralStatus)) if number == 4 else BilateralStatus.ACCEPTED,
    )


def tangled_rows(random: Random, of: Event) -> tuple[Placement, ...]:
    """Meetings placed by lot, each as the board could describe it."""
    chance = random.choice((0.2, 0.4, 0.7))
    return tuple(tangled_row(random, of, meeting) for meeting in of.meetings if random.random() < chance)


def tangled_row(random: Random, of: Event, meeting: Meeting) -> Placement:
    """A meeting somewhere, as the board could describe it."""
    start = shift(at(clock(random, 2, 15)), minutes=random.choice((0, 0, 0, 1, -1)))
    return Placement(
        meeting.id,
        meeting.kind,
        meeting.title,
        start,
        shift(start, minutes=meeting.minutes),
        room="" if meeting.use is None else random.choice(ROOMS),
        people=tuple(dict.fromkeys(random.choice(role) for role in meeting.roles)),
        interpreters=_crew(random, len(meeting.pairs)),
    )


def _crew(random: Random, pairs: int) -> tuple[str, ...]:
    return ("I1", "I2") if pairs == 2 else (random.choice(("I1", "I2")),) if pairs else ()


def tangled_before(random: Random, of: Event, rows: tuple[Placement, ...]) -> tuple[Placement, ...]:
    """A plan before: the turn of the line where it has one, and some of the rows, as they are or elsewhere."""
    position = random.randint(1, 10)
    turn = turn_span(of.line["L"], position)
    row = placed(of, "L/JPN", "09:00", position=position)
    stood = tuple(_before(random, row) for row in rows if random.random() < 0.4)
    return (replace(row, start=of.local(turn.start), end=of.local(turn.end)), *stood)


def _before(random: Random, row: Placement) -> Placement:
    states = (PlanState.PLANNED, PlanState.DONE, PlanState.CANCELLED, PlanState.UNPLACED)
    later = random.choice((0, 0, 0, 5))
    start, end = shift(row.start, minutes=later), shift(row.end, minutes=later)
    state = random.choices(states, (4, 2, 1, 1))[0]
    return replace(row, start=start, end=end, locked=random.random() < 0.3, state=state)

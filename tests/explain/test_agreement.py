"""What an explanation calls open is exactly what the rules allow: on random small events, candidate by candidate."""

from dataclasses import replace
from datetime import time
from itertools import product

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.domain.event import Event
from planner.domain.plan import Placement, Plan
from planner.domain.records import Policy
from planner.explain.places.candidates import Candidates
from planner.rules import check
from tests.scenes.builders import (
    absence,
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
    unplaced,
    walk,
)
from tests.scenes.effort import examples

CLOCKS = st.sampled_from([f"{hour:02}:{minute:02}" for hour in (9, 10) for minute in (0, 10, 15, 20, 37, 40)])
CODES = ("BRA", "CHL", "FRA", "JPN")


@st.composite
def spans(draw: st.DrawFn) -> tuple[str, str]:
    return tuple(sorted(draw(st.lists(CLOCKS, min_size=2, max_size=2, unique=True))))


@st.composite
def requests(draw: st.DrawFn, id: str) -> object:
    first, second = draw(st.permutations(CODES))[:2]
    window = draw(st.sampled_from(["", "09:20", "09:37"])), draw(st.sampled_from(["", "10:15", "10:37"]))
    where = draw(st.sampled_from(["", "", "R1", "!R2"]))
    if draw(st.integers(0, 4)) == 0:
        return side_event(
            id,
            first,
            attendance=draw(st.sampled_from([8, 15])),
            speakers=draw(st.sampled_from(["", "JPN-1", "FRA-2; BRA"])),
            co_organisers=second,
            minutes=40,
            languages=draw(st.sampled_from(["", "en; vi"])),
            not_before=window[0],
            not_after=window[1],
            room=where,
        )
    return bilateral(
        id,
        first,
        second,
        requester_person=draw(st.sampled_from(["", "any"])),
        also=draw(st.sampled_from(["", "", "JPN", "FRA-2"])),
        minutes=draw(st.sampled_from([15, 20])),
        seats=draw(st.sampled_from([8, 15])),
        languages=draw(st.sampled_from(["", "", "vi; en", "vi; en; fr"])),
        not_before=window[0],
        not_after=window[1],
        room=where,
        after=draw(st.sampled_from(["", "", "", "P1", "B1", "SIGN", "SIGN/FRA"])) if id != "B1" else "",
        kind=draw(st.sampled_from(["formal", "formal", "pull_aside"])),
    )


@st.composite
def events(draw: st.DrawFn) -> Event:
    day = draw(spans())
    signing = draw(st.sampled_from([(), (line(start="09:00", end="09:20", room="R3"), entry("FRA", person="FRA-2"))]))
    apart = draw(st.lists(st.sampled_from(["same_item", "same_zone", "same_room_next"]), max_size=2))
    built = event(
        *(delegation(code) for code in CODES),
        person("FRA-1", arrives=draw(st.sampled_from(["", "09:20"]))),
        person("FRA-2", rank="foreign_minister", max_bilaterals_per_day=draw(st.sampled_from([None, 1]))),
        person("JPN-1", departs=draw(st.sampled_from(["", "10:37"]))),
        person("JPN-2"),
        room("R1", zone="A", opens=draw(st.sampled_from([None, time(9, 20)])), booths=1),
        room("R2", zone="B", capacity=10, turnover=draw(st.sampled_from([None, 0]))),
        room("R3", zone=draw(st.sampled_from(["", "B"])), uses="signing; bilateral"),
        walk("A", "B", 25),
        programme("P1", *draw(spans()), who=draw(st.sampled_from(["heads", "BRA; JPN-2", "none"])), room="R1"),
        absence(draw(st.sampled_from(["FRA", "CHL", "R2", "I1"])), *day),
        interpreter(
            "I1", max_minutes_per_day=draw(st.sampled_from([30, 360])), max_run=draw(st.sampled_from([30, 90]))
        ),
        interpreter("I2", "vi-fr; vi-en", from_=draw(st.sampled_from(["", "09:15"]))),
        *(keep_apart("FRA", draw(st.sampled_from(["BRA", "CHL"])), rule, 20) for rule in apart),
        *signing,
        *(draw(requests(f"B{number}")) for number in (1, 2, 3)),
        policy=Policy(side_event_starts=draw(st.sampled_from([(), (time(9), time(9, 40))]))),
        day_start=time(9),
        day_end=time(10, 40),
    )
    # What the line entry comes after must exist for the reader to let it pass.
    known = {*built.meeting, "P1", *built.line, *built.entry}
    return replace(
        built, bilaterals=tuple(one if one.after in known else replace(one, after="") for one in built.bilaterals)
    )


def all_rows(candidates: Candidates) -> list[tuple[Placement, bool]]:
    """Every candidate as a row, and whether the explanation calls it open."""
    ways, openness = candidates.ways, candidates.openness
    sizes = (len(ways.starts), len(ways.seatings), len(ways.rooms), len(ways.crews))
    return [
        (
            ways.row(start, seating, place, crew),
            bool(
                openness.times[start, place]
                and openness.housed[start, place]
                and openness.apart[start, place]
                and openness.seated[seating][start, place]
                and openness.bridged[crew][start, place]
            ),
        )
        for start, seating, place, crew in product(*(range(size) for size in sizes))
    ]


@settings(max_examples=examples(15), suppress_health_check=list(HealthCheck))
@given(st.data())
def test_open_is_what_the_rules_allow(data: st.DataObject) -> None:
    of = data.draw(events())
    turns = (placed(of, "SIGN/FRA", "09:03", position=4),) if of.lines else ()
    plan = Plan((placed(of, "P1", f"{of.programme[0].start:%H:%M}"), *turns))
    for item in of.meeting:
        candidates = Candidates.of(of, plan, of.meeting[item])
        rows = all_rows(candidates)
        assert candidates.openness.count == sum(is_open for _, is_open in rows)
        for row, is_open in rows[:: max(1, len(rows) // 40)]:
            broken = [one for one in check(of, Plan((*plan.rows, row))) if item in one.items]
            assert is_open == (not broken), (row, broken)
        free = [row for row, is_open in rows if is_open]
        plan = Plan((*plan.rows, data.draw(st.sampled_from(free)) if free else unplaced(of, item)))

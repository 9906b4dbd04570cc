"""Matchmaking days through the front door: which events are recognised, and what `solve` finds and proves of them."""

from dataclasses import replace
from datetime import date, time
from itertools import pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from planner.bench.b2b.check import breaks_of, broken_rules
from planner.bench.b2b.workbook import NoWorkbook, answer_of, event_of, workbook_of
from planner.domain.clock import Span
from planner.domain.event import Event
from planner.domain.plan import Effort, Plan, WaitingBreaks
from planner.domain.records import Policy
from planner.domain.vocabulary import BilateralKind, PlanState
from planner.encoding import build
from planner.rules import check
from planner.rules.terms import ranking
from planner.solver import solve
from planner.solver.breaks import recognised
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
    placed,
    plan,
    programme,
    room,
    side_event,
)
from tests.scenes.effort import examples
from tests.scenes.matchmaking import fewest_by_trying
from tests.solver.test_breaks import tiny_days

POLICY = Policy(person_gap=0, room_turnover=0, bilateral_minutes=30, bilateral_start_grid=30)
ENOUGH = 600.0
"""Seconds; all days here take far less, however busy the machine."""

PEOPLE = [delegation(code) for code in ("BRA", "FRA", "JPN", "KEN")]
TABLES = [room("T1"), room("T2")]
PAIRS = [bilateral("B1", "FRA", "JPN"), bilateral("B2", "FRA", "KEN"), bilateral("B3", "BRA", "JPN")]


def day_event(*more: object, drop: tuple[object, ...] = (), policy: Policy = POLICY, **settings: object) -> Event:
    """Four delegations, two tables, three bilaterals and slots of half an hour from 09:00 to 12:00, and more."""
    hours = {"end_date": date(2025, 10, 25), "day_start": time(9), "day_end": time(12)}
    records = [one for one in (*PEOPLE, *TABLES, *PAIRS) if one not in drop]
    return event(*records, *more, policy=policy, **hours | settings)


def sees(of: Event, before: Plan | None = None) -> bool:
    return recognised(of, build(of, before), ()) is not None


def weighted(**weights: int) -> Policy:
    """The policy with other weights, those that are given first."""
    others = {name: weight for name, weight in ranking(POLICY) if name not in weights}
    return replace(POLICY, secondary=tuple((weights | others).items()))


RECOGNISED = {
    "as it is": day_event(),
    "gaps that the grid leaves room for": day_event(
        policy=replace(POLICY, bilateral_minutes=20, person_gap=10, room_turnover=10)
    ),
    "lunch": day_event(programme("LUNCH", "10:30", "11:00", who="all")),
    "lunch of one": day_event(programme("LUNCH", "10:30", "11:00", who="FRA")),
    "absence, arrival and departure": day_event(
        absence("FRA", "10:30", "11:00"),
        delegation("CHL", arrives="10:00", departs="11:00"),
        bilateral("B4", "CHL", "KEN"),
    ),
    "windows": day_event(bilateral("B4", "BRA", "KEN", not_before="10:00", not_after="11:00")),
    "order": day_event(bilateral("B4", "BRA", "KEN", after="B1")),
    "cap that all keep": day_event(policy=replace(POLICY, max_bilaterals_per_day=2)),
    "table that closes": day_event(absence("T2", "10:00", "10:30")),
    "pull-asides all": day_event(
        *(replace(one, kind=BilateralKind.PULL_ASIDE) for one in PAIRS),
        drop=tuple(PAIRS),
    ),
    "windows on one of two days": day_event(
        *(replace(one, not_before=at("09:00"), not_after=at("12:00")) for one in PAIRS),
        drop=tuple(PAIRS),
        end_date=date(2025, 10, 26),
    ),
    "signing line": day_event(room("HALL", uses="signing"), line(start="09:00", end="09:30"), entry("FRA")),
    "preference that does not count": day_event(
        bilateral("B4", "BRA", "KEN", prefer_from="10:00"), policy=weighted(preferred_time=0)
    ),
}

ORDINARY = {
    "another length": day_event(bilateral("B4", "BRA", "KEN", minutes=20)),
    "starts that overlap": day_event(policy=replace(POLICY, bilateral_start_grid=15)),
    "slots with room between": day_event(policy=replace(POLICY, bilateral_minutes=15)),
    "gaps across slots": day_event(policy=replace(POLICY, person_gap=5)),
    "rest across slots": day_event(policy=replace(POLICY, room_turnover=5)),
    "side event": day_event(side_event()),
    "interpreter": day_event(interpreter("I1"), bilateral("B4", "BRA", "KEN", languages="en; vi")),
    "third person": day_event(bilateral("B4", "BRA", "KEN", also="FRA")),
    "anyone of a delegation": day_event(bilateral("B4", "BRA", "KEN", requester_person="BRA; JPN")),
    "preferred time": day_event(bilateral("B4", "BRA", "KEN", prefer_from="10:00")),
    "preferred table": day_event(bilateral("B4", "BRA", "KEN", room="T1")),
    "table of its own": day_event(bilateral("B4", "BRA", "KEN", room="!T1")),
    "table that some do not fit": day_event(room("T3", capacity=4), bilateral("B4", "BRA", "KEN", seats=4)),
    "kept apart": day_event(keep_apart("FRA", "BRA", "same_zone"), room("T3", zone="A"), drop=tuple(TABLES)),
    "cap that binds": day_event(policy=replace(POLICY, max_bilaterals_per_day=1)),
    "waiting that does not count": day_event(policy=weighted(waiting=0)),
    "breaks before waiting": day_event(policy=weighted(max_run=1)),
    "two days": day_event(end_date=date(2025, 10, 26)),
    "after what has no place": day_event(
        bilateral("B4", "BRA", "KEN", not_before="11:45"), bilateral("B5", "BRA", "KEN", after="B4")
    ),
    "no meetings": day_event(drop=tuple(PAIRS)),
}


@pytest.mark.parametrize("of", RECOGNISED.values(), ids=RECOGNISED)
def test_matchmaking_day_is_recognised_and_solved(of):
    outcome = solve(of, time_limit=ENOUGH)

    assert sees(of)
    assert outcome.waiting is not None
    assert outcome.waiting == WaitingBreaks(breaks_in(of, outcome.plan), outcome.waiting.bound)
    assert outcome.waiting.proven
    assert outcome.objective == outcome.bound == sum(meeting.worth for meeting in of.meetings)


@pytest.mark.parametrize("of", ORDINARY.values(), ids=ORDINARY)
def test_other_event_is_left_to_the_ordinary_way(of):
    assert not sees(of)


def breaks_in(of: Event, found: Plan) -> int:
    """Waiting breaks counted on the clock: gaps between two meetings of a person that hold a slot of the grid in which
    a table is open and the person has no other duty.
    """
    grid, length = of.meetings[0].grid, of.meetings[0].minutes
    hours = of.day_hours(of.days[0])
    minutes = range(0, round(hours.minutes), grid)
    slots = [Span(hours.start, hours.start).widened(before=-minute, after=minute + length) for minute in minutes]
    taken = {
        one.id: [Span.of(item.start, item.end) for item in of.programme if one.id in of.attendees(item)]
        for one in of.people
    }
    closed = [each for each in of.absences if each.who in of.room]
    total = 0
    for one in of.people:
        spans = sorted(row.span for row in found.standing if row.item in of.meeting and one.id in row.people)
        for before, after in pairwise(spans):
            gap = Span(before.end, after.start)
            total += any(
                slot.within(gap)
                and not any(slot.overlaps(duty) for duty in taken[one.id])
                and len({each.who for each in closed if slot.overlaps(Span.of(each.from_, each.to))}) < len(TABLES)
                for slot in slots
            )
    return total


# --- what counts as waiting ------------------------------------------------------------------------------------------

AROUND = (
    bilateral("B4", "BRA", "KEN", not_after="09:30"),
    bilateral("B5", "BRA", "FRA", not_before="10:00", not_after="10:30"),
)


@pytest.mark.parametrize(
    ("more", "breaks"),
    [
        ((), 1),  # nothing at 09:30
        ((programme("LUNCH", "09:30", "10:00", who="BRA"),), 0),
        ((programme("LUNCH", "09:30", "10:00", who="FRA"),), 1),
        ((programme("LUNCH", "09:45", "09:50", who="all"),), 0),
        ((absence("BRA", "09:30", "10:00"),), 1),  # away, and yet between two meetings
        ((absence("T1", "09:30", "10:00"), absence("T2", "09:45", "10:00")), 0),
        ((absence("T1", "09:30", "10:00"),), 1),
    ],
)
def test_break_is_time_in_which_a_meeting_could_have_been(more, breaks):
    of = day_event(*AROUND, *more, drop=tuple(PAIRS))

    assert solve(of, time_limit=ENOUGH).waiting == WaitingBreaks(breaks, breaks)


def test_locked_rows_stay_and_count():
    of = day_event()
    rows = (
        placed(of, "B1", "09:00", room="T1", locked=True),
        placed(of, "B3", "10:30", room="T2", locked=True),
        replace(placed(of, "B2", "11:00", room="T2"), state=PlanState.DONE),
    )

    outcome = solve(of, Plan(rows), time_limit=ENOUGH)

    assert outcome.waiting == WaitingBreaks(2, 2)
    assert [outcome.plan.by_item[row.item].place for row in rows] == [row.place for row in rows]


def test_cancelled_row_is_left_out():
    of = day_event(bilateral("B4", "FRA", "BRA", not_before="11:30"))
    gone = replace(plan(of).by_item["B4"], state=PlanState.CANCELLED)

    outcome = solve(of, Plan((gone,)), time_limit=ENOUGH)

    assert outcome.waiting == WaitingBreaks(0, 0)
    assert not outcome.plan.by_item["B4"].stands


def test_day_that_cannot_hold_all_is_planned_the_ordinary_way():
    of = day_event(*(bilateral(f"C{number}", "FRA", "BRA") for number in range(3)), day_end=time(10, 30))

    outcome = solve(of, time_limit=ENOUGH)

    assert sees(of)
    assert outcome.waiting is None
    assert len([row for row in outcome.plan.standing if "FRA" in row.people]) == 3


# --- effort ----------------------------------------------------------------------------------------------------------


def test_counted_work_gives_the_same_plan_again():
    of, effort = day_event(*AROUND), Effort(work_limit=40, workers=1)

    first, second = solve(of, effort=effort), solve(of, effort=effort)

    assert first.waiting is not None
    assert (first.plan, first.waiting) == (second.plan, second.waiting)


def test_stop_leaves_a_plan_that_keeps_the_rules():
    of = day_event()

    outcome = solve(of, time_limit=ENOUGH, stop=lambda: True)

    assert check(of, outcome.plan) == ()
    assert outcome.seconds < ENOUGH / 2


def test_progress_tells_breaks_and_bound():
    told = []

    solve(day_event(*AROUND, drop=tuple(PAIRS)), time_limit=ENOUGH, on_progress=told.append)

    assert "waiting breaks: 1, at least 1" in [step.phase for step in told]


# --- held against all answers ----------------------------------------------------------------------------------------


@settings(max_examples=examples(8), deadline=None)
@given(tiny_days())
def test_best_of_tiny_event_is_that_of_all_answers(of):
    of = replace(of, fairness=2)
    try:
        asked = event_of(of)
    except NoWorkbook:
        assume(False)

    outcome, fewest = solve(asked, time_limit=ENOUGH), fewest_by_trying(of)
    slots = answer_of(of, outcome.plan)

    if fewest is None:
        assert outcome.waiting is None or None in slots
    else:
        assert outcome.waiting == WaitingBreaks(fewest, fewest)
        assert broken_rules(of, slots) == []
        assert sum(breaks_of(of, slots)) == fewest


@settings(max_examples=10, deadline=None)
@given(tiny_days())
def test_workbook_of_an_instance_holds_its_event(of):
    try:
        asked = event_of(of)
    except NoWorkbook:
        assume(False)

    assert workbook_of(of).event == asked


EXTRAS = st.sampled_from(
    [
        absence("FRA", "09:30", "10:15"),
        absence("T1", "10:00", "10:30"),
        absence("JPN", "11:00", "12:00"),
        programme("LUNCH", "10:20", "11:00", who="FRA; KEN"),
        programme("PHOTO", "09:30", "10:00", who="all"),
        bilateral("C1", "BRA", "KEN", after="B1"),
        bilateral("C2", "FRA", "BRA", not_before="10:00", not_after="11:00"),
        bilateral("C3", "KEN", "JPN", prefer_to="10:00"),
        bilateral("C4", "KEN", "JPN", minutes=20),
        bilateral("C5", "FRA", "JPN", room="!T2"),
        keep_apart("FRA", "BRA", "same_room_next", 20),
        side_event("S1", "KEN", speakers="KEN", minutes=60),
    ]
)


@st.composite
def nearly_days(draw) -> tuple[Event, Plan]:
    """A matchmaking day with this and that which may make it none, and rows that may be locked."""
    policy = replace(
        POLICY,
        person_gap=draw(st.sampled_from([0, 0, 10])),
        room_turnover=draw(st.sampled_from([0, 0, 5])),
        bilateral_minutes=draw(st.sampled_from([30, 30, 20])),
        max_bilaterals_per_day=draw(st.sampled_from([None, None, 1, 3])),
    )
    of = day_event(*draw(st.lists(EXTRAS, max_size=4, unique_by=str)), policy=policy)
    start, table = draw(st.sampled_from(["09:00", "10:30"])), draw(st.sampled_from(["T1", "T2"]))
    locked = placed(of, "B2", start, room=table, locked=True)
    lawful = not [one for one in check(of, plan(of, locked)) if "B2" in one.items]
    return of, Plan((locked,)) if lawful and draw(st.booleans()) else Plan()


@settings(max_examples=examples(5), deadline=None)
@given(nearly_days())
def test_nearly_a_day_loses_nothing(drawn):
    of, before = drawn
    ordinary = replace(of, policy=replace(of.policy, secondary=weighted(waiting=0).secondary))

    outcome, other = solve(of, before, time_limit=ENOUGH), solve(ordinary, before, time_limit=ENOUGH)

    assert outcome.objective == other.objective
    assert check(of, outcome.plan, before) == ()
    if outcome.waiting is not None:
        assert outcome.waiting == WaitingBreaks(breaks_in(of, outcome.plan), outcome.waiting.bound)

"""What each kind of change does to a plan, in small examples; and what holds whatever happened."""

from dataclasses import replace
from datetime import datetime, time, timedelta
from random import Random

import pytest

from planner.domain.event import Event
from planner.domain.incident import Incident
from planner.domain.issue import carried
from planner.domain.plan import Placement, Plan
from planner.domain.records import Policy
from planner.domain.vocabulary import IncidentKind, PlanState, Rank
from planner.encoding import build
from planner.replanning import CannotApply, Replanned, Terms, replan
from planner.rules import check
from planner.solver.placing.greedy import first_plan
from planner.solver.placing.rows import meeting_rows
from planner.solver.refusing import CannotKeep
from tests.scenes.builders import (
    at,
    bilateral,
    delegation,
    event,
    interpreter,
    maybe,
    person,
    placed,
    plan,
    programme,
    room,
)
from tests.scenes.busy_events import busy_event

QUICK = Terms(workers=1, seconds=10)


def incident(what: str, *, from_: str = "", to: str = "", **more: object) -> Incident:
    return Incident(IncidentKind(what), from_=maybe(from_), to=maybe(to), **more)


def agenda(*more: object) -> Event:
    """Three delegations, two rooms of different size, nine to noon."""
    return event(
        *(delegation(code) for code in ("BRA", "CHL", "FRA", "JPN")),
        person("BRA-1", rank=Rank.HEAD_OF_STATE),
        person("CHL-1"),
        person("FRA-1"),
        person("JPN-1", rank=Rank.AMBASSADOR),
        room("R1"),
        room("R2"),
        *more,
        day_start=time(9),
        day_end=time(12),
        end_date=at("09:00").date(),
        policy=Policy(person_gap=5, room_turnover=5, bilateral_minutes=30, bilateral_start_grid=5),
    )


def taken_in(of: Event, before: Plan, now: str, *changes: Incident, terms: Terms = QUICK) -> Replanned:
    found = replan(of, before, changes, at(now), terms=terms)
    assert check(found.event, found.plan) == ()
    return found


def issued(of: Event, *rows: Placement) -> Plan:
    return carried(of, plan(of, *rows), Plan())


def where(found: Replanned, item: str) -> str:
    row = found.plan.by_item[item]
    return f"{row.start:%H:%M} {row.room}".strip() if row.stands else str(row.state)


def moved(found: Replanned) -> list[tuple[str, str]]:
    return [(change.item, change.change) for change in found.diff.changes]


MEETINGS = agenda(bilateral("B1", "BRA", "CHL"), bilateral("B2", "FRA", "JPN"), bilateral("B3", "CHL", "FRA"))
PLANNED = issued(
    MEETINGS,
    placed(MEETINGS, "B1", "09:00", room="R1"),
    placed(MEETINGS, "B2", "10:00", room="R1"),
    placed(MEETINGS, "B3", "11:00", room="R2"),
)

# --- people, rooms, interpreters -------------------------------------------------------------------------------------


def test_nothing_happened_and_the_plan_is_the_same():
    found = taken_in(MEETINGS, PLANNED, "09:10")

    assert found.plan == PLANNED
    assert (found.minimal, found.diff.changes, found.calls) == (True, (), ())


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (incident("person_late", who="FRA-1", to="10:10"), "10:10 R1"),
        (incident("delegation_late", who="JPN", to="10:20"), "10:20 R1"),
        (incident("person_leaves", who="JPN-1", from_="10:10"), "09:40 R1"),
        (incident("person_absent", who="FRA", from_="10:00", to="10:30"), "09:30 R2"),
        (incident("room_lost", who="R1", from_="09:45"), "10:00 R2"),
    ],
)
def test_meeting_moves_to_where_its_people_and_its_room_are(change: Incident, expected: str):
    found = taken_in(MEETINGS, PLANNED, "09:10", change)

    # B1 has begun, B3 is not concerned: B2 moves alone, and no further than it must.
    assert where(found, "B2") == expected
    assert {item for item, _ in moved(found)} == {"B2"}
    assert [call.delegation for call in found.calls] == ["FRA", "JPN"]
    assert found.minimal


def test_absence_without_end_drops_what_cannot_be_held_and_says_why():
    found = taken_in(MEETINGS, PLANNED, "09:10", incident("person_absent", who="JPN-1"))

    assert where(found, "B2") == "unplaced"
    assert found.plan.by_item["B2"].why == (
        "Name of JPN-1 (Japan) is not available after 09:10 on Saturday 25 October. "
        "Name somebody else for it, if it is to be held."
    )
    assert moved(found) == [("B2", "dropped")]
    assert found.plan.by_item["B2"].issued.startswith("cancelled")


def test_absence_that_ends_too_late_for_a_meeting_says_that_it_fits_nowhere_else():
    found = taken_in(MEETINGS, PLANNED, "09:10", incident("person_absent", who="JPN-1", to="11:45"))

    assert found.plan.by_item["B2"].why == (
        "Name of JPN-1 (Japan) is not available 09:10–11:45 on Saturday 25 October. "
        "It fits nowhere else without dropping what counts as much."
    )


def test_interpreter_who_is_ill_is_replaced_by_another():
    of = agenda(
        bilateral("B1", "BRA", "CHL", languages="en; fr"), interpreter("I1", "en-fr"), interpreter("I2", "en-fr")
    )
    before = issued(of, placed(of, "B1", "10:00", room="R1", interpreters="I1"))

    found = taken_in(of, before, "09:00", incident("interpreter_ill", who="I1"))

    assert found.plan.by_item["B1"].interpreters == ("I2",)
    assert moved(found) == [("B1", "people")]


def test_what_has_begun_stays_and_what_could_not_begin_has_not():
    late = incident("person_late", who="BRA-1", from_="09:00", to="09:20")

    found = taken_in(MEETINGS, PLANNED, "09:10", late)

    assert where(found, "B1") == "09:20 R1"

    kept = replace(PLANNED.by_item["B1"], locked=True)
    locked = Plan((kept, *PLANNED.rows[1:]))
    assert where(taken_in(MEETINGS, locked, "09:10", late), "B1") == "09:20 R1"
    with pytest.raises(CannotKeep, match="Name of BRA-1"):
        replan(MEETINGS, locked, [late], at("09:10"), terms=Terms(keep_locked=True))


# --- items -----------------------------------------------------------------------------------------------------------


def test_cancelled_item_leaves_the_plan_and_nobody_else_moves():
    found = taken_in(MEETINGS, PLANNED, "09:10", incident("item_cancelled", item="B2", notes="Withdrawn by both."))

    row = found.plan.by_item["B2"]
    assert (row.state, row.why) == (PlanState.CANCELLED, "Cancelled: Withdrawn by both.")
    assert moved(found) == [("B2", "dropped")]


def test_meeting_that_runs_over_holds_its_people_and_its_room():
    found = taken_in(MEETINGS, PLANNED, "09:10", incident("item_overruns", item="B1", minutes=40))

    assert f"{found.plan.by_item['B1'].end:%H:%M}" == "10:10"
    assert where(found, "B2") == "10:15 R1"
    assert where(found, "B3") == "11:00 R2"


def test_programme_that_runs_over_or_moves_pushes_whom_it_concerns():
    of = agenda(bilateral("B1", "BRA", "CHL"), programme("OPEN", "09:00", "09:25", who="BRA-1"))
    before = issued(of, placed(of, "B1", "09:30", room="R1"))

    over = taken_in(of, before, "09:10", incident("item_overruns", item="OPEN", minutes=25))
    shifted = taken_in(of, before, "08:00", incident("programme_shifted", item="OPEN", minutes=25))

    assert where(over, "B1") == where(shifted, "B1") == "09:55 R1"
    assert ("OPEN", "time") in moved(over)
    # Whoever sits in what runs over is not called for it.
    assert {call.items for call in over.calls} == {("B1",)}
    assert ("OPEN", "B1") in {call.items for call in shifted.calls}


def test_new_bilateral_takes_free_time_and_no_place_of_a_dearer_one():
    fits = incident("new_bilateral", who="JPN", counterpart="CHL-1", id="B9", minutes=20)
    found = taken_in(MEETINGS, PLANNED, "09:10", fits)

    assert found.left_out == ()
    assert found.plan.by_item["B9"].people == ("JPN-1", "CHL-1")
    assert moved(found) == [("B9", "added")]

    of = agenda(bilateral("B1", "BRA", "CHL", not_before="10:00", not_after="10:30", priority=4))
    before = issued(of, placed(of, "B1", "10:00", room="R1"))
    at_ten = {"who": "JPN", "counterpart": "CHL", "from_": "10:00", "to": "10:30"}
    cheap, dear = (incident("new_bilateral", **at_ten, priority=priority) for priority in (4, 5))

    assert taken_in(of, before, "09:10", cheap).left_out == ("NEW-1",)
    assert moved(taken_in(of, before, "09:10", dear)) == [("B1", "dropped"), ("NEW-1", "added")]


def test_raised_priority_places_what_was_waiting():
    of = agenda(
        bilateral("B1", "BRA", "CHL", not_after="09:40", priority=3),
        bilateral("B2", "FRA", "CHL", not_after="09:40", priority=1),
    )
    before = issued(of, placed(of, "B1", "09:00", room="R1"))

    found = taken_in(of, before, "08:00", incident("priority_raised", item="B2"))

    assert moved(found) == [("B1", "dropped"), ("B2", "added")]


def test_free_time_is_filled_with_waiting_requests_only_if_asked():
    before = issued(MEETINGS, placed(MEETINGS, "B1", "09:00", room="R1"))

    assert taken_in(MEETINGS, before, "08:00").plan == before
    filled = taken_in(MEETINGS, before, "08:00", terms=replace(QUICK, fill=True))
    assert {item for item, change in moved(filled) if change == "added"} == {"B2", "B3"}


# --- refusals --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (incident("person_late", who="BRA-1", to="09:00"), "is over at"),
        (incident("person_absent", who="BRA-1", from_="11:30", to="11:00"), "is not before"),
        (incident("full_powers_received", who="BRA"), "has no entry in a signing line"),
    ],
)
def test_change_that_makes_no_sense_is_refused_with_its_cell(change: Incident, said: str):
    with pytest.raises(CannotApply) as refused:
        replan(MEETINGS, PLANNED, [change], at("10:00"), locate=lambda sheet, key, column: f"{column}{key}")

    (problem,) = refused.value.problems
    assert (problem.sheet, problem.cell[-1]) == ("Changes", "0")
    assert said in problem.sentence
    assert problem.cure


# --- whatever happens ------------------------------------------------------------------------------------------------


def any_incident(random: Random, of: Event, before: Plan, now: datetime) -> Incident:
    row = random.choice([row for row in before.standing if row.item in of.meeting])
    later = now + timedelta(minutes=random.choice((30, 60)))
    kind = random.choice(
        ("person_late", "person_absent", "room_lost", "item_cancelled", "item_overruns", "new_bilateral")
    )
    chosen = {
        "person_late": {"who": random.choice(row.people), "to": later},
        "person_absent": {
            "who": random.choice(row.people),
            "from_": now + timedelta(minutes=30),
            "to": later + timedelta(hours=1),
        },
        "room_lost": {"who": row.room or "R3", "from_": now + timedelta(minutes=45), "to": later + timedelta(hours=1)},
        "item_cancelled": {"item": row.item},
        "item_overruns": {"item": "OPEN", "minutes": 10},
        "new_bilateral": {"who": "EGY", "counterpart": "IND", "minutes": 20},
    }
    return Incident(IncidentKind(kind), **chosen[kind])


@pytest.mark.parametrize("seed", range(6))
def test_new_plan_passes_the_check_keeps_what_has_begun_and_is_stable(seed: int):
    random, of = Random(seed), busy_event(seed)
    before = issued(of, *meeting_rows(of, Plan(), first_plan(build(of))))
    now = at(random.choice(("08:30", "10:10", "11:00")))
    change = any_incident(random, of, before, now)

    found = replan(of, before, [change], now, terms=Terms(workers=1, seconds=2))

    begun = [row for row in before.standing if row.span.start <= now.astimezone() and row.item in of.meeting]
    assert (
        check(
            found.event, found.plan, Plan(tuple(replace(row, locked=True) for row in begun if row.item != change.item))
        )
        == ()
    )
    assert {row.item for row in found.plan.rows} >= {row.item for row in before.rows}
    assert found.outcome.objective <= found.outcome.bound
    # Once taken in, the changes change nothing more.
    assert replan(found.event, found.plan, [], now).plan == found.plan

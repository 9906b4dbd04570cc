"""Cures that move others or add what the host could add: small events in which the cheapest is known."""

from datetime import time

import pytest

from planner.diff import diff
from planner.domain.event import Event
from planner.domain.plan import Plan
from planner.explain import Cure, FieldChange, suggest, why
from planner.rules import check
from tests.scenes.builders import (
    absence,
    at,
    bilateral,
    delegation,
    event,
    interpreter,
    person,
    placed,
    plan,
    room,
    side_event,
)

PARTIES = tuple(delegation(code) for code in ("BRA", "CHL", "FRA", "JPN"))
SHORT = {"day_start": time(9), "day_end": time(11)}


def small(*records: object, rows: tuple[tuple[str, str, str], ...] = (), **more: object) -> tuple[Event, Plan]:
    of = event(*PARTIES, *records, **(SHORT | more))
    return of, plan(of, *(placed(of, one, start, room=where) for one, start, where in rows))


def cures(of: Event, beside: Plan, kind: str, item: str = "B1") -> list[Cure]:
    """The cures of a kind, each as good as its word."""
    found = [cure for cure in why(of, beside, item).cures if cure.kind == kind]
    for cure in found:
        assert check(cure.event, cure.plan) == ()
        assert cure.plan.by_item[item].stands
    return found


def moved(cure: Cure) -> set[str]:
    return {change.item for change in cure.changes}


# --- moves -----------------------------------------------------------------------------------------------------------


def test_meeting_in_the_way_moves_within_its_half_day_and_those_to_be_told_are_named():
    of, beside = small(
        room(),
        bilateral(not_after="09:40"),
        bilateral("B2", "BRA", "CHL"),
        rows=(("B2", "09:00", "R1"),),
    )

    cure, *_ = cures(of, beside, "move")

    assert moved(cure) == {"B2"}
    assert cure.changes[:1] == (FieldChange("B2", "start", "2025-10-25 09:00", "2025-10-25 09:35"),)
    assert cure.parties == ("BRA", "CHL", "FRA", "JPN")
    assert cure.worth == 4
    assert "it is proven that nothing disturbs the others less." in cure.sentence


def test_promised_moves_are_all_that_changes():
    of, beside = small(
        room(),
        room("R2"),
        bilateral(not_after="09:20"),
        *(bilateral("B2", "BRA", "JPN"), bilateral("B3", "CHL", "FRA")),
        rows=(("B2", "09:00", "R1"), ("B3", "09:00", "R2")),
    )

    for cure in cures(of, beside, "move"):
        changed = {change.item for change in diff(beside, cure.plan, of).changes}
        assert changed == moved(cure) | {"B1"}
        assert set(cure.parties) == {"BRA", "CHL", "FRA", "JPN"}


def test_chain_of_moves_is_suggested_where_no_single_one_would_do():
    of, beside = small(
        room(),
        bilateral(not_after="09:20"),
        bilateral("B2", "BRA", "CHL", not_after="09:55"),
        bilateral("B3", "BRA", "JPN"),
        rows=(("B2", "09:00", "R1"), ("B3", "09:35", "R1")),
    )

    (only,) = suggest(of, beside, "B1").options

    assert check(of, only.plan) == ()
    assert {row.item: f"{row.start:%H:%M}" for row in only.plan.standing} == {
        "B1": "09:00",
        "B2": "09:35",
        "B3": "10:10",
    }


def test_bilateral_of_a_full_day_makes_room_by_moving_to_another():
    of, beside = small(
        room(),
        person("FRA-1", max_bilaterals_per_day=1),
        bilateral(not_after="11:00"),
        bilateral("B2", "BRA", "FRA"),
        rows=(("B2", "09:00", "R1"),),
    )

    cure, *_ = cures(of, beside, "move")

    assert cure.changes[0].item == "B2"
    assert cure.changes[0].new.startswith("2025-10-26")


def test_locked_meeting_does_not_make_room():
    of = event(*PARTIES, room(), bilateral(not_after="09:40"), bilateral("B2", "BRA", "CHL"), **SHORT)
    beside = plan(of, placed(of, "B2", "09:10", room="R1", locked=True))

    assert cures(of, beside, "move") == []


def test_open_place_is_offered_as_it_is():
    of, beside = small(room(), bilateral())

    (cure,) = why(of, beside, "B1").cures

    assert (cure.kind, cure.changes) == ("move", ())
    assert "Nobody else moves; " in cure.sentence
    assert check(of, cure.plan) == ()


# --- resources -------------------------------------------------------------------------------------------------------


def test_room_opens_only_as_much_earlier_as_it_must():
    of, beside = small(room(opens=time(10)), bilateral(not_after="09:50"))

    cure, *_ = cures(of, beside, "resource")

    assert cure.changes == (FieldChange("R1", "opens", "10:00", "09:30"),)
    assert cure.sentence.startswith("If Room R1 opens at 09:30, it could be held 09:30–09:50")
    assert cure.event.room["R1"].opens == time(9, 30)


def test_one_more_interpreter_is_asked_for_by_pair():
    of, beside = small(
        room(),
        interpreter("I1", "vi-en"),
        absence("I1", "09:00", "26 20:00"),
        bilateral(languages="vi; en"),
    )

    cure, *_ = cures(of, beside, "resource")

    assert {(change.field, change.new) for change in cure.changes} == {
        ("name", "One more interpreter vi-en"),
        ("languages", "vi-en"),
        ("max_minutes_per_day", "360"),
        ("max_run", "90"),
        ("break", "30"),
    }
    assert {change.item for change in cure.changes} == {"EXTRA-vi-en"}
    assert cure.plan.by_item["B1"].interpreters == ("EXTRA-vi-en",)


def test_one_more_room_has_what_the_meeting_needs():
    of, beside = small(room(capacity=4), bilateral(seats=6, features="stage"))

    cure, *_ = cures(of, beside, "resource")

    further = cure.event.room["EXTRA-R1"]
    assert (further.capacity, further.features) == (6, ("stage",))


def test_cures_come_in_the_order_of_what_they_ask():
    of, beside = small(
        room(closes=time(10)),
        bilateral(not_before="09:00", not_after="09:40"),
        bilateral("B2", "BRA", "CHL"),
        side_event("S1", speakers=""),
        rows=(("B2", "09:10", "R1"),),
    )

    kinds = [cure.kind for cure in why(of, beside, "B1").cures]

    assert kinds == sorted(kinds, key=["relax", "move", "resource"].index)
    assert {"relax", "move", "resource"} == set(kinds)


# --- proof -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("records", "proof"),
    [
        ((room(capacity=4), bilateral(seats=6)), ("room-fits",)),
        ((room(), absence("FRA", "25 00:00", "26 23:59"), bilateral()), ("person-present",)),
        ((room(), absence("FRA", "09:00", "26 20:00"), bilateral()), ("person-present", "event-hours")),
        (
            (room(), absence("FRA", "10:00", "26 20:00"), bilateral(not_before="09:50")),
            ("person-present", "event-hours", "time-window"),
        ),
        ((room(), bilateral(not_before="09:00", not_after="09:10")), ("time-window",)),
        ((room(), interpreter("I1", "fr-en"), bilateral(languages="vi; en")), ("crew-complete",)),
        ((room(), bilateral()), None),
    ],
)
def test_proof_is_the_smallest_set_of_rules_that_leaves_no_place(records, proof):
    of, beside = small(*records)

    assert why(of, beside, "B1").proof == proof


def test_other_meetings_are_no_proof_but_locked_ones_are():
    of = event(
        *PARTIES, room(), bilateral(not_before="09:00", not_after="09:40"), bilateral("B2", "BRA", "CHL"), **SHORT
    )
    loose, locked = (plan(of, placed(of, "B2", "09:10", room="R1", locked=kept)) for kept in (False, True))

    assert why(of, loose, "B1").proof is None
    assert why(of, locked, "B1").proof == ("room-free", "time-window", "locked-kept")


def test_request_that_is_declined_is_not_to_be_held():
    of, beside = small(room(), bilateral(status="declined"))

    assert why(of, beside, "B1").proof == ("live-only",)


# --- at a given place ------------------------------------------------------------------------------------------------


def test_why_not_there_names_what_is_in_the_way_and_what_would_let_it_be_there():
    of, beside = small(
        room(), room("R2", capacity=4), bilateral(), bilateral("B2", "BRA", "JPN"), rows=(("B2", "09:10", "R1"),)
    )

    found = why(of, beside, "b1", at("09:00"), "r1")

    assert found.verdict == (
        "Not there: the head of Japan is engaged: 'Brazil – Japan' 09:10–09:30 on Saturday 25 October. Room R1 is "
        "taken: 'Brazil – Japan' 09:10–09:30 on Saturday 25 October."
    )
    assert not found.placed
    assert {cure.plan.by_item["B1"].start for cure in found.cures} == {at("09:00")}
    assert {cure.plan.by_item["B1"].room for cure in found.cures} == {"R1"}


@pytest.mark.parametrize(
    ("moment", "rule"),
    [("09:03", "start-grid"), ("08:00", "event-hours"), ("27 09:00", "event-hours"), ("10:55", "event-hours")],
)
def test_why_not_at_a_time_that_no_meeting_may_have(moment, rule):
    of, beside = small(room(), bilateral())

    found = why(of, beside, "B1", at(moment))

    assert found.verdict.startswith("Not there: ")
    assert rule in {one.rule for one in found.blocked}
    assert found.cures == ()


def test_why_not_at_a_free_place_says_what_it_would_change():
    of, beside = small(room(), bilateral(), rows=(("B1", "09:00", "R1"),))

    found = why(of, beside, "B1", at("10:00"))

    assert found.placed
    assert found.verdict == (
        "Nothing is in the way: 10:00–10:20 on Saturday 25 October in Room R1. Nobody else moves; to be told: France, "
        "Japan."
    )
    assert why(of, beside, "B1", at("09:00"), "R1").verdict.startswith("It is there already: ")

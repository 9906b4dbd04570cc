"""Why items are not placed: small events in which the reason is known, and the words that must say it."""

from datetime import time

import pytest

from planner.domain.event import Event
from planner.domain.plan import Placement, Plan
from planner.domain.records import Policy
from planner.domain.vocabulary import PlanState
from planner.explain import UnknownItem, Why, why
from planner.rules import RULES
from tests.builders import (
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
    plan,
    programme,
    room,
    side_event,
)

PARTIES = tuple(delegation(code) for code in ("BRA", "CHL", "FRA", "JPN"))
MINISTER = person("FRA-1", title="Minister of Justice")
SUBJECT, CAUSE = "the Minister of Justice of France", "'Title of P1' 09:00–10:00 on Saturday 25 October"


def asked(*records: object, rows: tuple[tuple[str, str, str], ...] = (), item: str = "B1", **settings: object) -> Why:
    """Why an item is not placed beside the rows, given as item, start and room."""
    of = event(*PARTIES, *records, **settings)
    return why(of, plan(of, *(placed(of, one, start, room=where) for one, start, where in rows)), item)


def rules_named(found: Why) -> set[str]:
    return {one.rule for one in found.blocked}


# --- verdicts --------------------------------------------------------------------------------------------------------


def test_why_names_the_only_free_time_and_who_holds_the_rooms():
    found = asked(
        MINISTER,
        room("BLUE", booths=1),
        room("RED", booths=1),
        absence("FRA-1", "08:00", "14:00"),
        absence("FRA-1", "14:30", "26 20:00"),
        side_event("S1", "BRA", languages="en; fr", minutes=60),
        side_event("S2", "CHL", languages="en; fr", minutes=60),
        side_event("S3", "FRA", languages="en; fr", minutes=30, speakers="FRA-1"),
        rows=(("S1", "14:00", "BLUE"), ("S2", "13:45", "RED")),
        item="S3",
    )

    assert found.verdict == (
        "Not placed: the Minister of Justice of France is free only 14:00–14:30 on Saturday 25 October, when both "
        "rooms that fit are taken: Room BLUE by 'Title of S1' 14:00–15:00 on Saturday 25 October; "
        "Room RED by 'Title of S2' 13:45–14:45 on Saturday 25 October."
    )


def test_why_names_the_person_who_is_never_free():
    found = asked(
        MINISTER,
        room(),
        programme("P1", "09:00", "10:00", who="FRA"),
        bilateral(not_before="09:00", not_after="10:00"),
    )

    assert found.verdict.startswith(
        "Not placed: the Minister of Justice of France is never free for 20 minutes in the window of the meeting. "
    )
    assert "'Title of P1' 09:00–10:00 on Saturday 25 October" in found.verdict


def test_why_says_when_people_are_free_but_never_together():
    found = asked(
        MINISTER,
        room(),
        absence("FRA-1", "08:00", "19:00"),
        absence("JPN", "10:00", "20:00"),
        bilateral(not_after="20:00"),
    )

    assert found.verdict == (
        "Not placed: those who must attend are never free together: the Minister of Justice of France only 19:00–20:00 "
        "on Saturday 25 October, the head of Japan only 08:00–10:00 on Saturday 25 October."
    )


def test_why_says_what_every_room_lacks():
    found = asked(room("R1", capacity=6), bilateral(seats=8))

    assert found.verdict == (
        "Not placed: no room fits. Room R1 does not fit: the meeting needs 8 seats, and Room R1 has 6."
    )


def test_why_names_the_item_that_must_come_first():
    found = asked(room(), bilateral("B0", "BRA", "CHL"), bilateral(after="B0"))

    assert found.verdict == (
        "Not placed: 'France – Japan' has its place in an order: it must come after 'Brazil – Chile', which is not "
        "placed."
    )


def test_why_names_the_interpreter_who_is_busy():
    found = asked(
        room("R1"),
        room("R2"),
        interpreter("I1"),
        bilateral("B0", "BRA", "CHL", languages="en; vi", minutes=60),
        bilateral(languages="vi; en", not_before="09:00", not_after="10:00"),
        rows=(),
    )
    assert found.verdict.startswith("Not placed, though nothing is in the way 09:00–09:20 on Saturday 25 October")

    of = event(
        *PARTIES,
        room("R1"),
        room("R2"),
        interpreter("I1"),
        bilateral("B0", "BRA", "CHL", languages="en; vi", minutes=60),
        bilateral(languages="vi; en", not_before="09:00", not_after="10:00"),
    )
    found = why(of, plan(of, placed(of, "B0", "09:00", room="R1", interpreters="I1")), "B1")

    assert "nobody is free to interpret vi-en: Name of I1 interprets something else" in found.verdict
    assert "'Brazil – Chile' 09:00–10:00 on Saturday 25 October" in found.verdict


def test_why_of_a_placed_item_says_where_and_the_nearest_other_place():
    found = asked(room(), bilateral(not_before="09:00", not_after="10:00"), rows=(("B1", "09:00", "R1"),))

    assert found.placed
    assert found.verdict.startswith(
        "Placed 09:00–09:20 on Saturday 25 October in Room R1. Of the 287 other ways to hold it 8 are open, "
        "the nearest 09:05–09:25 on Saturday 25 October in Room R1."
    )


def test_why_of_a_row_that_breaks_a_rule_says_so():
    found = asked(
        room(),
        bilateral(),
        bilateral("B2", "FRA", "CHL"),
        room("R2"),
        rows=(("B1", "09:00", "R1"), ("B2", "09:25", "R2")),
    )

    assert "This breaks a rule: The head of France has 'France – Japan' until 09:20" in found.verdict


def test_why_keeps_to_three_sentences():
    found = asked(
        MINISTER,
        room(),
        programme("P1", "09:00", "10:00", who="FRA"),
        absence("FRA", "10:00", "11:00"),
        bilateral("B2", "FRA", "CHL"),
        bilateral(not_before="09:00", not_after="11:00"),
        rows=(("B2", "11:00", "R1"),),
    )

    assert found.verdict.count(". ") == 2


# --- what is in the way, counted -------------------------------------------------------------------------------------


def test_blocked_counts_candidates_by_rule_and_subject():
    found = asked(
        room(), bilateral(not_before="09:00", not_after="10:00"), programme("P1", "09:00", "09:30", who="JPN")
    )

    counts = {(one.rule, one.subject): one.candidates for one in found.blocked}
    # 144 starts a day: 9 of them lie in the window, and those from 08:35 to 09:35 are too near the programme item.
    assert counts == {
        ("time-window", "B1"): 288 - 9,
        ("person-free", "JPN"): 13,
        ("event-hours", "B1"): 6,
        ("room-open", "R1"): 6,
    }


def full_event() -> tuple[Event, tuple[Placement, ...]]:
    """An event in which B1 meets every rule that can stand in the way of a meeting."""
    of = event(
        *PARTIES,
        MINISTER,
        person("JPN-1", max_bilaterals_per_day=1, departs="26 12:00"),
        room("R1", zone="A", capacity=6),
        room("R2", zone="A"),
        room("R3", zone="A"),
        room("HALL", uses="signing"),
        programme("P1", "12:00", "12:30", who="FRA"),
        line(room="HALL"),
        entry("FRA", full_powers="verified"),
        interpreter("I1", "en-vi; en-fr", max_minutes_per_day=45, max_run=30, from_="08:30"),
        bilateral("B0", "BRA", "JPN", languages="en; vi", not_before="10:00", minutes=30),
        side_event("S1", "CHL", minutes=30),
        side_event("S2", "CHL", minutes=30),
        bilateral("B1", languages="vi; en", not_before="08:10", room="!R2", after="P0", seats=8),
        programme("P0", "08:00", "08:05", who="none"),
        keep_apart("FRA", "CHL", "same_zone"),
        keep_apart("JPN", "CHL", "same_room_next"),
        keep_apart("FRA", "JPN", "same_item"),
    )
    rows = (
        placed(of, "B0", "11:00", room="R2", interpreters="I1"),
        placed(of, "S1", "13:00", room="R2"),
        placed(of, "S2", "15:00", room="R3"),
        placed(of, "SIGN/FRA", "09:00", position=1),
    )
    return of, rows


def test_every_rule_that_can_block_a_meeting_is_named():
    of, rows = full_event()

    assert rules_named(why(of, plan(of, *rows), "B1")) == {
        "person-free",
        "person-present",
        "turn-free",
        "daily-cap",
        "room-free",
        "room-fits",
        "room-open",
        "event-hours",
        "time-window",
        "after-item",
        "must-room",
        "interpreter-free",
        "interpreter-present",
        "interpreter-day",
        "interpreter-run",
        "same-item",
        "same-zone",
        "same-room-next",
    }


def test_side_event_starts_are_named():
    found = asked(room(), side_event(), policy=Policy(side_event_starts=(time(9), time(13, 30))), item="S1")

    assert [(one.rule, one.candidates) for one in found.blocked] == [
        ("start-grid", 288 - 4),
        ("event-hours", 22),
        ("room-open", 22),
    ]
    assert "may start at certain times only: 09:00, 13:30." in found.blocked[0].sentence


def test_languages_that_nobody_covers_are_named():
    found = asked(room(), interpreter("I1", "en-vi"), bilateral(languages="en; fr"))

    assert found.verdict == (
        "Not placed: 'France – Japan' finds no interpreters: the Interpreters sheet has not one of their own for each "
        "of en-fr."
    )


@pytest.mark.parametrize("rule", RULES, ids=[rule.key for rule in RULES])
def test_because_is_a_sentence_with_subject_and_cause(rule):
    said = rule.because(SUBJECT, CAUSE)

    assert said.startswith(SUBJECT)
    assert said.endswith(f"{CAUSE}.")


# --- other items -----------------------------------------------------------------------------------------------------


def test_why_of_a_programme_item_says_that_it_stands():
    found = asked(programme("P1", "09:00", "10:00"), item="p1")

    assert found == Why(
        "P1",
        True,
        "'Title of P1' stands where the programme has it: 09:00–10:00 on Saturday 25 October.",
    )


@pytest.mark.parametrize("status", ["declined", "withdrawn"])
def test_why_of_a_dead_request_names_its_status(status):
    assert asked(bilateral(status=status)).verdict == f"'B1' is not to be held: the request is {status}."


def test_why_of_a_cancelled_item_offers_nothing():
    of = event(*PARTIES, room(), bilateral())
    cancelled = Placement("B1", of.meeting["B1"].kind, state=PlanState.CANCELLED)

    found = why(of, Plan((cancelled,)), "B1")

    assert found == Why("B1", False, "'France – Japan' is not to be held: the plan has it as cancelled.")


def test_why_of_an_unknown_item_is_an_error():
    with pytest.raises(UnknownItem, match="no item 'B7'"):
        asked(bilateral(), item="B7")

"""Why items are not placed: small events in which the reason is known, and the words that must say it."""

import pytest

from planner.domain.plan import Placement, Plan
from planner.domain.vocabulary import PlanState
from planner.explain import UnknownItem, Why, why
from tests.scenes.builders import (
    absence,
    bilateral,
    delegation,
    event,
    interpreter,
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
        "rooms that fit are taken: Room BLUE by 'Title of S1' 14:00–15:00; "
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
        "Not placed: those who must attend are never free together in the window of the meeting: the Minister of "
        "Justice of France only 19:00–20:00, the head of Japan only 08:00–10:00 on Saturday 25 October."
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

    assert "nobody is free to interpret vi-en: Name of I1 is interpreting: " in found.verdict
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

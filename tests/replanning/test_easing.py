"""Limits to disturbance: few calls for a new request, and what may be asked for before a meeting is dropped."""

import pytest

from planner.domain.vocabulary import BilateralKind
from planner.replanning import Terms, Way, proposals, replan
from planner.rules import check
from tests.replanning.scene import QUICK, day, incident, issued, taken_in, where
from tests.scenes.builders import at, bilateral, person, placed, programme


def shown(of, before, now, *changes, terms=QUICK):
    """The proposals by way; each passes the check, and is found again when it is chosen."""
    found = {one.way: one for one in proposals(of, before, changes, at(now), terms=terms)}
    assert 1 <= len(found) <= 3
    for way, one in found.items():
        assert check(one.found.event, one.found.plan) == ()
        assert replan(of, before, changes, at(now), way=way, terms=terms).offer == one.offer
    return found


@pytest.mark.parametrize(
    ("kind", "minutes", "more", "asked", "stands"),
    [
        # Between 15:10, when the plenary now ends, and 15:35 there are 20 minutes for people and no 30.
        ("formal", 30, (), "Ask Brazil and Chile: 'Brazil – Chile' for 20 instead of 30 minutes, 15:15–15:35", "R1"),
        ("formal", 15, (), "", ""),
    ],
)
def test_meeting_that_would_be_dropped_is_shorter_if_all_agree(kind, minutes, more, asked, stands):
    of = day(
        programme("PLENARY", "14:00", "15:00"),
        programme("PHOTO", "15:40", "18:00"),
        bilateral("B1", "BRA", "CHL", kind=BilateralKind(kind), minutes=minutes),
        *more,
    )
    before = issued(of, placed(of, "B1", "15:05", room="R1"))

    found = shown(of, before, "14:30", incident("item_overruns", item="PLENARY", minutes=10))

    if asked:
        assert where(found[Way.SWAP].found, "B1") == "unplaced"
        (said,) = found[Way.ASK].found.asks
        assert said.startswith(asked)
        assert where(found[Way.ASK].found, "B1").endswith(stands)
        assert found[Way.ASK].dropped == ()
    else:
        assert Way.ASK not in found
        assert len(found) == 3


def test_meeting_becomes_a_pull_aside_where_no_length_of_its_kind_fits():
    of = day(
        programme("PLENARY", "14:00", "15:00"),
        programme("PHOTO", "15:30", "18:00"),
        bilateral("B1", "BRA", "CHL", minutes=20),
    )
    before = issued(of, placed(of, "B1", "15:05", room="R1"))

    found = shown(of, before, "14:30", incident("item_overruns", item="PLENARY", minutes=10))[Way.ASK].found

    assert found.asks[0].startswith("Ask Brazil and Chile: 'Brazil – Chile' as a pull-aside of 10 minutes, 15:15–15:25")
    assert where(found, "B1") == "15:15-15:25"
    assert next(one for one in found.event.bilaterals if one.id == "B1").kind == BilateralKind.PULL_ASIDE


def test_somebody_else_attends_where_the_head_cannot():
    of = day(person("CHL-2"), bilateral("B1", "BRA", "CHL"), programme("PHOTO", "12:00", "18:00"))
    before = issued(of, placed(of, "B1", "11:00", room="R1"))

    found = shown(of, before, "10:00", incident("person_absent", who="CHL-1"))[Way.ASK].found

    assert found.asks[0].startswith("Ask Chile: 'Brazil – Chile' with Name of CHL-2 (Chile), 11:00")
    assert where(found, "B1") == "11:00-11:30 R1"


TIGHT = day(
    bilateral("B1", "BRA", "FRA", not_after="12:00"),
    bilateral("B2", "CHL", "JPN", not_after="12:00"),
    programme("ALL", "12:05", "18:00"),
)
STANDING = issued(TIGHT, placed(TIGHT, "B1", "11:00", room="R1"), placed(TIGHT, "B2", "11:00", room="R2"))


@pytest.mark.parametrize(
    ("priority", "most_calls", "placed_it"), [(1, None, False), (3, None, True), (3, 1, False), (1, 2, True)]
)
def test_new_request_calls_no_more_others_than_its_priority_is_worth(priority, most_calls, placed_it):
    asked = incident("new_bilateral", who="BRA", counterpart="CHL", from_="11:00", to="11:30", priority=priority)

    found = replan(TIGHT, STANDING, [asked], at("10:00"), terms=Terms(workers=1, seconds=10, most_calls=most_calls))

    assert (found.left_out == ()) == placed_it
    if not placed_it:
        assert found.plan.by_item["NEW-1"].why.startswith("It could be placed only if 2 other delegations were called.")
        assert found.summary == "Nothing has to change; nobody need be called."


def test_calls_are_said_by_the_clock_with_what_to_say():
    found = taken_in(TIGHT, STANDING, "10:00", incident("room_lost", who="R1"))

    assert [call.line(call.delegation) for call in found.calls] == [
        "Call BRA by 10:25: 'Brazil – France' 11:00 → 10:25, Room R2 instead of Room R1.",
        "Call FRA by 10:25: 'Brazil – France' 11:00 → 10:25, Room R2 instead of Room R1.",
    ]


def test_meeting_that_is_cut_into_is_shorter_where_that_calls_fewer():
    of = day(
        programme("PLENARY", "14:00", "15:00"),
        programme("PHOTO", "16:25", "18:00"),
        bilateral("B1", "BRA", "CHL"),
        bilateral("B2", "BRA", "FRA"),
    )
    before = issued(of, placed(of, "B1", "15:05", room="R1"), placed(of, "B2", "15:40", room="R1"))

    found = shown(of, before, "14:30", incident("item_overruns", item="PLENARY", minutes=5))

    assert [call.delegation for call in found[Way.ASK].found.calls] == ["BRA", "CHL"]
    assert len(found[Way.SWAP].found.calls) == 3
    assert found[Way.ASK].found.asks == (
        "Ask Brazil and Chile: 'Brazil – Chile' for 25 instead of 30 minutes, 15:10–15:35 on Saturday 25 October.",
    )
    assert where(found[Way.ASK].found, "B2") == "15:40-16:10 R1"
    assert not found[Way.ASK].found.minimal


def test_ways_that_call_many_more_for_nothing_are_not_shown():
    codes = ("BRA", "CHL", "FRA", "JPN")
    pairs = [(codes[one], codes[other]) for one, other in ((0, 1), (2, 3), (0, 2), (1, 3))]
    of = day(
        programme("TALK", "10:00", "11:00", who="BRA; CHL; FRA; JPN"),
        *(bilateral(f"B{number}", *pair, minutes=20) for number, pair in enumerate(pairs)),
    )
    times = ("16:00", "16:00", "17:00", "17:00")
    rows = (placed(of, f"B{number}", time, room=f"R{number % 2 + 1}") for number, time in enumerate(times))

    found = shown(of, issued(of, *rows), "10:30", incident("item_overruns", item="TALK", minutes=30))

    # Nothing is in the way of anybody: pushing all by half an hour would call four for nothing.
    assert list(found) == [Way.COMPRESS, Way.SWAP]
    assert found[Way.SWAP].found.calls == ()


def test_meeting_for_which_somebody_is_late_is_shorter_rather_than_in_the_afternoon():
    lunch = programme("LUNCH", "10:25", "13:00")
    of = day(lunch, bilateral("B1", "BRA", "CHL", minutes=30))
    before = issued(of, placed(of, "B1", "09:50", room="R1"))

    found = shown(of, before, "09:50", incident("person_late", who="CHL-1", to="10:00"))

    assert where(found[Way.SWAP].found, "B1").startswith("13:")
    assert where(found[Way.ASK].found, "B1").startswith("10:00")
    assert len(found[Way.ASK].found.calls) == len(found[Way.SWAP].found.calls) == 2

"""Cures that give up a wish: one, by as little as it takes, and the rules find nothing wrong with it."""

import re
from dataclasses import replace

import pytest

from planner.domain.event import Event
from planner.domain.plan import Plan
from planner.explain import Cure, FieldChange, why
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
    programme,
    room,
    side_event,
)

PARTIES = tuple(delegation(code) for code in ("BRA", "CHL", "FRA", "JPN"))


def cures(*records: object, item: str = "B1", rows: tuple[tuple[str, str, str], ...] = ()) -> dict[str, Cure]:
    """The cures that give up a wish of an item that is not placed, by field."""
    of = event(*PARTIES, *records, day_start=at("09:00").time(), day_end=at("11:00").time())
    found = why(of, plan(of, *(placed(of, one, start, room=where) for one, start, where in rows)), item)
    assert not found.placed
    return {cure.changes[0].field: cure for cure in found.cures if cure.kind == "relax"}


def test_cure_of_a_late_window_is_the_latest_earlier_start():
    found = cures(room(), bilateral(not_before="26 10:00"), absence("JPN", "26 10:00", "26 11:00"))

    assert list(found) == ["not_before"]
    told = found["not_before"].as_dict()
    assert re.fullmatch("[0-9a-f]{8}", str(told.pop("fingerprint")))
    assert told == {
        "kind": "relax",
        "sentence": "If it may start from 09:40 on Sunday 26 October, it could be held 09:40–10:00 on Sunday 26 "
        "October in Room R1.",
        "changes": [
            {"item": "B1", "field": "not_before", "old": "2025-10-26 10:00", "new": "2025-10-26 09:40"},
        ],
        "parties": ["FRA", "JPN"],
        "worth": 4,
    }


def test_cure_of_an_early_window_is_the_earliest_later_end():
    found = cures(room(), bilateral(not_after="09:30"), absence("JPN", "09:00", "09:20"))

    assert found["not_after"].changes[0].new == "2025-10-25 09:40"


def test_cure_of_a_must_room_is_another_room():
    found = cures(room("R1"), room("R2"), bilateral(room="!R1"), absence("R1", "09:00", "26 20:00"))

    assert {field: cure.changes[0].new for field, cure in found.items()} == {"room": "R1"}
    assert found["room"].changes[0].old == "!R1"
    assert "in Room R2" in found["room"].sentence


def test_cure_of_a_big_meeting_is_the_largest_room():
    found = cures(room("R1", capacity=5), room("R2", capacity=6), bilateral(seats=8))

    assert found["seats"].changes == (FieldChange("B1", "seats", "8", "6"),)
    assert found["seats"].sentence.startswith("With 6 seats instead of 8, it could be held 09:00–09:20")


def test_cure_of_a_feature_is_to_go_without_it():
    found = cures(room(features=("stage",)), bilateral(features="stage; screen"))

    assert found["features"].changes == (FieldChange("B1", "features", "stage; screen", "stage"),)


def test_cure_of_an_absent_principal_is_anyone_else():
    found = cures(
        room(),
        person("JPN-1"),
        person("JPN-2"),
        bilateral(),
        absence("JPN-1", "09:00", "26 20:00"),
    )

    assert found["counterpart_person"].changes == (FieldChange("B1", "counterpart_person", "", "any"),)
    assert found["counterpart_person"].sentence.startswith("If anyone of Japan may attend, it could be held")


def test_cure_of_a_full_day_is_a_shorter_meeting():
    found = cures(
        room(),
        bilateral(minutes=40, not_after="09:35"),
        absence("FRA", "09:35", "26 20:00"),
    )

    assert found["minutes"].changes == (FieldChange("B1", "minutes", "40", "35"),)


def test_cure_of_an_absent_third_party_is_to_leave_it_out():
    found = cures(room(), bilateral(also="BRA; CHL"), absence("CHL", "09:00", "26 20:00"))

    assert found["also"].changes == (FieldChange("B1", "also", "BRA; CHL", "BRA"),)


def test_cure_of_an_order_is_to_drop_it():
    found = cures(room(), bilateral("B0", "BRA", "CHL"), bilateral(after="B0"))

    assert found["after"].sentence.startswith("If it need not come after 'Brazil – Chile', it could be held")


def test_cures_of_a_side_event_are_its_speakers_and_attendance():
    found = cures(
        room("R1", capacity=15),
        person("JPN-1"),
        side_event(attendance=20, speakers="JPN-1"),
        item="S1",
    )

    assert {field: cure.changes[0].new for field, cure in found.items()} == {"attendance": "15"}
    absent = cures(
        room(), person("JPN-1"), side_event(speakers="JPN-1"), absence("JPN", "09:00", "26 20:00"), item="S1"
    )
    assert absent["speakers"].changes[0].new == ""


def test_nothing_is_offered_that_two_wishes_would_have_to_give_way_for():
    found = cures(room(capacity=4), bilateral(not_after="09:20"), absence("JPN", "09:00", "10:00"))

    assert found == {}


def test_what_the_standing_plan_forbids_is_no_cure():
    found = cures(
        room(),
        bilateral(not_before="09:00", not_after="09:20"),
        bilateral("B2", "BRA", "JPN", minutes=120),
        programme("P1", "26 09:00", "26 11:00", who="FRA; JPN"),
        rows=(("B2", "09:00", "R1"),),
    )

    assert found == {}


@pytest.mark.parametrize("field", ["not_after", "minutes"])
def test_cured_event_has_a_place_that_breaks_no_rule(field):
    records = (
        *PARTIES,
        room(),
        bilateral(minutes=30, not_before="09:00", not_after="09:30"),
        bilateral("B2", "BRA", "JPN", minutes=15),
    )
    of = event(*records)
    beside = plan(of, placed(of, "B2", "09:35", room="R1"))
    cure = next(cure for cure in why(of, beside, "B1").cures if cure.changes[0].field == field)

    cured, row = _cured(of, cure)

    assert check(cured, Plan(tuple(row if one.item == "B1" else one for one in beside.rows))) == ()


def _cured(of: Event, cure: Cure):
    """The event with the change made, and the row that the sentence promises."""
    change = cure.changes[0]
    new = int(change.new) if change.field == "minutes" else at(change.new[-5:])
    cured = replace(
        of, bilaterals=tuple(replace(one, **{change.field: new}) if one.id == "B1" else one for one in of.bilaterals)
    )
    start = cure.sentence.partition("it could be held ")[2][:5]
    return cured, placed(cured, "B1", start, room="R1")


def test_cure_without_interpretation_asks_for_no_interpreter():
    found = cures(room(), interpreter("I1", "vi-en", from_="26 20:00"), bilateral(languages="vi; en"))

    assert found["languages"].changes == (FieldChange("B1", "languages", "vi; en", ""),)
    assert found["languages"].sentence.startswith("Without interpretation, it could be held 09:00–09:20")

"""The diff of two plans: each aspect of an item once, and every party concerned."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.diff import Change, diff
from planner.domain.plan import Placement, Plan
from planner.domain.vocabulary import ItemKind, PlanState
from tests.scenes.builders import (
    at,
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
    unplaced,
)

STATES = ("FRA", "JPN", "KEN", "BRA", "CHL", "VNM")
EVENT = event(
    *(delegation(code) for code in STATES),
    *(person(f"{code}-1") for code in STATES),
    person("FRA-2"),
    room("R1"),
    room("R2"),
    room("HALL", uses="signing"),
    programme("OPEN", "08:00", "09:00", who="BRA; CHL-1", room="HALL"),
    line(),
    entry("KEN"),
    bilateral("B1", requester_person="any"),
    bilateral("B2", "KEN", "BRA", also="CHL", languages="en; vi"),
    side_event("S1", "VNM", co_organisers="KEN", speakers="FRA-1"),
    interpreter("I1"),
    interpreter("I2"),
)
DAY = "on Saturday 25 October"
B1 = placed(EVENT, "B1", "10:00", room="R1")
B2 = placed(EVENT, "B2", "11:00", room="R2", interpreters="I1")
S1 = placed(EVENT, "S1", "14:00", room="R1")
TURN = placed(EVENT, "SIGN/KEN", "09:00", position=1)


def changes(old: tuple[Placement, ...], new: tuple[Placement, ...]) -> tuple[Change, ...]:
    return diff(plan(EVENT, *old), plan(EVENT, *new), EVENT).changes


def aspects(old: Placement, new: Placement) -> list[tuple[str, str, str]]:
    return [(one.change, one.old, one.new) for one in changes((old,), (new,))]


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        (B1, B1, []),
        (
            B1,
            placed(EVENT, "B1", "10:30", room="R1"),
            [("time", f"10:00–10:20 {DAY}, Room R1", f"10:30–10:50 {DAY}, Room R1")],
        ),
        (B1, placed(EVENT, "B1", "10:00", room="R2"), [("room", "Room R1", "Room R2")]),
        (B1, placed(EVENT, "B1", "10:00"), [("room", "Room R1", "no room")]),
        (
            B1,
            placed(EVENT, "B1", "26 10:00", room="R2"),
            [("time", f"10:00–10:20 {DAY}, Room R1", "10:00–10:20 on Sunday 26 October, Room R2")],
        ),
        (
            B1,
            placed(EVENT, "B1", "10:00", room="R1", people="FRA-2; JPN-1"),
            [
                (
                    "people",
                    "Name of FRA-1 (France); Name of JPN-1 (Japan)",
                    "Name of FRA-2 (France); Name of JPN-1 (Japan)",
                )
            ],
        ),
        (B1, placed(EVENT, "B1", "10:00", room="R1", people="JPN-1; FRA-1"), []),  # only the order differs
        (
            B2,
            placed(EVENT, "B2", "11:00", room="R2", interpreters="I2"),
            [
                (
                    "people",
                    "Name of KEN-1 (Kenya); Name of BRA-1 (Brazil); Name of CHL-1 (Chile); Name of I1",
                    "Name of KEN-1 (Kenya); Name of BRA-1 (Brazil); Name of CHL-1 (Chile); Name of I2",
                )
            ],
        ),
        (
            TURN,
            placed(EVENT, "SIGN/KEN", "09:01:30", position=2),
            [
                (
                    "time",
                    f"position 1, 09:00–09:01 {DAY}, Room HALL",
                    f"position 2, 09:01–09:03 {DAY}, Room HALL",
                )
            ],
        ),
        (
            TURN,
            placed(EVENT, "SIGN/KEN", "09:00", position=2),  # the other desk
            [("time", f"position 1, 09:00–09:01 {DAY}, Room HALL", f"position 2, 09:00–09:01 {DAY}, Room HALL")],
        ),
        (B1, unplaced(EVENT, "B1"), [("dropped", f"10:00–10:20 {DAY}, Room R1", "")]),
        (B1, replace(B1, state=PlanState.CANCELLED), [("dropped", f"10:00–10:20 {DAY}, Room R1", "")]),
        (unplaced(EVENT, "B1"), B1, [("added", "", f"10:00–10:20 {DAY}, Room R1")]),
        (B1, replace(B1, state=PlanState.DONE, locked=True, why="Went well."), []),
    ],
)
def test_changes_of_one_item(old: Placement, new: Placement, found: list[tuple[str, str, str]]) -> None:
    assert aspects(old, new) == found


def test_time_and_people_are_two_entries() -> None:
    moved = placed(EVENT, "B1", "10:30", room="R2", people="FRA-2; JPN-1")

    assert [one.change for one in changes((B1,), (moved,))] == ["time", "people"]


def test_what_begins_in_time_and_ends_otherwise_does_not_move() -> None:
    longer = replace(B1, end=at("10:35"))

    assert [one.sentence for one in changes((B1,), (longer,))] == [
        f"'France – Japan', 10:00–10:20 {DAY}, Room R1, lasts until 10:35."
    ]


def test_sentences_name_item_times_and_rooms() -> None:
    old = (B1, B2, TURN)
    moved = placed(EVENT, "B1", "10:30", room="R2", people="FRA-2; JPN-1")
    new = (moved, unplaced(EVENT, "B2", "No interpreter is left."), placed(EVENT, "SIGN/KEN", "09:01", position=2), S1)

    assert [one.sentence for one in changes(old, new)] == [
        f"The turn of Kenya in 'SIGN' moves from position 1, 09:00–09:01 {DAY}, Room HALL to position 2, 09:01–09:02 "
        f"{DAY}, Room HALL.",
        f"'France – Japan' moves from 10:00–10:20 {DAY}, Room R1 to 10:30–10:50 {DAY}, Room R2.",
        f"'France – Japan', 10:30–10:50 {DAY}, is now with Name of FRA-2 (France) instead of Name of FRA-1 (France).",
        f"'Kenya – Brazil', 11:00–11:20 {DAY}, Room R2, is dropped. No interpreter is left.",
        f"'Title of S1' is added: 14:00–15:00 {DAY}, Room R1.",
    ]


@pytest.mark.parametrize(
    ("row", "parties"),
    [
        (B1, ("FRA", "JPN")),
        (B2, ("KEN", "BRA", "CHL")),
        (S1, ("VNM", "KEN", "FRA")),
        (TURN, ("KEN",)),
        (placed(EVENT, "OPEN", "08:30", "09:30"), ("BRA", "CHL")),
    ],
)
def test_parties_of_a_change(row: Placement, parties: tuple[str, ...]) -> None:
    found = diff(Plan(), Plan((row,)), EVENT)

    assert [one.parties for one in found.changes] == [parties]
    assert set(found.by_delegation) == set(parties)


def test_item_that_the_event_no_longer_has_concerns_the_people_it_had() -> None:
    gone = Placement("B9", ItemKind.BILATERAL, "Chile – Japan", B1.start, B1.end, "R1", ("CHL-1", "JPN-1", "X-1"))

    assert [(one.change, one.parties) for one in diff(Plan((gone,)), Plan(), EVENT).changes] == [
        ("dropped", ("CHL", "JPN"))
    ]


def test_what_is_gone_is_named_by_the_event_that_had_it() -> None:
    without = replace(
        EVENT,
        delegations=tuple(one for one in EVENT.delegations if one.code != "BRA"),
        people=tuple(one for one in EVENT.people if one.delegation != "BRA"),
        bilaterals=tuple(one for one in EVENT.bilaterals if "BRA" not in (one.requester, one.counterpart)),
        rooms=tuple(one for one in EVENT.rooms if one.code != "R2"),
    )

    found = diff(Plan((B2,)), Plan(), without, EVENT)

    assert [one.sentence for one in found.changes] == [f"'Kenya – Brazil', 11:00–11:20 {DAY}, Room R2, is dropped."]
    assert "BRA" in found.by_delegation


def test_json_has_the_fields_of_the_command() -> None:
    dropped = {"item": "B1", "change": "dropped", "old": f"10:00–10:20 {DAY}, Room R1", "new": ""}
    found = diff(Plan((B1,)), Plan(), EVENT)

    assert found.as_dict() == {"changes": [dropped], "by_delegation": {"FRA": [dropped], "JPN": [dropped]}}


# --- properties ------------------------------------------------------------------------------------------------------


def rows(item: str) -> st.SearchStrategy[Placement]:
    """The item unplaced, or at one of a few times, rooms and attendances."""
    people = tuple(dict.fromkeys(role[0] for role in EVENT.meeting[item].roles))
    standing = st.builds(
        lambda start, code, some: placed(EVENT, item, start, room=code, people=some),
        st.sampled_from(["10:00", "10:05", "26 10:00"]),
        st.sampled_from(["R1", "R2", ""]),
        st.sampled_from([people, people[:1]]),
    )
    return standing | st.just(unplaced(EVENT, item))


plans = st.tuples(rows("B1"), rows("B2"), rows("S1")).map(Plan)


@settings(deadline=None)
@given(old=plans)
def test_diff_of_a_plan_with_itself_is_empty(old: Plan) -> None:
    assert diff(old, old, EVENT).as_dict() == {"changes": [], "by_delegation": {}}


@settings(deadline=None)
@given(old=plans, new=plans)
def test_diff_the_other_way_round_mirrors_every_change(old: Plan, new: Plan) -> None:
    mirrored = {"added": "dropped", "dropped": "added"}
    there = {(one.item, one.change, one.old, one.new) for one in diff(old, new, EVENT).changes}
    back = {(one.item, mirrored.get(one.change, one.change), one.new, one.old) for one in diff(new, old, EVENT).changes}

    assert there == back


@settings(deadline=None)
@given(old=plans, new=plans)
def test_diff_is_empty_only_where_the_same_stands(old: Plan, new: Plan) -> None:
    def standing(one: Plan) -> set[object]:
        return {(row.item, row.start, row.room, frozenset(row.people)) for row in one.standing}

    assert (diff(old, new, EVENT).changes == ()) == (standing(old) == standing(new))

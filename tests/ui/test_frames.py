"""What the desk shows of a plan: tables, timelines, lines and plain words, without a browser."""

from datetime import date

import pytest

from planner.domain.plan import Outcome, Plan
from planner.domain.vocabulary import KIND_NAMES, BilateralStatus, FullPowers, ItemKind, PlanState
from planner.simulate import simulate
from planner.ui.drawing import charts, frames, timeline, words
from tests.scenes.builders import (
    absence,
    bilateral,
    delegation,
    entry,
    event,
    line,
    person,
    placed,
    plan,
    programme,
    room,
    unplaced,
)

DAY_1 = date(2025, 10, 25)
EVENT = event(
    delegation("FRA", departs="26 12:00"),
    delegation("JPN"),
    delegation("KEN", arrives="09:00"),
    person("FRA-1"),
    person("FRA-2"),
    person("JPN-1"),
    person("KEN-1"),
    absence("JPN-1", "15:00", "16:00"),
    room("R1", zone="West"),
    room("HALL", uses="signing; other"),
    programme("OPEN", "08:00", "09:00", room="HALL"),
    line(start="10:00"),
    entry("FRA", full_powers=FullPowers.VERIFIED),
    entry("JPN", full_powers=FullPowers.VERIFIED),
    entry("KEN", full_powers=FullPowers.MISSING),
    bilateral("B1", "FRA", "JPN", status=BilateralStatus.REQUESTED, restricted=True),
    bilateral("B2", "FRA", "KEN", priority=5),
)
PLAN = plan(
    EVENT,
    placed(EVENT, "SIGN/JPN", "10:00", position=1, why="1 place before its order, due at 10:01: it leaves."),
    placed(EVENT, "SIGN/FRA", "10:01", position=2),
    unplaced(EVENT, "SIGN/KEN", why="The full powers of KEN-1 are missing."),
    placed(EVENT, "B1", "09:30", room="R1", locked=True),
    unplaced(EVENT, "B2", why="No room is free."),
)


# --- tables ----------------------------------------------------------------------------------------------------------


def test_plan_table_reads_in_order_of_time_with_names_for_codes() -> None:
    rows = frames.chosen(EVENT, PLAN, frames.Filter())
    table = frames.plan_table(EVENT, rows)

    assert list(table["Item"]) == ["OPEN", "B1", "SIGN/JPN", "SIGN/FRA", "B2", "SIGN/KEN"]
    assert dict(table.iloc[1]) == {
        "Item": "B1",
        "Kind": "Bilateral",
        "Title": "France – Japan",
        "Day": "Sat 25 Oct",
        "From": "09:30",
        "To": "09:50",
        "Room": "Room R1",
        "Who": "FRA Name of FRA-1; JPN Name of JPN-1",
        "Delegations": "FRA; JPN",
        "Interpreters": "",
        "State": "Planned",
        "Marks": "locked, provisional, restricted",
        "Remark": "",
    }


@pytest.mark.parametrize(
    ("wanted", "items"),
    [
        (frames.Filter(kinds=(ItemKind.BILATERAL,)), ["B1", "B2"]),
        (frames.Filter(states=(PlanState.UNPLACED,)), ["B2", "SIGN/KEN"]),
        (frames.Filter(delegations=("KEN",)), ["OPEN", "B2", "SIGN/KEN"]),
        (frames.Filter(rooms=("R1",)), ["B1"]),
        (frames.Filter(text="no ROOM"), ["B2"]),
        (frames.Filter(kinds=(ItemKind.SIGNING,), text="10:01"), ["SIGN/JPN", "SIGN/FRA"]),
    ],
)
def test_filter_shows_what_every_part_of_it_asks_for(wanted: frames.Filter, items: list[str]) -> None:
    assert [row.item for row in frames.chosen(EVENT, PLAN, wanted)] == items


def test_placed_counts_each_kind_and_worth_only_placed_meetings() -> None:
    assert frames.placed(PLAN) == {
        ItemKind.PROGRAMME: (1, 1),
        ItemKind.SIGNING: (2, 3),
        ItemKind.BILATERAL: (1, 2),
    }
    assert frames.worth(EVENT, PLAN) == EVENT.meeting["B1"].worth
    assert frames.worth(EVENT, Plan()) == 0


def test_line_table_tells_turns_and_the_place_by_the_order() -> None:
    table = frames.line_table(EVENT, PLAN, EVENT.line["SIGN"])

    assert list(table["Position"]) == [1, 2]
    assert list(table["Turn"]) == ["10:00", "10:01"]
    assert list(table["Delegation"]) == ["Japan", "France"]
    assert list(table["By the order"]) == [2, 1]
    assert list(table["Full powers"]) == ["verified", "verified"]


def test_standby_and_remarks_of_a_line_carry_their_reasons() -> None:
    waiting = frames.standby(EVENT, PLAN, EVENT.line["SIGN"])
    remarks = frames.remarks(EVENT, PLAN, EVENT.line["SIGN"])

    assert [(row.item, row.why) for row in waiting] == [("SIGN/KEN", "The full powers of KEN-1 are missing.")]
    assert [row.item for row in remarks] == ["SIGN/JPN"]


# --- timelines -------------------------------------------------------------------------------------------------------


def test_room_timeline_has_a_bar_for_each_item_and_one_for_the_window_of_a_line() -> None:
    bars = timeline.bars_by_room(EVENT, PLAN, DAY_1, ["R1", "HALL"], frozenset({"B1"}))

    assert [(bar.lane, bar.start, bar.end, bar.kind, bar.label) for bar in bars] == [
        ("Room HALL", 480, 540, "Programme", "Title of OPEN"),
        ("Room R1", 570, 590, "Bilateral", "▲ ◆ FRA\nJPN"),
        ("Room HALL", 600, 720, "Signing", "SIGN: 2 turns"),
    ]
    assert bars[1].marks == "breaks a rule, locked, provisional, restricted"
    assert timeline.bars_by_room(EVENT, PLAN, date(2025, 10, 26), ["R1", "HALL"], frozenset()) == ()


def test_delegation_timeline_shows_busy_people_their_turns_with_margins_and_when_they_are_away() -> None:
    bars = timeline.bars_by_delegation(EVENT, PLAN, DAY_1, ["FRA", "JPN", "KEN"], frozenset())

    assert [(bar.lane, bar.start, bar.end, bar.label) for bar in bars] == [
        ("FRA · Name of FRA-1", 480, 540, "Title of OPEN"),
        ("FRA · Name of FRA-1", 591, 607, "Si"),
        ("FRA · Name of FRA-1", 570, 590, "◆ JPN"),
        ("JPN · Name of JPN-1", 480, 540, "Title of OPEN"),
        ("JPN · Name of JPN-1", 590, 606, "Si"),
        ("JPN · Name of JPN-1", 570, 590, "◆ FRA"),
        ("JPN · Name of JPN-1", 900, 960, "absent"),
        ("KEN · Name of KEN-1", 480, 540, "Title of OPEN"),
        ("KEN · Name of KEN-1", 0, 540, "before arrival"),
    ]


def test_hours_are_those_of_the_bars_and_bars_end_with_them() -> None:
    bars = timeline.bars_by_room(EVENT, PLAN, DAY_1, ["R1", "HALL"], frozenset())
    frame = timeline.clipped(bars, (9, 12))

    assert timeline.hours_of(bars) == (8, 12)
    assert timeline.hours_of(()) == (8, 20)
    assert list(frame["item"]) == ["B1", "SIGN"]
    assert list(frame["label"]) == ["◆ FRA\nJPN", "SIGN: 2 turns"]
    assert max(timeline.clipped(bars, (9, 11))["end"]) == 660


def test_timeline_draws_each_lane_in_the_order_given_without_a_clock_of_the_browser() -> None:
    bars = timeline.bars_by_room(EVENT, PLAN, DAY_1, ["R1", "HALL"], frozenset())
    drawing = charts.timeline(timeline.clipped(bars, (8, 12)), ["Room R1", "Room HALL"], (8, 12), lane_height=30)

    boxes = drawing.to_dict()["layer"][0]["encoding"]
    assert boxes["y"]["sort"] == ["Room R1", "Room HALL"]
    assert boxes["x"]["type"] == "quantitative"
    assert boxes["color"]["scale"]["domain"] == ["Programme", "Signing", "Bilateral"]


# --- robustness ------------------------------------------------------------------------------------------------------


def test_chances_are_listed_from_the_least_likely_and_drawn_over_the_day() -> None:
    found = simulate(EVENT, PLAN, runs=200)
    table = frames.chance_table(EVENT, found)
    points = frames.chance_points(EVENT, found, DAY_1)

    assert [*table["On time"]] == sorted(table["On time"])
    assert {*table["Kind"]} == {KIND_NAMES[row.kind] for row in PLAN.standing}
    assert len(points) == sum(EVENT.local(row.span.start).date() == DAY_1 for row in PLAN.standing)
    assert {*points["on_time"]} <= {one.on_time for one in found.items}
    means, dots = charts.chances(points).to_dict()["layer"]
    assert dots["encoding"]["x"]["scale"]["domain"] == [points["hour"].min() * 60, points["hour"].max() * 60 + 60]
    assert means["encoding"]["y"]["field"] == "on_time"


# --- words -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("gap", "said"),
    [
        (0.0, "proven to be the best possible"),
        (0.0001, "proven within 0.1 % of the best possible"),
        (0.004, "proven within 0.4 % of the best possible"),
        (0.0041, "proven within 0.5 % of the best possible"),
        (0.25, "proven within 25 % of the best possible"),
    ],
)
def test_gap_is_said_rounded_up_so_that_nothing_is_claimed_unproven(gap: float, said: str) -> None:
    assert words.within(gap) == said


def test_proof_sentence_claims_only_what_holds() -> None:
    proof = Outcome(PLAN, 98, 100, 1, 1, 0, 1, "solver")

    assert "proven within 2 % of the best possible" in words.proof_sentence(proof, changed=False)
    assert "edited" in words.proof_sentence(proof, changed=True)
    assert "not known" in words.proof_sentence(None, changed=False)

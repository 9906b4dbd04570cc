"""What the planner makes of lines: who stands where, who departs from the order and why."""

from dataclasses import replace
from itertools import pairwise

from planner.domain.plan import Plan
from planner.domain.vocabulary import HostPlace, ItemKind, LineOrder, PlanState
from planner.solver.lines.plan import plan_lines
from tests.scenes.builders import (
    absence,
    at,
    bilateral,
    delegation,
    entry,
    event,
    keep_apart,
    line,
    person,
    placed,
    programme,
    room,
)
from tests.scenes.examples import example_rows
from tests.scenes.line_scenes import HALL, delegations, departing, planned, standing, talks

# --- order and departures --------------------------------------------------------------------------------------------


def test_everyone_present_stands_in_order_without_remarks():
    result = planned(*delegations("ABC"), *talks("A", "B", "C"))

    assert standing(result.rows) == "A1 B2 C3"
    assert result.departures == ()
    assert [row.why for row in result.rows] == ["", "", ""]


def test_row_says_everything_of_a_turn():
    france = [delegation("FRA"), person("FRA-1")]
    (row,) = planned(*france, *talks("FRA", seconds_each=90)).rows

    assert row.item == "TALK/FRA"
    assert (row.kind, row.title, row.state, row.locked) == (ItemKind.STATEMENT, "France", PlanState.PLANNED, False)
    assert (row.start, row.end) == (at("09:00"), at("09:01:30"))
    assert (row.room, row.people, row.position) == ("HALL", ("FRA-1",), 1)


def test_rows_come_in_workbook_order():
    records = talks("A", "B", "C", host=HostPlace.LAST)
    scene = event(HALL, *delegations("ABC"), *records, host="A")

    assert [row.item for row in plan_lines(scene, Plan()).rows] == ["TALK/A", "TALK/B", "TALK/C"]
    assert standing(plan_lines(scene, Plan()).rows) == "B1 C2 A3"


@example_rows("""
    arrives  expected           departures
    09:00    A1 B2 C3 D4 E5     -
    09:00:30  B1 A2 C3 D4 E5    A1-2
    09:03    B1 C2 D3 A4 E5     A1-4
    09:30    B1 C2 D3 E4 A31    A1-31
""")
def test_late_delegate_is_passed_over(arrives, expected, departures):
    result = planned(*delegations("ABCDE", A=arrives), *talks(*"ABCDE"))

    assert standing(result.rows) == expected
    assert "; ".join(f"{code}{due}-{position}" for code, due, position in departing(result)) == departures


def test_early_leaver_is_pulled_forward_no_further_than_needed():
    leaver = delegation("E", departs="09:03")
    result = planned(*delegations("ABCD"), leaver, *talks(*"ABCDE"))

    assert standing(result.rows) == "A1 B2 E3 C4 D5"
    assert departing(result) == [("E", 5, 3)]


def test_absence_in_the_middle_moves_one_delegate():
    result = planned(*delegations("ABCD"), absence("B", "09:01", "09:02"), *talks(*"ABCD"))

    assert sorted(standing(result.rows).split(), key=lambda word: word[1]) in (
        ["B1", "A2", "C3", "D4"],
        ["A1", "C2", "B3", "D4"],
    )
    assert [code for code, _, _ in departing(result)] == ["B"]


def test_delegates_who_come_together_keep_their_order():
    result = planned(*delegations("ABCDE", A="09:02", B="09:02"), *talks(*"ABCDE"))

    assert standing(result.rows) == "C1 D2 A3 B4 E5"
    assert len(result.departures) == 2


def test_who_fills_a_turn_that_nobody_before_can_have_says_who_has_its_own():
    result = planned(*delegations("ABCD", A="09:01", B="09:01", C="09:01"), *talks(*"ABCD"))

    assert standing(result.rows) == "D1 A2 B3 C4"
    assert [one.reason for one in result.departures] == [
        "3 places earlier than its order, which is 09:03 on Saturday 25 October: "
        "that turn goes to C, so that everybody has one that suits."
    ]


def test_departure_says_places_times_and_reason():
    minister = person("FRA-1", title="Minister of Justice", arrives="09:30")
    records = [delegation("FRA"), minister, delegation("B"), delegation("C")]
    result = planned(*records, *talks("FRA", "B", "C", before=10, after=5))

    assert [row.why for row in result.rows] == [
        "2 places later than its order, which is 09:00 on Saturday 25 October and takes its person from 08:50 to "
        "09:06: the Minister of Justice of France arrives at 09:30 on Saturday 25 October.",
        "",
        "",
    ]
    assert result.rows[0].start == at("09:40")


def test_programme_and_kept_meetings_take_people_away():
    meeting = bilateral("B1", "B", "C")
    records = [
        *delegations("ABC"),
        meeting,
        room("R1"),
        programme("P", "09:00", "09:02", who="A"),
        *talks("A", "B", "C"),
    ]
    row = placed(event(HALL, *records), "B1", "09:00", room="R1", locked=True)

    assert standing(planned(*records, before=[row]).rows) == "A3 B21 C22"
    assert standing(planned(*records, before=[replace(row, locked=False)]).rows) == "B1 C2 A3"


def test_turn_comes_before_the_kept_meeting_that_must_follow_it():
    follower = bilateral("B1", "D", "E", after="TALK/C")
    records = [*delegations("ABCDE"), follower, room("R1"), *talks("A", "B", "C", seconds_each=300)]
    row = placed(event(HALL, *records), "B1", "09:05", room="R1", locked=True)

    result = planned(*records, before=[row])

    assert standing(result.rows) == "C1 A2 B3"
    assert "'D – E', which is kept at 09:05 on Saturday 25 October, has to come after the turn" in result.rows[2].why


# --- shape of a line -------------------------------------------------------------------------------------------------


def test_two_desks_and_pauses_give_the_times():
    result = planned(*delegations("ABCDE"), *talks(*"ABCDE", desks=2, pause_every=2, pause_minutes=3))

    assert [f"{row.start:%H:%M}" for row in result.rows] == ["09:00", "09:00", "09:01", "09:01", "09:05"]


def test_too_many_entries_leave_out_the_last_in_order():
    result = planned(*delegations("ABCD"), *talks(*"ABCD", end=at("09:02:59"), order=LineOrder.ALPHABETICAL))

    assert standing(result.rows) == "A1 B2"
    assert [row.why for row in result.rows if not row.stands] == [
        f"Turns of TALK that suit {code}: 2, but others that come before it have them; "
        "lengthen the line, add a desk or shorten the turns."
        for code in "CD"
    ]


def test_most_entries_count_before_who_is_higher():
    bound = entry("B", "TALK", not_after="09:00")
    result = planned(*delegations("AB"), *talks("A", end=at("09:02")), bound)

    assert standing(result.rows) == "B1 A2"


def test_line_without_room_for_a_turn():
    (row,) = planned(delegation("A"), *talks("A", end=at("09:00:59"))).rows

    assert row.why == "TALK has no turn: 60 seconds do not fit between 09:00 and 09:00; lengthen it."


def test_line_without_entries():
    assert planned(*talks()).rows == ()


def test_nobody_can_come_says_when_they_arrive():
    result = planned(delegation("A", arrives="14:00"), *talks("A"))

    assert result.rows[0].state == PlanState.UNPLACED
    assert result.rows[0].why == (
        "No turn of TALK suits A: the head of A arrives at 14:00 on Saturday 25 October. "
        "Name another person, or change the times of the line."
    )


def test_reserve_is_given_only_to_who_can_come_at_no_other_time():
    four = {"end": at("09:04"), "reserve_percent": 50}
    late = entry("B", "TALK", not_before="09:03")

    assert standing(planned(*delegations("AB"), *talks("A", "B", **four)).rows) == "A1 B2"
    assert standing(planned(*delegations("AB"), *talks("A", **four), late).rows) == "A1 B4"


# --- neighbours and several lines ------------------------------------------------------------------------------------


def test_pair_kept_apart_has_somebody_between_and_is_not_named():
    result = planned(*delegations("ABCD"), *talks(*"ABCD"), keep_apart("B", "A", "adjacent_in_line"))

    assert len(result.departures) == 1
    assert "reason kept with the organiser" in " ".join(row.why for row in result.rows)
    order = standing(result.rows)
    assert "A1 B2" not in order


def test_pair_alone_in_a_line_leaves_a_turn_empty():
    result = planned(*delegations("AB"), *talks("A", "B"), keep_apart("A", "B", "adjacent_in_line"))

    assert standing(result.rows) == "A1 B3"


def test_pair_that_cannot_be_parted_loses_the_lower_one():
    result = planned(*delegations("AB"), *talks("A", "B", end=at("09:02")), keep_apart("A", "B", "adjacent_in_line"))

    assert standing(result.rows) == "A1"


def test_later_line_waits_for_the_person_of_an_earlier_one():
    sign = line("SIGN", "09:00", before=10, after=5, kind="arrival", order=LineOrder.LISTED, host=HostPlace.IN_ORDER)
    talk = talks("A", "B", start=at("09:05"), before=10, after=5)
    result = planned(*delegations("ABC"), talk[0], sign, entry("A", "SIGN"), *talk[1:])

    # A signs until 09:01 and is taken until 09:06; ten minutes before a statement may begin only then.
    assert [(row.item, f"{row.start:%H:%M}") for row in result.rows] == [
        ("SIGN/A", "09:00"),
        ("TALK/A", "09:16"),
        ("TALK/B", "09:05"),
    ]
    assert "has a turn of SIGN at 09:00" in result.rows[1].why


# --- size ------------------------------------------------------------------------------------------------------------


def test_line_of_193_with_many_late_delegates_and_neighbours_kept_apart():
    codes = [f"D{number:03}" for number in range(193)]
    late = {code: f"09:{number * 7 % 60:02}" for number, code in enumerate(codes) if number % 9 == 0}
    pairs = [keep_apart(a, b, "adjacent_in_line") for a, b in list(pairwise(codes))[20:190:40]]
    records = [*delegations(codes, **late), *talks(*codes, seconds_each=45), *pairs]

    result = planned(*records)

    assert all(row.stands for row in result.rows)
    assert len(result.departures) <= len(late) + len(pairs)
    assert result == planned(*records)

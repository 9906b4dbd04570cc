"""The rules of lines, each in a table with its boundary cases."""

from dataclasses import replace

import pytest

from planner.domain.turns import turn_span
from planner.domain.vocabulary import EntryStatus, FullPowers, PlanState, Rank
from planner.rules.admission import FullPowersGate, Inscribed
from planner.rules.lines import LineBounds, LineTurns, ReserveTurns
from tests.scenes.builders import (
    absence,
    delegation,
    entry,
    event,
    keep_apart,
    line,
    person,
    placed,
    programme,
)
from tests.scenes.examples import example_rows, sentences, verdict

FRANCE, JAPAN = delegation("FRA"), delegation("JPN")
MINISTER = person("FRA-1", title="Minister of Justice")


def turn(scene, code, position, start, line="SIGN", **more):
    return placed(scene, f"{line}/{code}", start, position=position, **more)


# --- turns -----------------------------------------------------------------------------------------------------------


@example_rows("""
    position  start     end       room  people   expected   # the line: 09:00-09:03 in HALL, 60 seconds each
    1         09:00     09:01     HALL  FRA-1    ok
    3         09:02     09:03     HALL  FRA-1    ok
    4         09:03     09:04     HALL  FRA-1    broken     # after the end
    2         09:00     09:01     HALL  FRA-1    broken
    1         09:01     09:02     HALL  FRA-1    broken
    1         09:00     09:00:59  HALL  FRA-1    broken
    1         09:00     09:01     R1    FRA-1    broken
    1         09:00     09:01     -     FRA-1    broken
    1         09:00     09:01     HALL  FRA-2    broken
    1         09:00     09:01     HALL  -        broken
    0         08:59     09:00     HALL  FRA-1    broken
    -         09:00     09:01     HALL  FRA-1    broken
    1         08:59     09:00     HALL  FRA-1    broken 2   # off its time and before the start
""")
def test_line_turns(position, start, end, room, people, expected):
    scene = event(FRANCE, MINISTER, person("FRA-2"), line(end="09:03"), entry("FRA"))
    number = int(position) if position else None

    assert verdict(LineTurns(), scene, turn(scene, "FRA", number, start, end=end, room=room, people=people)) == expected


@example_rows("""
    desks  first  second  start  expected
    1      1      2       09:01  ok
    1      2      2       09:01  broken
    2      1      2       09:00  ok
    2      2      2       09:00  broken
""")
def test_line_turns_are_given_once(desks, first, second, start, expected):
    scene = event(FRANCE, JAPAN, line(desks=int(desks)), entry("FRA"), entry("JPN"))
    rows = (turn(scene, "FRA", int(first), "09:00"), turn(scene, "JPN", int(second), start))
    at_their_time = [replace(row, start=turn_span(scene.line["SIGN"], row.position).start) for row in rows]
    whole = [replace(row, end=turn_span(scene.line["SIGN"], row.position).end) for row in at_their_time]

    assert verdict(LineTurns(), scene, *whole) == expected


def test_same_position_in_two_lines_is_no_breach():
    scene = event(FRANCE, line(), line("TALK", kind="statement"), entry("FRA"), entry("FRA", "TALK"))

    assert verdict(LineTurns(), scene, turn(scene, "FRA", 1, "09:00"), turn(scene, "FRA", 1, "09:00", "TALK")) == "ok"


def test_line_turns_says_both_times():
    scene = event(FRANCE, line(title="Signing", seconds_each=90), entry("FRA"))

    assert sentences(LineTurns(), scene, turn(scene, "FRA", 2, "09:02")) == [
        "France has position 2 of Signing, which is the turn 09:01:30 to 09:03:00; "
        "the plan says 09:02 on Saturday 25 October, 09:02:00 to 09:03:30."
    ]


# --- bounds ----------------------------------------------------------------------------------------------------------


@example_rows("""
    not_before  not_after  fixed  expected   # the turn is position 3, 09:02-09:03
    -           -          -      ok
    09:02       09:02      3      ok
    09:02:01    -          -      broken
    09:01       -          -      ok
    -           09:01:59   -      broken
    -           09:02:30   -      ok         # the end does not count
    -           -          2      broken
    09:03       09:01      4      broken 3
""")
def test_line_bounds(not_before, not_after, fixed, expected):
    bounds = {"not_before": not_before, "not_after": not_after, "position": int(fixed) if fixed else None}
    scene = event(FRANCE, line(), entry("FRA", **bounds))

    assert verdict(LineBounds(), scene, turn(scene, "FRA", 3, "09:02")) == expected


# --- full powers -----------------------------------------------------------------------------------------------------


@example_rows("""
    kind       rank                       powers              expected
    signing    minister                   verified            ok
    signing    minister                   original_deposited  ok
    signing    minister                   copy_received       ok
    signing    minister                   missing             broken
    signing    minister                   defective           broken
    signing    minister                   not_needed          broken
    signing    minister                   -                   broken
    signing    vice_president             -                   broken
    signing    deputy_head_of_government  -                   broken
    signing    head_of_state              -                   ok
    signing    head_of_government         missing             ok
    signing    foreign_minister           defective           ok
    statement  minister                   -                   ok
    arrival    minister                   missing             ok
""")
def test_full_powers_gate(kind, rank, powers, expected):
    signer = person("FRA-1", rank=Rank(rank))
    scene = event(FRANCE, signer, line(kind=kind), entry("FRA", full_powers=FullPowers(powers) if powers else None))

    assert verdict(FullPowersGate(), scene, turn(scene, "FRA", 1, "09:00")) == expected


@example_rows("""
    kind       status     powers    expected
    signing    standby    verified  broken
    signing    withdrawn  verified  broken
    statement  standby    -         broken
    arrival    withdrawn  -         broken
    signing    done       missing   ok        # what is done is past the gate
    statement  inscribed  -         ok
""")
def test_standing_needs_an_inscription(kind, status, powers, expected):
    one = entry("FRA", status=EntryStatus(status), full_powers=FullPowers(powers) if powers else None)
    scene = event(FRANCE, line(kind=kind), one)

    assert verdict(Inscribed(), scene, turn(scene, "FRA", 1, "09:00")) == expected


def test_full_powers_gate_names_the_cure():
    scene = event(FRANCE, MINISTER, line(title="Signing"), entry("FRA"))

    assert sentences(FullPowersGate(), scene, turn(scene, "FRA", 1, "09:00")) == [
        "Signing gives a turn at 09:00 on Saturday 25 October that nobody may have: The full powers of the Minister "
        "of Justice of France are missing. A turn is given once they are verified or the original is deposited."
    ]


# --- reserve ---------------------------------------------------------------------------------------------------------

# Four turns, two entries, one turn in reserve: position 4.
RESERVE = line(end="09:04", reserve_percent=50, kind="statement", before=0, after=0)


@example_rows("""
    france  japan  expected
    1       2      ok
    2       3      ok
    1       4      broken
    4       3      broken
""")
def test_reserve_is_kept_while_earlier_turns_are_free(france, japan, expected):
    scene = event(FRANCE, JAPAN, RESERVE, entry("FRA"), entry("JPN"))

    assert verdict(ReserveTurns(), scene, *_two(scene, int(france), int(japan))) == expected


def _two(scene, france, japan):
    return [turn(scene, code, k, f"09:0{k - 1}") for code, k in (("FRA", france), ("JPN", japan))]


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        ([entry("JPN", not_before="09:02:01")], "ok"),
        ([entry("JPN", not_before="09:02")], "broken"),
        ([entry("JPN", not_after="09:00")], "ok"),
        ([entry("JPN", not_after="09:01")], "broken"),
        ([entry("JPN", position=4)], "ok"),
        ([entry("JPN"), absence("JPN", "09:01", "09:03")], "ok"),
        ([entry("JPN"), absence("JPN", "09:01", "09:02")], "broken"),
        ([entry("JPN"), programme("P", "09:01", "09:03", who="JPN")], "ok"),
        ([entry("JPN"), keep_apart("FRA", "JPN", "adjacent_in_line")], "broken"),
        ([entry("JPN", not_after="09:01"), keep_apart("JPN", "FRA", "adjacent_in_line")], "ok"),
        ([entry("JPN", not_after="09:01"), keep_apart("JPN", "FRA", "same_item")], "broken"),
    ],
)
def test_reserve_goes_to_who_can_have_no_earlier_turn(records, expected):
    scene = event(FRANCE, JAPAN, RESERVE, entry("FRA"), *records)

    assert verdict(ReserveTurns(), scene, *_two(scene, 1, 4)) == expected


def test_reserve_goes_to_who_cannot_stand_before_a_neighbour():
    records = [FRANCE, JAPAN, RESERVE, entry("FRA"), entry("JPN", not_after="09:00")]
    apart = event(*records, keep_apart("FRA", "JPN", "adjacent_in_line"))

    assert verdict(ReserveTurns(), event(*records), *_two(event(*records), 2, 4)) == "broken"
    assert verdict(ReserveTurns(), apart, *_two(apart, 2, 4)) == "ok"


def test_reserve_turns_are_equal_among_themselves():
    scene = event(FRANCE, JAPAN, replace(RESERVE, reserve_percent=100), entry("FRA"), entry("JPN", not_before="09:02"))

    assert verdict(ReserveTurns(), scene, *_two(scene, 1, 4)) == "ok"


def test_reserve_counts_only_entries_that_may_stand():
    standby = [entry("BRA", status=EntryStatus.STANDBY), entry("KEN", status=EntryStatus.WITHDRAWN)]
    more = [delegation("BRA"), delegation("KEN"), *standby]
    scene = event(FRANCE, JAPAN, replace(RESERVE, reserve_percent=34), entry("FRA"), entry("JPN"), *more)

    assert verdict(ReserveTurns(), scene, *_two(scene, 1, 3)) == "ok"
    assert verdict(ReserveTurns(), scene, *_two(scene, 1, 4)) == "broken"


def test_reserve_names_the_turn_to_take():
    scene = event(FRANCE, JAPAN, RESERVE, entry("FRA"), entry("JPN"))

    assert sentences(ReserveTurns(), scene, *_two(scene, 1, 4)) == [
        "Japan has position 4 of SIGN, which is kept for late inscriptions; "
        "position 2 at 09:01 on Saturday 25 October is free and suits it."
    ]


@pytest.mark.parametrize("more", [{"locked": True}, {"state": PlanState.DONE}])
def test_reserve_leaves_fixed_rows_where_they_are(more):
    scene = event(FRANCE, JAPAN, RESERVE, entry("FRA"), entry("JPN"))

    assert verdict(ReserveTurns(), scene, turn(scene, "JPN", 4, "09:03", **more)) == "ok"

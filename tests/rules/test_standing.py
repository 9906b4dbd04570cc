"""The rows of a plan: the programme, what may stand, one row for each item, and what must stay as it was."""

from dataclasses import replace

import pytest

from planner.domain.plan import Placement
from planner.domain.vocabulary import BilateralStatus, EntryStatus, PlanState
from planner.rules.programme import ProgrammeStands
from planner.rules.standing import LiveOnly, LockedKept, OneRowEach
from tests.scenes.builders import (
    at,
    bilateral,
    delegation,
    entry,
    event,
    line,
    placed,
    plan,
    programme,
    room,
    side_event,
    unplaced,
)
from tests.scenes.examples import example_rows, sentences, verdict

PAIR = (delegation("FRA"), delegation("JPN"), room("R1"), room("R2"))


@example_rows("""
    start  end    room  expected   # fixed at 09:00-10:00 in R1
    09:00  10:00  R1    ok
    09:05  10:05  R1    broken
    09:00  10:01  R1    broken
    08:59  10:00  R1    broken
    09:00  10:00  R2    broken
    09:00  10:00  -     broken
    09:05  10:00  R2    broken 2
""")
def test_programme_stands(start, end, room, expected):
    of = event(*PAIR, programme("P", "09:00", "10:00", room="R1"))

    assert verdict(ProgrammeStands(), of, placed(of, "P", start, end, room=room)) == expected


@example_rows("""
    state      expected
    planned    ok
    done       ok
    unplaced   broken
    cancelled  broken
""")
def test_programme_stands_by_state(state, expected):
    of = event(*PAIR, programme("P", "09:00", "10:00", room="R1"))

    row = replace(placed(of, "P", "09:00", room="R1"), state=PlanState(state))

    assert verdict(ProgrammeStands(), of, row) == expected


def test_programme_stands_sentences_name_both_places():
    of = event(*PAIR, programme("P", "09:00", "10:00"))

    found = sentences(ProgrammeStands(), of, placed(of, "P", "09:05", "10:05", room="R2"))

    assert found == [
        "'Title of P' is planned at 09:05–10:05 on Saturday 25 October, "
        "but is fixed at 09:00–10:00 on Saturday 25 October.",
        "'Title of P' is planned in Room R2, but is fixed in no room.",
    ]


@example_rows("""
    status     expected
    requested  ok
    accepted   ok
    declined   broken
    withdrawn  broken
""")
def test_live_only_by_status_of_the_bilateral(status, expected):
    of = event(*PAIR, bilateral("M", status=BilateralStatus(status)))

    assert verdict(LiveOnly(), of, placed(of, "M", "09:00", "09:20")) == expected
    assert verdict(LiveOnly(), of, unplaced(of, "M")) == "ok"


@example_rows("""
    item      state_before  expected
    M         cancelled     broken
    SIGN/FRA  cancelled     broken
    S         cancelled     broken
    P         cancelled     ok        # the programme is the event's, not the plan's
    M         unplaced      ok
    M         planned       ok
    M         done          ok
""")
def test_live_only_by_state_before(item, state_before, expected):
    wanted = (bilateral("M"), side_event("S"), line(), entry("FRA"), programme("P", "09:00", "10:00"))
    of = event(*PAIR, *wanted)
    row = placed(of, item, "09:00")

    found = verdict(LiveOnly(), of, row, before=(replace(row, state=PlanState(state_before)),))

    assert found == expected


def test_live_only_sentences_name_the_reason():
    of = event(*PAIR, bilateral("M", status=BilateralStatus.DECLINED))

    rows = (placed(of, "M", "09:00", "09:20"), placed(of, "X", "26 09:00", "26 09:20"))

    assert sentences(LiveOnly(), of, *rows) == [
        "'France – Japan' is planned at 09:00–09:20 on Saturday 25 October, but is declined.",
        "'X' is planned at 09:00–09:20 on Sunday 26 October, but is on no sheet of the event.",
    ]


def test_one_row_each_of_a_whole_plan_is_kept():
    withdrawn = (entry("JPN", status=EntryStatus.WITHDRAWN), bilateral("X", status=BilateralStatus.WITHDRAWN))
    live = (programme("P", "09:00", "10:00"), line(), entry("FRA"), bilateral("M"), side_event("S"))
    of = event(*PAIR, *live, *withdrawn)

    assert verdict(OneRowEach(), of, *plan(of).rows) == "ok"


@pytest.mark.parametrize("item", ["P", "SIGN/FRA", "M", "S"])
def test_one_row_each_misses_an_item(item):
    of = event(*PAIR, programme("P", "09:00", "10:00"), line(), entry("FRA"), bilateral("M"), side_event("S"))

    rows = [row for row in plan(of).rows if row.item != item]

    assert verdict(OneRowEach(), of, *rows) == "broken"


def test_one_row_each_finds_a_standby_entry_missing():
    of = event(*PAIR, line(), entry("FRA", status=EntryStatus.STANDBY))

    assert sentences(OneRowEach(), of) == ["The turn of France in 'SIGN' has no row in the plan."]


def test_one_row_each_finds_an_item_twice():
    of = event(*PAIR, bilateral("M"), bilateral("X", status=BilateralStatus.DECLINED))

    twice = sentences(OneRowEach(), of, placed(of, "M", "09:00"), unplaced(of, "M"))
    dead_twice = verdict(OneRowEach(), of, unplaced(of, "M"), unplaced(of, "X"), unplaced(of, "X"))
    dead_once = verdict(OneRowEach(), of, unplaced(of, "M"), unplaced(of, "X"))

    assert twice == ["'France – Japan' has 2 rows in the plan; keep one."]
    assert (dead_twice, dead_once) == ("broken", "ok")


@example_rows("""
    state      start  end    expected
    planned    09:00  09:20  ok
    planned    09:00  -      broken
    planned    -      09:20  broken
    planned    -      -      broken
    done       -      -      broken
    unplaced   -      -      ok
    cancelled  -      -      ok
    cancelled  09:00  09:20  ok
""")
def test_one_row_each_has_times_if_planned(state, start, end, expected):
    of = event(*PAIR, bilateral("M"))
    times = {"start": at(start) if start else None, "end": at(end) if end else None}

    row = replace(placed(of, "M", "09:00"), state=PlanState(state), **times)

    assert verdict(OneRowEach(), of, row) == expected


def meeting_row(**more: object) -> Placement:
    of = event(*PAIR, bilateral("M"))
    return placed(of, "M", "09:00", room="R1", interpreters="I1; I2", **more)


@example_rows("""
    change                expected
    -                     ok
    start=09:05           broken
    end=09:25             broken
    room=R2               broken
    room=                 broken
    people=JPN; FRA       ok         # the order of a list does not matter
    people=FRA            broken
    interpreters=I2; I1   ok
    interpreters=I1; I3   broken
    interpreters=         broken
    position=2            broken
    state=unplaced        broken
    state=done            ok
    locked=               ok         # the lock itself may be taken off
    title=Another title   ok
    why=Another remark    ok
""")
def test_locked_kept_by_what_changed(change, expected):
    of = event(*PAIR, bilateral("M"))
    field, _, text = change.partition("=")
    lists = {name: tuple(one.strip() for one in text.split(";") if one) for name in ("people", "interpreters")}
    values = {"start": at, "end": at, "position": int, "state": PlanState, "locked": bool}
    value = lists[field] if field in lists else values.get(field, str)(text)

    new = replace(meeting_row(locked=True), **({field: value} if field else {}))

    assert verdict(LockedKept(), of, new, before=(meeting_row(locked=True),)) == expected


@example_rows("""
    locked  state     expected   # of the row before; the new plan has the meeting an hour later
    yes     planned   broken
    -       planned   ok         # not locked
    -       done      broken     # done is done
    yes     done      broken
    yes     unplaced  ok         # nothing to keep
""")
def test_locked_kept_by_what_was_locked(locked, state, expected):
    of = event(*PAIR, bilateral("M"))

    old = meeting_row(locked=bool(locked), state=PlanState(state))
    new = replace(old, start=at("10:00"), end=at("10:20"), state=PlanState.PLANNED)

    assert verdict(LockedKept(), of, new, before=(old,)) == expected


def test_locked_kept_misses_a_row():
    of = event(*PAIR, bilateral("M"))

    found = sentences(LockedKept(), of, before=(meeting_row(locked=True),))

    when = "09:00–09:20 on Saturday 25 October"
    assert found == [f"'France – Japan' is locked at {when}, but not placed in the plan."]


def test_locked_kept_sentences_name_every_change():
    of = event(*PAIR, bilateral("M"))
    old = meeting_row(locked=True)

    found = sentences(
        LockedKept(), of, replace(old, end=at("09:25"), room="", people=("FRA",), interpreters=()), before=(old,)
    )

    locked = "'France – Japan' is locked at 09:00–09:20 on Saturday 25 October, but"
    assert found == [
        f"{locked} planned at 09:00–09:25 on Saturday 25 October.",
        f"{locked} moved from Room R1 to no room.",
        f"{locked} attended by the head of France.",
        f"{locked} interpreted by nobody.",
    ]


def test_locked_kept_leaves_what_is_not_live_or_fixed_by_the_programme():
    dead = bilateral("M", status=BilateralStatus.WITHDRAWN)
    of = event(*PAIR, dead, programme("P", "09:00", "10:00"), line(), entry("FRA", status=EntryStatus.WITHDRAWN))

    old = (placed(of, "M", "09:00", "09:20"), placed(of, "P", "08:00"), placed(of, "SIGN/FRA", "09:00"))

    assert verdict(LockedKept(), of, before=tuple(replace(row, locked=True) for row in old)) == "ok"


def test_locked_kept_of_a_line_entry_keeps_its_position():
    of = event(*PAIR, line(), entry("FRA"))
    old = placed(of, "SIGN/FRA", "09:00", position=1, state=PlanState.DONE)

    found = sentences(LockedKept(), of, replace(old, position=2), before=(old,))

    when = "09:00–09:01 on Saturday 25 October"
    assert found == [f"The turn of France in 'SIGN' is done at {when}, but moved from position 1 to 2."]

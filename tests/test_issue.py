"""What was issued is carried from plan to plan: repeats keep their revision, changes and dropped items add one."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from hypothesis import given

from planner.domain.issue import Issue, carried, dated, issue_of, read_issue
from planner.domain.plan import Plan
from planner.domain.vocabulary import BilateralStatus, PlanState
from planner.solver import solve
from planner.workbook import Workbook, read, write
from tests.scenes.builders import at, bilateral, delegation, event, placed, plan, programme, room, unplaced
from tests.scenes.workbook_strategies import workbooks
from tests.workbook.test_roundtrip import calm

ASKED = event(
    delegation("FRA"),
    delegation("JPN"),
    room(),
    bilateral("B1"),
    bilateral("B2"),
    programme("P", "08:00", "08:30"),
)
FIRST = carried(ASKED, plan(ASKED, placed(ASKED, "B1", "09:00", room="R1")), Plan())


def second(*rows: object) -> Plan:
    return carried(ASKED, plan(ASKED, *rows), FIRST)


def test_first_plan_counts_from_zero_and_leaves_the_unplaced_out() -> None:
    assert {row.item: row.revision for row in FIRST.rows} == {"P": 0, "B1": 0, "B2": None}
    assert FIRST.by_item["B2"].issued == ""


def test_repeat_keeps_everything() -> None:
    since = dated(FIRST, at("07:00"))

    again = carried(ASKED, plan(ASKED, placed(ASKED, "B1", "09:00", room="R1")), since)

    assert again == since
    assert again.by_item["B1"].changed == at("07:00")


def test_changes_count_one_each_and_forget_their_time() -> None:
    since = dated(FIRST, at("07:00"))

    moved = carried(ASKED, plan(ASKED, placed(ASKED, "B1", "09:30", room="R1")), since)
    elsewhere = carried(ASKED, plan(ASKED, placed(ASKED, "B1", "09:30")), moved)

    assert [(one.by_item["B1"].revision, one.by_item["B1"].changed) for one in (moved, elsewhere)] == [
        (1, None),
        (2, None),
    ]


def test_dropped_item_remembers_where_it_stood_and_counts_once() -> None:
    dropped = second()
    again = carried(ASKED, plan(ASKED), dropped)

    issue = read_issue(dropped.by_item["B1"].issued)
    assert issue is not None
    assert (issue.cancelled, issue.start, issue.room) == (True, at("09:00"), "R1")
    assert dropped.by_item["B1"].revision == again.by_item["B1"].revision == 1


def test_placed_again_counts_once_more() -> None:
    back = carried(ASKED, FIRST, second())

    assert back.by_item["B1"].revision == 2


def test_withdrawn_item_gets_a_row_that_says_so() -> None:
    declined = replace(
        ASKED, bilaterals=(replace(ASKED.bilaterals[0], status=BilateralStatus.DECLINED), ASKED.bilaterals[1])
    )

    gone = carried(declined, plan(declined), FIRST).by_item["B1"]

    assert (gone.state, gone.revision, gone.start) == (PlanState.UNPLACED, 1, None)
    assert gone.why


def test_row_edited_by_hand_is_noticed() -> None:
    edited = Plan(tuple(replace(row, room="") if row.item == "B1" else row for row in FIRST.rows))

    assert carried(ASKED, edited, edited).by_item["B1"].revision == 1
    assert carried(ASKED, FIRST, FIRST) == FIRST


def test_overwritten_facts_count_as_a_change() -> None:
    spoilt = Plan(tuple(replace(row, issued="mine") if row.item == "B1" else row for row in FIRST.rows))

    assert carried(ASKED, spoilt, spoilt).by_item["B1"].revision == 1


@calm
@given(workbooks())
def test_facts_read_back(workbook: Workbook) -> None:
    rows = () if workbook.plan is None else workbook.plan.standing

    for row in rows:
        issue = issue_of(workbook.event, row)
        assert read_issue(str(issue)) == issue


def test_odd_texts_are_no_facts() -> None:
    assert [
        read_issue(text) for text in ("", "at", "at x/y", "turn 3", "at 2025-10-25T09:00/2025-10-25T10:00; turn x")
    ] == [None] * 5
    assert Issue(at("09:00"), at("10:00"), title="a; title b; room c") == read_issue(
        str(Issue(at("09:00"), at("10:00"), title="a; title b; room c"))
    )


def test_solve_carries_the_plan_it_is_given(tmp_path: Path) -> None:
    first = solve(ASKED, time_limit=5).plan
    write(Workbook.of(ASKED, first), tmp_path / "plan.xlsx")
    found = read(tmp_path / "plan.xlsx").workbook
    assert found is not None
    assert found.made is not None
    assert (datetime.now(UTC) - found.made.astimezone(UTC)).total_seconds() < 600
    fewer = replace(
        ASKED, bilaterals=(ASKED.bilaterals[0], replace(ASKED.bilaterals[1], status=BilateralStatus.WITHDRAWN))
    )

    after = solve(fewer, found.dated_plan, time_limit=5).plan

    assert {row.item: row.revision for row in after.rows if row.item != "B1"} == {"P": 0, "B2": 1}
    assert after.by_item["P"].changed == ASKED.local(found.made)


def test_unplaced_rows_stay_unplaced() -> None:
    assert second(unplaced(ASKED, "B1")).by_item["B1"].state == PlanState.UNPLACED

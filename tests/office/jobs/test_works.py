"""The works that can be asked for: each takes the sheets of an event as they are kept, and brings what it promises."""

import json
from dataclasses import replace
from datetime import UTC, datetime, time
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest

from planner.background import Refused
from planner.domain.plan import Effort, Plan
from planner.domain.vocabulary import PlanState
from planner.office.cells.applying import Taken, apply
from planner.office.cells.sheet import Sheets, sheet_of, source_of
from planner.office.draft import plan_grid
from planner.office.jobs.comparing import compared_so_far
from planner.office.jobs.given import Earlier, Given, Step, sheets_kept, workbook_of
from planner.office.jobs.kinds import KINDS
from planner.office.jobs.offers import way_read
from planner.office.jobs.outcomes import (
    Solved,
    outcome_read,
    plan_read,
    plan_written,
    so_far_read,
    so_far_written,
)
from planner.office.jobs.solving import course_of, merged, resumed
from planner.office.keeping import kept_sheet
from planner.rules import check
from planner.solver import solve
from planner.workbook import read
from planner.workbook.grid import Grid
from tests.scenes.office_events import HANOI, MORNING, sheets_in


@pytest.fixture(scope="module")
def planned() -> Given:
    """The morning with its plan, as the office keeps it."""
    workbook = read(MORNING).workbook
    assert workbook is not None
    outcome = solve(workbook.event, effort=Effort(5, work_limit=200, workers=1))
    plan = kept_sheet(sheet_of(plan_grid(workbook, outcome.plan)))
    return Given((*sheets_in(MORNING), plan), MORNING.name, {})


def done(given: Given, kind: str, told: list[Step] | None = None, **parameters: object) -> bytes:
    tell = (told if told is not None else []).append
    return KINDS[kind](replace(given, parameters=parameters), tell, lambda: False)


def test_sheets_that_were_kept_are_the_workbook(planned: Given) -> None:
    found, there = planned.workbook, read(MORNING).workbook

    assert there is not None
    assert found.event == there.event
    assert check(found.event, planned.planned[1]) == ()


def test_tables_with_errors_are_refused_with_the_first() -> None:
    sheets = tuple(sheet for sheet in sheets_in(MORNING) if sheet.name != "Event")

    with pytest.raises(Refused, match=r"The tables have errors; mend them first\. Event"):
        done(Given(sheets, "morning.xlsx", {}), "solve")


# --- solving ---------------------------------------------------------------------------------------------------------


def test_event_without_a_plan_is_planned_and_says_how_far_it_is() -> None:
    given, told = Given(sheets_in(MORNING), MORNING.name, {}), list[Step]()

    result = done(given, "solve", told, time_limit=5, work_limit=100, workers=1)

    found = outcome_read(result, given.workbook.event)
    assert found is not None
    assert found.compared is None
    assert check(given.workbook.event, found.outcome.plan) == ()
    assert found.written() == result
    progress: list[Any] = [step.progress for step in told if step.progress is not None]
    assert (progress[0]["phase"], progress[-1]["phase"]) == ("first plan", "done")
    assert progress[-1]["objective"] == found.outcome.objective
    course = course_of(progress[-1])
    assert [one.objective for one in course] == sorted(one.objective for one in course)
    assert course[-1].objective == found.outcome.objective
    so_far = [step.result for step in told if step.result is not None]
    assert outcome_read(so_far[0], given.workbook.event) is None


def test_plan_that_is_kept_stays_as_it_was(planned: Given) -> None:
    found = outcome_read(done(planned, "solve", workers=1), planned.workbook.event)

    assert found is not None
    assert found.compared is not None
    assert found.compared.summary == "The plan stays as it was; nobody need be told."
    assert found.outcome.plan == planned.planned[1]


def test_solve_that_is_taken_up_goes_on_from_the_plan_it_had() -> None:
    """A solve of Hanoi that is stopped at once is not worth what a solve before it had found."""
    given = Given(sheets_in(HANOI), HANOI.name, {"keep": False, "workers": 1})
    event = given.workbook.event
    better = solve(event, effort=Effort(workers=1, work_limit=2))
    taken_up = replace(given, so_far=so_far_written(Plan(better.plan.standing)))

    results = [KINDS["solve"](one, list[Step]().append, lambda: True) for one in (given, taken_up)]

    alone, again = (outcome_read(result, event) for result in results)

    assert alone is not None
    assert again is not None
    assert alone.outcome.objective < better.objective <= again.outcome.objective
    assert check(event, again.outcome.plan) == ()


def test_what_was_cancelled_stays_so_in_a_solve_that_is_taken_up(planned: Given) -> None:
    first, *others = planned.planned[1].rows
    before = Plan((replace(first, state=PlanState.CANCELLED), *others))

    start = resumed(before, Plan(tuple(others)))

    assert start.by_item[first.item].state == PlanState.CANCELLED
    assert resumed(before, None) is before


def test_plans_travel_as_text_and_come_back(planned: Given) -> None:
    event = planned.workbook.event
    first, *others = planned.planned[1].rows
    changed = replace(first, locked=True, why="Said so: “é”.", revision=0, changed=event.local(datetime.now(UTC)))
    plan = Plan((changed, *others))

    assert plan_read(json.loads(json.dumps(plan_written(plan))), event) == plan
    assert so_far_read(so_far_written(plan), event) == plan
    assert so_far_read(None, event) is None


# --- a plan for an event that was edited meanwhile -------------------------------------------------------------------


def test_rows_that_people_changed_meanwhile_stand_as_they_put_them(planned: Given) -> None:
    first, second, third, *others = planned.planned[1].rows
    then = Plan((first, second, *others))
    now = Plan((replace(first, locked=True), third, *others))
    found = Plan((replace(first, why="found"), replace(second, why="found"), *others))

    assert {row.item: row for row in merged(then, found, now).rows} == {
        row.item: row for row in (replace(first, locked=True), third, *others)
    }


def test_rebase_keeps_what_is_right_and_plans_the_rest_again(planned: Given) -> None:
    """A bilateral that stood is withdrawn after the solve was asked for."""
    bare = sheets_in(MORNING)
    result = Solved(solve(planned.workbook.event, effort=Effort(5, work_limit=100, workers=1))).written()
    found = so_far_read(result, planned.workbook.event)
    assert found is not None
    gone = next(one.id for one in planned.workbook.event.bilaterals if found.by_item[one.id].stands)
    sheets = dict(sheets_kept(bare))
    rows = {row: cells for row, cells in sheets["Bilaterals"].rows.items() if gone not in cells.values()}
    sheets["Bilaterals"] = sheets["Bilaterals"].with_rows(rows)
    now = Given(tuple(kept_sheet(one) for one in sheets.values()), MORNING.name, {}, earlier=Earlier(bare, result))

    rebased = outcome_read(done(now, "rebase", time_limit=5, workers=1), now.workbook.event)

    assert rebased is not None
    after = rebased.outcome.plan
    assert check(now.workbook.event, after) == ()
    assert gone not in {row.item for row in after.standing}
    there = {row.item: row.place for row in after.standing}
    moved = [row.item for row in found.standing if row.item != gone and there.get(row.item) != row.place]
    assert moved == []


# --- the others ------------------------------------------------------------------------------------------------------


def test_simulation_says_its_runs_and_can_be_stopped(planned: Given) -> None:
    told = list[Step]()

    said = json.loads(done(planned, "simulate", told, runs=300, seed=4))

    assert (said["runs"], said["seed"]) == (300, 4)
    assert told[-1].progress == {"done": 300, "of": 300}
    with pytest.raises(Refused, match="It was stopped before the last run"):
        KINDS["simulate"](planned, told.append, lambda: True)


def test_ways_to_replan_come_with_the_sheets_that_they_make(planned: Given) -> None:
    event, plan = planned.workbook.event, planned.planned[1]
    row = next(one for one in plan.standing if one.item in event.meeting)
    cancelled = {1: {1: "what", 2: "item"}, 2: {1: "item_cancelled", 2: row.item}}
    given = replace(planned, sheets=(*planned.sheets, kept_sheet(sheet_of(Grid("Changes", cancelled)))))

    said = json.loads(done(given, "replan", now=event.at(event.days[0], time(0)).isoformat(), seconds=5))

    (way,) = said["proposals"]
    assert (way["way"], way["dropped"]) == ("swap", [row.item])
    made = way_read(way).made
    assert {"Plan", "Changes"} <= {operation.sheet for operation in made.operations}
    there = apply(given.kept, made.operations, ())
    assert isinstance(there, Taken)
    assert row.item not in {one.item for one in _plan_in(there.sheets).standing}


def _plan_in(sheets: Sheets) -> Plan:
    plan = workbook_of(source_of(sheets), MORNING.name).plan
    assert plan is not None
    return plan


def test_questions_about_an_item_are_answered_or_refused(planned: Given) -> None:
    item = next(row.item for row in planned.planned[1].standing if row.item in planned.workbook.event.meeting)

    assert json.loads(done(planned, "why", item=item))["placed"] is True
    assert json.loads(done(planned, "suggest", item=item, top=2))["item"] == item
    for kind in ("why", "suggest"):
        with pytest.raises(Refused, match="NOBODY"):
            done(planned, kind, item="NOBODY")


def test_scenarios_are_planned_beside_each_other(planned: Given) -> None:
    told = list[Step]()

    made = _unpacked(done(planned, "scenarios", told, sweep="rooms bilateral: 1-2", time_limit=1, workers=1))

    assert {"comparison.csv", "comparison.json"} <= made.keys()
    assert json.loads(made["comparison.json"])["complete"] is True
    planned_by_then = [compared_so_far(step.progress) for step in told]
    assert [len(one.planned) for one in planned_by_then] == list(range(1, len(told) + 1))
    assert planned_by_then[-1].planned[0].name == "As it is"
    with pytest.raises(Refused, match="is no sweep"):
        done(planned, "scenarios", sweep="rooms")
    with pytest.raises(Refused, match="There is no scenario to compare"):
        done(planned, "scenarios")


def test_papers_and_exports_come_as_files(planned: Given) -> None:
    papers = _unpacked(done(planned, "papers", papers=["programme"], views=["public"]))
    exports = _unpacked(done(planned, "export", formats=["xlsx", "frab-json"]))

    assert [name for name, content in papers.items() if content.startswith(b"%PDF")] == ["public-programme.pdf"]
    assert sorted(exports) == ["morning-reading.xlsx", "morning-schedule.json"]


@pytest.mark.parametrize("kind", ["simulate", "why", "suggest", "replan", "papers"])
def test_what_takes_a_plan_says_so_where_there_is_none(kind: str) -> None:
    with pytest.raises(Refused, match="The event has no plan yet"):
        done(Given(sheets_in(MORNING), MORNING.name, {}), kind, item="B1")


def _unpacked(packed: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(packed)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}

"""The commands, run as a user runs them."""

import json
from pathlib import Path

import pytest

from planner.workbook import read
from tests.scenes.commands import MORNING, run


@pytest.fixture
def plan(morning_plan: Path) -> Path:
    return morning_plan


def test_solve_writes_a_workbook_with_a_plan_that_checks(plan):
    answer = json.loads(run("check", plan, "--json").stdout)

    assert answer["ok"] is True
    assert answer["breaches"] == []


def test_solve_json_has_the_promised_keys_and_nothing_else_on_standard_output(tmp_path):
    answer = json.loads(run("solve", MORNING, "--output", tmp_path / "p.xlsx", "--time-limit", 5, "--json").stdout)

    promised = "objective bound gap placed unplaced seconds first_plan_seconds seed workers solver"
    assert set(answer) == {*promised.split(), "input_sha256", "provisional"}
    assert answer["objective"] == answer["bound"]
    assert {row["item"] for row in answer["unplaced"]} == {"SIGN/IOA", "SIGN/IOB", "STAT/IOB", "B13"}


def test_solve_keeps_the_plan_of_a_workbook_and_says_so(plan, tmp_path):
    again = tmp_path / "again.xlsx"

    answer = json.loads(run("solve", plan, "--output", again, "--time-limit", 5, "--json").stdout)

    rows = read(plan).workbook.dated_plan
    assert (answer["kept"], answer["moved"], answer["dropped"], answer["parties"]) == (len(rows.standing), 0, 0, [])
    assert read(again).workbook.dated_plan == rows


def test_solve_anew_says_beforehand_what_may_move_and_afterwards_what_did(plan, tmp_path):
    fresh = tmp_path / "fresh.xlsx"

    done = run("solve", plan, "--fresh", "--output", fresh, "--time-limit", 5)

    assert "may move or drop any of the 29 items of this plan that are neither locked nor done" in done.stderr
    told = done.stdout.splitlines()[-2]
    assert told.startswith("Of the plan before: ") or told == "The plan stays as it was; nobody need be told."
    assert read(fresh).workbook is not None


def test_solve_refuses_to_replace_a_file_without_force(plan):
    before = plan.read_bytes()

    done = run("solve", MORNING, "--output", plan, status=1)

    assert "--force" in done.stderr
    assert plan.read_bytes() == before


def test_broken_file_is_said_in_a_sentence(tmp_path):
    junk = tmp_path / "junk.xlsx"
    junk.write_bytes(b"not a workbook")

    done = run("check", junk, status=1)

    assert "error junk.xlsx: " in done.stdout + done.stderr


def test_unknown_option_is_wrong_usage():
    run("solve", MORNING, "--nonsense", status=2)


def test_template_reads_without_errors(tmp_path):
    run("template", tmp_path / "blank.xlsx")

    assert (tmp_path / "blank.xlsx").stat().st_size > 0


def test_export_writes_what_reads_back_as_the_same_plan(plan, tmp_path):
    run("export", plan, "--output", tmp_path, "--formats", "xlsx,csv")

    plans = [read(path).workbook for path in (plan, tmp_path / "plan.xlsx", tmp_path / "plan-csv")]
    assert plans[0].plan == plans[1].plan == plans[2].plan


def test_diff_of_a_plan_with_itself_is_empty(plan):
    assert json.loads(run("diff", plan, plan, "--json").stdout) == {"changes": [], "by_delegation": {}}


def test_why_names_the_reason_of_an_unplaced_item(plan):
    answer = json.loads(run("why", plan, "b13", "--json").stdout)

    assert answer["item"] == "B13"
    assert answer["placed"] is False
    assert "the Minister of the Environment of Eskeland is never free for 20 minutes in the window" in answer["verdict"]
    assert set(answer) == {"item", "placed", "verdict", "blocked", "cures", "proof"}


def test_why_of_an_unknown_item_is_said_in_a_sentence(plan):
    assert "NOSUCH" in run("why", plan, "NOSUCH", status=1).stderr

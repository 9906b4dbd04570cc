"""The command `simulate`, run as a user runs it, and what it says to people."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from planner.domain.uncertainty import DEFAULTS, Uncertainty
from planner.domain.vocabulary import UncertaintyKind
from planner.workbook import Workbook, write
from tests.scenes.builders import bilateral, delegation, event, placed, plan, room
from tests.scenes.commands import MORNING, ROOT, run

FRAGILE = event(
    *(delegation(code) for code in ("BRA", "CHL", "FRA", "JPN")),
    room("R1", turnover=10),
    bilateral("A", "BRA", "CHL"),
    bilateral("B", "FRA", "JPN"),
)
CERTAIN = tuple(Uncertainty(what, chance=0) for what in list(UncertaintyKind)[:4])


@pytest.fixture
def fragile(tmp_path: Path) -> Path:
    """A plan of two meetings in one room, of which the first always runs twelve minutes over."""
    of = replace(FRAGILE, uncertainties=(*CERTAIN, Uncertainty(UncertaintyKind.OVERRUN, ("A",), 100, 12, 12)))
    rows = plan(of, placed(of, "A", "09:00", room="R1"), placed(of, "B", "09:30", room="R1"))
    write(Workbook(of, rows), tmp_path / "fragile.xlsx")
    return tmp_path / "fragile.xlsx"


def test_json_tells_every_item_links_and_buffers(fragile):
    found = json.loads(run("simulate", fragile, "--runs", 200, "--seed", 3, "--json").stdout)

    assert (found["runs"], found["seed"], found["score"]) == (200, 3, 0.5)
    assert found["items"] == [
        {"item": "A", "on_time": 1.0, "mean_delay": 0.0, "p95_delay": 0.0},
        {"item": "B", "on_time": 0.0, "mean_delay": 12.0, "p95_delay": 12.0},
    ]
    (link,) = found["links"]
    said = "Room R1 is free for 'France – Japan' more than 5 minutes late in 100.0% of runs, after 'Brazil – Chile'."
    assert link == {"from": "A", "to": "B", "kind": "room", "through": "R1", "share": 1.0, "sentence": said}
    (buffer,) = found["buffers"]
    assert (buffer["item"], buffer["minutes"], buffer["saved"], buffer["score"]) == ("A", 10.0, 10.0, 0.5)


def test_people_are_told_in_tables_and_sentences(fragile):
    shown = run("simulate", fragile, "--runs", 50).stdout

    assert shown.startswith(
        "50% of all 2 items take place and start within 5 minutes of their time, in the mean of 50 runs "
    )
    assert re.search(r"│ 0% +│ 12\.0 min +│ 12 min +│ 25 Oct 09:30", shown)
    assert "1. Room R1 is free for 'France – Japan' more than 5 minutes late in 100.0% of runs" in shown
    assert "1. 10 minutes more after 'Brazil – Chile' save 10 minutes of delay over all items." in shown
    assert "assumptions" not in shown


def test_assumptions_of_the_planner_are_told_where_the_sheet_is_empty(tmp_path):
    rows = plan(FRAGILE, placed(FRAGILE, "A", "09:00", room="R1"))
    write(Workbook(FRAGILE, rows), tmp_path / "plan.xlsx")

    assert (
        "the planner's own assumptions hold, which are not measured" in run("simulate", tmp_path / "plan.xlsx").stdout
    )


def test_plan_in_which_nothing_stands_is_said_so(tmp_path):
    write(Workbook(FRAGILE, plan(FRAGILE)), tmp_path / "plan.xlsx")

    assert (
        run("simulate", tmp_path / "plan.xlsx").stdout == "Nothing stands in the plan, so that nothing can come late.\n"
    )


def test_same_seed_gives_the_same_answer(fragile):
    first, again = (run("simulate", fragile, "--runs", 30, "--seed", 1, "--json").stdout for _ in range(2))

    assert first == again


def test_workbook_without_a_plan_is_refused_with_the_cure():
    assert "Make one: planner solve " in run("simulate", MORNING, status=1).stderr


@pytest.mark.parametrize("words", [("--runs", 0), ("--runs", 100_001), ("--seed", -1), ("--runs", "many")])
def test_wrong_numbers_are_wrong_usage(words, fragile):
    run("simulate", fragile, *words, status=2)


def test_page_on_robustness_lists_the_defaults():
    page = (ROOT / "docs" / "robustness.md").read_text(encoding="utf-8")

    assert [row for row in map(_row, DEFAULTS) if row not in page] == []


def _row(row: Uncertainty) -> str:
    chance = "" if row.chance is None else f"{row.chance} %"
    minutes = [(row.usual, "min"), (row.worst, "min")]
    amounts = minutes if row.usual_seconds is None else [(row.usual_seconds, "s"), (row.worst_seconds, "s")]
    cells = [f"{amount} {unit}" if amount is not None else "" for amount, unit in amounts]
    of = f"`{row.of[0]}`" if row.of else "all"
    return f"| `{row.what}` | {of} | {chance} | {cells[0]} | {cells[1]} |"

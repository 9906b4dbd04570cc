"""The command `replan`, run as a user runs it."""

import json
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from planner.domain.incident import Incident
from planner.domain.vocabulary import IncidentKind
from planner.workbook import read, write
from planner.workbook.format.changes import CHANGES, FORMS
from tests.scenes.commands import MORNING, run

DAY = "2026-05-12"


@pytest.fixture
def plan(morning_plan: Path) -> Path:
    return morning_plan


def changes(folder: Path, *rows: dict[str, object], name: str = "Changes") -> Path:
    """A file of its own with a sheet of changes."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = name
    heads = [column.header for column in CHANGES.columns]
    for line in (heads, *([row.get(head) for head in heads] for row in rows)):
        sheet.append(line)
    path = folder / "changes.xlsx"
    book.save(path)
    return path


def rows(path: Path) -> tuple[object, ...]:
    workbook = read(path).workbook
    assert workbook is not None
    assert workbook.plan is not None
    return workbook.plan.rows


def test_nothing_happened_and_the_rows_of_the_plan_are_the_same(plan, tmp_path):
    out = tmp_path / "new.xlsx"

    answer = json.loads(run("replan", plan, "--now", f"{DAY} 08:00", "--output", out, "--json").stdout)

    assert rows(out) == rows(plan)
    assert (answer["diff"], answer["parties"], answer["minimal"]) == ([], [], True)
    promised = (
        "objective bound gap placed unplaced seconds first_plan_seconds seed workers solver input_sha256 provisional"
    )
    assert set(answer) >= {*promised.split(), "diff", "parties", "minimal"}


def test_new_plan_says_what_changed_whom_to_call_and_passes_the_check(plan, tmp_path):
    out = tmp_path / "new.xlsx"
    told = changes(tmp_path, {"what": "person late", "who": "dlm-1", "to": f"{DAY} 09:50", "notes": "Traffic"})

    answer = json.loads(
        run("replan", plan, "--changes", told, "--now", f"{DAY} 09:20", "--output", out, "--json").stdout
    )

    assert {"item": "SIGN/DLM", "change": "time"}.items() <= answer["diff"][1].items() or answer["diff"]
    assert {change["change"] for change in answer["diff"]} <= {"time", "room", "people", "added", "dropped"}
    urgency = [party["urgency"] for party in answer["parties"]]
    assert urgency == sorted(urgency)
    assert "DLM" in {party["delegation"] for party in answer["parties"]}
    assert json.loads(run("check", out, "--json").stdout)["ok"] is True
    workbook = read(out).workbook
    assert workbook is not None
    assert workbook.event.changes == ()
    assert workbook.event.absences[-1].reason == "Traffic"


def test_changes_that_cannot_be_are_said_with_their_cells_and_nothing_is_written(plan, tmp_path):
    told = changes(
        tmp_path,
        {"what": "person_late", "who": "ALD-9", "to": f"{DAY} 10:00"},
        {"what": "room_lost", "who": "ALD-1"},
        {"what": "item_overruns", "item": "P1"},
        {"what": "new_bilateral", "who": "ALD", "counterpart": "ALD-2"},
    )

    done = run("replan", plan, "--changes", told, "--now", f"{DAY} 09:20", "--output", tmp_path / "n.xlsx", status=1)

    for said in (
        "Changes!B2",
        "ALD-9",
        "Changes!B3: room_lost: ALD-1 is a person",
        "Changes!F4",
        "does not meet itself",
    ):
        assert said in done.stderr
    assert not (tmp_path / "n.xlsx").exists()


def test_hall_that_is_lost_during_its_line_asks_where_the_line_goes(plan, tmp_path):
    told = changes(tmp_path, {"what": "room_lost", "who": "HALL"})

    done = run("replan", plan, "--changes", told, "--now", f"{DAY} 09:38", "--output", tmp_path / "n.xlsx", status=1)

    assert "cannot be in Great Hall, which is closed then. Where does it go?" in done.stderr
    assert "room_changed with" in done.stderr
    assert not (tmp_path / "n.xlsx").exists()


def test_moment_on_no_day_of_the_event_is_wrong_usage(plan, tmp_path):
    done = run("replan", plan, "--now", "2026-06-12 09:00", "--output", tmp_path / "n.xlsx", status=2)

    assert "is on no day of the event" in done.stderr


def test_sheet_of_changes_is_found_in_other_files_too(plan, tmp_path):
    only = changes(tmp_path, {"what": "item_cancelled", "item": "B01"}, name="What happened")
    out = tmp_path / "new.xlsx"

    answer = json.loads(
        run("replan", plan, "--changes", only, "--now", f"{DAY} 08:00", "--output", out, "--json").stdout
    )
    assert [(change["item"], change["change"]) for change in answer["diff"]] == [("B01", "dropped")]

    done = run("replan", plan, "--changes", MORNING, "--now", f"{DAY} 08:00", "--output", tmp_path / "n.xlsx", status=1)
    assert "has no sheet Changes" in done.stderr


@pytest.mark.parametrize("now", ["soon", "2026-13-45 10:00", "2026-05-12 25:00"])
def test_moment_that_cannot_be_read_is_wrong_usage(plan, tmp_path, now):
    done = run("replan", plan, "--now", now, "--output", tmp_path / "n.xlsx", status=2)

    assert "--now" in done.stderr


def test_three_ways_to_take_a_delay_stand_side_by_side(plan, tmp_path):
    told = changes(tmp_path, {"what": "item_overruns", "item": "P2", "minutes": 20})
    before = {*tmp_path.iterdir()}

    shown = run("replan", plan, "--changes", told, "--now", f"{DAY} 09:20")
    answer = json.loads(run("replan", plan, "--changes", told, "--now", f"{DAY} 09:20", "--json").stdout)

    assert "swap" in shown.stdout
    ways = [one["way"] for one in answer["proposals"]]
    # Where asking helps, it takes the place of the one of the first two that drops more.
    assert ways in (["hold", "compress", "swap"], ["hold", "swap", "ask"], ["compress", "swap", "ask"])
    assert {*tmp_path.iterdir()} == before


def test_page_on_the_day_lists_every_kind_of_change():
    page = (Path(__file__).parents[2] / "docs" / "replan.md").read_text(encoding="utf-8")

    for kind, form in FORMS.items():
        needs, may = (", ".join(f"`{header}`" for header in headers) for headers in (form.needs, form.may))
        assert f"| `{kind}` | {needs} | {may} | {form.says} |" in page


def test_changes_in_the_workbook_itself_are_read_back_and_taken_in(plan, tmp_path):
    workbook = read(plan).workbook
    assert workbook is not None
    zone = workbook.event.zone
    told = (
        Incident(IncidentKind.ITEM_CANCELLED, item="B01", notes="Both agreed."),
        Incident(IncidentKind.PERSON_LATE, "DLM-1", to=datetime(2026, 5, 12, 9, 50, tzinfo=zone)),
        Incident(IncidentKind.NEW_BILATERAL, "IOA", minutes=15, counterpart="FRN-1", priority=2, id="B99"),
    )
    waiting, out = tmp_path / "waiting.xlsx", tmp_path / "new.xlsx"
    write(replace(workbook, event=replace(workbook.event, changes=told)), waiting)

    again = read(waiting).workbook
    assert again is not None
    assert again.event.changes == told

    answer = json.loads(run("replan", waiting, "--now", f"{DAY} 08:00", "--output", out, "--json").stdout)
    assert {"B01", "SIGN/DLM"} <= {change["item"] for change in answer["diff"]}
    assert "Changes" not in openpyxl.load_workbook(out, read_only=True).sheetnames

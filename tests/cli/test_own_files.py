"""An organiser's own file goes through the commands that write one: theirs stays, what the format promises is there."""

import zipfile
from pathlib import Path

import openpyxl
import pytest

from planner.workbook import read
from planner.workbook.format.changes import CHANGES
from planner.workbook.format.sheets import SHEETS
from planner.workbook.proof import PROOF
from tests.cli.test_explaining import call
from tests.scenes.organiser_book import NOTE, YELLOW, save_organiser_book

NOW = "2025-10-25 08:00"
ENTRY = "UID:1\r\nSUMMARY:Dentist\r\nDTSTART:20251026T090000Z\r\nDTEND:20251026T100000Z"
CALENDAR = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\n{ENTRY}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Their file, planned."""
    folder = tmp_path_factory.mktemp("own")
    done = call(
        "solve", save_organiser_book(folder / "own.xlsx"), "--output", folder / "plan.xlsx", "--time-limit", "2"
    )
    assert done.exit_code == 0, done.output
    return folder / "plan.xlsx"


def assert_kept(path: Path) -> None:
    """What `save_organiser_book` puts in beside the records is there, and every sheet of the format."""
    reading = read(path)
    assert reading.workbook is not None, reading.problems
    book = openpyxl.load_workbook(path)
    assert {sheet.name for sheet in SHEETS} - {CHANGES.name} <= set(book.sheetnames)
    seating, bilaterals = book["Seating"], book["Bilaterals"]
    assert [str(area) for area in seating.merged_cells.ranges] == ["A1:C1"]
    assert [seating[place].value for place in ("B2", "B3")] == ["=COUNTA(Bilaterals!A2:A3)", "=Bilaterals!$A$2"]
    assert seating["A5"].comment.text == "Not beside each other"
    assert book["Archive"].sheet_state == "hidden"
    assert bilaterals["A3"].comment.text == NOTE
    assert bilaterals["A3"].fill.fgColor.rgb == YELLOW.fgColor.rgb
    assert [bilaterals[place].value for place in ("K2", "K3")] == ['="F-"&A2', '="F-"&A3']
    assert list(book["Delegations"].tables) == ["Parties"]
    assert any(cell.value == "Car 7" for row in book["Plan"] for cell in row)


def test_solve_keeps_the_file(plan: Path) -> None:
    assert_kept(plan)


def test_replan_without_news_changes_nothing_but_when_it_was_proven(plan: Path, tmp_path: Path) -> None:
    done = call("replan", plan, "--now", NOW, "--output", tmp_path / "new.xlsx")

    assert done.exit_code == 0, done.output
    assert_kept(tmp_path / "new.xlsx")
    with zipfile.ZipFile(plan) as before, zipfile.ZipFile(tmp_path / "new.xlsx") as after:
        assert after.namelist() == before.namelist()
        other = [name for name in before.namelist() if before.read(name) != after.read(name)]
    proof = openpyxl.load_workbook(plan).sheetnames.index(PROOF) + 1
    assert other == [f"xl/worksheets/sheet{proof}.xml"]


def test_import_keeps_the_file(plan: Path, tmp_path: Path) -> None:
    (tmp_path / "jpn.ics").write_text(CALENDAR)

    done = call("import", plan, "--busy", tmp_path / "jpn.ics", "--who", "JPN", "--output", tmp_path / "new.xlsx")

    assert done.exit_code == 0, done.output
    assert_kept(tmp_path / "new.xlsx")
    assert openpyxl.load_workbook(tmp_path / "new.xlsx")["Absences"]["A3"].value == "JPN"


def test_what_suggest_applies_keeps_the_file(plan: Path, tmp_path: Path) -> None:
    done = call("suggest", plan, "B2", "--apply", "1", "--output", tmp_path / "new.xlsx")

    assert done.exit_code == 0, done.output
    assert_kept(tmp_path / "new.xlsx")

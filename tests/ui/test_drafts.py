"""A file that was opened with errors, or got some at the desk, is mended in its own bytes: all else in it stays."""

import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from planner.domain.vocabulary import Severity
from planner.office.draft import Revision, draft_bytes, open_file, open_upload, planned
from planner.office.tables import table_of
from planner.workbook.files.xlsx_book import MAX_TEXT
from planner.workbook.grid import Grid, plain
from planner.workbook.writer import workbook_bytes
from tests.scenes.builders import placed, plan
from tests.scenes.organiser_book import NOTE, YELLOW, assert_kept, save_organiser_book
from tests.scenes.workbook_samples import repacked
from tests.ui.test_tables import after, outcome

WRONG = {"Bilaterals!G3": "high", "Rooms!D2": "some", "People!B3": "FRE"}


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    """Their file with three cells that cannot be read."""
    path = save_organiser_book(tmp_path / "wrong.xlsx")
    book = openpyxl.load_workbook(path)
    for place, value in WRONG.items():
        sheet, _, cell = place.partition("!")
        book[sheet][cell] = value
    book.save(path)
    return path


def typed(revision: Revision, sheet: str, row: int, letter: str, text: str) -> Revision:
    """The state after a cell was typed over at the desk."""
    return revision.with_grid(after({(row, letter): text}, revision.grids[plain(sheet)]), "typed")


def mended(revision: Revision) -> Revision:
    first = typed(revision, "Bilaterals", 3, "G", "4")
    return typed(typed(first, "Rooms", 2, "D", "20"), "People", 3, "B", "FRA")


def test_what_is_wrong_with_a_file_is_mended_in_the_file(wrong: Path, tmp_path: Path) -> None:
    revision = mended(open_file(wrong))
    assert revision.workbook is not None, revision.problems

    (tmp_path / "mended.xlsx").write_bytes(workbook_bytes(revision.workbook))

    assert_kept(tmp_path / "mended.xlsx")
    cell = openpyxl.load_workbook(tmp_path / "mended.xlsx")["Bilaterals"]["G3"]
    assert (cell.value, cell.fill.fgColor.rgb, cell.comment.text) == (4, YELLOW.fgColor.rgb, "Their wish")


def test_draft_of_a_file_with_errors_is_the_file_with_what_was_mended(wrong: Path) -> None:
    opened = open_file(wrong)
    half = typed(opened, "Bilaterals", 3, "G", "4")

    assert draft_bytes(opened) == wrong.read_bytes()
    with zipfile.ZipFile(wrong) as before, zipfile.ZipFile(BytesIO(draft_bytes(half))) as there:
        sheet = f"xl/worksheets/sheet{openpyxl.load_workbook(wrong).sheetnames.index('Bilaterals') + 1}.xml"
        other = {name for name in before.namelist() if before.read(name) != there.read(name)}
    assert other == {sheet, "xl/styles.xml", "xl/workbook.xml"}
    again = open_upload("draft.xlsx", draft_bytes(half))
    assert [one.cell for one in again.problems if one.severity == Severity.ERROR] == ["D2", "B3"]
    assert mended(again).workbook is not None


def test_rows_and_sheets_that_come_and_go_at_the_desk(wrong: Path) -> None:
    revision = open_file(wrong)
    people = revision.grids["people"]
    rows = {number: cells for number, cells in people.rows.items() if number != 4} | {
        5: {1: "FRA-9", 2: "FRA", 3: "Zoé"}
    }
    revision = revision.with_grid(Grid("People", rows), "typed")
    revision = revision.with_grid(Grid("Arrivals", {1: {2: "line"}, 2: {2: "=none"}}), "typed")

    book = openpyxl.load_workbook(BytesIO(draft_bytes(revision)))

    assert [[cell.value for cell in row[:3]] for row in book["People"].iter_rows(min_row=3)] == [
        ["FRA-1", "FRE", "Anne"],
        [None, None, None],
        ["FRA-9", "FRA", "Zoé"],
    ]
    assert [book["Arrivals"][place].value for place in ("A1", "B1", "B2")] == [None, "line", "=none"]
    assert book["Arrivals"]["B2"].data_type == "s"
    assert book["Bilaterals"]["A3"].comment.text == NOTE
    assert open_upload("draft.xlsx", draft_bytes(revision)).grids["people"].rows == rows


def test_error_typed_after_a_plan_was_made_keeps_the_file_and_the_plan(tmp_path: Path) -> None:
    sound = open_file(save_organiser_book(tmp_path / "own.xlsx"))
    assert sound.workbook is not None
    event = sound.workbook.event
    row = placed(event, "B1", "25 15:00")
    made = planned(sound, replace(outcome(), plan=plan(event, row)), event)
    table = table_of(made.grids["plan"])
    number = int(table["row"][table["A"] == "B1"].iloc[0])

    wrong = typed(typed(made, "Bilaterals", 3, "G", "high"), "Plan", number, "A", "B7")

    assert wrong.workbook is None
    book = openpyxl.load_workbook(BytesIO(draft_bytes(wrong)))
    starts = {cells[0].value: cells[1].value for cells in book["Plan"]}
    assert starts["B7"] == row.start.replace(tzinfo=None)
    assert "B1" not in starts
    assert book["Plan"]["E1"].value == "our car"
    assert (book["Bilaterals"]["G3"].value, book["Bilaterals"]["A3"].comment.text) == ("high", NOTE)
    assert [str(area) for area in book["Seating"].merged_cells.ranges] == ["A1:C1"]


def test_text_that_no_cell_can_hold_is_in_the_draft_as_far_as_it_fits(wrong: Path) -> None:
    revision = typed(open_file(wrong), "People", 2, "C", "x" * (MAX_TEXT + 1))

    cell = openpyxl.load_workbook(BytesIO(draft_bytes(revision)))["People"]["C2"]

    assert (len(cell.value), cell.value[-2:]) == (MAX_TEXT, "x…")


def test_file_with_errors_that_cannot_be_written_into_is_drawn_anew(wrong: Path) -> None:
    revision = open_file(repacked(wrong, {"xl/charts/chart1.xml": b"<no end"}))
    assert any("a new file, without the notes" in one.sentence for one in revision.problems)

    draft = openpyxl.load_workbook(BytesIO(draft_bytes(typed(revision, "Rooms", 2, "D", "20"))))

    assert draft["Rooms"]["D2"].value == 20
    assert mended(revision).workbook is not None


def test_workbook_goes_to_the_desk_and_back_as_often_as_its_organiser_likes(tmp_path: Path) -> None:
    data = save_organiser_book(tmp_path / "own.xlsx").read_bytes()
    for text in ("2", "4"):
        edited = typed(open_upload("own.xlsx", data), "Bilaterals", 3, "G", text)
        assert edited.workbook is not None
        data = workbook_bytes(edited.workbook)

    (tmp_path / "back.xlsx").write_bytes(data)
    assert_kept(tmp_path / "back.xlsx")
    again = open_upload("own.xlsx", data).workbook
    assert again is not None
    assert again.event.bilaterals[1].priority == 4
    assert workbook_bytes(again, made=again.made) == data

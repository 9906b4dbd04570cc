"""Sheets for reading: what they show, that they are never read back, and that a spreadsheet program opens them."""

import zipfile
from dataclasses import replace
from datetime import time
from pathlib import Path
from xml.etree.ElementTree import fromstring

import openpyxl
import pytest
from hypothesis import given
from openpyxl.worksheet.worksheet import Worksheet

from planner.domain.plan import Plan
from planner.domain.records import Absence
from planner.domain.vocabulary import Severity
from planner.feeds.occasions import Agenda
from planner.feeds.reading import reading_sheets
from planner.workbook import ExtraSheet, Workbook, csv_of, read, write_for_reading
from planner.workbook.format.for_reading import MARK, ReadingSheet
from tests.scenes.builders import at, event, line, room
from tests.scenes.feed_scenes import HOSTILE, SAVED, agenda, hostile, workbook
from tests.scenes.spreadsheet_program import converted
from tests.scenes.workbook_samples import lines
from tests.scenes.workbook_strategies import workbooks
from tests.workbook.test_roundtrip import assert_same, calm

SHEETS = {sheet.name: sheet for sheet in reading_sheets(agenda())}


def values(sheet: ReadingSheet) -> list[list[object]]:
    return [[None if cell is None else cell.value for cell in row] for row in sheet.rows]


def written(book: Workbook, path: Path) -> Path:
    write_for_reading(book, reading_sheets(Agenda.of(book, SAVED)), path, force=True)
    return path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return written(workbook(), tmp_path / "plan.xlsx")


# --- what they show --------------------------------------------------------------------------------------------------


def test_sheets_are_overview_days_itineraries_orders_unplaced_and_fairness() -> None:
    assert [*SHEETS] == [
        *("Overview", "Sat 25 Oct", "Itineraries", "Order Signing of the Convention", "Not placed", "Fairness"),
    ]


def test_day_has_a_bar_of_the_right_length_in_the_right_room() -> None:
    grid = SHEETS["Sat 25 Oct"]
    lanes = {row[0].value: row[1:] for row in grid.rows if row[0] is not None}

    bars = [(at * 5, one.value, one.columns * 5) for at, one in enumerate(lanes["Room R1"]) if one is not None]
    assert bars == [(150, "FRA\nKEN", 20), (170, "", 15), (210, "VNM\nJPN", 20), (230, "", 15)]  # the first is 08:00
    assert [one.look for one in lanes["Room R2"] if one is not None] == ["restricted bar", "turnover bar"]
    assert grid.heads[1].text == "08:00"


def test_day_shows_when_a_room_is_closed_but_for_restricted_absences() -> None:
    book = workbook()
    closed = (
        Absence("R1", at("10:00"), at("11:00"), "Sound check"),
        Absence("R2", at("14:00"), at("15:00"), "Hidden", restricted=True),
    )
    sheets = reading_sheets(agenda(replace(book, event=replace(book.event, absences=closed))))
    (grid,) = (one for one in sheets if one.name == "Sat 25 Oct")

    lanes = {row[0].value: row[1:] for row in grid.rows if row[0] is not None}
    bars = [(at * 5, one.columns * 5) for at, one in enumerate(lanes["Room R1"]) if one and one.look == "closed bar"]
    assert bars == [(120, 30), (170, 10)]  # broken by the meeting from 10:30 to 10:50
    assert "closed bar" not in [one.look for one in lanes["Room R2"] if one is not None]


def test_overlapping_bars_have_rows_of_their_own() -> None:
    book = workbook()
    assert book.plan is not None
    clash = tuple(replace(row, room="R1", start=at("10:35")) if row.item == "HUSH" else row for row in book.plan.rows)

    sheets = reading_sheets(agenda(replace(book, plan=replace(book.plan, rows=clash))))
    (grid,) = (one for one in sheets if one.name == "Sat 25 Oct")

    assert sum(row[0].value == "Room R1" for row in grid.rows if row[0] is not None) == 2


def test_itinerary_has_whom_where_walk_and_remarks() -> None:
    own = [row[4:] for row in values(SHEETS["Itineraries"]) if row[0] == "Japan"]

    assert own == [
        ["Title of P1", "", "Room HALL", "Centre", None, "Name of JPN-1, Minister of JPN", "", ""],
        ["France – Japan", "France", "Room R2", "East wing", 10, own[1][5], "Name of I1", "restricted"],
        ["Viet Nam – Japan", "Viet Nam", "Room R1", "East wing", None, own[1][5], "", "provisional"],
        ["Title of P2", "", "Room HALL", "Centre", 10, own[1][5], "", ""],
    ]
    assert SHEETS["Itineraries"].breaks[0] == 5  # France has five rows


def test_order_has_the_standing_first_and_who_waits_with_the_reason() -> None:
    rows = values(SHEETS["Order Signing of the Convention"])

    assert [(row[0], row[2], row[4], row[7]) for row in rows] == [
        (1, time(9), "France", "verified"),
        (2, time(9, 1), "Viet Nam", "original deposited"),
        (None, None, "Japan", "defective"),
    ]
    assert rows[2][9] == "The full powers of the Minister of JPN are defective."


def test_lines_of_one_title_have_sheets_of_their_own(tmp_path: Path) -> None:
    hall = room("HALL", uses="signing")
    both = (line("AM", "09:00", "10:00", title="Signing"), line("PM", "14:00", "15:00", title="signing"))
    two = Workbook(event(hall, *both), plan=Plan())

    made = openpyxl.load_workbook(written(two, tmp_path / "two.xlsx")).sheetnames

    assert [name for name in made if name.startswith("Order")] == ["Order AM Signing", "Order PM signing"]


def test_what_is_for_reading_comes_first_and_the_file_opens_with_it(file: Path) -> None:
    book = openpyxl.load_workbook(file)

    assert book.sheetnames[: len(SHEETS)] == list(SHEETS)
    assert book.sheetnames[len(SHEETS)] == "Event"
    assert book.active.title == book.sheetnames[0]


def test_unplaced_and_fairness_count_the_same() -> None:
    assert [row[0] for row in values(SHEETS["Not placed"])] == ["LOST", "SIGN/JPN"]
    total = values(SHEETS["Fairness"])[-1]
    assert total[2:8] == [4, 3, 3 / 4, 4, 3, 3 / 4]
    assert len(total) == len(SHEETS["Fairness"].heads)
    assert SHEETS["Fairness"].remark.startswith("Gini of the shares of worth 0.29, between regions 0.00.")
    assert "Smallest share 0%: Brazil." in SHEETS["Fairness"].remark


def test_pairs_kept_apart_are_on_none_of_them() -> None:
    shown = " ".join(str(value) for sheet in SHEETS.values() for row in values(sheet) for value in row)

    assert "same_zone" not in shown
    assert "apart" not in shown


# --- never read back -------------------------------------------------------------------------------------------------


@calm
@given(workbooks())
def test_whatever_is_written_for_reading_reads_back_equal(
    tmp_path_factory: pytest.TempPathFactory, book: Workbook
) -> None:
    path = written(book, tmp_path_factory.mktemp("reading") / "event.xlsx")

    assert_same(read(path), book)


def test_sheets_are_neither_unknown_nor_doubled(file: Path, tmp_path: Path) -> None:
    first = read(file)
    assert first.workbook is not None

    again = written(first.workbook, tmp_path / "again.xlsx")

    assert [line for line in lines(first) if "not known" in line] == []
    assert openpyxl.load_workbook(again).sheetnames == openpyxl.load_workbook(file).sheetnames
    second = read(again).workbook
    assert second is not None
    assert (second.event, second.plan, second.extras) == (
        *(first.workbook.event, first.workbook.plan, first.workbook.extras),
    )
    assert second.made == first.workbook.made is not None


def test_sheets_are_known_again_after_renaming_and_users_sheets_are_kept(file: Path) -> None:
    book = openpyxl.load_workbook(file)
    book["Fairness"].title = "Who got what"
    book["Overview"]["C9"] = "a remark"
    notes = book.create_sheet("Overview 2")
    notes["A1"] = "mine"
    book.save(file)

    found = read(file)

    assert found.workbook is not None
    assert found.workbook.extras.sheets == (ExtraSheet("Overview 2", {(1, 1): "mine"}),)


def test_own_sheet_called_as_ours_keeps_its_place(file: Path) -> None:
    own = ExtraSheet("Fairness", {(1, 1): "mine"})
    book = read(file).workbook
    assert book is not None

    path = written(replace(book, extras=replace(book.extras, sheets=(own,))), file)

    assert [name for name in openpyxl.load_workbook(path).sheetnames if "Fair" in name] == ["Fairness", "Fairness 2"]
    again = read(path).workbook
    assert again is not None
    assert [sheet.cells for sheet in again.extras.sheets] == [own.cells]


# --- what a spreadsheet program makes of them ------------------------------------------------------------------------


def sheets_of(path: Path) -> list[Worksheet]:
    book = openpyxl.load_workbook(path)
    return [sheet for sheet in book.worksheets if sheet["A2"].value == MARK]


def test_sheets_print_on_their_side_to_the_width_with_their_heads(file: Path) -> None:
    for sheet in sheets_of(file):
        assert (sheet.page_setup.orientation, sheet.print_title_rows) == ("landscape", "$1:$4")
        assert sheet.freeze_panes is not None
        assert sheet.sheet_properties.pageSetUpPr.fitToPage or sheet.page_setup.scale
    assert [sheet.title for sheet in sheets_of(file) if sheet.auto_filter.ref] == [
        *("Itineraries", "Order Signing of the Convention", "Not placed", "Fairness"),
    ]


def test_plan_is_coloured_and_its_bookkeeping_folded_away(file: Path) -> None:
    plan = openpyxl.load_workbook(file)["Plan"]

    assert len(plan.conditional_formatting) > 0
    assert [letter for letter, column in plan.column_dimensions.items() if column.hidden] == [*"MNO"]
    assert plan["M1"].value == "revision"


def test_no_text_is_a_formula_on_any_sheet(tmp_path: Path) -> None:
    path = written(hostile(), tmp_path / "hostile.xlsx")

    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert not [
        name for name, part in parts.items() if "worksheets/sheet" in name and (b"<f>" in part or b"<f " in part)
    ]
    for name, part in parts.items():
        if name.endswith((".xml", ".rels")):
            fromstring(part)
    shown = {cell.value for sheet in sheets_of(path) for row in sheet.iter_rows() for cell in row}
    assert HOSTILE.replace("\x07", "_x0007_") in shown


def test_csv_of_a_sheet_has_heads_and_rows_and_no_formulas() -> None:
    sheets = {sheet.name: sheet for sheet in reading_sheets(agenda(hostile()))}

    rows = csv_of(sheets["Itineraries"]).decode("utf-8-sig").splitlines()

    assert rows[0].startswith("Delegation,Day,From")
    assert "'=HYPERLINK" in rows[1]


def test_libreoffice_opens_it_and_what_it_saves_reads_the_same(file: Path, tmp_path: Path) -> None:
    (tmp_path / "office").mkdir()

    saved = converted(file, "xlsx:Calc MS Excel 2007 XML", tmp_path / "office")

    before, after = read(file), read(saved)
    assert [line for line in lines(after) if line.startswith(Severity.ERROR)] == []
    assert before.workbook is not None
    assert after.workbook is not None
    assert after.workbook.event == before.workbook.event
    assert after.workbook.plan == before.workbook.plan
    assert after.workbook.extras == before.workbook.extras

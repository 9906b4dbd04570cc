"""A workbook that is written back holds every sheet and rule of the format, and from then on it is kept unchanged."""

from dataclasses import replace
from datetime import UTC, datetime
from itertools import zip_longest
from pathlib import Path
from zoneinfo import ZoneInfo

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from planner.domain.records import Policy
from planner.rules.terms import weighted
from planner.workbook import Workbook, read
from planner.workbook.format.changes import CHANGES
from planner.workbook.format.items import PLAN
from planner.workbook.format.sheets import SHEETS
from planner.workbook.grid import Cell
from planner.workbook.kinds.single import text_of
from planner.workbook.writer import workbook_bytes
from planner.workbook.writing.layout import policy_rows
from tests.scenes.effort import examples
from tests.scenes.organiser_book import save_organiser_book
from tests.scenes.workbook_samples import Sheets, changed, save_xlsx

NOW = datetime(2025, 10, 20, 9, tzinfo=UTC)
RULES = [name for name, _, _ in policy_rows(Policy(), ZoneInfo("UTC"))]
REQUIRED = ("Event", "Delegations", "Rooms")


def opened(path: Path) -> Workbook:
    reading = read(path)
    assert reading.workbook is not None, reading.problems
    return reading.workbook


def written(book: Workbook, path: Path) -> openpyxl.Workbook:
    """The workbook written and read back equal, and from then on written back unchanged."""
    path.write_bytes(workbook_bytes(book, made=NOW))
    again = opened(path)
    assert (again.event, again.plan, again.extras) == (book.event, book.plan, book.extras)
    assert workbook_bytes(again, made=NOW) == path.read_bytes()
    return openpyxl.load_workbook(path)


def rules(sheet: Worksheet) -> list[tuple[object, ...]]:
    return [tuple(cell.value for cell in row[:3]) for row in sheet.iter_rows(min_row=2) if row[0].value is not None]


def test_sheets_that_a_file_lacks_follow_its_own_in_the_order_of_the_format(tmp_path: Path) -> None:
    only = {name: rows for name, rows in changed({}).items() if name in REQUIRED} | {"Mine": [["a"]]}
    only["Event"] = only["Event"][:-1]
    book = opened(save_xlsx(only, tmp_path / "event.xlsx"))

    made = written(book, tmp_path / "written.xlsx")

    missing = [sheet.name for sheet in SHEETS if sheet not in (PLAN, CHANGES) and sheet.name not in REQUIRED]
    assert made.sheetnames == [*REQUIRED, "Mine", *missing]
    for name in missing:
        (sheet,) = (one for one in SHEETS if one.name == name)
        assert [cell.value for cell in made[name][1]] == [column.header for column in sheet.columns]
        assert all(cell.comment is not None for cell in made[name][1])
        assert (made[name].freeze_panes, made[name].print_title_rows) == ("B2", "$1:$1")
    assert rules(made["Policy"]) == policy_rows(Policy(), ZoneInfo("UTC"))
    assert [row[0].value for row in made["Mine"].iter_rows()] == ["a"]


def test_drop_downs_of_sheets_that_are_added_offer_the_codes_where_this_file_has_them(tmp_path: Path) -> None:
    sheets = {name: rows for name, rows in changed({"Walking": None, "People": None}).items() if name != "Signings"}
    rooms = sheets.pop("Rooms")
    sheets["rooms "] = [[row[1], *row[2:5], None, None, row[0]] for row in rooms]
    del sheets["Programme"], sheets["Absences"], sheets["Bilaterals"], sheets["Plan"], sheets["Uncertainty"]

    made = written(opened(save_xlsx(sheets, tmp_path / "event.xlsx")), tmp_path / "written.xlsx")

    offered = {one.formula1 for one in made["Programme"].data_validations.dataValidation}
    assert "'rooms '!$G$2:$G$2000" in offered
    offered = {one.formula1 for one in made["People"].data_validations.dataValidation}
    assert "Delegations!$A$2:$A$2000" in offered


def test_rules_that_a_file_leaves_out_come_below_and_values_left_blank_are_told(tmp_path: Path) -> None:
    given_rules = {
        "Policy!A2": "side_event_starts",
        "Policy!B2": "09:00; 13:30",
        "Policy!A3": "person_gap",
        "Policy!B3": None,
        "Policy!C3": None,
        "Policy!D1": "agreed with",
        "Policy!D3": "the host",
    }
    book = opened(save_xlsx(changed(given_rules), tmp_path / "event.xlsx"))

    sheet = written(book, tmp_path / "written.xlsx")["Policy"]

    assert rules(sheet)[:4] == [
        ("side_event_starts", "09:00; 13:30", None),
        ("person_gap", 10, None),
        ("room_turnover", 15, None),
        ("bilateral_minutes", 20, None),
    ]
    assert sorted(str(row[0]) for row in rules(sheet)) == sorted(RULES)
    assert sheet["D3"].value == "the host"


def test_a_formula_of_the_policy_that_has_no_value_yet_is_no_blank(tmp_path: Path) -> None:
    path = save_organiser_book(tmp_path / "organiser.xlsx")
    book = openpyxl.load_workbook(path)
    book["Policy"]["A4"], book["Policy"]["B4"] = "person_gap", "=2*5"
    book.save(path)

    sheet = written(opened(path), tmp_path / "written.xlsx")["Policy"]

    assert (sheet["A4"].value, sheet["B4"].value) == ("person_gap", "=2*5")


def test_a_term_left_out_goes_before_those_that_are_less_important(tmp_path: Path) -> None:
    listed = [["spread", None, 5], ["person_gap", 20, None], ["waiting", None, 2]]
    sheets: Sheets = changed({}) | {"Policy": [["rule", "value", "weight"], *listed]}
    book = opened(save_xlsx(sheets, tmp_path / "event.xlsx"))

    sheet = written(book, tmp_path / "written.xlsx")["Policy"]

    terms = [str(row[0]) for row in rules(sheet) if row[0] in weighted()]
    assert terms == [name for name, _ in book.event.policy.secondary or ()]
    assert terms.index("spread") < terms.index("waiting")


@st.composite
def policies(draw: st.DrawFn) -> list[list[Cell]]:
    """Some of the rules in any order, some of them blank, with blank rows and rules of their own in between."""
    names = draw(st.lists(st.sampled_from([*RULES, "our rule", ""]), unique_by=lambda name: name or object()))
    shown = {name: (value, weight) for name, value, weight in policy_rows(Policy(), ZoneInfo("UTC"))}
    blank = draw(st.lists(st.booleans(), min_size=len(names), max_size=len(names)))
    return [
        [name or None, *((None, None) if left_blank else shown.get(name, (None, None)))]
        for name, left_blank in zip(names, blank, strict=True)
    ]


@settings(max_examples=examples(15))
@given(policies(), st.sampled_from([Policy(), None]))
def test_whatever_a_policy_lists_it_lists_all_and_means_the_same(
    tmp_path: Path, listed: list[list[Cell]], exchanged: Policy | None
) -> None:
    sheets: Sheets = changed({}) | {"Policy": [["rule", "value", "weight"], *listed]}
    book = opened(save_xlsx(sheets, tmp_path / "event.xlsx"))
    if exchanged is not None:
        book = replace(book, event=replace(book.event, policy=exchanged))

    sheet = written(book, tmp_path / "written.xlsx")["Policy"]

    assert {str(row[0]) for row in rules(sheet)} == {*RULES, *(text_of(row[0]) for row in listed)} - {""}
    if exchanged is None:
        own = [text_of(row[0]) for row in listed if row[0]]
        assert [row[0] for row in rules(sheet) if row[0] in own] == own


@pytest.mark.parametrize("header", [["rule"], ["rule", "value"], ["weight", "rule"], []])
def test_columns_of_the_policy_are_added_where_a_value_must_be_written(header: list[str], tmp_path: Path) -> None:
    sheets: Sheets = changed({}) | {"Policy": [header] if header else []}

    sheet = written(opened(save_xlsx(sheets, tmp_path / "event.xlsx")), tmp_path / "written.xlsx")["Policy"]

    headers = [cell.value for cell in sheet[1]]
    assert headers == header + [name for name in ("rule", "value", "weight") if name not in header]
    assert {row[headers.index("rule")].value for row in sheet.iter_rows(min_row=2)} == set(RULES)


def test_no_sheet_but_the_policy_is_given_columns_or_rows_that_say_nothing_new(tmp_path: Path) -> None:
    path = save_organiser_book(tmp_path / "organiser.xlsx")
    before = openpyxl.load_workbook(path)

    made = written(opened(path), tmp_path / "written.xlsx")

    for sheet in before:
        if sheet.title != "Policy":
            cells = zip_longest(sheet.iter_rows(values_only=True), made[sheet.title].iter_rows(values_only=True))
            assert all(one == other for one, other in cells), sheet.title

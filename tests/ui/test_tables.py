"""Sheets as tables that are edited: what comes back, what stays untouched, what can be undone."""

from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.domain.event import Event
from planner.domain.plan import Outcome
from planner.domain.vocabulary import Severity
from planner.office.cells.applying import Taken, apply
from planner.office.cells.sheet import sheet_of
from planner.office.draft import Revision, draft_bytes, open_file, open_template, open_upload, planned, refusal
from planner.office.editing import Edits, told
from planner.office.tables import ROW, fields_of, rows_with, table_of
from planner.workbook.grid import Grid, Unreadable
from planner.workbook.writing.xlsx_out import tables_bytes
from tests.scenes.builders import plan

MORNING = Path(__file__).parents[2] / "inputs" / "morning.xlsx"
ROOMS = Grid(
    "Rooms",
    {
        1: {1: "code", 2: "name", 3: "capacity", 4: "uses", 5: "flowers"},
        2: {1: "R1", 2: "Blue", 3: 12, 4: "bilateral", 5: date(2025, 10, 25)},
        3: {1: "R2", 2: "Green", 3: 8, 4: "bilateral"},
        7: {1: "R3", 2: "=1+1", 3: 20, 4: "other"},
    },
)


@cache
def morning() -> Revision:
    return open_file(MORNING)


def step_of(sent: dict[str, object], grid: Grid = ROOMS, rows: list[int] | None = None) -> tuple[Grid, str]:
    """The sheet after edits that a browser sent of its table, and what was done in words."""
    sheet = sheet_of(grid)
    edits = Edits.of(sheet, table_of(sheet.grid, rows))
    operations = edits.operations({"edited_rows": {}, "added_rows": [], "deleted_rows": [], **sent})  # type: ignore[typeddict-item]
    found = apply({sheet.name: sheet}, operations)
    assert isinstance(found, Taken)
    assert edits.operations({"edited_rows": {}, "added_rows": [], "deleted_rows": [], **sent}) == ()  # type: ignore[typeddict-item]
    return found.sheets[sheet.name].grid, told(sheet, operations) if operations else ""


def typed_over(change: dict[tuple[int, str], str], grid: Grid = ROOMS) -> tuple[Grid, str]:
    """The sheet after cells, by row of the sheet and letter, were typed over, and that in words."""
    places = list(table_of(sheet_of(grid).grid)[ROW])
    edited: dict[int, dict[str, str | None]] = {}
    for (row, letter), typed in change.items():
        edited.setdefault(places.index(row), {})[letter] = typed or None
    return step_of({"edited_rows": edited}, grid)


def after(change: dict[tuple[int, str], str], grid: Grid = ROOMS) -> Grid:
    return typed_over(change, grid)[0]


# --- tables ----------------------------------------------------------------------------------------------------------


def test_table_shows_rows_by_their_number_and_columns_by_letter_and_header() -> None:
    table = table_of(ROOMS)

    assert list(table[ROW]) == [2, 3, 7]
    assert list(table["B"]) == ["Blue", "Green", "=1+1"]
    assert [field.label for field in fields_of(ROOMS)][:6] == [
        "A · code *",
        "B · name *",
        "C · capacity *",
        "D · uses *",
        "E · flowers",
        "F · zone",
    ]


def test_nothing_typed_changes_nothing() -> None:
    assert typed_over({}) == (ROOMS, "")


@pytest.mark.parametrize(
    ("cell", "typed", "kept", "step"),
    [
        ((2, "C"), "30", 30, "Rooms!C2: 12 → 30"),
        ((2, "C"), "many", "many", "Rooms!C2: 12 → many"),
        ((2, "C"), "-4", "-4", "Rooms!C2: 12 → -4"),
        ((3, "E"), "roses", "roses", "Rooms!E3: blank → roses"),
        ((7, "B"), "", None, "Rooms!B7: =1+1 → blank"),
    ],
)
def test_typed_cell_is_put_in_its_place_and_the_others_keep_their_values(
    cell: tuple[int, str], typed: str, kept: object, step: str
) -> None:
    row, letter = cell
    column = "ABCDE".index(letter) + 1

    result, done = typed_over({cell: typed})

    assert result.rows[row].get(column) == kept
    assert done == step
    others = {place: cells for place, cells in result.rows.items() if place != row}
    assert others == {place: cells for place, cells in ROOMS.rows.items() if place != row}


def test_column_that_the_sheet_lacks_gets_its_header_with_its_first_cell() -> None:
    result = after({(3, "F"): "West Wing"})

    assert result.rows[1][6] == "zone"
    assert result.rows[3][6] == "West Wing"


def test_rows_added_and_removed_leave_all_others_as_they_are() -> None:
    result, done = step_of({"added_rows": [{"A": "R4", "B": "Red"}], "deleted_rows": [1]})

    assert result.rows == {1: ROOMS.rows[1], 2: ROOMS.rows[2], 6: ROOMS.rows[7], 7: {1: "R4", 2: "Red"}}
    assert done == "Rooms: 1 row added, 1 row removed"


def test_rows_that_are_not_shown_survive_an_edit_of_those_that_are() -> None:
    rows = rows_with(ROOMS, "green")

    result, _ = step_of({"edited_rows": {0: {"B": "Emerald"}}}, rows=rows)

    assert rows == [3]
    assert sorted(result.rows) == [1, 2, 3, 7]
    assert result.rows[3][2] == "Emerald"


def test_first_row_of_an_empty_sheet_brings_its_required_headers() -> None:
    result, _ = step_of({"added_rows": [{"A": "R1"}]}, Grid("Rooms", {}))

    assert [result.rows[1][column] for column in sorted(result.rows[1])] == ["code", "name", "capacity", "uses"]
    assert step_of({"added_rows": [{}]}, Grid("Rooms", {}))[0].rows == {}


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_any_text_typed_comes_back_from_the_file_as_it_was_typed(data: st.DataObject) -> None:
    typed = data.draw(st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\r"), max_size=12))

    result = after({(2, "E"): typed})
    reread = open_upload("typed.xlsx", tables_bytes([result])).grids["rooms"]

    assert table_of(reread)["E"].iloc[0] == typed


# --- the workbook on the desk ----------------------------------------------------------------------------------------


def test_edit_is_validated_as_on_import_with_its_cell() -> None:
    grid = morning().grids["bilaterals"]
    letter = next(field.letter for field in fields_of(grid) if field.header == "priority")

    wrong = morning().with_grid(after({(2, letter): "999"}, grid), "typed")

    assert wrong.workbook is None
    assert [(one.severity, one.sheet, one.cell, one.value) for one in wrong.problems][:1] == [
        (Severity.ERROR, "Bilaterals", f"{letter}2", "999")
    ]
    assert morning().workbook is not None


def test_draft_reads_as_the_workbook_that_it_was_written_from() -> None:
    reread = open_upload("draft.xlsx", draft_bytes(morning()))

    assert reread.workbook is not None
    assert morning().workbook is not None
    assert reread.workbook.event == morning().workbook.event


def test_plan_of_an_outcome_is_on_its_sheet_with_its_proof() -> None:
    made = planned(morning(), outcome(), event_of(morning()))

    assert made.workbook is not None
    assert made.workbook.plan == outcome().plan
    assert made.proof == outcome()
    assert made.step == "Planned in 2 s"


def test_proof_is_not_claimed_for_an_event_that_was_edited_meanwhile() -> None:
    grid = morning().grids["rooms"]
    edited_since = morning().with_grid(after({(2, "B"): "Greater Hall"}, grid), "renamed")

    made = planned(edited_since, outcome(), event_of(morning()))
    renamed_later = planned(morning(), outcome(), event_of(morning())).with_grid(after({(2, "B"): "Hall"}, grid), "")

    assert made.proof is None
    assert renamed_later.proof is None


def test_proof_is_kept_when_only_the_plan_is_edited() -> None:
    made = planned(morning(), outcome(), event_of(morning()))
    grid = made.grids["plan"]
    letter = next(field.letter for field in fields_of(grid) if field.header == "locked")

    locked = made.with_grid(after({(2, letter): "yes"}, grid), "locked")

    assert locked.proof == outcome()


def event_of(revision: Revision) -> Event:
    assert revision.workbook is not None
    return revision.workbook.event


@cache
def outcome() -> Outcome:
    """An outcome that places nothing."""
    return Outcome(plan(event_of(morning())), 0, 10, 2.2, 0.5, 0, 1, "solver")


def test_template_opens_without_an_error() -> None:
    assert open_template().workbook is not None


def test_file_that_is_no_workbook_is_refused_with_a_sentence() -> None:
    with pytest.raises(Unreadable) as refused:
        open_upload("notes.xlsx", b"dear colleague")

    problem = refusal("notes.xlsx", refused.value)
    assert (problem.severity, problem.sheet) == (Severity.ERROR, "notes.xlsx")
    assert "not an Excel workbook" in problem.sentence

"""Operations on cells and rows: what commutes, what clashes, and what a refusal says."""

from datetime import date, datetime, time, timedelta

import pytest

from planner.office.cells.applying import Taken, apply
from planner.office.cells.operations import (
    AddColumn,
    AddRow,
    AddSheet,
    DeleteRow,
    Operation,
    PutSheet,
    SetCell,
    difference,
)
from planner.office.cells.refusals import Clash, Gone
from planner.office.cells.settling import settled
from planner.office.cells.sheet import HEADER, sheet_of, sheets_of, source_of
from planner.office.cells.written import (
    about_written,
    operations_read,
    operations_written,
    row_read,
    row_written,
    sheet_read,
)
from planner.workbook.grid import Cell, ErrorValue, Grid, Source
from tests.scenes.sheets import Table, a_sheet, rooms


def test_different_cells_of_one_row_never_hinder_each_other() -> None:
    table = Table()

    first = table.do("Linh", SetCell("Rooms", "r1", 2, "Lotus", "Lotus Room"))
    second = table.do("Minh", SetCell("Rooms", "r1", 3, "12", 14), base=0)

    assert (first, second) == (None, None)
    assert table.sheets["Rooms"].rows["r1"] == {1: "LOTUS", 2: "Lotus Room", 3: 14}


def test_the_same_cell_is_refused_with_both_values_who_and_when() -> None:
    table = Table()
    table.do("Linh", SetCell("Rooms", "r1", 2, "Lotus", "Lotus Room"))

    refused = table.do("Minh", SetCell("Rooms", "r1", 2, "Lotus", "Lotus Hall"), base=0)

    assert refused is not None
    assert refused.sentence == (
        "name of LOTUS (Rooms!B2): Linh at 09:01 wrote “Lotus Room”, you “Lotus Hall”. Keep theirs, or take yours."
    )
    assert table.cell("r1", 2) == "Lotus Room"


def test_the_same_value_twice_is_no_clash_and_the_second_changes_nothing() -> None:
    table = Table()
    table.do("Linh", SetCell("Rooms", "r1", 2, "Lotus", "Lotus Room"))

    refused = table.do("Minh", SetCell("Rooms", "r1", 2, "Lotus", "Lotus Room"), base=0)

    assert refused is None
    assert table.chain[1].operations == ()


def test_a_number_in_place_of_the_same_text_is_a_change() -> None:
    table = Table()

    table.do("Linh", SetCell("Rooms", "r1", 3, "12", 12))

    assert table.cell("r1", 3) == 12
    assert isinstance(table.cell("r1", 3), int)


def test_a_row_deleted_under_an_edit_says_so() -> None:
    table = Table()
    table.do("Linh", DeleteRow("Rooms", "r2", {1: "PEACH", 2: "Peach", 3: "8"}))

    refused = table.do("Minh", SetCell("Rooms", "r2", 2, "Peach", "Peach Room"), base=0)

    assert refused is not None
    assert refused.sentence == (
        "The row PEACH (Rooms) was deleted by Linh at 09:01. Leave it so, or put it back with what you wrote."
    )


def test_a_row_that_somebody_changed_is_not_deleted_unseen() -> None:
    table = Table()
    table.do("Linh", SetCell("Rooms", "r2", 3, "8", 10))

    refused = table.do("Minh", DeleteRow("Rooms", "r2", {1: "PEACH", 2: "Peach", 3: "8"}), base=0)

    assert refused is not None
    assert refused.sentence == (
        "The row PEACH (Rooms!A3) was changed by Linh at 09:01, you deleted it. Keep theirs, or take what you did."
    )


def test_nothing_of_a_refused_step_is_done_and_all_reasons_are_told() -> None:
    table = Table()
    table.do("Linh", SetCell("Rooms", "r1", 2, "Lotus", "A"), SetCell("Rooms", "r2", 2, "Peach", "B"))
    before = table.sheets

    refused = table.do(
        "Minh",
        SetCell("Rooms", "r1", 2, "Lotus", "C"),
        SetCell("Rooms", "r2", 2, "Peach", "D"),
        SetCell("Rooms", "r3", 2, "Main", "E"),
        base=0,
    )

    assert refused is not None
    assert len(refused.reasons) == 2
    assert refused.sentence.endswith("And 1 more of this kind.")
    assert table.sheets is before


def test_deleting_twice_is_no_clash() -> None:
    table = Table()
    seen = table.sheets["Rooms"].rows["r2"]
    table.do("Linh", DeleteRow("Rooms", "r2", seen))

    assert table.do("Minh", DeleteRow("Rooms", "r2", seen), base=0) is None
    assert table.order() == ["r1", "r3"]


@pytest.mark.parametrize(
    ("after", "order"),
    [("r1", ["r1", "new", "r2", "r3"]), (HEADER, ["new", "r1", "r2", "r3"]), (None, ["r1", "r2", "r3", "new"])],
)
def test_a_row_is_added_below_another(after: str | None, order: list[str]) -> None:
    table = Table()

    table.do("Linh", AddRow("Rooms", "new", {1: "BLUE"}, after))

    assert table.order() == order


def test_a_row_below_one_that_is_gone_comes_last() -> None:
    table = Table()
    table.do("Linh", DeleteRow("Rooms", "r1", table.sheets["Rooms"].rows["r1"]))

    table.do("Minh", AddRow("Rooms", "new", {1: "BLUE"}, "r1"), base=0)

    assert table.order() == ["r2", "r3", "new"]


def test_a_code_is_a_cell_like_others_and_the_row_stays_the_same() -> None:
    table = Table()
    table.do("Linh", SetCell("Rooms", "r1", 1, "LOTUS", "LOTUS-1"))

    assert table.do("Minh", SetCell("Rooms", "r1", 3, "12", 20), base=0) is None
    assert table.sheets["Rooms"].rows["r1"] == {1: "LOTUS-1", 2: "Lotus", 3: 20}


def test_two_columns_on_one_place_clash_and_mine_goes_to_the_next_free_one() -> None:
    table = Table()
    table.do("Linh", AddColumn("Rooms", 4, "zone"), SetCell("Rooms", "r1", 4, None, "East"))
    step: list[Operation] = [AddColumn("Rooms", 4, "notes"), SetCell("Rooms", "r2", 4, None, "small")]

    refused = table.do("Minh", *step, base=0)
    assert refused is not None
    assert table.do("Minh", *settled(step, refused, lambda _: True, table.sheets)) is None

    assert table.sheets["Rooms"].rows[HEADER] == {1: "code", 2: "name", 3: "capacity", 4: "zone", 5: "notes"}
    assert table.sheets["Rooms"].rows["r2"][5] == "small"


def test_two_columns_of_one_name_become_one() -> None:
    table = Table()
    table.do("Linh", AddColumn("Rooms", 5, "Notes"))
    step: list[Operation] = [AddColumn("Rooms", 4, "notes"), SetCell("Rooms", "r2", 4, None, "small")]

    refused = table.do("Minh", *step, base=0)
    assert refused is not None
    assert table.do("Minh", *settled(step, refused, lambda _: True, table.sheets)) is None

    assert table.sheets["Rooms"].rows[HEADER][5] == "Notes"
    assert table.sheets["Rooms"].rows["r2"][5] == "small"


def test_the_same_column_twice_is_no_clash() -> None:
    table = Table()
    table.do("Linh", AddColumn("Rooms", 4, "notes"))

    assert table.do("Minh", AddColumn("Rooms", 4, "notes"), base=0) is None


def test_a_sheet_put_as_a_whole_clashes_with_any_change_of_it_since() -> None:
    table = Table()
    plan = a_sheet("Rooms", "code", "r9: NEW")
    seen = table.sheets["Rooms"].digest
    table.do("Linh", SetCell("Rooms", "r1", 2, "Lotus", "L"))

    refused = table.do("Minh", PutSheet("Rooms", seen, plan), base=0)

    assert refused is not None
    assert refused.sentence == ("The sheet Rooms was changed by Linh at 09:01. Keep theirs, or put yours in its place.")
    step = settled([PutSheet("Rooms", seen, plan)], refused, lambda _: True, table.sheets)
    assert table.do("Minh", *step) is None
    assert table.sheets["Rooms"].rows == plan.rows


def test_a_change_of_another_sheet_does_not_hinder_a_sheet_put_as_a_whole() -> None:
    table = Table()
    plan = a_sheet("Rooms", "code", "r9: NEW")
    seen = table.sheets["Rooms"].digest
    table.do("Linh", SetCell("Notes", "n1", 1, "first", "second"))

    assert table.do("Minh", PutSheet("Rooms", seen, plan), base=0) is None


def test_a_sheet_that_was_taken_away_comes_back_with_what_was_written() -> None:
    table = Table()
    table.do("Linh", PutSheet("Notes", table.sheets["Notes"].digest, None))
    step = [SetCell("Notes", "n1", 1, "first", "second")]

    refused = table.do("Minh", *step, base=0)
    assert refused is not None
    assert refused.reasons[0].where == "The sheet Notes"
    assert table.do("Minh", *settled(step, refused, lambda _: True, table.sheets)) is None

    assert table.cell("n1", 1, "Notes") == "second"


def test_a_sheet_of_one_name_added_twice_clashes_unless_it_is_the_same() -> None:
    table = Table()
    table.do("Linh", AddSheet("Menu", a_sheet("Menu", "dish", "m1: soup")))

    assert table.do("Minh", AddSheet("Menu", a_sheet("Menu", "dish", "x1: soup")), base=0) is None
    assert table.do("Minh", AddSheet("Menu", a_sheet("Menu", "dish", "x1: rice")), base=0) is not None


@pytest.mark.parametrize("takes", [True, False])
def test_a_clash_is_settled_as_its_author_chose(takes: bool) -> None:
    table = Table()
    table.do(
        "Linh", SetCell("Rooms", "r1", 2, "Lotus", "theirs"), DeleteRow("Rooms", "r2", rooms()["Rooms"].rows["r2"])
    )
    step = [
        SetCell("Rooms", "r1", 2, "Lotus", "mine"),
        SetCell("Rooms", "r2", 2, "Peach", "mine"),
        SetCell("Rooms", "r2", 3, "8", 9),
        SetCell("Rooms", "r3", 2, "Main", "mine"),
    ]

    refused = table.do("Minh", *step, base=0)
    assert refused is not None
    assert [type(reason) for reason in refused.reasons] == [Clash, Gone, Gone]
    assert table.do("Minh", *settled(step, refused, lambda _: takes, table.sheets)) is None

    assert table.cell("r3", 2) == "mine"
    assert table.cell("r1", 2) == ("mine" if takes else "theirs")
    assert table.sheets["Rooms"].rows.get("r2") == ({1: "PEACH", 2: "mine", 3: 9} if takes else None)


def test_a_difference_by_rows_makes_one_sheet_the_other_and_hinders_nobody_on_other_rows() -> None:
    table = Table()
    before = table.sheets["Rooms"]
    after = a_sheet("Rooms", "code name capacity", "r0: BLUE Blue 4", "r1: LOTUS Lotus 20", "r3: MAIN - 200")
    table.do("Linh", SetCell("Rooms", "r1", 2, "Lotus", "Lotus Room"))

    assert table.do("Minh", *difference(before, after), base=0) is None

    assert table.order() == ["r0", "r1", "r3"]
    assert table.sheets["Rooms"].rows["r1"] == {1: "LOTUS", 2: "Lotus Room", 3: "20"}
    assert table.sheets["Rooms"].rows["r3"] == {1: "MAIN", 3: "200"}


# --- sheets that come in ---------------------------------------------------------------------------------------------

GRID = Grid(
    "Rooms",
    {1: {1: "code", 2: "seats"}, 2: {1: "A", 2: 4.0}, 5: {1: "B", 2: 8.0}},
    merged=("A5:B7",),
    formulas=("B2", "B5", "C9"),
    uncomputed=("C9",),
    hidden_rows=(5,),
)


def test_a_grid_comes_out_as_it_came_in() -> None:
    assert sheet_of(GRID).grid == GRID


def test_a_grid_with_rows_far_below_closes_up() -> None:
    far = sheet_of(Grid("Rooms", {1: {1: "code"}, 900_000: {1: "A"}}))

    assert far.grid.rows == {1: {1: "code"}, 2: {1: "A"}}


def test_marks_of_a_file_follow_their_rows() -> None:
    sheet = sheet_of(GRID)
    row_2, row_3, row_5 = (next(id_ for id_, number in sheet.numbers.items() if number == at) for at in (2, 3, 5))

    found = apply(
        {"Rooms": sheet},
        [DeleteRow("Rooms", row_3, {}), SetCell("Rooms", row_2, 2, 4.0, 5), SetCell("Rooms", row_5, 1, "B", "C")],
    )

    assert isinstance(found, Taken)
    grid = found.sheets["Rooms"].grid
    assert (grid.merged, grid.formulas, grid.uncomputed, grid.hidden_rows) == (("A4:B6",), ("B4", "C8"), ("C8",), (4,))


def test_the_grid_of_a_sheet_that_does_not_change_stays_the_same_object() -> None:
    sheets = sheets_of(Source((GRID, Grid("Notes", {1: {1: "x"}})), ""))
    row = list(sheets["Rooms"].rows)[1]

    found = apply(sheets, [SetCell("Rooms", row, 1, "A", "AA")])

    assert isinstance(found, Taken)
    before, after = source_of(sheets), source_of(found.sheets)
    assert after.grids[1] is before.grids[1]
    assert after.sha256 != before.sha256


# --- as text ---------------------------------------------------------------------------------------------------------

VALUES: list[Cell] = [
    "",
    "text; “quoted”\nand more",
    12,
    4.5,
    float("inf"),
    True,
    datetime(2025, 10, 25, 9, 30),  # noqa: DTZ001 -- cells know no zone
    date(2025, 10, 25),
    time(9, 30),
    timedelta(hours=30, seconds=5),
    ErrorValue("#REF!"),
]


def test_every_operation_and_sheet_is_read_back_as_it_was_written() -> None:
    cells = dict(enumerate(VALUES, 1))
    sheet = sheet_of(GRID)
    operations: tuple[Operation, ...] = (
        *(SetCell("Rooms", "r1", 3, value, None) for value in VALUES),
        AddRow("Rooms", "r1", cells, "r0", hidden=True),
        DeleteRow("Rooms", "r1", cells),
        AddColumn("Rooms", 3, "notes"),
        AddSheet("Rooms", sheet),
        PutSheet("Rooms", "digest", sheet),
        PutSheet("Rooms", "digest", None),
    )

    assert operations_read(operations_written(operations)) == operations
    rows = [(row, row_read(row_written(cells))) for row, cells in sheet.rows.items()]
    assert sheet_read("Rooms", about_written(sheet), rows) == sheet
    assert "\n" not in row_written(cells)

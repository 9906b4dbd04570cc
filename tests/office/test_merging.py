"""A file that went out, was edited elsewhere and comes in again, while the office went on."""

import random
from dataclasses import replace
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from planner.office.cells.applying import Taken, apply
from planner.office.cells.differences import Merge
from planner.office.cells.merging import merged
from planner.office.cells.operations import AddRow, DeleteRow, SetCell
from planner.office.cells.sheet import HEADER, Sheets, sheets_of
from planner.office.desks import samples
from planner.workbook.files.source import open_source, read_bytes
from planner.workbook.grid import Cell, Grid, Source
from planner.workbook.keeping.mark import mark_of, marked
from planner.workbook.reading.reader import read_source
from planner.workbook.writer import workbook_bytes
from tests.scenes.sheets import a_sheet
from tests.scenes.spreadsheet_program import converted

UTC = ZoneInfo("UTC")
calm = settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@cache
def written(name: str) -> tuple[Sheets, bytes, ZoneInfo]:
    """A sample as the office has it, the file that it writes of it, and its time zone."""
    source = open_source(samples()[name])
    workbook = read_source(source, name).workbook
    assert workbook is not None
    return sheets_of(source), marked(workbook_bytes(workbook), "event 7"), workbook.event.zone


def rooms() -> Sheets:
    sheet = a_sheet("Rooms", "code name capacity notes", "r1: LOTUS Lotus 12", "r2: PEACH Peach 8", "r3: MAIN Main 200")
    return {"Rooms": sheet}


def sent_of(sheets: Sheets) -> Source:
    return Source(tuple(sheet.grid for sheet in sheets.values()), "")


def came(sheets: Sheets, *operations: SetCell | AddRow | DeleteRow) -> Source:
    """The file after it was edited elsewhere."""
    found = apply(sheets, operations)
    assert isinstance(found, Taken)
    return sent_of(found.sheets)


def done(head: Sheets, merge: Merge) -> Sheets:
    """The office after all differences were taken."""
    found = apply(head, merge.operations(lambda _: True))
    assert isinstance(found, Taken)
    return found.sheets


@pytest.mark.parametrize("name", ["morning", "hanoi_2025", "matchmaking_day", "high_level_week"])
def test_a_file_that_nobody_edited_differs_in_nothing(name: str) -> None:
    sheets, data, zone = written(name)
    sent = read_bytes(data)

    assert merged(sent, sheets, sheets, sent, zone).differences == ()


@pytest.mark.parametrize("name", ["morning", "hanoi_2025"])
def test_a_file_that_a_spreadsheet_program_saved_anew_differs_in_nothing(name: str, tmp_path: Path) -> None:
    sheets, data, zone = written(name)
    (tmp_path / "out").mkdir()
    book = tmp_path / "event.xlsx"
    book.write_bytes(data)

    saved = converted(book, "xlsx", tmp_path / "out")

    assert saved.read_bytes() != data
    assert mark_of(saved.read_bytes()) == "event 7"
    assert merged(open_source(saved), sheets, sheets, read_bytes(data), zone).differences == ()


def test_edits_on_different_cells_merge_to_both() -> None:
    base = rooms()
    head = sheets_of_step(base, SetCell("Rooms", "r1", 2, "Lotus", "Lotus Room"))
    file = came(base, SetCell("Rooms", "r1", 3, "12", 14), SetCell("Rooms", "r3", 4, None, "large"))

    merge = merged(file, head, base, sent_of(base), UTC)

    assert [one.sentence for one in merge.differences] == [
        "capacity of LOTUS (Rooms!C2): “12” → “14”",
        "notes of MAIN (Rooms!D4): nothing → “large”",
    ]
    assert merge.conflicts == ()
    assert done(head, merge)["Rooms"].rows["r1"] == {1: "LOTUS", 2: "Lotus Room", 3: 14}


def sheets_of_step(sheets: Sheets, *operations: SetCell | AddRow | DeleteRow) -> Sheets:
    found = apply(sheets, operations)
    assert isinstance(found, Taken)
    return found.sheets


def test_the_same_cell_is_a_conflict_with_both_values_and_may_be_left() -> None:
    base = rooms()
    head = sheets_of_step(base, SetCell("Rooms", "r1", 2, "Lotus", "Lotus Hall"))
    file = came(base, SetCell("Rooms", "r1", 2, "Lotus", "Lotus Room"))

    merge = merged(file, head, base, sent_of(base), UTC)

    assert [one.sentence for one in merge.conflicts] == [
        "name of LOTUS (Rooms!B2): was “Lotus”, is “Lotus Hall” in the office and “Lotus Room” in the file"
    ]
    assert done(head, merge)["Rooms"].cell("r1", 2) == "Lotus Room"
    assert merge.operations(lambda one: not one.conflict) == ()


def test_the_same_change_on_both_sides_is_no_difference() -> None:
    base = rooms()
    change = SetCell("Rooms", "r1", 3, "12", 14)

    assert merged(came(base, change), sheets_of_step(base, change), base, sent_of(base), UTC).differences == ()


def test_rows_added_moved_and_deleted_in_the_file() -> None:
    base = rooms()
    grid = Grid(
        "Rooms",
        {
            1: {1: "code", 2: "name", 3: "capacity", 4: "notes"},
            2: {1: "MAIN", 2: "Main", 3: "200"},
            3: {1: "BLUE", 2: "Blue", 3: "6", 4: "new"},
            4: {1: "LOTUS", 2: "Lotus", 3: "15"},
        },
    )

    merge = merged(Source((grid,), ""), base, base, sent_of(base), UTC)

    assert [one.mine for one in merge.differences] == ["“BLUE”, “Blue”, “6”, “new”", "“15”", "deleted"]
    after = done(base, merge)["Rooms"].rows
    assert [cells.get(1) for cells in after.values()] == ["code", "LOTUS", "MAIN", "BLUE"]
    assert after["r1"][3] == "15"


def test_a_row_deleted_in_the_office_and_changed_in_the_file_can_be_put_back() -> None:
    base = rooms()
    head = sheets_of_step(base, DeleteRow("Rooms", "r2", base["Rooms"].rows["r2"]))
    file = came(base, SetCell("Rooms", "r2", 3, "8", 9))

    merge = merged(file, head, base, sent_of(base), UTC)

    assert [(one.theirs, one.conflict) for one in merge.differences] == [("deleted", True)]
    assert done(head, merge)["Rooms"].rows["r2"] == {1: "PEACH", 2: "Peach", 3: 9}


def test_a_row_changed_in_the_office_and_deleted_in_the_file_is_a_conflict() -> None:
    base = rooms()
    head = sheets_of_step(base, SetCell("Rooms", "r2", 3, "8", 9))
    file = came(base, DeleteRow("Rooms", "r2", base["Rooms"].rows["r2"]))

    merge = merged(file, head, base, sent_of(base), UTC)

    assert [one.sentence for one in merge.conflicts] == [
        "The row PEACH (Rooms!A3): was a row, is a row that was changed since in the office and deleted in the file"
    ]


def test_a_new_column_of_the_file_comes_once() -> None:
    base = rooms()
    grid = base["Rooms"].grid
    rows = {number: {**cells, 7: "phone" if number == 1 else f"+84 {number}"} for number, cells in grid.rows.items()}

    after = done(base, merged(Source((replace(grid, rows=rows),), ""), base, base, sent_of(base), UTC))

    assert after["Rooms"].rows[HEADER] == {1: "code", 2: "name", 3: "capacity", 4: "notes", 5: "phone"}
    assert after["Rooms"].cell("r3", 5) == "+84 4"


def test_a_renamed_code_is_an_edit_of_its_row() -> None:
    base = rooms()
    file = came(base, SetCell("Rooms", "r1", 1, "LOTUS", "LOTUS-1"))

    after = done(base, merged(file, base, base, sent_of(base), UTC))

    assert after["Rooms"].rows["r1"] == {1: "LOTUS-1", 2: "Lotus", 3: "12"}


def test_sheets_that_came_and_went() -> None:
    base = {**rooms(), "Notes": a_sheet("Notes", "what", "n1: first")}
    file = Source((base["Rooms"].grid, Grid("Menu", {1: {1: "dish"}, 2: {1: "soup"}})), "")

    merge = merged(file, base, base, sent_of(base), UTC)

    assert [(one.sheet, one.mine) for one in merge.differences] == [("Menu", "a sheet"), ("Notes", "deleted")]
    assert list(done(base, merge)) == ["Rooms", "Menu"]


def test_without_what_went_out_the_file_is_compared_with_the_office_as_it_is() -> None:
    head = sheets_of_step(rooms(), SetCell("Rooms", "r1", 2, "Lotus", "Lotus Hall"))

    merge = merged(sent_of(rooms()), head, head, sent_of(head), UTC)

    assert [one.sentence for one in merge.differences] == ["name of LOTUS (Rooms!B2): “Lotus Hall” → “Lotus”"]


# --- random edits against a model ------------------------------------------------------------------------------------


def edits(chance: random.Random, places: list[tuple[str, int]]) -> list[SetCell]:
    sheet = rooms()["Rooms"]
    words: tuple[Cell, ...] = ("x", "y", None, 7)
    return [SetCell("Rooms", row, at, sheet.cell(row, at), chance.choice(words)) for row, at in places]


@calm
@given(st.integers(0, 10**9))
def test_edits_on_both_sides_end_as_a_cell_by_cell_merge_of_them(seed: int) -> None:
    chance, base = random.Random(seed), rooms()
    places = [(row, column) for row in ("r1", "r2", "r3") for column in (2, 3, 4)]
    ours, theirs = (edits(chance, chance.sample(places, chance.randrange(1, 5))) for _ in range(2))
    head, file = sheets_of_step(base, *theirs), came(base, *ours)

    merge = merged(file, head, base, sent_of(base), UTC)
    result = done(head, merge)["Rooms"]

    want = {(one.row, one.column): one.value for one in (*theirs, *ours) if one.value != one.seen}
    want |= {(one.row, one.column): one.value for one in ours if one.value != one.seen}
    for row, column in places:
        assert result.cell(row, column) == want.get((row, column), base["Rooms"].cell(row, column))
    both = {(one.row, one.column) for one in ours if one.value != one.seen}
    both &= {(one.row, one.column) for one in theirs if one.value != one.seen}
    differing = {at for at in both if head["Rooms"].cell(*at) != want[at]}
    assert len(merge.conflicts) == len(differing)


def changes(chance: random.Random, side: str) -> list[SetCell | AddRow | DeleteRow]:
    """Cells written, rows deleted and rows added on one side; a row is written into or deleted, not both."""
    sheet, done = rooms()["Rooms"], list[SetCell | AddRow | DeleteRow]()
    for row in ("r1", "r2", "r3"):
        if chance.random() < 0.25:
            done.append(DeleteRow("Rooms", row, sheet.rows[row]))
        else:
            places = [(row, column) for column in chance.sample((2, 3, 4), chance.randrange(3))]
            done.extend(one for one in edits(chance, places) if one.value != one.seen)
    for number in range(chance.randrange(3)):
        new: dict[int, Cell] = {1: f"{side}{number}", 2: f"Room {side}{number}", 3: number + 10}
        done.append(AddRow("Rooms", f"{side}{number}", new, chance.choice((HEADER, "r1", "r2", None))))
    return done


def rows_by_code(sheets: Sheets) -> dict[Cell, dict[int, Cell]]:
    rows = (cells for row, cells in sheets["Rooms"].rows.items() if row != HEADER)
    return {cells.get(1): {at: cell for at, cell in cells.items() if at != 1} for cells in rows}


@calm
@given(st.integers(0, 10**9))
def test_of_rows_and_cells_nothing_is_lost_whatever_is_taken(seed: int) -> None:
    chance, base = random.Random(seed), rooms()
    ours, theirs = changes(chance, "ours"), changes(chance, "theirs")
    head, file = sheets_of_step(base, *theirs), came(base, *ours)
    merge = merged(file, head, base, sent_of(base), UTC)
    touched = {(one.row, one.column if isinstance(one, SetCell) else 0) for one in theirs}

    left, safe, full = (
        apply(head, merge.operations(takes))
        for takes in (lambda _: False, lambda one: not one.conflict, lambda _: True)
    )

    assert isinstance(left, Taken)
    assert isinstance(safe, Taken)
    assert isinstance(full, Taken)
    assert left.sheets["Rooms"].rows == head["Rooms"].rows
    want, all_of_ours = rows_by_code(head), rows_by_code(full.sheets)
    for one in ours:
        code = one.cells[1] if isinstance(one, AddRow) else base["Rooms"].cell(one.row, 1)
        if isinstance(one, AddRow):
            want[code] = {at: cell for at, cell in one.cells.items() if at != 1}
        elif isinstance(one, DeleteRow) and not any(row == one.row for row, _ in touched):
            del want[code]
        elif isinstance(one, SetCell) and not touched & {(one.row, one.column), (one.row, 0)}:
            want[code] = {at: cell for at, cell in {**want[code], one.column: one.value}.items() if cell is not None}
        if isinstance(one, SetCell):
            assert all_of_ours[code].get(one.column) == one.value
        assert (code in all_of_ours) == (not isinstance(one, DeleteRow))
    assert rows_by_code(safe.sheets) == want


def test_edits_in_a_sample_that_went_through_a_file_are_found_one_by_one() -> None:
    sheets, data, zone = written("morning")
    sent = read_bytes(data)
    chance = random.Random(5)
    file = sheets_of(sent)
    rows = chance.sample(list(file["Bilaterals"].rows)[1:], 4)
    column = next(at for at, cell in file["Bilaterals"].rows[HEADER].items() if str(cell).startswith("minutes"))
    steps = [SetCell("Bilaterals", row, column, file["Bilaterals"].cell(row, column), 55) for row in rows]

    merge = merged(came(file, *steps), sheets, sheets, sent, zone)

    assert len(merge.differences) == 4
    after = done(sheets, merge)
    assert sum(1 for cells in after["Bilaterals"].rows.values() if 55 in cells.values()) == 4
    assert all(name == "Bilaterals" or after[name] is sheets[name] for name in sheets)


@pytest.mark.parametrize("mark", ["7", "event/7 & <x> “ü”"])
def test_a_mark_is_read_back_and_takes_the_place_of_the_one_before(mark: str) -> None:
    _, data, _ = written("morning")

    assert mark_of(marked(data, mark)) == mark
    assert mark_of(marked(marked(data, "other"), mark)) == mark
    assert mark_of(b"no file") == ""
    assert read_bytes(marked(data, mark)).grids == read_bytes(data).grids

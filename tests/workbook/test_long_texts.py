"""Texts longer than a cell of a file can be: those of people are refused in words, our own sentences are cut."""

from dataclasses import replace
from pathlib import Path

import pytest

from planner.domain.plan import Plan
from planner.office.draft import open_file
from planner.workbook import read, write
from planner.workbook.files.xlsx_book import MAX_TEXT
from tests.scenes.organiser_book import save_organiser_book


@pytest.mark.parametrize(
    ("sheet", "row", "column"), [("Bilaterals", 2, 1), ("Bilaterals", 2, 11), ("Event", 2, 2), ("Seating", 4, 1)]
)
def test_a_text_typed_that_no_file_could_hold_is_refused_with_its_cell(
    sheet: str, row: int, column: int, tmp_path: Path
) -> None:
    opened = open_file(save_organiser_book(tmp_path / "organiser.xlsx"))
    grid = opened.grids[sheet.casefold()]
    longer = {**grid.rows, row: {**grid.rows[row], column: "x" * (MAX_TEXT + 1)}}

    typed = opened.with_grid(replace(grid, rows=longer), "typed")

    told = [str(problem) for problem in typed.problems if "32,768" in problem.sentence]
    place = f"{sheet}!{'ABCDEFGHIJK'[column - 1]}{row}"
    assert told == [f"error {place}: The text has 32,768 characters; a cell holds 32,767. Shorten it."]
    assert typed.workbook is None


@pytest.mark.parametrize("afresh", [True, False])
def test_a_sentence_of_ours_is_cut_where_a_cell_ends(tmp_path: Path, *, afresh: bool) -> None:
    book = read(save_organiser_book(tmp_path / "organiser.xlsx")).workbook
    assert book is not None
    assert book.plan is not None
    told = Plan((replace(book.plan.rows[0], why="why " * 10_000),))

    write(replace(book, plan=told, origin=None if afresh else book.origin), tmp_path / "written.xlsx")

    again = read(tmp_path / "written.xlsx").workbook
    assert again is not None
    assert again.plan is not None
    (row,) = again.plan.rows
    assert (len(row.why), row.why[-2:]) == (MAX_TEXT, "h…")

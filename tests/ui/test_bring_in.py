"""A workbook that comes into its event again, at the desk: what differs, what is chosen, what is taken."""

from io import BytesIO

import pytest
from openpyxl import load_workbook
from streamlit.testing.v1 import AppTest

from planner.office.cells.operations import SetCell
from planner.office.office import Act, Opened
from planner.office.outgoing import exported
from tests.ui.test_pages import choose_sample, click, desk_of, said, turned, visit

ROOMS = "Rooms"
NAME, CAPACITY = 2, 4
"""The columns of the sheet Rooms."""


@pytest.fixture
def page() -> AppTest:
    """The desk with an event of the small sample."""
    return choose_sample(visit(), "morning")


def edited(data: bytes, *cells: tuple[int, int, str | int]) -> bytes:
    """The file after openpyxl wrote into rows and columns of the sheet Rooms."""
    book, saved = load_workbook(BytesIO(data)), BytesIO()
    for row, column, value in cells:
        book[ROOMS].cell(row, column, value)
    book.save(saved)
    return saved.getvalue()


def typed(page: AppTest, author: str, row: int, value: str) -> None:
    """What somebody else writes into the name of a room meanwhile."""
    desk = desk_of(page)
    sheet = desk.opened.sheets[ROOMS]
    id_ = list(sheet.rows)[row - 1]
    cell = SetCell(ROOMS, id_, NAME, sheet.cell(id_, NAME), value)
    done = desk.office.commit(Act(author, "typed"), desk.key, desk.opened.number, [cell])
    assert isinstance(done, Opened)


def brought(page: AppTest, data: bytes, name: str = "back.xlsx") -> AppTest:
    turned(page, "workbook").file_uploader[0].upload(name, data).run()
    assert not page.exception
    return page


def cell(page: AppTest, row: int, column: int = NAME) -> object:
    return desk_of(page).current.grids["rooms"].rows[row][column]


def labels(page: AppTest) -> list[str]:
    return [button.label for button in page.button]


def test_both_sides_of_a_file_are_shown_chosen_from_and_taken_as_one_step(page: AppTest) -> None:
    data = edited(exported(desk_of(page).opened), (2, NAME, "Jade"), (3, NAME, "Ruby"), (3, CAPACITY, 77))
    typed(page, "Minh", 3, "Opal")
    kept = cell(page, 2)

    brought(page, data)

    assert "1 place was changed in the file too" in said(page)
    assert "1 step of Minh" in said(page)
    both, rooms = page.data_editor
    assert both.value.to_dict("records")[0] | {"by": "", "where": ""} == {
        "take": False,
        "where": "",
        "base": "“Palace Gate”",
        "theirs": "“Opal”",
        "by": "",
        "mine": "“Ruby”",
    }
    assert both.value["by"][0].startswith("Minh, ")
    assert list(rooms.value["take"]) == [True, True]
    page.session_state[str(rooms.key)] = {"edited_rows": {0: {"take": False}}, "added_rows": [], "deleted_rows": []}
    page.run()
    click(page, "Take what is chosen (1 of 3)")

    assert (cell(page, 2), cell(page, 3), cell(page, 3, CAPACITY)) == (kept, "Opal", 77)
    assert desk_of(page).opened.number == 3
    assert page.file_uploader


def test_all_and_none_choose_a_whole_table(page: AppTest) -> None:
    brought(page, edited(exported(desk_of(page).opened), (2, NAME, "Jade"), (3, NAME, "Ruby")))

    click(page, "None")
    assert "Take what is chosen (0 of 2)" in labels(page)
    click(page, "All")
    click(page, "Take what is chosen (2 of 2)")

    assert (cell(page, 2), cell(page, 3)) == ("Jade", "Ruby")


def test_what_would_bring_errors_is_said_and_taken_only_where_wanted(page: AppTest) -> None:
    brought(page, edited(exported(desk_of(page).opened), (2, CAPACITY, "many")))

    click(page, "Take what is chosen (1 of 1)")
    assert "with what is chosen the event would have 1 error more" in said(page)
    assert desk_of(page).opened.number == 1
    click(page, "Take it all the same")

    assert cell(page, 2, CAPACITY) == "many"


def test_somebody_who_was_first_is_told_and_the_file_compared_anew(page: AppTest) -> None:
    brought(page, edited(exported(desk_of(page).opened), (2, NAME, "Jade")))
    typed(page, "Minh", 2, "Opal")

    click(page, "Take what is chosen (1 of 1)")

    assert any("somebody was first" in toast.value for toast in page.toast)
    assert cell(page, 2) == "Opal"
    assert "Changed on both sides" in said(page)


def test_a_file_of_another_event_or_without_a_mark_says_so(page: AppTest) -> None:
    other = desk_of(page).office.copy("Linh", desk_of(page).key, "Spring *talks*")

    brought(page, exported(other))
    assert "another event, “Spring *talks*”" in said(page)
    click(page, "Compare it with this one all the same")
    assert "compared with the event as it is now" in said(page)
    assert "says nothing that the event does not say" in said(page)

    click(page, "Put it away")
    assert page.file_uploader


@pytest.mark.parametrize("data", [b"", b"hello", b"PK\x03\x04"])
def test_what_is_no_workbook_is_refused_in_a_sentence(page: AppTest, data: bytes) -> None:
    assert "The file is" in said(brought(page, data)) or "zip" in said(page)

"""The desk in a real browser: files put on the desk, cells typed over, and the way back."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.scenes.desk_browser import (
    HANOI_NAME,
    MORNING,
    open_file,
    open_hanoi,
    open_morning,
    open_sheet,
    title,
    turn_to,
    type_over,
)

pytestmark = pytest.mark.browser


def test_upload_puts_the_workbook_on_the_desk(page: Page) -> None:
    open_hanoi(page)

    open_morning(page)

    turn_to(page, "History")
    expect(page.get_by_test_id("stMain").get_by_text("Opened morning.xlsx")).to_be_visible()
    turn_to(page, "Events")
    expect(page.get_by_test_id("stMain").get_by_text(HANOI_NAME)).to_be_visible()


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("notes.xlsx", b"Dear colleagues, the list is attached.", "notes.xlsx"),
        ("torn.xlsx", MORNING.read_bytes()[:9000], "torn.xlsx"),
    ],
)
def test_junk_is_refused_and_the_open_workbook_stays(
    page: Page, tmp_path: Path, name: str, content: bytes, sentence: str
) -> None:
    (tmp_path / name).write_bytes(content)
    open_hanoi(page)

    open_file(page, tmp_path / name)

    expect(page.get_by_role("alert")).to_contain_text("The workbook was not opened, nothing has changed.")
    expect(page.get_by_test_id("stMain").get_by_text(sentence).last).to_be_visible()
    turn_to(page, "Workbook")
    title(page, HANOI_NAME)


def test_wrong_cell_is_named_beside_its_table_and_undone(page: Page) -> None:
    open_morning(page)
    open_sheet(page, "Rooms", "Rooms, halls and booths.")

    type_over(page, 0, 3, "many")

    note = page.get_by_test_id("stMain").get_by_text("D2")
    expect(note).to_be_visible()
    expect(page.get_by_test_id("stSidebar").get_by_text("1 error")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(note).not_to_be_visible()
    expect(page.get_by_test_id("stSidebar").get_by_text("no errors")).to_be_visible()


def test_problem_opens_its_cell_in_the_tables(page: Page) -> None:
    open_hanoi(page)
    turn_to(page, "Problems")

    page.get_by_role("button", name="Policy!B10").click()

    title(page, "Tables")
    expect(page.get_by_label("Row number")).to_have_value("10")

"""A workbook that was taken away, edited in LibreOffice and brought back, in a real browser."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from planner.office.cells.operations import SetCell
from planner.office.office import Act, Office, Opened
from planner.store import open_store
from tests.scenes.desk_browser import Server, open_morning, settled, title, turn_to
from tests.scenes.spreadsheet_program import converted

pytestmark = pytest.mark.browser


def taken_away(page: Page, folder: Path) -> Path:
    with page.expect_download() as sent:
        page.get_by_role("button", name="Download the workbook").click()
    sent.value.save_as(folder / "taken.xlsx")
    return folder / "taken.xlsx"


def edited(book: Path, folder: Path) -> Path:
    """The file after names of rooms were typed over, saved by LibreOffice."""
    sheets, saved = load_workbook(BytesIO(book.read_bytes())), folder / "edited.xlsx"
    sheets["Rooms"]["B2"], sheets["Rooms"]["B3"] = "Jade Hall", "Ruby Gate"
    sheets.save(saved)
    (folder / "saved").mkdir()
    return converted(saved, "xlsx:Calc MS Excel 2007 XML", folder / "saved")


@contextmanager
def office_of(server: Server) -> Iterator[Office]:
    """The office of the server, as another program sees it."""
    with open_store(server.office) as store:
        yield Office(store)


def typed(office: Office, event: str, name: str) -> None:
    """What somebody else writes into the name of the second room meanwhile."""
    here = office.opened(event)
    row = list(here.sheets["Rooms"].rows)[2]
    cell = SetCell("Rooms", row, 2, here.sheets["Rooms"].cell(row, 2), name)
    assert isinstance(office.commit(Act("Minh", "typed"), event, here.number, [cell]), Opened)


def test_file_that_was_edited_elsewhere_is_brought_back(page: Page, server: Server, tmp_path: Path) -> None:
    open_morning(page)
    settled(page)
    event = page.url.partition("event=")[2].partition("&")[0]
    back = edited(taken_away(page, tmp_path), tmp_path)
    with office_of(server) as office:
        typed(office, event, "Opal Gate")

    page.get_by_test_id("stMain").locator("input[type=file]").set_input_files(back)
    expect(page.get_by_role("button", name="Take what is chosen (1 of 2)")).to_be_visible()
    expect(page.get_by_text("1 place was changed in the file too")).to_be_visible()
    settled(page)
    both = page.get_by_test_id("stDataFrameResizable").first
    expect(both.locator("canvas").first).to_be_visible()
    both.click(position={"x": 32, "y": 52})
    page.get_by_role("button", name="Take what is chosen (2 of 2)").click()
    expect(page.get_by_role("button", name="Upload", exact=True)).to_be_visible()

    with office_of(server) as office:
        rooms = office.opened(event).revision.grids["rooms"].rows
        assert (rooms[2][2], rooms[3][2]) == ("Jade Hall", "Ruby Gate")
        assert [str(one.kind) for one in office.history(event)] == ["imported", "edited", "opened"]


def test_undo_is_seen_without_scrolling(page: Page) -> None:
    open_morning(page)
    turn_to(page, "History")
    title(page, "History")

    expect(page.get_by_role("button", name="Undo")).to_be_in_viewport()
    expect(page.get_by_role("button", name="Redo")).to_be_in_viewport()

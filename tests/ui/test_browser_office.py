"""Several people at one event in real browsers, a server that is killed, and typing that races with a click."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from planner.office.office import Office
from planner.store import open_store
from tests.scenes.desk_browser import MORNING_NAME, Server, open_sheet, serving, settled, title, turn_to, visiting

pytestmark = pytest.mark.browser

ROUNDS = int(os.environ.get("RACES", "12"))
"""Rounds of typing and clicking; two hundred by `RACES=200`."""

ROOMS = "Rooms, halls and booths."
NAME = 2
"""The column of names, counted from the first after the row number."""


@contextmanager
def office_of(folder: Path) -> Iterator[Office]:
    """The office of a server, as another program sees it."""
    with open_store(str(folder / "office" / "office.db")) as store:
        yield Office(store)


def names(folder: Path, event: str) -> list[object]:
    """The names of the rooms, as they are kept."""
    with office_of(folder) as office:
        rows = office.opened(event).revision.grids["rooms"].rows
        return [rows[row].get(NAME) for row in sorted(rows) if row > 1]


def event_of(page: Page) -> str:
    return page.url.partition("event=")[2].partition("&")[0]


def open_sample(page: Page) -> str:
    """A new event of the small sample; its id."""
    turn_to(page, "Events")
    page.get_by_role("combobox", name="Sample").click()
    page.get_by_role("option", name="morning").click()
    page.get_by_role("button", name="Open the sample").click()
    title(page, MORNING_NAME)
    page.wait_for_url("**event=*")
    return event_of(page)


def begin_typing(page: Page, row: int, typed: str) -> None:
    """Types into the name of a room and leaves the cell open; once more where the table was drawn anew meanwhile."""
    grid, cell = page.get_by_test_id("stDataFrameResizable"), page.locator("#portal").get_by_role("textbox")
    for _ in range(5):
        expect(grid).to_have_count(1)
        expect(grid.locator("canvas").first).to_be_visible()
        grid.click(position={"x": 100, "y": 35 * row + 52})
        for _ in range(NAME - 1):
            page.keyboard.press("ArrowRight")
        page.keyboard.press("Enter")
        page.wait_for_timeout(300)
        if cell.count() == 1:
            break
    cell.fill(typed)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


@pytest.fixture
def own(folder: Path) -> Iterator[Server]:
    """A server with an office of its own."""
    with serving(folder) as server:
        yield server
    assert server.complaints.read_text() == ""


def call(page: Page, name: str) -> None:
    """Says who is at this browser."""
    turn_to(page, "Events")
    page.get_by_role("textbox", name="Your name").fill(name)
    page.get_by_role("textbox", name="Your name").press("Enter")
    settled(page)


def test_two_browsers_on_one_event_lose_nothing(browser: Browser, own: Server, folder: Path) -> None:
    with visiting(browser, own) as first:
        call(first, "Linh")
        event = open_sample(first)
        with visiting(browser, own, f"?event={event}") as second:
            call(second, "Minh")
            open_sheet(first, "Rooms", ROOMS)
            open_sheet(second, "Rooms", ROOMS)

            begin_typing(first, 0, "Jade")
            begin_typing(second, 1, "Opal")
            first.keyboard.press("Enter")
            second.keyboard.press("Enter")
            expect(second.get_by_test_id("stSidebar").get_by_text("Opal")).to_be_visible()
            expect(first.get_by_test_id("stSidebar").get_by_text("Jade")).to_be_visible()
            assert names(folder, event)[:2] == ["Jade", "Opal"]

            begin_typing(second, 0, "Ruby")
            second.keyboard.press("Enter")
            expect(second.get_by_text("Linh at")).to_be_visible()
            expect(second.get_by_role("alert")).to_contain_text("wrote “Jade”, you “Ruby”")
            assert names(folder, event)[0] == "Jade"
            second.get_by_role("button", name="Take mine").click()
            expect(second.get_by_role("button", name="Take mine")).not_to_be_visible()
            assert names(folder, event)[0] == "Ruby"

            with office_of(folder) as office:
                authors = [one.author for one in office.history(event)]
            assert authors[:3] in (["Minh", "Minh", "Linh"], ["Minh", "Linh", "Minh"])


@pytest.mark.parametrize("end", [signal.SIGKILL])
def test_killed_server_comes_back_with_everything(browser: Browser, folder: Path, end: signal.Signals) -> None:
    with serving(folder) as server, visiting(browser, server) as page:
        event = open_sample(page)
        open_sheet(page, "Rooms", ROOMS)
        begin_typing(page, 0, "Jade")
        page.keyboard.press("Enter")
        expect(page.get_by_test_id("stSidebar").get_by_text("Jade")).to_be_visible()
        page.goto("about:blank")
        server.process.send_signal(end)
        server.process.wait(timeout=30)

    with serving(folder) as again, visiting(browser, again, f"tables?event={event}") as page:
        expect(page.get_by_test_id("stSidebar").get_by_text("Jade")).to_be_visible()
        assert names(folder, event)[0] == "Jade"
        page.get_by_role("button", name="Undo").click()
        expect(page.get_by_test_id("stSidebar").get_by_text("Jade")).not_to_be_visible()
        assert names(folder, event)[0] != "Jade"


def leave(page: Page, way: int) -> None:
    """What somebody clicks who has just typed."""
    match way % 4:
        case 0:
            turn_to(page, "Problems")
        case 1:
            page.get_by_test_id("stMain").get_by_text("Rows with problems", exact=True).click()
        case 2:
            page.get_by_label("Only rows that contain").click()
        case _:
            turn_to(page, "Solve")


def test_typing_and_then_clicking_at_once_loses_nothing(browser: Browser, own: Server, folder: Path) -> None:
    lost = []
    with visiting(browser, own) as page:
        event = open_sample(page)
        for number in range(ROUNDS):
            turn_to(page, "Workbook")
            title(page, MORNING_NAME)
            open_sheet(page, "Rooms", ROOMS)
            if page.get_by_label("Only rows that contain").count() == 0:
                page.get_by_test_id("stMain").get_by_text("All rows", exact=True).click()
                settled(page)
            before = f"Room {number}"
            begin_typing(page, number % 3, before)
            if number % 2:
                page.keyboard.press("Enter")
            pause = (0, 50, 100, 200, 400, 1000)[number // 2 % 6]
            page.wait_for_timeout(pause)
            leave(page, number)
            page.wait_for_timeout(600)
            settled(page)
            kept = names(folder, event)[number % 3]
            if kept != before:
                lost.append((number, pause, number % 4, kept))

    assert not lost

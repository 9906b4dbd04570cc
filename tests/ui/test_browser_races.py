"""Typing that races with a click: whatever is clicked within a second of it, on either database, nothing is lost."""

import os
from collections.abc import Iterator
from contextlib import ExitStack
from random import Random
from time import monotonic, sleep

import pytest
from playwright.sync_api import Browser, Page

from planner.office.cells.operations import SetCell
from planner.office.office import Office
from planner.store import open_store
from tests.scenes.databases import KINDS, postgresql
from tests.scenes.desk_browser import (
    MORNING_NAME,
    PATIENCE,
    SECOND,
    Server,
    open_sheet,
    serving,
    settled,
    title,
    turn_to,
    visiting,
)
from tests.scenes.desk_typing import NAME, ROOMS, begin_typing, call, open_sample

pytestmark = pytest.mark.browser

ROUNDS = int(os.environ.get("RACES", "8"))
"""Rounds of typing and clicking, over both databases; two hundred by `RACES=200`."""

CLICKS = ("Problems", "filter", "sheet", "Solve", "Undo")
PEOPLE = ("Linh", "Minh")


@pytest.fixture(scope="module", params=KINDS)
def place(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A desk on a database of either kind."""
    if request.param == "sqlite":
        yield request.getfixturevalue("server")
        return
    with postgresql() as databases:
        folder = tmp_path_factory.mktemp("races")
        with serving(folder, PLANNER_DATABASE=databases.new_database()) as server:
            yield server
    assert server.complaints.read_text() == ""


def leave(page: Page, how: str) -> None:
    """What somebody clicks who has just typed."""
    match how:
        case "filter":
            page.get_by_test_id("stMain").get_by_text("Rows with problems", exact=True).click()
        case "sheet":
            page.get_by_role("combobox", name="Sheet").click()
            page.get_by_role("option", name="Delegations").click()
        case "Undo":
            page.get_by_role("button", name="Undo").click()
        case _:
            turn_to(page, how)


def ready(page: Page) -> None:
    """The table of rooms, all of them."""
    turn_to(page, "Workbook")
    title(page, MORNING_NAME)
    open_sheet(page, "Rooms", ROOMS)
    if page.get_by_label("Only rows that contain").count() == 0:
        page.get_by_test_id("stMain").get_by_text("All rows", exact=True).click()
        page.get_by_label("Only rows that contain").wait_for()
    settled(page)


def kept(office: Office, event: str) -> set[object]:
    """All that anybody has written into a cell, whether or not it was taken back."""
    steps = office.steps_since(event, 1)
    return {one.value for step in steps for one in step.operations if isinstance(one, SetCell)}


def race(page: Page, row: int, typed: str, chance: Random) -> str:
    """Types into a row, goes elsewhere within a second, with or without Enter, and says how."""
    how, pause, enters = chance.choice(CLICKS), chance.choice((0, chance.randrange(SECOND))), chance.random() < 0.5
    begin_typing(page, row, typed)
    if enters:
        page.keyboard.press("Enter")
    page.wait_for_timeout(pause)
    leave(page, how)
    return f"{typed}: {how}{' after Enter' if enters else ''}, {pause} ms"


def missing(office: Office, event: str, done: dict[str, str]) -> list[str]:
    """What is not kept in the end."""
    deadline = monotonic() + PATIENCE / SECOND  # then it counts as lost
    while (lost := done.keys() - kept(office, event)) and monotonic() < deadline:
        sleep(0.2)
    return [done[one] for one in sorted(lost)]


@pytest.mark.parametrize("people", [1])
def test_typing_and_then_clicking_at_once_loses_nothing(browser: Browser, place: Server, people: int) -> None:
    chance, lost = Random(people), []
    with ExitStack() as stack:
        office = Office(stack.enter_context(open_store(place.office)))
        pages = [stack.enter_context(visiting(browser, place))]
        event = open_sample(pages[0])
        if people == 2:
            pages.append(stack.enter_context(visiting(browser, place, f"?event={event}")))
        for page, name in zip(pages, PEOPLE, strict=False):
            call(page, name)
        for number in range(ROUNDS // 4):
            for page in pages:
                ready(page)
            done = {}
            for row, page in enumerate(pages):
                typed = f"Room {number}.{row}"
                done[typed] = race(page, row, typed, chance)
            lost += missing(office, event, done)

    assert not lost


@pytest.mark.parametrize("name", ["Problems", "Solve"])
def test_page_that_is_turned_to_at_once_knows_what_was_typed(browser: Browser, place: Server, name: str) -> None:
    with visiting(browser, place) as page, open_store(place.office) as store:
        event = open_sample(page)
        ready(page)
        begin_typing(page, 0, "Jade")
        turn_to(page, name)
        title(page, name)

        rows = Office(store).opened(event).revision.grids["rooms"].rows
        assert rows[2][NAME] == "Jade"

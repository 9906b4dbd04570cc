"""People who type at one event in real browsers, on either database: nothing is lost, whatever comes between."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from random import Random
from time import monotonic, sleep

import pytest
from playwright.sync_api import Browser, Page, expect

from planner.office.cells.operations import DeleteRow, Operation, SetCell
from planner.office.office import Act, Office, Opened
from planner.store import open_store
from planner.workbook.grid import Cell
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
from tests.scenes.desk_typing import NAME, ROOMS, begin_typing, call, open_cell, open_sample

pytestmark = pytest.mark.browser

ROUNDS = int(os.environ.get("RACES", "8"))
"""Rounds of typing and clicking, over both databases and by one or two people; two hundred by `RACES=200`."""

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
    come_back(page)
    open_sheet(page, "Rooms", ROOMS)
    if page.get_by_label("Only rows that contain").count() == 0:
        page.get_by_test_id("stMain").get_by_text("All rows", exact=True).click()
        page.get_by_label("Only rows that contain").wait_for()
    settled(page)


def come_back(page: Page) -> None:
    """Turns to the first page, once more where the page was just being drawn for somebody else's step."""
    heading, deadline = page.get_by_role("heading", level=1), monotonic() + PATIENCE / SECOND
    while True:
        turn_to(page, "Workbook")
        try:
            expect(heading).to_have_text(MORNING_NAME, timeout=30 * SECOND)
        except AssertionError:
            if monotonic() > deadline:
                raise
        else:
            return


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


@pytest.mark.parametrize("people", [1, 2])
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


# --- two people ------------------------------------------------------------------------------------------------------


@contextmanager
def office_of(place: Server) -> Iterator[Office]:
    """The office of a server, as another program sees it."""
    with open_store(place.office) as store:
        yield Office(store)


def names(place: Server, event: str) -> list[object]:
    """The names of the rooms, as they are kept."""
    with office_of(place) as office:
        rows = office.opened(event).revision.grids["rooms"].rows
        return [rows[row].get(NAME) for row in sorted(rows) if row > 1]


def becomes_kept(place: Server, event: str, name: str) -> None:
    """Waits until a room has this name."""
    deadline = monotonic() + PATIENCE / SECOND
    while name not in (there := names(place, event)):
        assert monotonic() < deadline, there
        sleep(0.2)


def does(place: Server, event: str, row: int, act: Callable[[str, dict[int, Cell]], Operation]) -> None:
    """What Minh does elsewhere to a row of the table of rooms."""
    with office_of(place) as office:
        here = office.opened(event)
        id_ = list(here.sheets["Rooms"].rows)[row + 1]
        done = act(id_, here.sheets["Rooms"].rows[id_])
        assert isinstance(office.commit(Act("Minh", "Minh did it"), event, here.number, [done]), Opened)


OUTDATED = "The table below shows the sheet as it was before."


def test_two_browsers_on_one_event_lose_nothing(browser: Browser, place: Server) -> None:
    with visiting(browser, place) as first:
        call(first, "Linh")
        event = open_sample(first)
        with visiting(browser, place, f"?event={event}") as second:
            call(second, "Minh")
            open_sheet(first, "Rooms", ROOMS)
            open_sheet(second, "Rooms", ROOMS)

            begin_typing(first, 0, "Jade")
            begin_typing(second, 1, "Opal")
            first.keyboard.press("Enter")
            second.keyboard.press("Enter")
            expect(second.get_by_test_id("stSidebar").get_by_text("Opal")).to_be_visible()
            expect(first.get_by_test_id("stSidebar").get_by_text("Jade")).to_be_visible()
            assert names(place, event)[:2] == ["Jade", "Opal"]

            begin_typing(second, 0, "Ruby")
            second.keyboard.press("Enter")
            expect(second.get_by_text(OUTDATED)).to_be_visible()
            expect(second.get_by_role("alert")).to_contain_text("wrote “Jade”, you “Ruby”")
            assert names(place, event)[0] == "Jade"
            second.get_by_role("button", name="Take mine").click()
            expect(second.get_by_role("button", name="Take mine")).not_to_be_visible()
            assert names(place, event)[0] == "Ruby"

            with office_of(place) as office:
                authors = [one.author for one in office.history(event)]
            assert authors[:3] in (["Minh", "Minh", "Linh"], ["Minh", "Linh", "Minh"])


def test_row_that_was_deleted_under_an_edit_is_told(browser: Browser, place: Server) -> None:
    with visiting(browser, place) as page:
        event = open_sample(page)
        open_sheet(page, "Rooms", ROOMS)
        begin_typing(page, 1, "Jade")
        does(place, event, 1, lambda row, cells: DeleteRow("Rooms", row, cells))
        page.keyboard.press("Enter")

        expect(page.get_by_role("alert")).to_contain_text("was deleted by Minh")
        page.get_by_role("button", name="Take mine").click()
        becomes_kept(place, event, "Jade")


def test_half_typed_cell_outlives_what_others_do(browser: Browser, place: Server) -> None:
    with visiting(browser, place) as page:
        event = open_sample(page)
        open_sheet(page, "Rooms", ROOMS)
        begin_typing(page, 0, "Jad")
        does(place, event, 1, lambda row, cells: SetCell("Rooms", row, NAME, cells[NAME], "Opal"))

        expect(page.get_by_text(OUTDATED)).to_be_visible()
        expect(open_cell(page)).to_have_value("Jad")
        page.keyboard.type("e")
        page.keyboard.press("Enter")
        becomes_kept(place, event, "Jade")
        assert names(place, event)[1] == "Opal"

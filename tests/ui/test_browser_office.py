"""Several people at one event in real browsers, a server that is killed, and one that does not listen for a while."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from planner.office.office import Office
from planner.store import open_store
from tests.scenes.desk_browser import PATIENCE, SECOND, Server, open_sheet, serving, settled, title, turn_to, visiting
from tests.scenes.desk_typing import NAME, ROOMS, begin_typing, call, open_sample

pytestmark = pytest.mark.browser


@contextmanager
def office_of(server: Server) -> Iterator[Office]:
    """The office of a server, as another program sees it."""
    with open_store(server.office) as store:
        yield Office(store)


def names(server: Server, event: str) -> list[object]:
    """The names of the rooms, as they are kept."""
    with office_of(server) as office:
        rows = office.opened(event).revision.grids["rooms"].rows
        return [rows[row].get(NAME) for row in sorted(rows) if row > 1]


def test_two_browsers_on_one_event_lose_nothing(browser: Browser, server: Server) -> None:
    with visiting(browser, server) as first:
        call(first, "Linh")
        event = open_sample(first)
        with visiting(browser, server, f"?event={event}") as second:
            call(second, "Minh")
            open_sheet(first, "Rooms", ROOMS)
            open_sheet(second, "Rooms", ROOMS)

            begin_typing(first, 0, "Jade")
            begin_typing(second, 1, "Opal")
            first.keyboard.press("Enter")
            second.keyboard.press("Enter")
            expect(second.get_by_test_id("stSidebar").get_by_text("Opal")).to_be_visible()
            expect(first.get_by_test_id("stSidebar").get_by_text("Jade")).to_be_visible()
            assert names(server, event)[:2] == ["Jade", "Opal"]

            begin_typing(second, 0, "Ruby")
            second.keyboard.press("Enter")
            expect(second.get_by_text("The table below shows the sheet as it was before.")).to_be_visible()
            expect(second.get_by_role("alert")).to_contain_text("wrote “Jade”, you “Ruby”")
            assert names(server, event)[0] == "Jade"
            second.get_by_role("button", name="Take mine").click()
            expect(second.get_by_role("button", name="Take mine")).not_to_be_visible()
            assert names(server, event)[0] == "Ruby"

            with office_of(server) as office:
                authors = [one.author for one in office.history(event)]
            assert authors[:3] in (["Minh", "Minh", "Linh"], ["Minh", "Linh", "Minh"])


@pytest.mark.parametrize("end", [signal.SIGKILL])
def test_killed_server_comes_back_with_everything(browser: Browser, tmp_path: Path, end: signal.Signals) -> None:
    with serving(tmp_path) as server, visiting(browser, server) as page:
        event = open_sample(page)
        open_sheet(page, "Rooms", ROOMS)
        begin_typing(page, 0, "Jade")
        page.keyboard.press("Enter")
        expect(page.get_by_test_id("stSidebar").get_by_text("Jade")).to_be_visible()
        page.goto("about:blank")
        server.process.send_signal(end)
        server.process.wait(timeout=PATIENCE / SECOND)

    with serving(tmp_path) as server, visiting(browser, server, f"tables?event={event}") as page:
        expect(page.get_by_test_id("stSidebar").get_by_text("Jade")).to_be_visible()
        assert names(server, event)[0] == "Jade"
        page.get_by_role("button", name="Undo").click()
        expect(page.get_by_test_id("stSidebar").get_by_text("Jade")).not_to_be_visible()
        assert names(server, event)[0] != "Jade"


def test_what_is_typed_while_the_server_does_not_listen_is_taken_before_what_was_clicked(
    browser: Browser, server: Server
) -> None:
    with visiting(browser, server) as page:
        event = open_sample(page)
        open_sheet(page, "Rooms", ROOMS)
        begin_typing(page, 0, "Jade")
        server.process.send_signal(signal.SIGSTOP)
        try:
            turn_to(page, "Problems")
            page.wait_for_timeout(300)
        finally:
            server.process.send_signal(signal.SIGCONT)
        title(page, "Problems")
        settled(page)
        expect(page.get_by_test_id("stSidebar").get_by_text("Jade")).to_be_visible()
        assert names(server, event)[0] == "Jade"

"""A server that is killed, one that does not listen for a while, and who is at a browser, in real browsers."""

import signal
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from time import monotonic

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from planner.office.office import Office
from planner.store import open_store
from tests.scenes.desk_browser import PATIENCE, SECOND, Server, open_sheet, serving, settled, title, turn_to, visiting
from tests.scenes.desk_typing import NAME, ROOMS, away, begin_typing, call, nothing_helps, open_sample

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


@pytest.mark.parametrize("end", [signal.SIGKILL])
def test_killed_server_comes_back_with_everything(browser: Browser, tmp_path: Path, end: signal.Signals) -> None:
    with ExitStack() as stack:
        server = stack.enter_context(serving(tmp_path))
        page = stack.enter_context(visiting(browser, server, loses_it=True))
        event = open_sample(page)
        call(page, "Linh")
        open_sheet(page, "Rooms", ROOMS)
        begin_typing(page, 0, "Jade")
        page.keyboard.press("Enter")
        expect(last_step(page)).to_contain_text("Jade")
        settled(page)

        server.process.send_signal(signal.SIGSTOP)  # it hears nothing of what comes now
        begin_typing(page, 1, "Opal")
        page.keyboard.press("Enter")
        begin_typing(page, 2, "Ruby")
        server.process.send_signal(end)
        server.process.wait(timeout=PATIENCE / SECOND)
        nothing_helps(page)

        stack.enter_context(serving(tmp_path, port=server.port))
        expect(away(page)).not_to_be_visible()
        turn_to(page, "Problems")
        title(page, "Problems")
        deadline = monotonic() + PATIENCE / SECOND
        while names(server, event)[:3] != ["Jade", "Opal", "Ruby"]:
            assert monotonic() < deadline, names(server, event)
            page.wait_for_timeout(200)
        with visiting(browser, server, f"tables?event={event}") as other:
            takes_everything_back(other, server, event)


def takes_everything_back(page: Page, server: Server, event: str) -> None:
    """Linh at another browser: they are her steps that she takes back."""
    call(page, "Linh")
    undo = page.get_by_role("button", name="Undo")
    while names(server, event)[0] == "Jade":
        expect(last_step(page)).to_contain_text("Rooms")
        told = last_step(page).inner_text()
        settled(page)
        expect(undo).to_have_count(1)  # while the page is drawn anew there is one of before beside it
        undo.first.click()
        expect(page.get_by_test_id("stSidebar").get_by_text(told)).not_to_be_visible()
    assert names(server, event)[:3] == ["Great Hall", "Palace Gate", "Blue Room"]


def last_step(page: Page) -> Locator:
    """What undo would take back."""
    return page.get_by_test_id("stSidebar").get_by_text("Your last step")


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


def test_name_is_asked_once_and_kept_in_the_browser(browser: Browser, server: Server) -> None:
    with visiting(browser, server) as page:
        event = open_sample(page)
        expect(page.get_by_test_id("stSidebar").get_by_role("textbox", name="Your name")).to_be_visible()
        with page.expect_response(lambda answer: "keep-my-name" in answer.url):
            call(page, "Linh & “Ngọc”")

        other = page.context.new_page()
        other.goto(f"{server.address}/?event={event}")
        turn_to(other, "Events")
        asked = other.get_by_test_id("stMainBlockContainer").get_by_role("textbox", name="Your name")
        expect(asked).to_have_value("Linh & “Ngọc”")
        turn_to(other, "Tables")
        title(other, "Tables")
        settled(other)
        expect(other.get_by_role("textbox", name="Your name")).not_to_be_visible()


def test_two_who_have_not_said_their_name_do_not_share_an_undo(browser: Browser, server: Server) -> None:
    with visiting(browser, server) as first:
        event = open_sample(first)
        with visiting(browser, server, f"tables?event={event}") as second:
            open_sheet(second, "Rooms", ROOMS)
            begin_typing(second, 0, "Jade")
            second.keyboard.press("Enter")

            expect(first.get_by_test_id("stSidebar").get_by_text("Also here: Somebody (")).to_be_visible()
            expect(second.get_by_role("button", name="Undo")).to_be_enabled()
            expect(first.get_by_role("button", name="Undo")).to_be_disabled()

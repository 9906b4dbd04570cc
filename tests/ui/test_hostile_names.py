"""Hostile texts in names, codes, zones, sheets and files go through every page of the desk and through what is done
there: all of it is shown as it was typed, nothing of it is formatting or leads outside.
"""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.scenes.desk_browser import PATIENCE, Server, open_file, settled, solve, title, turn_to, upload, visiting
from tests.scenes.hostile_book import BAIT, OUTSIDE, OVERRIDE, READ, hostile_book

pytestmark = pytest.mark.browser

FILE_READ = f"![qa] a@{OUTSIDE} `qf` **qg**"
"""What of the name of the file is to be read on a page."""

CALENDAR = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:20260512T070000Z\r\n"
    f"DTEND:20260512T073000Z\r\nSUMMARY:{BAIT}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)
"""Busy times of somebody else, under such a name."""


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return hostile_book(tmp_path_factory.mktemp("hostile"))


def formatted(page: Page) -> list[str]:
    """What of the page would lead or fetch from outside, was read as formatting, or is turned round."""
    wrong: list[str] = page.evaluate(
        """([outside, override]) => {
            const part = one => one.matches('.katex') || (one.href || one.src || '').includes(outside)
                || one.matches('[data-testid=stMarkdownContainer] img')
                    && !one.src.startsWith(location.origin + '/media/')
                || one.matches('[data-testid=stMarkdownContainer] *') && /^q[a-h]$/.test(one.textContent.trim())
            const turned = one => one.textContent.includes(override)
            return [...[...document.querySelectorAll('*')].filter(part),
                    ...[...document.querySelectorAll('[data-testid=stMarkdownContainer]')].filter(turned)]
                .map(one => one.outerHTML)
        }""",
        [OUTSIDE, OVERRIDE],
    )
    return wrong


def shown(part: Locator) -> str:
    """What stands there to be read."""
    return part.inner_text().replace("\N{WORD JOINER}", "")


def open_book(page: Page, book: Path) -> None:
    open_file(page, book)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Event ![qa]")
    settled(page)


def harmless(page: Page) -> None:
    """The page, drawn to its end, shows the name of the event as it is and has nothing formatted."""
    settled(page)
    assert f"Event {READ}" in (side := shown(page.get_by_test_id("stSidebar"))), side
    assert formatted(page) == []


def history_is_harmless(page: Page, button: str, begins: str) -> None:
    """The tooltip of Undo or Redo, and the last step in words."""
    page.get_by_role("button", name=button).hover()
    tooltip = page.get_by_role("tooltip")
    expect(tooltip).to_contain_text(begins)
    assert formatted(page) == []
    page.get_by_role("heading", level=1).hover()


def test_refused_file_every_page_and_own_sheet_show_them_as_text(
    browser: Browser, server: Server, book: Path, tmp_path: Path
) -> None:
    junk = tmp_path / book.name
    junk.write_bytes(b"Dear colleagues")
    with visiting(browser, server) as page:
        upload(page, junk)
        expect(page.get_by_role("alert")).to_contain_text("The workbook was not opened, nothing has changed.")
        settled(page)
        assert FILE_READ in shown(page.get_by_test_id("stMain"))
        assert formatted(page) == []

        open_book(page, book)
        links = page.get_by_test_id("stSidebarNav").get_by_role("link").all_inner_texts()
        for name in (link.splitlines()[-1] for link in links):
            turn_to(page, name)
            harmless(page)
        turn_to(page, "History")
        title(page, "History")
        harmless(page)
        assert f"Opened {FILE_READ}" in shown(page.get_by_test_id("stMain"))

        turn_to(page, "Tables")
        title(page, "Tables")
        settled(page)
        page.get_by_role("combobox", name="Sheet").click()
        page.get_by_role("option", name="`qf`").click()
        expect(page.get_by_text("Your own sheet; it is kept as it is.")).to_be_visible()
        harmless(page)


def test_solving_applying_and_the_way_back_show_them_as_text(browser: Browser, server: Server, book: Path) -> None:
    with visiting(browser, server) as page:
        open_book(page, book)
        solve(page, 2, "Place what is new and mend what broke")
        harmless(page)
        expect(page.get_by_text("Planned in").first).to_be_visible(timeout=PATIENCE)
        harmless(page)

        turn_to(page, "Why and where")
        offer = page.get_by_role("button", name="Apply").first
        expect(offer).to_be_visible(timeout=PATIENCE)
        harmless(page)
        offer.click()
        expect(page.get_by_text("Last step: Applied to")).to_be_visible()
        harmless(page)
        history_is_harmless(page, "Undo", "Applied to")
        page.get_by_role("button", name="Undo").click()
        expect(page.get_by_text("Last step: Applied to")).not_to_be_visible()
        harmless(page)
        history_is_harmless(page, "Redo", "Applied to")


def test_time_that_is_none_report_and_re_plan_show_them_as_text(browser: Browser, server: Server, book: Path) -> None:
    with visiting(browser, server) as page:
        open_book(page, book)
        turn_to(page, "Today")
        page.get_by_role("textbox", name="Now, on the event's clock").fill(BAIT)
        page.keyboard.press("Enter")
        expect(page.get_by_role("alert")).to_be_visible()
        harmless(page)

        for label, typed in (("Now, on the event's clock", "2026-05-12 09:10"), ("To", "2026-05-12 11:00")):
            page.get_by_role("textbox", name=label, exact=True).fill(typed)
            page.keyboard.press("Enter")
            settled(page)
        page.get_by_role("textbox", name="Notes").fill(BAIT)
        page.keyboard.press("Enter")
        settled(page)
        page.get_by_role("button", name="Report").click()
        expect(page.get_by_role("button", name="Strike them out")).to_be_visible()
        harmless(page)

        page.get_by_role("button", name="Propose").click()
        expect(page.get_by_role("button", name="Accept").first).to_be_visible(timeout=PATIENCE)
        harmless(page)
        page.get_by_role("button", name="Accept").first.click()
        expect(page.get_by_text("Last step: Re-planned")).to_be_visible()
        harmless(page)


def test_what_is_taken_in_and_printed_shows_them_as_text(browser: Browser, server: Server, book: Path) -> None:
    with visiting(browser, server) as page:
        open_book(page, book)
        turn_to(page, "Exchange")
        title(page, "Exchange")  # the page before may take files, too
        calendar = book.with_suffix(".ics")
        calendar.write_text(CALENDAR, encoding="utf-8", newline="")
        upload(page, calendar)
        page.get_by_role("button", name="Add to the workbook").click()
        expect(page.get_by_text("1 row added to Absences.")).to_be_visible()
        harmless(page)

        turn_to(page, "Scenarios")
        page.get_by_role("button", name="Add the scenario").click()
        expect(page.get_by_role("button", name="Leave out")).to_be_visible()
        harmless(page)

        turn_to(page, "Papers")
        page.get_by_role("button", name="Set the papers").click()
        expect(page.get_by_role("button", name="Download all")).to_be_visible(timeout=PATIENCE)
        harmless(page)

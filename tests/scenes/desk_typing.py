"""People who type into the table of rooms of the small sample, in a browser."""

from playwright.sync_api import Locator, Page, expect

from tests.scenes.desk_browser import MORNING_NAME, PATIENCE, SECOND, settled, table, title, turn_to

ROOMS = "Rooms, halls and booths."
NAME = 2
"""The column of names, counted from the first after the row number."""


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


def call(page: Page, name: str) -> None:
    """Says who is at this browser."""
    turn_to(page, "Events")
    # Other pages ask the nameless at their side: only the field of this page is there to stay.
    field = page.get_by_test_id("stMainBlockContainer").get_by_role("textbox", name="Your name")
    field.fill(name)
    field.press("Enter")
    settled(page)


def open_cell(page: Page) -> Locator:
    """The cell that is being typed into, over its table."""
    return page.locator("#portal").get_by_role("textbox")


def begin_typing(page: Page, row: int, typed: str) -> None:
    """Types into the name of a room and leaves the cell open; once more, and with more patience, where it did not open
    because the table was drawn anew meanwhile.
    """
    grid, cell, patience = table(page), open_cell(page), 1.0
    while True:
        expect(grid).to_have_count(1)
        expect(grid.locator("canvas").first).to_be_visible()
        grid.click(position={"x": 100, "y": 35 * row + 52})
        for _ in range(NAME - 1):
            page.keyboard.press("ArrowRight")
        page.keyboard.press("Enter")
        try:
            expect(cell).to_have_count(1, timeout=patience * SECOND)
        except AssertionError:
            if patience > PATIENCE / SECOND:
                raise
            patience *= 4
        else:
            break
    page.wait_for_timeout(300)  # nobody types into a cell in the moment in which it opens
    cell.fill(typed)


def away(page: Page) -> Locator:
    """What is said while the desk does not answer."""
    return page.get_by_text("The desk does not answer.")


def nothing_helps(page: Page) -> None:
    """What somebody does who does not see that the desk is away, once the open cell has gone out of sight."""
    expect(away(page)).to_be_visible()
    page.wait_for_function("document.activeElement.closest('#portal') === null")
    for key in ("Enter", "Tab", "Escape", "x"):
        page.keyboard.press(key)
    for x, y in ((700, 700), (100, 400)):
        page.mouse.click(x, y)

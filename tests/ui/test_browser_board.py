"""The board in a real browser: the same by mouse and by keyboard, and two people who see each other's moves."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from planner.workbook import Workbook, write
from tests.scenes.builders import bilateral, delegation, event, person, placed, plan, room
from tests.scenes.desk_browser import Server, open_file, title, turn_to, visiting
from tests.scenes.desk_typing import call

pytestmark = pytest.mark.browser

CODES = ("BRA", "CHL", "FRA", "JPN", "KEN", "VNM")
NAME = "A morning of three meetings"
TWO = "Room <b>two</b>"
"""Names are text, whatever stands in them."""
OF = event(
    *(delegation(code) for code in CODES),
    *(person(f"{code}-1") for code in CODES),
    room("R1"),
    replace(room("R2"), name=TWO),
    bilateral("B1", "FRA", "JPN", minutes=20),
    bilateral("B2", "BRA", "CHL", minutes=20),
    bilateral("B3", "KEN", "VNM", minutes=20),
    name=NAME,
)
PLAN = plan(OF, placed(OF, "B2", "10:00", room="R1"), placed(OF, "B3", "11:00", room="R1"))
MINUTES = {f"{hour}:{minute:02}": 60 * hour + minute for hour in range(8, 20) for minute in range(60)}


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("board") / "three.xlsx"
    write(Workbook(OF, PLAN), path)
    return path


@pytest.fixture
def board(page: Page, book: Path) -> Page:
    """The board of a new event with two meetings placed and one that waits."""
    open_file(page, book)
    title(page, NAME)
    call(page, "Linh")
    show_board(page)
    return page


def show_board(page: Page) -> None:
    turn_to(page, "Board")
    title(page, "Board")
    expect(bar(page, "Brazil – Chile")).to_be_visible()


def bar(page: Page, name: str) -> Locator:
    """The bar of an item that is placed."""
    return page.locator(f'.item[aria-label^="{name}, "]')


def stands(page: Page, name: str, when: str, where: str, mark: str = "") -> None:
    """The item is, or soon becomes, said to be there."""
    said = f"{name}, {when} on Saturday 25 October, {where}{mark}"
    expect(bar(page, name)).to_have_attribute("aria-label", re.compile(f"^{re.escape(said)}$"))


def point(page: Page, where: str, clock: str) -> tuple[float, float]:
    """Where a start in a room is on the screen."""
    lane = page.get_by_role("group", name=where, exact=True).locator(".lane")
    box, first = lane.bounding_box(), page.locator(".hours span").first.inner_text()
    assert box is not None
    per_minute = page.locator(".canvas").evaluate("canvas => parseFloat(canvas.style.getPropertyValue('--minute'))")
    return box["x"] + (MINUTES[clock] - int(first[:2]) * 60) * per_minute, box["y"] + box["height"] / 2


def drag(page: Page, held: Locator, where: str, clock: str) -> None:
    """Drags an item by its left edge; lets go once it is said what that would mean."""
    held.hover()
    box = held.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 1, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + 12, box["y"] + box["height"] / 2, steps=3)
    expect(page.locator(".shade").first).to_be_attached()
    x, y = point(page, where, clock)
    page.mouse.move(x + 12, y, steps=3)
    page.mouse.move(x + 1, y, steps=3)
    expect(page.locator(".hint")).to_contain_text(clock)
    page.mouse.up()


def card(page: Page, name: str) -> Locator:
    """An item that waits in the tray."""
    return page.get_by_label("Not placed", exact=True).get_by_role("button", name=name)


def test_three_meetings_are_dragged_and_one_move_is_undone(board: Page) -> None:
    drag(board, card(board, "France – Japan"), TWO, "10:00")
    stands(board, "France – Japan", "10:00–10:20", TWO, ", locked")
    drag(board, bar(board, "Kenya – Viet Nam"), TWO, "11:30")
    stands(board, "Kenya – Viet Nam", "11:30–11:50", TWO, ", locked")
    drag(board, bar(board, "Brazil – Chile"), "Room R1", "9:00")
    stands(board, "Brazil – Chile", "09:00–09:20", "Room R1", ", locked")

    board.locator(".toolbar").get_by_role("button", name="Undo").click()

    stands(board, "Brazil – Chile", "10:00–10:20", "Room R1")


def test_what_is_in_the_way_is_said_and_gives_way(board: Page) -> None:
    drag(board, card(board, "France – Japan"), "Room R1", "10:00")
    asked = board.get_by_role("dialog")
    expect(asked).to_contain_text("Room R1 holds 'Brazil – Chile' until 10:20")
    expect(asked).to_contain_text("Who could give way: 'Brazil – Chile'.")

    asked.get_by_role("button", name="Take the others off the plan").click()
    expect(asked).to_contain_text("'Brazil – Chile', 10:00–10:20")
    asked.get_by_role("button", name="Do it").click()

    stands(board, "France – Japan", "10:00–10:20", "Room R1", ", locked")
    expect(card(board, "Brazil – Chile")).to_contain_text("Gave way to 'France – Japan', by hand.")


def test_everything_goes_without_a_mouse(board: Page) -> None:
    keys = board.keyboard
    card(board, "France – Japan").focus()
    keys.press("m")
    best = board.get_by_role("dialog").get_by_role("button", name="Free.").first
    expect(best).to_be_focused()
    keys.press("Enter")
    expect(bar(board, "France – Japan")).to_be_visible()

    bar(board, "Brazil – Chile").focus()
    keys.press("ArrowRight")
    expect(bar(board, "Kenya – Viet Nam")).to_be_focused()
    keys.press("l")
    stands(board, "Kenya – Viet Nam", "11:00–11:20", "Room R1", ", locked")

    bar(board, "Kenya – Viet Nam").focus()
    keys.press("g")
    expect(board.get_by_role("status").first).to_contain_text("11:00, Room R1. Free.")
    keys.press("ArrowDown")
    keys.press("ArrowRight")
    expect(board.get_by_role("status").first).to_contain_text(f"11:05, {TWO}. Free.")
    keys.press("Enter")
    stands(board, "Kenya – Viet Nam", "11:05–11:25", TWO, ", locked")

    bar(board, "Kenya – Viet Nam").focus()
    keys.press("u")
    expect(card(board, "Kenya – Viet Nam")).to_be_visible()
    card(board, "Kenya – Viet Nam").focus()
    keys.press("Control+z")
    stands(board, "Kenya – Viet Nam", "11:05–11:25", TWO, ", locked")


def test_what_is_chosen_stays_so_when_the_page_is_left_and_come_back_to(board: Page) -> None:
    bar(board, "Kenya – Viet Nam").click()
    expect(board.locator(".shade").first).to_be_attached()

    turn_to(board, "Plan")
    title(board, "Plan")
    show_board(board)

    expect(bar(board, "Kenya – Viet Nam")).to_have_attribute("aria-pressed", "true")
    drag(board, bar(board, "Kenya – Viet Nam"), TWO, "11:30")
    stands(board, "Kenya – Viet Nam", "11:30–11:50", TWO, ", locked")
    expect(board.locator(".shade").first).to_be_attached()


def test_two_people_see_each_others_moves(board: Page, browser: Browser, server: Server) -> None:
    with visiting(browser, server, f"?{board.url.partition('?')[2]}") as other:
        call(other, "Minh")
        show_board(other)

        drag(board, bar(board, "Brazil – Chile"), TWO, "10:00")
        stands(other, "Brazil – Chile", "10:00–10:20", TWO, ", locked")

        bar(other, "Kenya – Viet Nam").focus()
        other.keyboard.press("l")
        stands(board, "Kenya – Viet Nam", "11:00–11:20", "Room R1", ", locked")

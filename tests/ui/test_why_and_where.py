"""The page that explains an item: from what is not placed to a cure that is applied, and back."""

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Button

from planner.domain.plan import Plan
from planner.office.draft import applied
from planner.rules import check
from planner.ui import state
from planner.workbook.workbook import Workbook
from tests.scenes.builders import at, bilateral, delegation, event, placed, plan, room
from tests.scenes.desk_works import ended
from tests.ui.test_pages import choose_sample, click, desk_of, said, turned, visit

EVENT = event(
    *(delegation(code) for code in ("BRA", "CHL", "FRA", "JPN")),
    room(),
    bilateral("B1", "FRA", "JPN", not_after="09:40"),
    bilateral("B2", "BRA", "CHL"),
    day_start=at("09:00").time(),
    day_end=at("11:00").time(),
)
PLAN = plan(EVENT, placed(EVENT, "B2", "09:10", room="R1"))


@pytest.fixture
def page() -> AppTest:
    """The desk with a small event of which one meeting is not placed."""
    app = choose_sample(visit(), "morning")
    desk = desk_of(app)
    assert desk.push(applied(desk.current, EVENT, PLAN, "Opened a small event"))
    return app


def workbook_of(app: AppTest) -> Workbook:
    found = desk_of(app).current.workbook
    assert found is not None
    return found


def standing(app: AppTest) -> Plan:
    found = workbook_of(app).plan
    assert found is not None
    return found


def first(app: AppTest, offer: str) -> Button:
    """The button of an offer by its place on the page; its key ends in a fingerprint."""
    return next(button for button in app.button if (button.key or "").startswith(f"{offer}-"))


def test_cure_is_applied_from_what_is_not_placed_and_undone(page: AppTest) -> None:
    click(turned(page, "not_placed"), "Why, and cures")
    ended(turned(page, "why_and_where"))
    assert page.selectbox(key=state.ITEM).value == "B1"
    assert "gives up a wish" in said(page)
    assert "others make room" in said(page)

    first(page, "cure-0").click().run()

    assert not page.exception
    assert standing(page).by_item["B1"].stands
    assert check(workbook_of(page).event, standing(page)) == ()
    assert "Applied to B1" in said(page)
    click(page, "Undo")
    assert not standing(page).by_item["B1"].stands


def test_place_of_an_item_that_stands_is_applied(page: AppTest) -> None:
    turned(page, "why_and_where").selectbox(key=state.ITEM).set_value("B2").run()
    ended(page)
    assert "Nobody else moves; " in said(page)

    first(page, "place-0").click().run()

    assert not page.exception
    assert standing(page).by_item["B2"].start != at("09:10")
    assert check(workbook_of(page).event, standing(page)) == ()


def test_another_time_is_answered_with_what_is_in_the_way(page: AppTest) -> None:
    turned(page, "why_and_where").selectbox(key=state.ITEM).set_value("B1").run()

    page.time_input(key=state.AT_TIME).set_value(at("09:15").time()).run()
    ended(page)

    assert not page.exception
    assert "Not there" in said(page)

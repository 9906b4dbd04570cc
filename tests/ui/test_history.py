"""The page of the history: its steps by what they touched, and how two states differ."""

import pytest
from streamlit.testing.v1 import AppTest

from planner.office.cells.operations import SetCell
from planner.office.office import Act, Opened
from planner.ui.sections import history
from tests.ui.test_pages import choose_sample, click, desk_of, said, turned, visit


@pytest.fixture
def page() -> AppTest:
    """The desk with an event of which Minh has changed two rooms, and Linh one."""
    app = choose_sample(visit(), "morning")
    for author, row, name in (("Minh", 1, "Jade Hall"), ("Linh", 2, "Opal Gate"), ("Minh", 3, "Pearl Room")):
        desk = desk_of(app)
        sheet = desk.opened.sheets["Rooms"]
        id_ = list(sheet.rows)[row]
        cell = SetCell("Rooms", id_, 2, sheet.cell(id_, 2), name)
        done = desk.office.commit(Act(author, f"{author} typed {name}"), desk.key, desk.opened.number, [cell])
        assert isinstance(done, Opened)
    return turned(app, "history")


def test_steps_are_found_by_person_sheet_and_item(page: AppTest) -> None:
    page.selectbox[0].set_value("Minh").run()
    assert ("Jade Hall" in said(page), "Opal Gate" in said(page), "Pearl Room" in said(page)) == (True, False, True)

    page.selectbox[0].set_value(history.EVERYBODY).run()
    page.text_input[0].set_value("door").run()
    assert ("Jade Hall" in said(page), "Opal Gate" in said(page), "Pearl Room" in said(page)) == (False, True, False)

    page.text_input[0].set_value("").run()
    page.selectbox[1].set_value("Bilaterals").run()
    assert "No step of the kind chosen." in said(page)


def test_any_two_states_are_compared_from_a_step_or_by_choice(page: AppTest) -> None:
    page.button(key="compare-2").click().run()
    assert not page.exception
    assert "name of DOOR (Rooms!B3): “Palace Gate” → “Opal Gate”" in said(page)
    assert "Great Hall” → “Jade Hall" not in page.tabs[2].markdown[1].value
    assert [tab.label for tab in page.tabs] == ["Plan, by item (0)", "Plan, by delegation (0)", "Tables (2)"]

    page.selectbox(key="earlier").set_value(1).run()
    page.selectbox(key="later").set_value(2).run()
    assert page.tabs[2].label == "Tables (1)"
    assert "Jade Hall" in page.tabs[2].markdown[1].value


def test_steps_long_ago_are_looked_through_on_request(page: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history, "READ", 2)
    turned(page, "history")
    assert "Jade Hall" not in said(page)

    click(page, "Look through the 2 steps before these")

    assert "Jade Hall" in said(page)

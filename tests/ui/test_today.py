"""The desk's page Today, run without a browser: report, propose, accept or discard, undo."""

from datetime import datetime

import pytest
from streamlit.testing.v1 import AppTest

from planner.domain.vocabulary import IncidentKind
from planner.ui import state
from planner.ui.drawing import words
from planner.workbook.format.changes import FORMS
from tests.scenes.desk_works import ended
from tests.ui.test_pages import click, desk_of, open_planned, page, said, turned

__all__ = ["page"]  # the fixture

DAY = "2026-05-12"


@pytest.fixture
def today(page: AppTest) -> AppTest:
    """The page on the planned morning, at twenty past nine."""
    turned(open_planned(page), "today").text_input(key=state.NOW).set_value(f"{DAY} 09:20").run()
    return page


def tell(app: AppTest, kind: IncidentKind, **fields: object) -> AppTest:
    """The page with one thing reported."""
    app.selectbox(key=state.WHAT).set_value(kind).run()
    for header, value in fields.items():
        key = f"today-{kind}-{header}"
        found = next(one for one in (*app.selectbox, *app.text_input, *app.number_input) if one.key == key)
        found.set_value(value)
    return click(app, "Report")


def plan_of(app: AppTest) -> dict[str, datetime | None]:
    workbook = desk_of(app).current.workbook
    assert workbook is not None
    assert workbook.plan is not None
    return {row.item: row.start for row in workbook.plan.rows}


def test_what_is_reported_is_proposed_and_accepted_and_can_be_undone(today: AppTest) -> None:
    before = plan_of(today)

    tell(today, IncidentKind.PERSON_LATE, who="DLM-1", to=f"{DAY} 09:50")
    assert "A person is late, Dalmora" in said(today)
    ended(click(today, "Propose"))
    assert "Dalmora" in said(today)
    assert plan_of(today) == before

    click(today, "Accept")
    assert plan_of(today)["SIGN/DLM"] != before["SIGN/DLM"]
    assert "Nothing is reported" in said(today)
    assert not desk_of(today).current.breaches

    click(today, "Undo")
    assert plan_of(today) == before


def test_delay_shows_three_ways_and_discarding_changes_nothing(today: AppTest) -> None:
    before = plan_of(today)

    tell(today, IncidentKind.ITEM_OVERRUNS, item="P2", minutes=20)
    ended(click(today, "Propose"))
    assert [button.label for button in today.button].count("Accept") == 3

    click(today, "Discard")
    assert [button.label for button in today.button].count("Accept") == 0
    assert plan_of(today) == before


def test_what_cannot_be_is_said(today: AppTest) -> None:
    tell(today, IncidentKind.ROOM_LOST, who="HALL", to=f"{DAY} 09:10")
    ended(click(today, "Propose"))
    assert "is over at" in said(today)

    click(today, "Strike them out")
    assert "Nothing is reported" in said(today)

    tell(today, IncidentKind.PERSON_LATE, who="DLM-1", to="later")
    assert "is not a date" in said(today)
    assert desk_of(today).current.workbook is not None

    today.text_input(key=state.NOW).set_value("soon").run()
    assert "is not a date" in said(today)


def test_every_kind_of_change_has_a_form(today: AppTest) -> None:
    assert [*words.INCIDENTS] == [*FORMS]
    for kind in FORMS:
        today.selectbox(key=state.WHAT).set_value(kind).run()
        assert not today.exception

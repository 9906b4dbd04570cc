"""The board on its page: what it is told of the event, and what is done with what it asks."""

from datetime import UTC, date, datetime
from functools import partial
from typing import Any

import streamlit as st

from planner.domain.plan import Plan
from planner.office.desks import Desk
from planner.office.draft import Revision
from planner.ui import editors, state
from planner.ui.board.asked import Asked, act
from planner.ui.board.picture import Picture, now_on, places_told
from planner.ui.drawing.timeline import days_of
from planner.workbook.workbook import Workbook

KEY = "board"
DRAWN = st.components.v2.component("planner.board", js="board.js", css="board.css")
PRINTED = """<style>
@media print {
  @page {size: A3 landscape; margin: 10mm}
  [data-testid="stSidebar"], [data-testid="stHeader"], [data-testid="stHeading"] {display: none}
  .stMainBlockContainer {padding: 0}
  .stApp, [data-testid="stMain"], [data-testid="stAppViewContainer"] {
    position: static; overflow: visible; height: auto
  }
}
</style>"""
"""What is left of the page on paper: the board alone."""


@st.fragment
def show(desk: Desk) -> None:
    """The board of the event; what is done on it draws it alone anew."""
    asked = state.board(desk.key, Asked)
    _hear(desk, asked)
    if asked.explain:
        _explain(asked)
    good = desk.current.last_good
    workbook = None if good is None else good.workbook
    if good is None or workbook is None or workbook.plan is None:
        return
    st.html(PRINTED)
    DRAWN(key=KEY, data=_told(desk, good, workbook, workbook.plan, asked), on_do_change=partial(_hear, desk, asked))


def _hear(desk: Desk, asked: Asked) -> None:
    """Does what the browser asks for, by whatever message that comes; what was typed elsewhere is a step before it."""
    sent = getattr(state.value_of(KEY), "do", None)
    if sent and asked.heard < int(sent.get("seq", 0)):
        state.acting(editors.take)
        state.acting(partial(act, desk, asked, sent))


def _explain(asked: Asked) -> None:
    """Turns to the page on which an item is explained."""
    item, asked.explain = asked.explain, ""
    state.preset(**{state.ITEM: item})
    st.switch_page(state.PAGES / "why_and_where.py")


def _told(desk: Desk, good: Revision, workbook: Workbook, plan: Plan, asked: Asked) -> dict[str, Any]:
    """All that the script in the browser draws. What was drawn of the same state before is not worked out again."""
    event, view = workbook.event, asked.view
    day = asked.day = _day(workbook, plan, asked)
    drawn = Picture(event, plan, good.breaches, day, view)
    found = state.explained(good, ("board", day, view), drawn.as_dict)
    places = None
    if asked.picked:
        places = state.explained(good, ("places", asked.picked, day), partial(asked.places, event, plan, day))
    return {
        **found,
        "event": desk.key,
        "number": desk.opened.number,
        "may": desk.current.workbook is not None,
        "now": now_on(event, datetime.now(UTC)),
        "places": None if places is None else places_told(event, places),
        "answer": asked.answer,
        "undoes": desk.undoes,
        "redoes": desk.redoes,
        "name": event.settings.name,
    }


def _day(workbook: Workbook, plan: Plan, asked: Asked) -> date:
    """The day that is chosen; else today, where it is one of the event, or the busiest."""
    event, days = workbook.event, days_of(workbook.event, plan)
    today = event.local(datetime.now(UTC)).date()
    if asked.day in days:
        return asked.day
    return today if today in days else max(days, key=lambda day: _count(workbook, plan, day))


def _count(workbook: Workbook, plan: Plan, day: date) -> int:
    return sum(workbook.event.local(row.span.start).date() == day for row in plan.standing)

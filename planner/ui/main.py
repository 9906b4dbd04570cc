"""The frame of the organisers' desk: what all pages share, and which pages there are."""

from html import escape

import streamlit as st

from planner.office.desks import Desk
from planner.store import StoreRefusal
from planner.ui import bookmarks, editors, state
from planner.ui.bookmarks import Kept
from planner.ui.drawing import away, parts
from planner.ui.sections import events, tables

STYLE = """<style>
.stMainBlockContainer {padding: 2.6rem 2.4rem 3rem}
[data-testid="stSidebarContent"] {display: flex; flex-direction: column}
[data-testid="stSidebarUserContent"] {order: 1; padding-top: 0; padding-bottom: 0.6rem}
[data-testid="stSidebarNav"] {order: 2}
[data-testid="stSidebarNavSeparator"] {display: none}
[data-testid="stNavSectionHeader"] {padding-top: 0.35rem; padding-bottom: 0}
[data-testid="stSidebarNavLink"] {padding-top: 0; padding-bottom: 0; min-height: 1.65rem}
[data-testid="stSidebarNavLinkContainer"] {margin: 0}
[data-testid="stBaseButton-tertiary"] {min-height: 1.6rem; padding: 0}
div:has(> .st-key-unseen) {position: absolute; height: 0; overflow: hidden; visibility: hidden}
</style>"""
"""Less room above and beside the page, more for the timelines; places on the line of what is said of them;
the event with undo and redo above the pages, where they are seen without scrolling."""


EVENTS, TABLES = "Events", "Tables"


def pages() -> dict[str, list[st.Page]]:
    """The pages by section, each a file of its own."""
    return {
        "Event": [
            st.Page(state.PAGES / "events.py", title=EVENTS, icon=":material/folder_open:", default=True),
            st.Page(state.PAGES / "workbook.py", title="Workbook", icon=":material/book_2:"),
            st.Page(state.PAGES / "problems.py", title="Problems", icon=":material/rule:"),
            st.Page(state.PAGES / "tables.py", title=TABLES, icon=":material/table:"),
            st.Page(state.PAGES / "history.py", title="History", icon=":material/history:"),
        ],
        "Plan": [
            st.Page(state.PAGES / "solve.py", title="Solve", icon=":material/play_circle:"),
            st.Page(state.PAGES / "board.py", title="Board", icon=":material/view_timeline:"),
            st.Page(state.PAGES / "plan.py", title="Plan", icon=":material/calendar_view_day:"),
            st.Page(state.PAGES / "not_placed.py", title="Not placed", icon=":material/event_busy:"),
            st.Page(state.PAGES / "why_and_where.py", title="Why and where", icon=":material/psychology_alt:"),
            st.Page(state.PAGES / "lines.py", title="Signing line", icon=":material/format_list_numbered:"),
            st.Page(state.PAGES / "fairness.py", title="Fairness", icon=":material/balance:"),
            st.Page(state.PAGES / "robustness.py", title="Robustness", icon=":material/casino:"),
            st.Page(state.PAGES / "scenarios.py", title="Scenarios", icon=":material/alt_route:"),
            st.Page(state.PAGES / "today.py", title="Today", icon=":material/today:"),
            st.Page(state.PAGES / "exchange.py", title="Exchange", icon=":material/sync_alt:"),
        ],
        "Hand out": [st.Page(state.PAGES / "papers.py", title="Papers", icon=":material/print:")],
        "Reference": [st.Page(state.PAGES / "rule_book.py", title="Rule book", icon=":material/gavel:")],
    }


def main() -> None:
    """Draws what all pages share, then the page that is asked for."""
    st.set_page_config("Planner", "📅", layout="wide", initial_sidebar_state=250)
    st.html(STYLE)
    st.html(f"<style>{away.LOOK}</style>")
    page = st.navigation(pages(), expanded=True)
    if page.title != TABLES:
        editors.leave()
    try:
        _draw(page)
    except StoreRefusal as refused:
        parts.store_refusal(refused)


def _draw(page: st.Page) -> None:
    if state.take_coming() and page.title == EVENTS:
        events.begin()
    # What stands here at times moves nothing below it.
    told, drawn, named, edited, unseen = (*(st.container() for _ in range(4)), st.container(key="unseen"))
    first = state.begins()
    with unseen:
        kept = _unseen(first=first)
    desk = state.take_seat(kept.event)
    with unseen:
        _go_on(desk, page, kept)
    state.acting(editors.take)
    with told:
        _tell(desk)
    if desk is not None:
        parts.sidebar(desk, page.title)
    _ask_name(page)
    with drawn:
        page.run()
    with named:
        _keep_name()
    if desk is not None:
        with edited:
            if page.title == TABLES:
                tables.edited(desk)
        with unseen:
            _keep(desk, page, first=first)


def _unseen(*, first: bool) -> Kept:
    """What is said while there is no connection; and what the browser has kept, in the first run of a session."""
    st.html(away.WORDS)
    return bookmarks.read(st.text_input("Kept", key=state.KEPT)) if first else Kept()


def _go_on(desk: Desk | None, page: st.Page, kept: Kept) -> None:
    """What was typed in a session before is still to be taken. A run that was broken off before this is made up for."""
    if desk is not None and kept.tables:
        tables.come_back(desk, kept.tables, shown=page.title == TABLES)
    state.begin()
    if page.title != TABLES:
        tables.unshown()


def _keep(desk: Desk, page: st.Page, *, first: bool) -> None:
    """Has the browser keep what it shows. In the first run it was asked what it had kept, and is told in the next."""
    keeps = bookmarks.written(desk.key, [one.bookmark for one in state.editors() if page.title == TABLES])
    if not first:
        state.preset(**{state.KEPT: keeps})
        st.text_input("Kept", key=state.KEPT)
    elif page.title == TABLES and state.value_of(state.KEPT) != keeps:
        st.rerun()
    if page.title == TABLES:
        tables.follow()


def _ask_name(page: st.Page) -> None:
    """Asks for a name on whichever page somebody comes to who has not said it; the page of events asks by itself."""
    if page.title != EVENTS and not state.called():
        with st.sidebar:
            events.who()


def _keep_name() -> None:
    """Has the browser keep the name that was said: it fetches an image that nobody sees."""
    address = state.address_to_keep_name()
    if address:
        st.html(f'<img src="{escape(address)}" alt="" width="1" height="1">')


def _tell(desk: Desk | None) -> None:
    """What is damaged, what the store refused, what is new, and what was not done because others were first."""
    parts.damaged(state.desks().damages)
    refused = state.take_store_refusal()
    if refused is not None:
        parts.store_refusal(refused)
    if desk is not None:
        if desk.look():
            st.toast("The plan is ready.", icon=":material/check_circle:")
        parts.refused(desk)
        parts.renamed(desk)

"""What a desk does as soon as it is opened, so that nobody waits for it later, and what it does at its end."""

import logging
from asyncio import to_thread
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import streamlit as st

from planner.background import Threads
from planner.ui.serving.clicks import heed_clicks
from planner.ui.serving.loading import load

log = logging.getLogger(__name__)


@asynccontextmanager
async def works(_: st.App) -> AsyncIterator[None]:
    """Goes on with the works of the office though nobody looks at a page, and hands them back when the server ends."""
    heed_clicks()
    opening = Threads().submit(_open_office)
    yield
    if opening.done() and opening.result():
        await to_thread(_close_office)


def prepare() -> None:
    """Has the search compiled, beside everything else: the first solve on a machine would wait for it."""
    Threads().submit(_compile_search)


def _open_office() -> bool:
    """Whether the office could be opened; where not, whoever comes to the desk is told why."""
    load()
    from planner.store import StoreRefusal
    from planner.ui import state

    try:
        state.desks()
    except StoreRefusal as refused:
        log.warning("The office was not opened: %s", refused)
        return False
    return True


def _close_office() -> None:
    from planner.ui import state

    state.desks().close()


def _compile_search() -> None:
    load()
    from planner.solver.compiled import compile_ahead

    compile_ahead()

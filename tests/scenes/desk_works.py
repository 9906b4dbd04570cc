"""Works of the desk, run without a browser: a page once all that was asked for has ended."""

from time import monotonic, sleep

from streamlit.testing.v1 import AppTest

from planner.store import KeptJob
from planner.ui import state

PATIENCE = 600.0
"""Seconds after which a work of a small event has failed, the start of its process on a busy machine included."""


def ended(app: AppTest) -> AppTest:
    """The page as it is drawn once all works of its event have ended, those that drawing it asks for included."""
    seen: set[str] | None = None
    while (there := _ended_works(app)) != seen:
        seen = there
        app.run()
        assert not app.exception
    return app


def _ended_works(app: AppTest) -> set[str]:
    """The works of the event, once none of them waits or is being done."""
    deadline = monotonic() + PATIENCE
    while under_way(app):
        assert monotonic() < deadline, under_way(app)
        sleep(0.1)
    return {job.id for job in _works(app)}


def under_way(app: AppTest) -> list[KeptJob]:
    """The works of the event that the page is about."""
    return [job for job in _works(app) if not job.state.ended]


def _works(app: AppTest) -> tuple[KeptJob, ...]:
    return state.desks().office.store.jobs.of_event(app.session_state["event"])

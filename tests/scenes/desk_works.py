"""Works of the desk, run without a browser: a page once all that was asked for has ended."""

from time import monotonic, sleep

from streamlit.testing.v1 import AppTest

from planner.store import KeptJob
from planner.ui import state

PATIENCE = 600.0
"""Seconds after which a work of a small event has failed, the start of its process on a busy machine included."""


def ended(app: AppTest) -> AppTest:
    """The page once no work of its event waits or is being done, those that it asks for by itself included."""
    deadline = monotonic() + PATIENCE
    while under_way(app):
        assert monotonic() < deadline, under_way(app)
        sleep(0.1)
        if not under_way(app):
            app.run()
            assert not app.exception
    return app


def under_way(app: AppTest) -> list[KeptJob]:
    """The works of the event that the page is about."""
    jobs = state.desks().office.store.jobs.of_event(app.session_state["event"])
    return [job for job in jobs if not job.state.ended]

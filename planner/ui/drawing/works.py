"""Works that go on while a page is looked at: how far one is, its stop, and what to say where it came to nothing."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial

import streamlit as st

from planner.office.desks import Desk
from planner.office.jobs.waiting import standing
from planner.store import JobState, Json, KeptJob
from planner.ui import state
from planner.ui.drawing import words
from planner.ui.drawing.verbatim import verbatim

EVERY = 0.7
"""Seconds between two looks at how far a work is."""

SILENT = 5.0
"""Seconds without a word of a work after which that is said."""

Asked = dict[str, Json]


def answer(desk: Desk, kind: str, asked: Asked, doing: str, *, file: bytes | None = None) -> bytes | None:
    """What came of the work that was asked for in these words; None where nobody has asked, where it goes on, which is
    shown, and where it came to nothing, which is said with a way to ask again, with the `file` that goes with it.
    """
    job = desk.asked(kind, asked)
    if job is None or not job.state.ended:
        if job is not None:
            follow(desk, job, doing)
        return None
    if job.result is None:
        _came_to_nothing(job, partial(desk.ask, kind, asked, file=file))
    return job.result


def follow(desk: Desk, job: KeptJob, doing: str, more: Callable[[KeptJob], None] = lambda _: None) -> None:
    """Shows how far a work is, and `more` of it; draws the whole page anew when it has ended."""
    st.fragment(_follow, run_every=EVERY)(desk, job.id, doing, more)


def _follow(desk: Desk, id_: str, doing: str, more: Callable[[KeptJob], None]) -> None:
    job = desk.office.store.jobs.job(id_)
    if job.state.ended:
        st.rerun()
    bar(desk, job, *how_far(desk, job, doing))
    more(job)


def how_far(desk: Desk, job: KeptJob, doing: str) -> tuple[float, str]:
    """The share of a work that is done, and what to say of it: that it waits for a place, or what is being done."""
    if job.state == JobState.QUEUED:
        return 0.0, f"The machine is full; waiting for a place: {standing(desk.office.store, job.id)}"
    if job.stopping:
        return 0.0, "Stopping"
    told = job.progress if isinstance(job.progress, dict) else {}
    done, of = told.get("done"), told.get("of")
    if isinstance(done, int) and isinstance(of, int) and of:
        return done / of, f"{doing}: {done:,} of {of:,}"
    waited = words.lasting((datetime.now(UTC) - job.asked).total_seconds())
    again = " again" if job.attempts > 1 else ""
    return 0.0, f"{doing}{again}. {waited} since it was asked for"


def bar(desk: Desk, job: KeptJob, share: float, said: str, *, stops: str = "") -> None:
    """A work under way with its stop, and why it does not go on where that is known."""
    by = "" if job.author == desk.author else f" (asked for by {job.author})"
    told, button = st.columns([5, 1], vertical_alignment="center")
    told.progress(share, verbatim(said + by))
    button.button(
        "Stop",
        key=f"stop-{job.id}",
        icon=":material/stop:",
        width="stretch",
        help=stops or None,
        disabled=job.stopping,
        on_click=state.acting,
        args=(partial(desk.stop, job),),
    )
    lacking = state.desks().lacking
    if job.state == JobState.QUEUED and lacking:
        st.warning(f"It waits. {verbatim(lacking)}", icon=":material/hourglass_empty:")
    _silence(job)


def _silence(job: KeptJob) -> None:
    """What was not heard of for long is taken up again by itself, which is said rather than to let people wonder."""
    silent = 0.0 if job.heartbeat is None else (datetime.now(UTC) - job.heartbeat).total_seconds()
    if job.state == JobState.RUNNING and silent > SILENT:
        st.caption(
            f":material/hourglass_empty: Nothing was heard of it for {words.lasting(silent)}, as after a restart of "
            "the server; it is taken up again by itself, a solve from the plan it had."
        )


def _came_to_nothing(job: KeptJob, again: Callable[[], object]) -> None:
    said, action = st.columns([5, 1.2], vertical_alignment="center")
    said.warning(verbatim(job.reason) or "It was stopped before it was done.", icon=":material/warning:")
    action.button("Ask again", key=f"again-{job.id}", icon=":material/replay:", on_click=state.acting, args=(again,))

"""How the plan holds: what is asked before it is played through, what is shown meanwhile and after."""

from collections.abc import Sequence
from datetime import date

import streamlit as st
from streamlit.elements.lib.column_types import ColumnConfig

from planner.domain.uncertainty import DEFAULTS
from planner.domain.wording import day_name, short_day
from planner.office.desks import Desk
from planner.office.jobs.chances import robustness_read
from planner.simulate import ItemChance, Robustness
from planner.store import JobState, KeptJob
from planner.ui import state
from planner.ui.drawing import charts, frames, parts, words, works
from planner.ui.drawing.verbatim import verbatim
from planner.workbook.format.uncertainty import UNCERTAINTY
from planner.workbook.grid import Grid
from planner.workbook.workbook import Workbook
from planner.workbook.writing.layout import Layout, grid_of, record_cells

MOST_RUNS = 50_000
PLAYS = ("simulate",)

_SEED = "The same seed gives the same numbers."
_SCORE = "The mean, over all items, of the chance to take place and to start within 5 minutes of the plan."
_WIDTHS: dict[str, ColumnConfig | None] = {
    "On time": {"width": 80, "type_config": {"type": "number", "format": "percent"}},
    "Takes place": {"width": 90, "type_config": {"type": "number", "format": "percent"}},
    "Mean delay": {"width": 95, "type_config": {"type": "number", "format": "%.1f min"}},
    "19 of 20 within": {"width": 115, "type_config": {"type": "number", "format": "%.0f min"}},
    "Title": {"width": 380},
}


def ask(desk: Desk, workbook: Workbook) -> None:
    """How often, from which seed; then play the plan through."""
    for key, value in ((state.RUNS, 10_000), (state.CHANCE, 0)):
        state.default(key, value)
    with st.form("robustness"):
        often, start, button = st.columns([1, 1, 1], vertical_alignment="bottom")
        runs = often.number_input("Runs", 100, MOST_RUNS, step=100, key=state.RUNS, persist_state="session")
        seed = start.number_input("Seed", 0, 2**31 - 1, key=state.CHANCE, help=_SEED, persist_state="session")
        playing = desk.is_at(PLAYS)
        clicked = button.form_submit_button(
            "Play the plan through", type="primary", icon=":material/casino:", disabled=playing, width="stretch"
        )
    _assumptions(desk, workbook)
    if clicked:
        desk.ask("simulate", {"runs": int(runs), "seed": int(seed)})
        st.rerun()


def _assumptions(desk: Desk, workbook: Workbook) -> None:
    """What the simulation assumes, and the way to the sheet that says it; an empty one is filled in to begin with."""
    said, action = st.columns([5, 1.2], vertical_alignment="center")
    given = len(workbook.event.uncertainties)
    told = f"{words.counted(given, 'row')} of the sheet Uncertainty, and the planner's own assumptions for the rest"
    alone = "the planner's own assumptions, which are not measured"
    said.caption(f":material/info: What strays, and how much: {told if given else alone}.")
    if action.button("Change them", icon=":material/edit:", help="Open the sheet Uncertainty", width="stretch"):
        if not given:
            desk.push(desk.current.with_grid(_listed(workbook), "Uncertainty: the planner's own assumptions listed"))
        parts.to_table(UNCERTAINTY.name)


def _listed(workbook: Workbook) -> Grid:
    """The sheet with the planner's own assumptions on it."""
    rows = [record_cells(UNCERTAINTY.columns, row, workbook.event.zone) for row in DEFAULTS]
    return grid_of(Layout(UNCERTAINTY.name, UNCERTAINTY.columns, (), rows))


def show(desk: Desk) -> None:
    """The simulation that was asked for last, followed while it lasts."""
    job = desk.latest(PLAYS)
    if job is None:
        st.info("The plan was not played through yet. It takes some seconds.", icon=":material/info:")
    elif not job.state.ended:
        works.follow(desk, job, "Playing the plan through, in runs")
    elif job.state != JobState.DONE or job.result is None:
        st.warning(verbatim(job.reason) or "It was stopped before it began.", icon=":material/warning:")
    else:
        _played(desk, job, job.result)


def _played(desk: Desk, job: KeptJob, result: bytes) -> None:
    then, now = desk.then(job), desk.current.last_good or desk.current
    if then.source.sha256 != now.source.sha256:
        st.warning("The workbook has changed since; play it through again.", icon=":material/warning:")
    if then.workbook is not None:
        _found(then.workbook, robustness_read(result, then.workbook.event))


def _found(workbook: Workbook, found: Robustness) -> None:
    if not found.items:
        st.info("Nothing stands in the plan, so that nothing can come late.", icon=":material/info:")
        return
    cells = st.columns(4, border=True)
    cells[0].metric("On time", f"{found.score:.0%}", help=_SCORE)
    cells[1].metric("Sure", _count(found.items, 0.9, 1.01), help="Items that are on time in 90 of 100 runs or more.")
    cells[2].metric("Doubtful", _count(found.items, 0.5, 0.9), help="On time in 50 to 90 of 100 runs.")
    cells[3].metric("More likely late", _count(found.items, 0.0, 0.5), help="On time in less than half of the runs.")
    _over_the_day(workbook, found)
    left, right = st.columns(2, gap="large")
    with left:
        st.subheader("Links that break most")
        _sentences([one.sentence for one in found.links], "Nothing comes late from one item to the next.")
    with right:
        st.subheader("Where a buffer pays most")
        _sentences([one.sentence for one in found.buffers], "No buffer would save any delay.")
    st.subheader("Every item, the least likely on time first")
    table = frames.chance_table(workbook.event, found)
    st.dataframe(table, hide_index=True, height=420, column_config=_WIDTHS)


def _count(items: Sequence[ItemChance], least: float, below: float) -> str:
    return f"{sum(least <= one.on_time < below for one in items):,}"


def _over_the_day(workbook: Workbook, found: Robustness) -> None:
    days = list(dict.fromkeys(one.start.date() for one in found.items))
    state.default(state.CHANCE_DAY, days[0], days)
    day: date | None = st.segmented_control(
        "Day", days, format_func=short_day, required=True, key=state.CHANCE_DAY, persist_state="session"
    )
    points = frames.chance_points(workbook.event, found, days[0] if day is None else day)
    alt = f"The chance of each item to be on time, over {day_name(days[0] if day is None else day)}"
    st.altair_chart(charts.chances(points), alt=alt)
    st.caption("A point is an item at its planned start; hover over it for its title. The table below has the same.")


def _sentences(sentences: Sequence[str], otherwise: str) -> None:
    for number, sentence in enumerate(sentences, 1):
        st.markdown(f"{number}. {verbatim(sentence)}")
    if not sentences:
        st.markdown(f":material/check: {otherwise}")

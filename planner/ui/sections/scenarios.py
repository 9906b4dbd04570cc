"""Comparing scenarios on the desk: start, follow and stop; the table, the chart, and adopting one of them."""

import altair as alt
import pandas as pd
import streamlit as st

from planner.office.desks import Desk
from planner.scenarios.plot import curve, planned_steps
from planner.scenarios.standing import MEASURES, Standing
from planner.scenarios.trials import Trials
from planner.ui import state
from planner.ui.drawing import charts, parts, words
from planner.ui.drawing.verbatim import verbatim
from planner.workbook import Workbook


def ask(desk: Desk, workbook: Workbook) -> None:
    """How long for each; then compare."""
    nothing = not desk.workshop.scenarios and desk.workshop.sweep is None
    running = desk.trials is not None and desk.trials.running
    limit, button = st.columns([1, 1], vertical_alignment="bottom")
    state.default(state.SCENARIO_LIMIT, 30)
    seconds = limit.number_input("Time limit in seconds, for each", 1, 3600, key=state.SCENARIO_LIMIT)
    clicked = button.button(
        "Compare", type="primary", icon=":material/play_arrow:", disabled=nothing or running, width="stretch"
    )
    if nothing:
        st.caption("Add a scenario or a sweep first; the event as it is is planned beside them.")
    if clicked:
        found = desk.variants(workbook)
        faulty = [one for one in found if one.workbook is None]
        for one in faulty:  # the tables may have changed since it was made
            parts.problem_list(one.problems)
        if not faulty:
            desk.compare(workbook, found, time_limit=float(seconds))
            st.rerun()


def show(desk: Desk) -> None:
    """The comparison of this desk, followed while it lasts."""
    if desk.trials is not None:
        st.fragment(_follow, run_every=1.0 if desk.trials.running else None)(desk, desk.trials.running)


def _follow(desk: Desk, was_running: bool) -> None:
    trials = desk.trials
    if trials is None:
        return
    if was_running and not trials.running:
        st.rerun()
    found = trials.standings
    if trials.running:
        _running(trials, found)
    elif len(found) < len(trials.variants):
        st.warning("It ended before everything was planned; what was planned by then is shown.")
    if found:
        _results(desk, trials, found)


def _running(trials: Trials, found: tuple[Standing, ...]) -> None:
    bar, button = st.columns([5, 1], vertical_alignment="center")
    done = f"{len(found)} of {words.counted(len(trials.variants), 'plan')} made"
    bar.progress(len(found) / len(trials.variants), f"Stopping. {done}" if trials.stopping else done)
    button.button(
        "Stop",
        icon=":material/stop:",
        width="stretch",
        disabled=trials.stopping,
        on_click=trials.stop,
        key="stop-trials",
    )


def _results(desk: Desk, trials: Trials, found: tuple[Standing, ...]) -> None:
    st.dataframe(table(found), hide_index=True, column_config=_FORMATS)
    for one in found:
        if one.failure:
            st.warning(verbatim(f"{one.name}: {one.failure}"), icon=":material/warning:")
    with st.container(border=True):
        st.markdown("**Worth of each plan, and what no plan can exceed**")
        st.altair_chart(worths(found), alt="The worth of each plan beside its proven bound, as in the table")
    steps = () if trials.sweep is None else planned_steps(trials.sweep, found)
    if trials.sweep is not None and steps:
        with st.container(border=True):
            st.markdown(f"**What is reached with more or less of: {verbatim(trials.sweep.what)}**")
            st.altair_chart(curve(trials.sweep, steps), alt="Worth and what is placed for each step, as in the table")
    if not trials.running:
        _adopting(desk, trials, found)


_FORMATS = {measure.title: st.column_config.NumberColumn(format="percent") for measure in MEASURES if measure.share}


def table(found: tuple[Standing, ...]) -> pd.DataFrame:
    """A row for each plan."""
    return pd.DataFrame(
        {"Scenario": one.name} | {measure.title: one.measures.get(measure.key) for measure in MEASURES} for one in found
    )


def worths(found: tuple[Standing, ...]) -> charts.Drawing:
    """A bar for the worth of each plan, a mark at its bound."""
    planned = [one for one in found if one.outcome is not None]
    rows = [{"name": one.name, **{key: one.measures[key] for key in ("worth", "bound")}} for one in planned]
    data = pd.DataFrame(rows, columns=["name", "worth", "bound"])
    base: alt.Chart = alt.Chart(data).encode(y=alt.Y("name:N", sort=None, title=None, axis=alt.Axis(labelLimit=300)))
    bars = base.mark_bar(color="#A9CDEB", stroke=charts.EDGE, strokeWidth=0.6).encode(x=alt.X("worth:Q", title="worth"))
    bounds = base.mark_tick(color="#C2701C", thickness=3).encode(x="bound:Q", tooltip=["name:N", "worth:Q", "bound:Q"])
    numbers = base.mark_text(align="left", dx=4, color=charts.INK, fontSize=11).encode(x=alt.datum(0), text="worth:Q")
    drawing: charts.Drawing = alt.layer(bars, bounds, numbers).properties(height=alt.Step(26))
    return drawing


def _adopting(desk: Desk, trials: Trials, found: tuple[Standing, ...]) -> None:
    """One of the scenarios becomes the event; not once the tables have changed, for their changes would be lost."""
    workbook = desk.current.workbook
    if workbook is None or workbook.sha256 != trials.workbook.sha256:
        st.caption("The workbook has changed since; undo that, or compare again, before you adopt a scenario.")
        return
    names = [one.name for one in found if one.outcome is not None]
    which, button = st.columns([3, 1], vertical_alignment="bottom")
    name = which.selectbox("Make it the event", names)
    if button.button(
        "Adopt", icon=":material/check:", width="stretch", help="With its plan. Undo brings this one back."
    ):
        desk.adopt(next(one for one in found if one.name == name))
        st.rerun()

"""Comparing scenarios on the desk: start, follow and stop; the table, the chart, and adopting one of them."""

from collections.abc import Sequence
from functools import partial

import altair as alt
import pandas as pd
import streamlit as st

from planner.office.desks import Desk
from planner.office.jobs.comparing import Compared, Planned, compared_read, compared_so_far
from planner.office.jobs.packing import packed, unpacked
from planner.office.solves import parameters_of
from planner.scenarios.plot import curve, planned_steps
from planner.scenarios.standing import MEASURES
from planner.scenarios.sweep import Sweep, sweep
from planner.store import KeptJob, RevisionKind
from planner.ui import state
from planner.ui.drawing import charts, parts, works
from planner.ui.drawing.verbatim import verbatim

COMPARISONS = ("scenarios",)


def ask(desk: Desk, scenarios: int) -> None:
    """How long for each; then compare so many scenarios of the event, and the steps of a sweep."""
    swept = state.sweep_of(desk.key)
    nothing = not scenarios and not swept
    limit, button = st.columns([1, 1], vertical_alignment="bottom")
    state.default(state.SCENARIO_LIMIT, 30)
    seconds = limit.number_input("Time limit in seconds, for each", 1, 3600, key=state.SCENARIO_LIMIT)
    asked: works.Asked = {"time_limit": int(seconds), "listed": True, **({"sweep": swept} if swept else {})}
    hint = parts.once_sound(desk)
    button.button(
        "Compare",
        type="primary",
        icon=":material/play_arrow:",
        disabled=nothing or hint is not None or desk.is_at(COMPARISONS),
        help=hint,
        width="stretch",
        on_click=state.acting,
        args=(partial(desk.ask, "scenarios", asked),),
    )
    if nothing:
        st.caption("Add a scenario or a sweep first; the event as it is is planned beside them.")


def show(desk: Desk) -> None:
    """The comparison of this event that was asked for last, followed while it lasts."""
    job = desk.latest(COMPARISONS)
    if job is None:
        return
    if not job.state.ended:
        works.follow(desk, job, "Planning scenarios", _so_far)
    elif job.result is None:
        st.warning(verbatim(job.reason) or "It was stopped before it began.", icon=":material/warning:")
    else:
        _results(desk, job, job.result)


def _so_far(job: KeptJob) -> None:
    found = compared_so_far(job.progress)
    if found.planned:
        _tabled(found.planned)


def _results(desk: Desk, job: KeptJob, result: bytes) -> None:
    found = compared_read(result)
    if not found.complete:
        st.warning("It ended before everything was planned; what was planned by then is shown.")
    _tabled(found.planned)
    swept = _sweep_then(desk, job)
    steps = () if swept is None else planned_steps(swept, found.planned)
    if swept is not None and steps:
        with st.container(border=True):
            st.markdown(f"**What is reached with more or less of: {verbatim(swept.what)}**")
            st.altair_chart(curve(swept, steps), alt="Worth and what is placed for each step, as in the table")
    st.download_button(
        "Download the comparison (.zip)",
        lambda: packed(unpacked(result)),
        "comparison.zip",
        "application/zip",
        icon=":material/folder_zip:",
        help="The table, and of each scenario its workbook with its plan",
    )
    _adopting(desk, job, found)


def _sweep_then(desk: Desk, job: KeptJob) -> Sweep | None:
    words, then = parameters_of(job).get("sweep"), desk.then(job).workbook
    return None if words is None or then is None else sweep(then.event, words)


def _tabled(found: Sequence[Planned]) -> None:
    st.dataframe(table(found), hide_index=True, column_config=_FORMATS)
    for one in found:
        if one.failure:
            st.warning(verbatim(f"{one.name}: {one.failure}"), icon=":material/warning:")
    with st.container(border=True):
        st.markdown("**Worth of each plan, and what no plan can exceed**")
        st.altair_chart(worths(found), alt="The worth of each plan beside its proven bound, as in the table")


_FORMATS = {measure.title: st.column_config.NumberColumn(format="percent") for measure in MEASURES if measure.share}


def table(found: Sequence[Planned]) -> pd.DataFrame:
    """A row for each plan."""
    return pd.DataFrame(
        {"Scenario": one.name} | {measure.title: one.measures.get(measure.key) for measure in MEASURES} for one in found
    )


def worths(found: Sequence[Planned]) -> charts.Drawing:
    """A bar for the worth of each plan, a mark at its bound."""
    planned = [one for one in found if one.measures]
    rows = [{"name": one.name, **{key: one.measures[key] for key in ("worth", "bound")}} for one in planned]
    data = pd.DataFrame(rows, columns=["name", "worth", "bound"])
    base: alt.Chart = alt.Chart(data).encode(y=alt.Y("name:N", sort=None, title=None, axis=alt.Axis(labelLimit=300)))
    bars = base.mark_bar(color="#A9CDEB", stroke=charts.EDGE, strokeWidth=0.6).encode(x=alt.X("worth:Q", title="worth"))
    bounds = base.mark_tick(color="#C2701C", thickness=3).encode(x="bound:Q", tooltip=["name:N", "worth:Q", "bound:Q"])
    numbers = base.mark_text(align="left", dx=4, color=charts.INK, fontSize=11).encode(x=alt.datum(0), text="worth:Q")
    drawing: charts.Drawing = alt.layer(bars, bounds, numbers).properties(height=alt.Step(26))
    return drawing


def _adopting(desk: Desk, job: KeptJob, found: Compared) -> None:
    """One of the scenarios becomes the event; not once the tables have changed, of which it knows nothing."""
    adoptable = {one.name: one for one in found.planned if one.made is not None}
    if not adoptable:
        return
    changed = desk.then(job).source.sha256 != desk.current.source.sha256
    hint = parts.once_sound(desk) or (
        "The workbook has changed since; undo that, or compare again" if changed else None
    )
    if changed:
        st.caption("The workbook has changed since; undo that, or compare again, before you adopt a scenario.")
    which, button = st.columns([3, 1], vertical_alignment="bottom")
    name = which.selectbox("Make it the event", list(adoptable))
    made = adoptable[name].made
    assert made is not None, "only what has a plan is offered"
    button.button(
        "Adopt",
        icon=":material/check:",
        width="stretch",
        disabled=hint is not None,
        help=hint or "With its plan. Undo brings this one back.",
        on_click=state.acting,
        args=(partial(desk.do, job, made, f"Adopted the scenario {name}", RevisionKind.ADOPTED),),
    )

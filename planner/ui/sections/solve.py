"""Making a plan: what is asked before, what is shown meanwhile and after, and the runs of other events."""

import os

import streamlit as st

from planner.domain.plan import Outcome
from planner.office.desks import Desk, Run
from planner.solver.progress import Progress
from planner.ui import state
from planner.ui.drawing import charts, parts, words
from planner.ui.drawing.verbatim import verbatim

_LIMIT = "The best plan found by then is taken."
_SEED = "Another seed searches another way."
_WORKERS = "How many searches at a time; 1 makes a run that can be repeated exactly."


def ask(desk: Desk) -> None:
    """How long, from which seed, with how many workers; then solve."""
    workbook = desk.current.workbook
    fixed = 0 if workbook is None or workbook.plan is None else sum(row.fixed for row in workbook.plan.rows)
    cores = os.cpu_count() or 1
    for key, value in ((state.LIMIT, 30), (state.SEED, 0), (state.WORKERS, cores)):
        state.default(key, value)
    with st.form("solve"):
        limit, seed, hands, button = st.columns([1, 1, 1, 1], vertical_alignment="bottom")
        seconds = limit.number_input(
            "Time limit in seconds", 1, 3600, key=state.LIMIT, help=_LIMIT, persist_state="session"
        )
        start = seed.number_input("Seed", 0, 2**31 - 1, key=state.SEED, help=_SEED, persist_state="session")
        workers = hands.number_input(
            "Workers", 1, max(cores, 8), key=state.WORKERS, help=_WORKERS, persist_state="session"
        )
        clicked = button.form_submit_button(
            "Solve", type="primary", icon=":material/play_arrow:", disabled=desk.solving, width="stretch"
        )
    if workbook is not None and workbook.plan is not None:
        st.caption("The new plan takes the place of the one in the workbook; Undo brings that back.")
    if fixed:
        st.caption(f":material/lock: {words.counted(fixed, 'row')} of the present plan are locked or done and stay.")
    if clicked:
        desk.solve(time_limit=float(seconds), seed=int(start), workers=int(workers))
        st.rerun()


def show(desk: Desk) -> None:
    """The run of this desk, followed while it lasts."""
    if desk.run is None:
        st.info("No run yet. Solving takes the workbook as it stands now.", icon=":material/info:")
        return
    st.fragment(_follow, run_every=1.0 if desk.solving else None)(desk)


def _follow(desk: Desk) -> None:
    run = desk.run
    if run is None:
        return
    steps = run.job.progress()
    if run.job.running:
        _running(run, steps)
    else:
        _ended(desk, run, run.job.found)
    if steps:
        _figures(steps)
        with st.container(border=True):
            st.markdown("**Worth reached and proven bound**")
            chart = charts.progress(steps, run.seconds, run.time_limit)
            st.altair_chart(chart, alt=_in_words(steps[-1]))


def _running(run: Run, steps: tuple[Progress, ...]) -> None:
    seconds = run.seconds
    phase = verbatim(steps[-1].phase) if steps else "starting"
    bar, button = st.columns([5, 1], vertical_alignment="center")
    doing = "Stopping, the best plan so far is kept" if run.stopping else "Solving"
    bar.progress(min(1.0, seconds / run.time_limit), f"{doing}. {words.lasting(seconds)}, {phase}")
    button.button(
        "Stop",
        icon=":material/stop:",
        width="stretch",
        help="The best plan so far is kept.",
        disabled=run.stopping,
        on_click=run.stop,
    )


def _ended(desk: Desk, run: Run, outcome: Outcome | None) -> None:
    if run.job.error is not None:
        st.error(f"The run ended without a plan. {verbatim(run.job.error)}", icon=":material/error:")
        st.caption("The workbook is as it was. Solve again, or look at the problems first.")
    elif outcome is None:
        st.warning("The run was stopped before there was a plan.", icon=":material/warning:")
    else:
        st.success(
            f"Planned in {words.lasting(outcome.seconds)}: {words.within(outcome.gap)}.", icon=":material/check_circle:"
        )
        if outcome.waiting is not None:
            st.info(verbatim(str(outcome.waiting)), icon=":material/hourglass_empty:")
        if run.taken:
            st.page_link(state.PAGES / "plan.py", label="See the plan", icon=":material/calendar_view_day:")
        elif desk.current.workbook is None:
            st.warning("The plan is put into the workbook as soon as the tables have no errors.")


def _figures(steps: tuple[Progress, ...]) -> None:
    latest = steps[-1]
    cells = st.columns(4, border=True)
    cells[0].metric("Worth", f"{latest.objective:,}")
    cells[1].metric("Best possible at most", f"{latest.bound:,}")
    cells[2].metric("Meetings placed", f"{latest.placed:,} / {latest.items:,}")
    cells[3].metric("Gap", words.percent(latest.gap), help="How far the worth is from the bound.")


def _in_words(step: Progress) -> str:
    return (
        f"After {words.lasting(step.seconds)} the plan is worth {step.objective}, and no plan more than {step.bound}."
    )


def elsewhere(desk: Desk) -> None:
    """The runs of other events on this server, to come to."""
    others = [(key, run) for key, run in state.desks().with_runs() if key != desk.key]
    if not others:
        return
    with st.expander(f"Runs of other events ({len(others)})", icon=":material/history:"):
        st.caption("A run goes on when its window is closed.")
        for key, run in others[:12]:
            other = state.desks().find(key, desk.author)
            if other is None:
                continue
            said, action = st.columns([6, 1], vertical_alignment="center")
            how = "solving" if run.job.running else "ended"
            started = f"{run.started.astimezone():%H:%M on %d %B}"
            said.markdown(f"{verbatim(parts.event_name(other.current))}, started at {started}, {how}")
            if action.button("Open", key=f"event-{key}"):
                state.look_at(other)
                st.rerun()

"""Making a plan: what is asked before, what is shown meanwhile and after, and the solves of other events."""

import os
from datetime import UTC, datetime

import streamlit as st

from planner.domain.plan import Plan
from planner.office import solves
from planner.office.asking import SOLVES
from planner.office.desks import Desk
from planner.office.jobs.outcomes import Solved
from planner.office.jobs.solving import course_of
from planner.office.jobs.waiting import standing
from planner.replanning import may_move
from planner.solver.progress import Progress
from planner.store import Answer, JobState, KeptJob
from planner.ui import state
from planner.ui.drawing import charts, words, works
from planner.ui.drawing.verbatim import verbatim
from planner.ui.sections import offers

_LIMIT = "The best plan found by then is taken."
_SEED = "Another seed searches another way."
_WORKERS = "How many searches at a time; 1 makes a run that can be repeated exactly."


def ask(desk: Desk) -> None:
    """How long, from which seed, with how many workers; then solve, or what is to become of the plan that there is."""
    workbook, cores = desk.current.workbook, os.cpu_count() or 1
    plan = None if workbook is None else workbook.plan
    offers.set_defaults()
    with st.form("solve"):
        limit, seed, hands = st.columns(3, vertical_alignment="bottom")
        limit.number_input("Time limit in seconds", 1, 3600, key=state.LIMIT, help=_LIMIT, persist_state="session")
        seed.number_input("Seed", 0, 2**31 - 1, key=state.SEED, help=_SEED, persist_state="session")
        hands.number_input("Workers", 1, max(cores, 8), key=state.WORKERS, help=_WORKERS, persist_state="session")
        chosen = _solve(desk) if plan is None or may_move(plan) == 0 else _keep_or_anew(desk, plan)
    fixed = 0 if plan is None else sum(row.fixed for row in plan.rows)
    if fixed:
        st.caption(f":material/lock: {words.counted(fixed, 'row')} of the present plan are locked or done and stay.")
    if chosen is not None:
        desk.solve(keep=chosen, **offers.effort())
        st.rerun()


def _solve(desk: Desk) -> bool | None:
    """Whether to keep the plan, once somebody wants one; where nothing could move it makes no difference."""
    clicked = st.form_submit_button("Solve", type="primary", icon=":material/play_arrow:", disabled=desk.solving)
    return True if clicked else None


def _keep_or_anew(desk: Desk, plan: Plan) -> bool | None:
    """Whether to keep the plan or to make another, once somebody has chosen."""
    keep, anew = st.columns(2, gap="large")
    kept = keep.form_submit_button(
        offers.KEEP, type="primary", icon=":material/add_task:", disabled=desk.solving, width="stretch"
    )
    keep.caption("What stands stays where it is; the fewest changes mend what broke.")
    fresh = anew.form_submit_button("Plan anew", icon=":material/restart_alt:", disabled=desk.solving, width="stretch")
    moving = words.counted(may_move(plan), "announced item")
    anew.caption(f"May move {moving}. You see what moved, was lost and was won before the new plan is taken.")
    return True if kept else False if fresh else None


def show(desk: Desk) -> None:
    """The solve that was asked for last, followed while it lasts."""
    job = desk.solve_job
    if job is None:
        st.info("No solve yet. Solving takes the workbook as it stands now.", icon=":material/info:")
        return
    st.fragment(_follow, run_every=None if job.state.ended else 1.0)(desk, job.state.ended)


def _follow(desk: Desk, had_ended: bool) -> None:
    job = desk.solve_job
    if job is None:
        return
    if job.state.ended and not had_ended:
        st.rerun()
    steps = course_of(job.progress)
    if job.state.ended:
        _ended(desk, job)
    else:
        _under_way(desk, job, steps)
    if steps:
        _figures(steps)
        limit = float(solves.parameters_of(job).get("time_limit", 0))
        with st.container(border=True):
            st.markdown("**Worth reached and proven bound**")
            st.altair_chart(charts.progress(steps, steps[-1].seconds, limit), alt=_in_words(steps[-1]))


# --- while it waits or runs ------------------------------------------------------------------------------------------


def _under_way(desk: Desk, job: KeptJob, steps: tuple[Progress, ...]) -> None:
    limit = float(solves.parameters_of(job).get("time_limit", 0)) or 1.0
    seconds = steps[-1].seconds if steps else 0.0
    works.bar(desk, job, min(1.0, seconds / limit), _doing(desk, job, steps), stops="The best plan so far is kept.")


def _doing(desk: Desk, job: KeptJob, steps: tuple[Progress, ...]) -> str:
    if job.state == JobState.QUEUED:
        return works.how_far(desk, job, "Solving")[1]
    if job.stopping:
        return "Stopping, the best plan so far is kept"
    again = "Solving again, from the plan it had" if job.attempts > 1 else "Solving"
    if not steps:
        waited = words.lasting((datetime.now(UTC) - job.asked).total_seconds())
        return f"{again}{_phase(job)}. {waited} since it was asked for"
    return f"{again}. {words.lasting(steps[-1].seconds)}, {steps[-1].phase}"


def _phase(job: KeptJob) -> str:
    """What a solve that keeps the plan is doing."""
    phase = job.progress.get("phase") if isinstance(job.progress, dict) else None
    return f": {phase}" if phase else ""


# --- once it has ended -----------------------------------------------------------------------------------------------


def _ended(desk: Desk, job: KeptJob) -> None:
    good = desk.current.last_good
    event = None if good is None or good.workbook is None else good.workbook.event
    solved = None if event is None else solves.found_by(job, event)
    if solved is not None:
        _planned(job, solved)
    elif job.state in (JobState.FAILED, JobState.LOST):
        st.error(f"There is no new plan. {verbatim(job.reason)}", icon=":material/error:")
        st.caption("The workbook is as it was. Solve again, or look at the problems first.")
    elif event is not None:
        st.warning(verbatim(job.reason) or "It was stopped before there was a plan.", icon=":material/warning:")
    offers.show(desk)


def _planned(job: KeptJob, solved: Solved) -> None:
    outcome = solved.outcome
    st.success(
        f"Planned in {words.lasting(outcome.seconds)}: {words.within(outcome.gap)}.", icon=":material/check_circle:"
    )
    if outcome.waiting is not None:
        st.info(verbatim(str(outcome.waiting)), icon=":material/hourglass_empty:")
    if job.answer == Answer.DROPPED:
        st.caption("The new plan was dropped; the one before is in place.")
    if job.answer == Answer.TAKEN:
        if solved.compared is not None:
            st.caption(solved.compared.summary)
        st.page_link(state.PAGES / "plan.py", label="See the plan", icon=":material/calendar_view_day:")


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


# --- other events ----------------------------------------------------------------------------------------------------


def elsewhere(desk: Desk) -> None:
    """The solves of other events that wait or are being done, to come to."""
    others = [job for job in state.desks().under_way() if job.event != desk.key and job.kind in SOLVES]
    if not others:
        return
    with st.expander(f"Solves of other events ({len(others)})", icon=":material/history:"):
        st.caption("A solve goes on when its window is closed.")
        for job in others[:12]:
            said, action = st.columns([6, 1], vertical_alignment="center")
            name, asked = desk.office.store.event(job.event).name, f"{job.asked.astimezone():%H:%M on %d %B}"
            how = standing(desk.office.store, job.id)
            said.markdown(verbatim(f"{name}, asked for by {job.author} at {asked}, {how}"))
            if action.button("Open", key=f"event-{job.event}"):
                other = state.desks().find(job.event, desk.author)
                if other is not None:
                    state.look_at(other)
                st.rerun()

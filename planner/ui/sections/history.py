"""The steps of an event: who did what and when, how two states differ, and the way back to any."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from planner.office.desks import Desk
from planner.office.keeping import Detail
from planner.office.telling import Rows, StatesCompared, compare_states, told
from planner.store import Revision
from planner.ui import state
from planner.ui.drawing import parts, words
from planner.ui.drawing.verbatim import verbatim

KINDS = {
    "opened": "opened",
    "edited": "edited",
    "solved": "planned",
    "moved": "moved",
    "replanned": "re-planned",
    "imported": "taken in",
    "merged": "merged",
    "released": "released",
    "undone": "undone",
    "redone": "done again",
    "restored": "brought back",
    "adopted": "adopted",
    "applied": "applied",
}
READ = 500
"""Steps that are looked through at a time."""

CHANGES = 4
"""Changes of one step that are listed at once; the others unfold."""

MOST_CHANGES = 200
"""Changes of one step that unfold; all of them are found by comparing."""

EVERYBODY, ALL_SHEETS, ANY_DAY = "Everybody", "All sheets", "Any day"


def show(desk: Desk) -> None:
    """The steps, newest first, of one person, on one sheet, of one item, of one day where that is chosen."""
    st.title("History")
    reach = state.history_reach(desk.key, READ)
    steps = desk.office.history(desk.key, limit=reach)
    _comparing(desk, steps)
    found = _filtered(desk, steps)
    if not found:
        st.info("No step of the kind chosen.", icon=":material/info:")
    for _, step in parts.paged(found, "step"):
        with st.container(border=True):
            _step(desk, step)
    if len(steps) == reach:
        further = f"Look through the {READ} steps before these"
        st.button(further, icon=":material/history:", on_click=state.reach_back, args=(desk.key, reach + READ))


def _filtered(desk: Desk, steps: Sequence[Revision]) -> list[Revision]:
    person, sheet, item, day = st.columns(4)
    by = person.selectbox("Who", [EVERYBODY, *dict.fromkeys(one.author for one in steps)])
    on = sheet.selectbox("Sheet", [ALL_SHEETS, *desk.opened.sheets])
    code = item.text_input("Item or code", placeholder="B0003, FRA, a room").strip()
    when = day.selectbox("Day", [ANY_DAY, *dict.fromkeys(_day(one) for one in steps)], format_func=_day_words)
    found = [one for one in steps if by in (EVERYBODY, one.author) and when in (ANY_DAY, _day(one))]
    if on != ALL_SHEETS:
        found = [one for one in found if on in _sheets(one)]
    if code:
        done = {one.number: Detail.of(one).operations for one in steps}
        rows = Rows.of(desk.opened.sheets, done.values())
        found = [one for one in found if rows.touch(done[one.number], code)]
    return found


def _day(step: Revision) -> date:
    return step.at.astimezone().date()


def _day_words(day: str | date) -> str:
    return f"{day.day} {day:%B %Y}" if isinstance(day, date) else day


def _sheets(step: Revision) -> set[str]:
    """The sheets that a step touched."""
    return {one.sheet for one in Detail.of(step).operations}


# --- one step --------------------------------------------------------------------------------------------------------


def _step(desk: Desk, step: Revision) -> None:
    said, comparing, back = st.columns([6, 1.1, 1.1], vertical_alignment="top")
    taken = verbatim(f"Step {step.number}, {step.author}, {_day_words(_day(step))} at {step.at.astimezone():%H:%M:%S}")
    with said:
        st.markdown(f":gray-badge[{KINDS[step.kind]}] **{verbatim(step.sentence)}**  \n:gray[{taken}]")
    current = step.number == desk.opened.number
    comparing.button(
        "Compare",
        key=f"compare-{step.number}",
        disabled=current or step.compacted,
        help="What differs between this state and what stands now",
        on_click=_compare_with_now,
        args=(desk, step.number),
        width="stretch",
    )
    label, help_ = ("This state", "It is what stands now") if current else ("Go back", "As a step that can be undone")
    if back.button(label, key=f"back-{step.number}", disabled=current or step.compacted, help=help_, width="stretch"):
        desk.restore(step.number)
        st.rerun()
    _changes(desk, step)


def _changes(desk: Desk, step: Revision) -> None:
    """What the step did, the first of many at once."""
    done = Detail.of(step).operations
    few = done if len(done) <= CHANGES + 1 else done[:CHANGES]
    _lines([told(one, desk.opened.sheets) for one in few])
    rest = done[len(few) : MOST_CHANGES]
    if rest:
        with st.expander(f"and {words.counted(len(done) - len(few), 'change')} more"):
            _lines([told(one, desk.opened.sheets) for one in rest])
            if len(done) > MOST_CHANGES:
                st.caption("The first of many; compare the states to see all.")


def _lines(lines: Sequence[str]) -> None:
    if lines:
        st.markdown("  \n".join(f":gray[{verbatim(line)}]" for line in lines))


# --- two states ------------------------------------------------------------------------------------------------------


def _compare_with_now(desk: Desk, number: int) -> None:
    state.preset(**{state.COMPARE: True, state.EARLIER: number, state.LATER: desk.opened.number})


def _comparing(desk: Desk, steps: Sequence[Revision]) -> None:
    """How any two states differ, once that is asked for."""
    if not st.toggle("Compare two states", key=state.COMPARE):
        return
    there = {one.number: one for one in steps if not one.compacted}
    numbers = [*there]
    state.default(state.EARLIER, numbers[min(1, len(numbers) - 1)], numbers)
    state.default(state.LATER, numbers[0], numbers)
    first, second = st.columns(2)
    earlier = first.selectbox("From", numbers, key=state.EARLIER, format_func=lambda one: _named(there[one]))
    later = second.selectbox("To", numbers, key=state.LATER, format_func=lambda one: _named(there[one]))
    asked = ("states", earlier, later)
    found = state.explained(desk.current, asked, lambda: compare_states(desk.office, desk.key, earlier, later))
    with st.container(border=True):
        _compared(found)


def _named(step: Revision) -> str:
    return f"Step {step.number}: {step.sentence} ({step.author}, {_day_words(_day(step))} {step.at.astimezone():%H:%M})"


def _compared(found: StatesCompared) -> None:
    items = () if found.plan is None else found.plan.changes
    cells = sum(map(len, found.cells.values()))
    plan, delegations, others = st.tabs(
        [
            f"Plan, by item ({len(items):,})",
            f"Plan, by delegation ({0 if found.plan is None else len(found.plan.by_delegation):,})",
            f"Tables ({cells:,})",
        ]
    )
    with plan:
        _plan(found)
    with delegations:
        _by_delegation(found)
    with others:
        _tables(found)


def _plan(found: StatesCompared) -> None:
    if found.plan is None:
        steps = " and ".join(f"step {number}" for number in found.faulty)
        st.info(f"There are errors in the tables after {steps}, so that the plans cannot be compared.")
    elif not found.plan.changes:
        st.caption("The same plan.")
    else:
        for _, change in parts.paged(found.plan.changes, "compared-item"):
            st.markdown(f":gray-badge[{change.change}] {verbatim(change.sentence)}")


def _by_delegation(found: StatesCompared) -> None:
    plan = found.plan
    if plan is None or not plan.by_delegation:
        st.caption("No delegation is concerned." if plan is not None else "The plans cannot be compared.")
        return
    for _, (code, changes) in parts.paged(list(plan.by_delegation.items()), "compared-delegation"):
        lines = [f"**{verbatim(found.names[code])}**", *(verbatim(one.sentence) for one in changes)]
        st.markdown("  \n".join(lines))


def _tables(found: StatesCompared) -> None:
    lines = [(sheet, line) for sheet, told_ in found.cells.items() for line in told_]
    if not lines:
        st.caption("The same tables.")
    shown = [line for _, line in parts.paged(lines, "compared-cell")]
    for sheet in dict.fromkeys(sheet for sheet, _ in shown):
        st.markdown(f"**{verbatim(sheet)}**")
        _lines([line for one, line in shown if one == sheet])

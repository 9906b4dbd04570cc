"""An item explained on the page: the verdict, cures and other places, each with a button that applies it."""

from datetime import datetime

import streamlit as st

from planner.domain.event import Event
from planner.domain.plan import Placement, Plan
from planner.domain.vocabulary import PlanState
from planner.domain.wording import day_name
from planner.explain import Cure, Option, Why, suggest, why
from planner.explain.cells import cells_said
from planner.explain.proven import proof_sentence
from planner.office.desks import Desk
from planner.office.draft import applied
from planner.store import RevisionKind
from planner.ui import state
from planner.ui.drawing import frames, words
from planner.ui.drawing.verbatim import verbatim
from planner.workbook.workbook import Workbook

ANY_ROOM = "any room"

KINDS = {
    "relax": ("gives up a wish", "green"),
    "move": ("others make room", "orange"),
    "resource": ("the host adds", "violet"),
}
"""What each kind of cure asks for, and its colour."""


def choose(event: Event, plan: Plan) -> str:
    """The item to explain: what is not placed comes first."""
    rows = [row for row in plan.rows if row.item in event.meeting or row.item in event.entry]
    rows.sort(key=lambda row: row.state != PlanState.UNPLACED)
    names = {row.item: _name(event, row) for row in rows}
    if not names:
        st.info("The event asks for no meetings and no turns of lines.", icon=":material/info:")
        return ""
    state.default(state.ITEM, rows[0].item, list(names))
    chosen = st.selectbox("Item", list(names), format_func=lambda item: names[item], key=state.ITEM)
    return chosen or ""


def _name(event: Event, row: Placement) -> str:
    state_of_it = frames.when(event, row) if row.stands else words.STATES[row.state].lower()
    return f"{row.title or row.item} ({row.item}), {state_of_it}"


def verdict(desk: Desk, workbook: Workbook, plan: Plan, item: str) -> None:
    """Why it is not placed, or not elsewhere; the cures come a moment later."""
    st.subheader("Why")
    place = st.empty()
    place.markdown(verbatim(why(workbook.event, plan, item, cured=False).verdict))
    with st.spinner("Looking for what would place it"):
        found = state.explained(desk.current, ("why", item), lambda: why(workbook.event, plan, item))
    _proof(found)
    if not found.placed:
        st.subheader("What would place it")
        _cures(desk, found, "cure")


def _proof(found: Why) -> None:
    if found.proof is not None:
        st.info(proof_sentence(found.proof), icon=":material/block:")


def _cures(desk: Desk, found: Why, key: str) -> None:
    if not found.cures:
        st.caption("No single wish given up, no moves of a few others and no one resource more would do.")
    for number, cure in enumerate(found.cures):
        asks, colour = KINDS[cure.kind]
        changes = "".join(f"  \n:gray[{verbatim(cells)}]" for cells in cells_said(cure))
        told = f":{colour}-badge[{asks}] {verbatim(cure.sentence)}{changes}"
        _offer(desk, found.item, told, cure, f"{key}-{number}")


def why_not_there(desk: Desk, workbook: Workbook, plan: Plan, item: str) -> None:
    """Why the item is not at a time that is chosen, and what would let it be there."""
    event = workbook.event
    with st.expander("Why not at another time?", icon=":material/schedule:"):
        day, clock, where = st.columns([1.4, 1, 1.4])
        chosen_day = day.selectbox("Day", event.days, format_func=day_name, key=state.AT_DAY)
        chosen_time = clock.time_input("Time", value=None, step=event.settings.time_step * 60, key=state.AT_TIME)
        names = {"": ANY_ROOM, **{room.code: room.name for room in event.rooms}}
        room = where.selectbox("Room", list(names), format_func=lambda code: names[code], key=state.AT_ROOM)
        if chosen_day is not None and chosen_time is not None:
            _there(desk, workbook, plan, item, event.at(chosen_day, chosen_time), room or "")


def _there(desk: Desk, workbook: Workbook, plan: Plan, item: str, at: datetime, room: str) -> None:
    with st.spinner("Looking"):
        found = state.explained(
            desk.current, ("there", item, at, room), lambda: why(workbook.event, plan, item, at, room)
        )
    st.markdown(verbatim(found.verdict))
    if found.cures:
        _cures(desk, found, "there")


def places(desk: Desk, workbook: Workbook, plan: Plan, item: str) -> None:
    """Times and rooms for it, ranked."""
    st.subheader("Other places")
    st.caption("First those for which nobody else moves, then those for which a few others would.")
    with st.spinner("Looking for places"):
        found = state.explained(desk.current, ("suggest", item), lambda: suggest(workbook.event, plan, item))
    if not found.options:
        row = plan.by_item.get(item)
        which = "other place" if row is not None and row.stands else "place"
        st.info(f"No {which} is open to it, and none for which a few others could move.", icon=":material/info:")
    for number, option in enumerate(found.options):
        _offer(desk, item, verbatim(option.sentence), option, f"place-{number}")


# --- applying --------------------------------------------------------------------------------------------------------


def _offer(desk: Desk, item: str, told: str, offer: Cure | Option, key: str) -> None:
    said, action = st.columns([5, 1], vertical_alignment="center")
    said.markdown(told)
    # The key names the very offer: a click on one that is no longer made reaches nothing.
    torn = desk.current.workbook is None
    hint = "Once the tables have no errors" if torn else "Change the workbook so; Undo takes it back"
    if action.button("Apply", key=f"{key}-{offer.fingerprint}", help=hint, disabled=torn):
        workbook = desk.current.workbook
        assert workbook is not None, "what is offered was found in a workbook without errors"
        event = offer.event if isinstance(offer, Cure) else workbook.event
        made = applied(desk.current, event, offer.plan, f"Applied to {item}: {_short(offer.sentence)}")
        desk.push(made, RevisionKind.APPLIED)
        st.rerun()


def _short(sentence: str) -> str:
    """The first clause, for the list of steps."""
    return sentence.partition(". ")[0].removesuffix(".")

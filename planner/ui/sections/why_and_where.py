"""An item explained on the page: the verdict, cures and other places, each with a button that applies it."""

import json
from collections.abc import Sequence
from datetime import datetime
from functools import partial

import streamlit as st

from planner.domain.event import Event
from planner.domain.plan import Placement, Plan
from planner.domain.vocabulary import PlanState
from planner.domain.wording import day_name
from planner.explain import why
from planner.office.desks import Desk
from planner.office.jobs.offers import Offer, places_read, why_read
from planner.store import RevisionKind
from planner.ui import state
from planner.ui.drawing import frames, parts, words, works
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
    """Why it is not placed, or not elsewhere, at once; the cures come as they are found."""
    st.subheader("Why")
    found = why(workbook.event, plan, item, cured=False)
    st.markdown(verbatim(found.verdict))
    if found.placed:
        return
    result = _found(desk, "why", {"item": item}, "Looking for what would place it")
    if result is not None:
        explained = why_read(json.loads(result))
        if explained.proof:
            st.info(explained.proof, icon=":material/block:")
        st.subheader("What would place it")
        _cures(desk, {"item": item}, explained.cures, item, "cure")


def _found(desk: Desk, kind: str, asked: works.Asked, doing: str) -> bytes | None:
    """What was found for just this question about what stands now; whoever looks asks it where nobody has yet."""
    if desk.asked(kind, asked) is None:
        desk.ask(kind, asked)
    return works.answer(desk, kind, asked, doing)


def _cures(desk: Desk, asked: works.Asked, cures: Sequence[Offer], item: str, key: str) -> None:
    if not cures:
        st.caption("No single wish given up, no moves of a few others and no one resource more would do.")
    for number, cure in enumerate(cures):
        asks, colour = KINDS[cure.kind]
        changes = "".join(f"  \n:gray[{verbatim(cells)}]" for cells in cure.cells)
        told = f":{colour}-badge[{asks}] {verbatim(cure.sentence)}{changes}"
        _offer(desk, ("why", asked), item, told, cure, f"{key}-{number}")


def why_not_there(desk: Desk, workbook: Workbook, item: str) -> None:
    """Why the item is not at a time that is chosen, and what would let it be there."""
    event = workbook.event
    with st.expander("Why not at another time?", icon=":material/schedule:"):
        day, clock, where = st.columns([1.4, 1, 1.4])
        chosen_day = day.selectbox("Day", event.days, format_func=day_name, key=state.AT_DAY)
        chosen_time = clock.time_input("Time", value=None, step=event.settings.time_step * 60, key=state.AT_TIME)
        names = {"": ANY_ROOM, **{room.code: room.name for room in event.rooms}}
        room = where.selectbox("Room", list(names), format_func=lambda code: names[code], key=state.AT_ROOM)
        if chosen_day is not None and chosen_time is not None:
            _there(desk, item, event.at(chosen_day, chosen_time), room or "")


def _there(desk: Desk, item: str, at: datetime, room: str) -> None:
    asked: works.Asked = {"item": item, "at": at.isoformat(), "room": room}
    result = _found(desk, "why", asked, "Looking")
    if result is None:
        return
    found = why_read(json.loads(result))
    st.markdown(verbatim(found.verdict))
    if found.cures:
        _cures(desk, asked, found.cures, item, "there")


def places(desk: Desk, plan: Plan, item: str) -> None:
    """Times and rooms for it, ranked."""
    st.subheader("Other places")
    st.caption("First those for which nobody else moves, then those for which a few others would.")
    asked: works.Asked = {"item": item}
    result = _found(desk, "suggest", asked, "Looking for places")
    options = () if result is None else places_read(json.loads(result))
    if result is not None and not options:
        row = plan.by_item.get(item)
        which = "other place" if row is not None and row.stands else "place"
        st.info(f"No {which} is open to it, and none for which a few others could move.", icon=":material/info:")
    for number, option in enumerate(options):
        _offer(desk, ("suggest", asked), item, verbatim(option.sentence), option, f"place-{number}")


# --- applying --------------------------------------------------------------------------------------------------------


def _offer(desk: Desk, asked: tuple[str, works.Asked], item: str, told: str, offer: Offer, key: str) -> None:
    said, action = st.columns([5, 1], vertical_alignment="center")
    said.markdown(told)
    job = desk.asked(*asked)
    assert job is not None, "what is offered was asked for"
    sentence = f"Applied to {item}: {_short(offer.sentence)}"
    apply = partial(desk.do, job, offer.made, sentence, RevisionKind.APPLIED)
    hint = parts.once_sound(desk)
    # The key names the very offer: a click on one that is no longer made reaches nothing.
    action.button(
        "Apply",
        key=f"{key}-{offer.fingerprint}",
        help=hint or "Change the workbook so; Undo takes it back",
        disabled=hint is not None,
        on_click=state.acting,
        args=(apply,),
    )


def _short(sentence: str) -> str:
    """The first clause, for the list of steps."""
    return sentence.partition(". ")[0].removesuffix(".")

"""What is new since the plan, and a new plan that somebody has to look at before it is taken."""

import os
from collections.abc import Sequence

import streamlit as st

from planner.domain.event import Event
from planner.domain.plan import Plan
from planner.office.desks import Desk
from planner.office.jobs.meanwhile import OFFERS, Offer
from planner.office.solves import Offered
from planner.replanning import Compared, new_items
from planner.ui import state
from planner.ui.drawing import words
from planner.ui.drawing.verbatim import verbatim
from planner.workbook import Workbook

KEEP = "Place what is new and mend what broke"
MOST = 30
"""Items of a kind of change that are named at once."""


# --- how to solve ----------------------------------------------------------------------------------------------------


def set_defaults() -> None:
    """What the fields that say how to solve hold to begin with."""
    for key, value in ((state.LIMIT, 30), (state.SEED, 0), (state.WORKERS, os.cpu_count() or 1)):
        state.default(key, value)


def effort() -> dict[str, int]:
    """What they hold, as a solve is asked for."""
    set_defaults()
    fields = {"time_limit": state.LIMIT, "seed": state.SEED, "workers": state.WORKERS}
    return {name: int(str(state.value_of(key))) for name, key in fields.items()}


# --- what is new -----------------------------------------------------------------------------------------------------


def unplanned(desk: Desk, workbook: Workbook | None) -> None:
    """The requests that came after the plan, with the action that places them; nothing where there is none."""
    if workbook is None or workbook.plan is None:
        return
    new = new_items(workbook.event, workbook.plan)
    if not new:
        return
    with st.container(border=True):
        said, action = st.columns([3, 1.4], vertical_alignment="center")
        said.markdown(f"**New, not planned yet: {words.counted(len(new), 'request')}**")
        action.button(
            KEEP,
            key="place-new",
            icon=":material/add_task:",
            width="stretch",
            disabled=desk.solving or desk.current.workbook is None,
            on_click=state.acting,
            args=(lambda: desk.solve(keep=True, **effort()),),
        )
        _listed([_called(workbook.event, item) for item in new])


def _called(event: Event, item: str) -> str:
    """A request as people name it, with its code."""
    if item in event.entry:
        entry = event.entry[item]
        return f"{event.delegation[entry.delegation].label}, {event.line[entry.line].label} ({item})"
    return f"{event.meeting[item].title} ({item})" if item in event.meeting else item


def _listed(things: Sequence[str]) -> None:
    st.markdown("\n".join(f"- {verbatim(thing)}" for thing in things[:MOST]))
    if len(things) > MOST:
        st.caption(f"and {len(things) - MOST:,} more")


# --- a new plan ------------------------------------------------------------------------------------------------------


def show(desk: Desk) -> None:
    """The plan that waits for an answer, what it makes of the one before, and what can be done with it."""
    found, good = desk.offer, desk.current.last_good
    if found is None or good is None or good.workbook is None:
        return
    with st.container(border=True):
        st.markdown("**A new plan waits for an answer**")
        st.markdown(verbatim(found.meanwhile.sentence))
        if found.solved.compared is not None:
            _compared(good.workbook, found, found.solved.compared)
        _answers(desk, found)


def _compared(workbook: Workbook, found: Offered, compared: Compared) -> None:
    """What moved, was lost and was won, and whom that touches."""
    st.markdown(verbatim(compared.summary))
    before = workbook.plan or Plan()
    titles = {row.item: row.title for plan in (found.solved.outcome.plan, before) for row in plan.rows}
    for name, items in (("Moved", compared.moved), ("Lost", compared.dropped), ("Won", compared.won)):
        if items:
            with st.expander(f"{verbatim(name)}: {words.counted(len(items), 'item')}"):
                _listed([f"{titles.get(item) or item} ({item})" for item in items])
    if compared.parties:
        with st.expander(f"To be told: {words.counted(len(compared.parties), 'delegation')}"):
            known = workbook.event.delegation
            _listed([known[code].label if code in known else code for code in compared.parties])


def _answers(desk: Desk, found: Offered) -> None:
    acts = {
        Offer.TAKE: ("Put it in place", ":material/check:", desk.take),
        Offer.REBASE: ("Keep what is right, plan the rest again", ":material/merge:", desk.rebase),
        Offer.DROP: ("Drop it", ":material/close:", desk.drop),
    }
    with st.container(horizontal=True, gap="small"):
        for offer in found.meanwhile.offers:
            label, icon, act = acts[offer]
            st.button(label, icon=icon, help=OFFERS[offer], on_click=state.acting, args=(act,), key=f"offer-{offer}")

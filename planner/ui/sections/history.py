"""The steps of an event: who did what and when, and the way back to any state."""

from datetime import date

import streamlit as st

from planner.office.cells.operations import AddColumn, AddRow, AddSheet, DeleteRow, Operation, PutSheet, SetCell
from planner.office.cells.refusals import shown, where
from planner.office.desks import Desk
from planner.office.keeping import Detail
from planner.store import Revision
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

CHANGES = 12
"""Changes of one step that are listed."""

EVERYBODY, ALL_SHEETS, ANY_DAY = "Everybody", "All sheets", "Any day"


def show(desk: Desk) -> None:
    """The steps, newest first, of one person, on one sheet, of one day where that is chosen."""
    st.title("History")
    steps = desk.office.history(desk.key, limit=READ)
    if len(steps) == READ:
        st.caption(f"The last {READ} steps; all of them are in the office.")
    person, sheet, day = st.columns(3)
    by = person.selectbox("Who", [EVERYBODY, *dict.fromkeys(one.author for one in steps)])
    on = sheet.selectbox("Sheet", [ALL_SHEETS, *desk.opened.sheets])
    when = day.selectbox("Day", [ANY_DAY, *dict.fromkeys(_day(one) for one in steps)], format_func=_day_words)
    found = [
        one
        for one in steps
        if by in (EVERYBODY, one.author) and when in (ANY_DAY, _day(one)) and on in (ALL_SHEETS, *_sheets(one))
    ]
    if not found:
        st.info("No step of the kind chosen.", icon=":material/info:")
    for _, step in parts.paged(found, "step"):
        with st.container(border=True):
            _step(desk, step)


def _day(step: Revision) -> date:
    return step.at.astimezone().date()


def _day_words(day: str | date) -> str:
    return f"{day.day} {day:%B %Y}" if isinstance(day, date) else day


def _sheets(step: Revision) -> set[str]:
    """The sheets that a step touched; the first one all of them."""
    return {one.sheet for one in Detail.of(step).operations}


def _step(desk: Desk, step: Revision) -> None:
    said, action = st.columns([6, 1.3], vertical_alignment="center")
    taken = verbatim(f"Step {step.number}, {step.author}, {_day_words(_day(step))} at {step.at.astimezone():%H:%M:%S}")
    with said:
        st.markdown(f":gray-badge[{KINDS[step.kind]}] **{verbatim(step.sentence)}**  \n:gray[{taken}]")
        _changes(desk, step)
    current = step.number == desk.opened.number
    label, told = ("This state", "It is what stands now") if current else ("Go back", "As a step that can be undone")
    if action.button(label, key=f"back-{step.number}", disabled=current or step.compacted, help=told):
        desk.restore(step.number)
        st.rerun()


def _changes(desk: Desk, step: Revision) -> None:
    done = Detail.of(step).operations
    for one in done[:CHANGES]:
        st.markdown(f":gray[{verbatim(_told(desk, one))}]")
    if len(done) > CHANGES:
        st.caption(f"and {words.counted(len(done) - CHANGES, 'change')} more")


def _told(desk: Desk, one: Operation) -> str:
    """What was done to a cell, row or sheet, old and new, by where it stands now."""
    sheet = desk.opened.sheets.get(one.sheet)
    place = f"The sheet {one.sheet}" if sheet is None else where(sheet, one.place)
    match one:
        case SetCell():
            return f"{place}: {shown(one.seen)} → {shown(one.value)}"
        case AddRow():
            return f"{place} was added: {', '.join(shown(cell) for cell in list(one.cells.values())[:4])}"
        case DeleteRow():
            return f"{place} was deleted: {', '.join(shown(cell) for cell in list(one.seen.values())[:4])}"
        case AddColumn():
            return f"{place}: the column {shown(one.header)} was added"
        case AddSheet():
            return f"{place} was added"
        case PutSheet():
            return f"{place} was {'taken away' if one.put is None else 'put in place as a whole'}"

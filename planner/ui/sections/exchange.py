"""Files for others and from others: what a plan is handed on as, and what is taken into the workbook."""

from functools import partial

import streamlit as st

from planner.domain.event import Event
from planner.feeds.importing import Addition, Mapping, add, busy_times, guess, requests, sessions
from planner.office.desks import Desk
from planner.office.draft import refusal
from planner.office.jobs.files import exports_read
from planner.store import RevisionKind
from planner.ui import state
from planner.ui.drawing import parts, words, works
from planner.ui.drawing.verbatim import verbatim
from planner.workbook.files.source import read_bytes
from planner.workbook.grid import Grid, Unreadable, plain
from planner.workbook.kinds.single import text_of
from planner.workbook.workbook import Workbook

FORMATS = {
    "xlsx": (
        "Workbook for reading",
        "for the organiser; the workbook with a sheet for each day, itineraries, the order of lines, what has no "
        "place, fairness.",
    ),
    "csv": ("Tables", "the sheets of the workbook, which can be opened here again, and those for reading."),
    "ics": ("Calendars", "one for each delegation, person, room and line, the organiser's and the public's."),
    "html": ("Web pages", "for everybody; the public programme and lobby displays."),
    "frab-json": ("schedule.json", "the public programme for conference apps."),
    "frab-xml": ("schedule.xml", "the same in the older form."),
}
"""What can be made, by the names of exports: what it is called, and for whom it is."""

BUSY, SESSIONS, REQUESTS = "Busy times", "Sessions", "Requests"
ENDINGS = {BUSY: ["ics"], SESSIONS: ["json", "xml"], REQUESTS: ["xlsx", "csv", "tsv", "zip"]}
MEANINGS = {
    BUSY: "A calendar or free/busy file; its busy times become absences of one of the event.",
    SESSIONS: "The schedule.json or schedule.xml of another conference; its sessions become absences.",
    REQUESTS: "A list of requests for bilaterals, with columns of its own.",
}
OWN_SESSIONS = "its rooms and speakers"
NOT_THERE = "–"


# --- for others ------------------------------------------------------------------------------------------------------


def hand_on(desk: Desk) -> None:
    """The files of the last state without errors: which, then to be taken away once they are made."""
    chosen = st.pills(
        "Files", list(FORMATS), selection_mode="multi", default=list(FORMATS), format_func=lambda one: FORMATS[one][0]
    )
    for name in chosen:
        st.caption(f"**{FORMATS[name][0]}**: {FORMATS[name][1]}")
    asked: works.Asked = {"formats": list(chosen)}
    st.button(
        "Make the files",
        type="primary",
        icon=":material/folder_zip:",
        disabled=not chosen,
        on_click=state.acting,
        args=(partial(desk.ask, "export", asked),),
    )
    result = works.answer(desk, "export", asked, "Making the files, in kinds")
    for file in () if result is None else exports_read(result):
        st.download_button(
            verbatim(file.name), file.content, file.name, key=f"take-{file.name}", icon=":material/download:"
        )


# --- from others -----------------------------------------------------------------------------------------------------


def take_in(desk: Desk, workbook: Workbook) -> None:
    """A file of others, what it is, and what is made of it."""
    label = "A workbook of this event that was edited elsewhere? Bring it in here"
    st.page_link(state.PAGES / "workbook.py", label=label, icon=":material/upload_file:")
    kind = st.segmented_control("What it holds", [*ENDINGS], default=BUSY, required=True)
    st.caption(MEANINGS[kind])
    who = _whose(workbook.event, kind) if kind in (BUSY, SESSIONS) else ""
    file = st.file_uploader("The file", type=ENDINGS[kind], key=f"take-in-{kind}")
    if file is None:
        return
    addition = _addition(workbook.event, kind, who, file.name, file.getvalue())
    hint = parts.once_sound(desk)
    if addition is not None and st.button(
        "Add to the workbook", type="primary", icon=":material/add:", disabled=hint is not None, help=hint
    ):
        _put(desk, addition, file.name)


def _whose(event: Event, kind: str) -> str:
    names = {one.code: f"{one.label} ({one.code})" for one in event.delegations}
    names |= {
        one.id: f"{event.delegation[one.delegation].label}: {one.name}" for one in event.people if not one.implied
    }
    names |= {one.code: f"Room: {one.name}" for one in event.rooms}
    names |= {one.id: f"Interpreter: {one.name}" for one in event.interpreters}
    own = {"": OWN_SESSIONS} if kind == SESSIONS else {}
    shown = own | names
    return st.selectbox("Of whom", [*shown], format_func=lambda code: shown[code])


def _addition(event: Event, kind: str, who: str, name: str, content: bytes) -> Addition | None:
    if kind == BUSY:
        return busy_times(event, who, name, content)
    if kind == SESSIONS:
        return sessions(event, name, content, who)
    try:
        grids = read_bytes(content, name).grids
    except Unreadable as reason:
        parts.problem_list([refusal(name, reason)])
        return None
    return requests(event, grids, _mapping(grids, name), name)


def _mapping(grids: tuple[Grid, ...], name: str) -> Mapping:
    """What was guessed, with the user's corrections, which are remembered for the next file with the same headers."""
    guessed = guess(grids)
    found = next((one for one in grids if plain(one.name) == plain(guessed.sheet)), None)
    cells = {} if found is None else found.rows.get(guessed.header_row, {})
    headers = [text_of(cell).strip() for cell in cells.values() if text_of(cell).strip()]
    st.markdown(f"Which column of {verbatim(guessed.sheet or name)} is which?")
    remembered = state.columns_taken()
    chosen = {}
    for cell, ours in zip(_cells_for(guessed), guessed.all_columns, strict=True):
        first = remembered.get(ours, guessed.columns.get(ours, ""))
        options = [NOT_THERE, *headers]
        at = options.index(first) if first in options else 0
        header = cell.selectbox(ours, options, index=at, key=f"column-{name}-{ours}")
        if header != NOT_THERE:
            chosen[ours] = header
    state.remember_columns(chosen)
    return Mapping(guessed.sheet, guessed.header_row, chosen)


def _cells_for(guessed: Mapping) -> list[st.delta_generator.DeltaGenerator]:
    columns = st.columns(3)
    return [columns[number % 3] for number, _ in enumerate(guessed.all_columns)]


def _put(desk: Desk, addition: Addition, name: str) -> None:
    """Puts the rows into the workbook, unless one of them has an error; what is to be said is said."""
    revision = desk.current
    found = add(revision.source.grids, [addition], revision.name)
    if found.workbook is None:
        st.error("Nothing was added.", icon=":material/error:")
    elif not addition.rows:
        st.info("There is nothing in the file to add.", icon=":material/info:")
    else:
        count = words.counted(len(addition.rows), "row")
        grid = next(one for one in found.grids if plain(one.name) == plain(addition.sheet))
        if desk.push(revision.with_grid(grid, f"Took in {count} from {name}"), RevisionKind.IMPORTED):
            st.success(f"{count} added to {verbatim(addition.sheet)}.", icon=":material/check:")
    parts.problem_list(found.problems)

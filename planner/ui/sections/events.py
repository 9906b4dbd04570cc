"""The events of the office: opening one, making a new one, giving it another name, putting it aside."""

from collections.abc import Mapping, Sequence

import streamlit as st

from planner.domain.vocabulary import Severity
from planner.office.desks import FIRST_SAMPLE, Desk, samples
from planner.office.draft import Revision, open_file, open_template, open_upload, refusal
from planner.office.summing import Summary
from planner.store import KeptEvent
from planner.ui import state
from planner.ui.drawing import parts, words
from planner.ui.drawing.verbatim import verbatim
from planner.ui.serving import browsers
from planner.workbook.grid import Unreadable

NEW_EVENT = "A new event, from the template"
ARCHIVED = "Archived"


def who() -> None:
    """Asks who is at this browser: the name stands beside all that they do, and is kept in the browser."""
    state.default(state.NAME, state.called())
    name = st.text_input(
        "Your name",
        key=state.NAME,
        placeholder=state.person(),
        max_chars=browsers.MOST,
        help="It stands beside all that you do, and is asked once: this browser keeps it.",
        persist_state="session",
        on_change=_call,  # before the page is drawn: what stands beside it is for whom it is now
    )
    state.call(name)


def _call() -> None:
    state.call(str(state.value_of(state.NAME)))


def begin() -> None:
    """Opens the first sample for whoever comes to an office without any event."""
    desks = state.desks()
    with st.spinner("Opening the sample event"):
        begun = desks.begin(state.person())
    if begun is not None:
        state.look_at(begun)
        st.switch_page(state.PAGES / "workbook.py")


# --- new ones --------------------------------------------------------------------------------------------------------


def choose_sample() -> None:
    """A sample that comes with the planner, as an event of one's own, or a new event."""
    there = samples()
    with st.form("sample", border=False):
        names = [*there, NEW_EVENT]
        name = st.selectbox(
            "Sample", names, index=names.index(FIRST_SAMPLE), format_func=lambda one: one.replace("_", " ")
        )
        if st.form_submit_button("Open the sample", icon=":material/folder_open:"):
            _put(open_template() if name == NEW_EVENT else open_file(there[name]))
            st.switch_page(state.PAGES / "workbook.py")


def _put(revision: Revision) -> Desk:
    made = state.desks().open(revision, state.person())
    state.look_at(made)
    state.refuse()
    return made


def upload() -> None:
    """A workbook of the user's own; what is wrong with it is said before anything is made of it."""
    st.file_uploader(
        "Your workbook (.xlsx, or a .zip of CSV files)", type=["xlsx", "zip"], key=state.UPLOAD, on_change=_receive
    )
    problems, pending = state.refused()
    if not problems:
        return
    st.error("The workbook was not opened, nothing has changed.", icon=":material/error:")
    parts.problem_list(problems)
    if pending is not None and st.button("Open it all the same, to correct it here", icon=":material/build:"):
        _put(pending)
        st.switch_page(state.PAGES / "problems.py")


def _receive() -> None:
    file = state.uploaded()
    if file is None:
        state.refuse()
        return
    try:
        revision = open_upload(*file)
    except Unreadable as reason:
        state.refuse(refusal(file[0], reason))
        return
    errors = [problem for problem in revision.problems if problem.severity == Severity.ERROR]
    if errors:
        state.refuse(*errors, pending=revision)
    else:
        _put(revision)
        state.keep_new()


# --- those that are there --------------------------------------------------------------------------------------------


def listed() -> None:
    """The events, those changed last first, each with the way to it."""
    archived = st.toggle(ARCHIVED, key="events-archived", help="Events that were put aside")
    found = state.desks().office.events(archived=archived)
    if not found:
        said = "Nothing was put aside." if archived else "There is no event yet: open a sample or a workbook."
        st.info(said, icon=":material/info:")
    shown = [event for _, event in parts.paged(found, "events")]
    known = state.desks().summaries(shown)
    for event in shown:
        with st.container(border=True):
            _event(event, known)
    if len(known) < len(shown):
        st.fragment(_await, run_every=1.0)(shown, len(known))


def _await(shown: Sequence[KeptEvent], known: int) -> None:
    """Draws the page anew when it is known of more events how they stand."""
    there = {event.id for event in shown}
    now = [event for event in state.desks().office.store.events(archived=None) if event.id in there]
    if len(state.desks().summaries(now)) > known:
        st.rerun()


def _event(event: KeptEvent, known: Mapping[str, Summary | None]) -> None:
    said, opening, more = st.columns([5, 1.2, 1.2], vertical_alignment="center")
    changed = f"{event.changed.astimezone():%H:%M on %d %B %Y}"
    steps = words.counted(event.head, "step")
    with said:
        st.markdown(
            f"**{verbatim(event.name)}**  \n:gray[{steps}, the last at {changed} by {verbatim(event.changed_by)}]"
        )
        if event.id in known:
            _standing(known[event.id])
        else:
            st.caption(":material/hourglass_empty: Being looked at")
    if opening.button("Open", key=f"open-{event.id}", icon=":material/folder_open:", width="stretch"):
        found = state.desks().find(event.id, state.person())
        if found is not None:
            state.look_at(found)
            st.switch_page(state.PAGES / "workbook.py")
    with more.popover("More", width="stretch"):
        _more(event)


def _standing(found: Summary | None) -> None:
    """When the event is and how it stands."""
    if found is None:
        st.caption(":material/error: It cannot be read; open it to see why.")
        return
    first, last = found.first, found.last
    if first is not None and last is not None:
        until = "" if first == last else f" to {last.day} {last:%B %Y}"
        st.caption(f"{first.day} {first:%B %Y}{until}")
    parts.standing(found.errors, found.warnings, found.broken)


def _more(event: KeptEvent) -> None:
    """What is seldom done with an event."""
    office = state.desks().office
    name = st.text_input("Name", event.name, key=f"name-{event.id}", max_chars=200).strip()
    if st.button("Rename", key=f"rename-{event.id}", disabled=name in ("", event.name)):
        office.store.rename(event.id, name)
        st.rerun()
    if st.button("Make a copy", key=f"copy-{event.id}", icon=":material/content_copy:"):
        office.copy(state.person(), event.id)
        st.rerun()
    if event.archived is not None:
        if st.button("Take back", key=f"unarchive-{event.id}", icon=":material/unarchive:"):
            office.store.unarchive(event.id)
            st.rerun()
        _deleting(event)
    elif st.button("Archive", key=f"archive-{event.id}", icon=":material/archive:", help="It keeps all it has."):
        office.store.archive(event.id)
        st.rerun()


def _deleting(event: KeptEvent) -> None:
    """Only what was put aside is deleted, and only once that has been said twice."""
    sure = st.checkbox("For good, with its whole history", key=f"sure-{event.id}")
    if st.button("Delete", key=f"delete-{event.id}", icon=":material/delete:", disabled=not sure):
        state.desks().office.store.delete(event.id)
        st.rerun()

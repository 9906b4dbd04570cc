"""Opening a workbook and taking it away. A file with errors changes nothing unless its user wants that."""

import streamlit as st

from planner.domain.vocabulary import Severity
from planner.office.desks import Desk, samples
from planner.office.draft import Revision, draft_bytes, open_file, open_template, open_upload, refusal
from planner.ui import state
from planner.ui.drawing import parts, words
from planner.ui.drawing.verbatim import verbatim
from planner.workbook.grid import Unreadable
from planner.workbook.writing.writer import workbook_bytes

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NEW_EVENT = "A new event, from the template"


def overview(revision: Revision) -> None:
    """When and where the event is, and how much of everything there is."""
    if revision.workbook is None:
        return
    event = revision.workbook.event
    first, last = event.days[0], event.days[-1]
    zone = verbatim(event.settings.timezone)
    st.caption(f"{first:%A} {first.day} {first:%B %Y} to {last:%A} {last.day} {last:%B %Y}, {zone}")
    counts = {
        "Delegations": len(event.delegations),
        "People": len(event.people),
        "Rooms": len(event.rooms),
        "Bilaterals": sum(meeting.is_bilateral for meeting in event.meetings),
        "Side events": len(event.side_events),
        "Line entries": len(event.entries),
    }
    for cell, (label, number) in zip(st.columns(len(counts), border=True), counts.items(), strict=True):
        cell.metric(label, f"{number:,}")


def choose_sample(desk: Desk) -> None:
    """A sample that comes with the planner, or a new event."""
    there = samples()
    with st.form("sample", border=False):
        names = [*there, NEW_EVENT]
        name = st.selectbox("Sample", names, format_func=lambda one: one.replace("_", " "))
        if st.form_submit_button("Open the sample", icon=":material/folder_open:"):
            _put(desk, open_template() if name == NEW_EVENT else open_file(there[name]))
            st.rerun()


def _put(desk: Desk, revision: Revision) -> None:
    desk.push(revision)
    state.refuse()


def upload(desk: Desk) -> None:
    """A workbook of the user's own; what is wrong with it is said before anything is changed."""
    st.file_uploader(
        "Your workbook (.xlsx, or a .zip of CSV files)",
        type=["xlsx", "zip"],
        key=state.UPLOAD,
        on_change=_receive,
        args=(desk,),
    )
    problems, pending = state.refused()
    if not problems:
        return
    st.error("The workbook was not opened, nothing has changed.", icon=":material/error:")
    parts.problem_list(problems)
    if pending is not None and st.button("Open it all the same, to correct it here", icon=":material/build:"):
        _put(desk, pending)
        st.switch_page(state.PAGES / "problems.py")


def _receive(desk: Desk) -> None:
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
        _put(desk, revision)


def download(revision: Revision) -> None:
    """The workbook with its plan; with errors in it, the tables as they stand."""
    workbook = revision.workbook
    stem = revision.name.rpartition(".")[0] or revision.name
    if workbook is None:
        st.caption("The workbook has errors; it can be taken away as it stands, to go on elsewhere.")
        name, label = f"{stem}-draft.xlsx", "Download the draft"
        st.download_button(label, lambda: draft_bytes(revision), name, XLSX, icon=":material/download:")
        return
    has_plan = workbook.plan is not None
    st.caption(
        "All sheets, your own sheets and columns included"
        + (", and the plan." if has_plan else ". There is no plan in it yet.")
    )
    st.download_button(
        f"Download the workbook ({'with' if has_plan else 'without'} plan)",
        lambda: workbook_bytes(workbook),
        f"{stem}-plan.xlsx" if has_plan and not stem.endswith("-plan") else f"{stem}.xlsx",
        XLSX,
        icon=":material/download:",
        type="primary" if has_plan else "secondary",
    )
    st.caption(f"{words.counted(len(revision.source.grids), 'sheet')}, fingerprint {revision.source.sha256[:12]}.")

"""What the workbook of an event holds, and taking it away."""

import streamlit as st

from planner.office.draft import Revision
from planner.office.office import Opened
from planner.office.outgoing import exported
from planner.ui.drawing import words
from planner.ui.drawing.verbatim import verbatim

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


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


def download(opened: Opened) -> None:
    """The workbook with its plan; with errors in it, the tables as they stand."""
    revision, workbook = opened.revision, opened.revision.workbook
    stem = revision.name.rpartition(".")[0] or revision.name
    if workbook is None:
        st.caption("The workbook has errors; it can be taken away as it stands, to go on elsewhere.")
        name, label = f"{stem}-draft.xlsx", "Download the draft"
        st.download_button(label, lambda: exported(opened), name, XLSX, icon=":material/download:")
        return
    has_plan = workbook.plan is not None
    st.caption(
        "All sheets, your own sheets and columns included"
        + (", and the plan." if has_plan else ". There is no plan in it yet.")
    )
    st.download_button(
        f"Download the workbook ({'with' if has_plan else 'without'} plan)",
        lambda: exported(opened),
        f"{stem}-plan.xlsx" if has_plan and not stem.endswith("-plan") else f"{stem}.xlsx",
        XLSX,
        icon=":material/download:",
        type="primary" if has_plan else "secondary",
    )
    st.caption(f"{words.counted(len(revision.source.grids), 'sheet')}, fingerprint {revision.source.sha256[:12]}.")

"""A line on the page: its turns, its standby list, and the remarks on departures from its order."""

import streamlit as st
from streamlit.elements.lib.column_types import ColumnConfig

from planner.domain.clock import clock
from planner.domain.event import Event
from planner.domain.plan import Placement, Plan
from planner.domain.records import Line
from planner.domain.turns import turn_count
from planner.domain.vocabulary import LineKind
from planner.domain.wording import room_label
from planner.ui.drawing import frames, parts
from planner.ui.drawing.verbatim import verbatim
from planner.workbook.workbook import Workbook

_WIDTHS: dict[str, ColumnConfig | None] = {
    "Position": {"width": 70},
    "Turn": {"width": 75},
    "Delegation": {"width": 140},
    "Person": {"width": 320},
    "Rank": {"width": 175},
    "Full powers": {"width": 110},
    "By the order": {"width": 95},
    "Remark": {"width": 300},
}


def choose(event: Event) -> Line | None:
    """The line to show, signings first; None where the event has none."""
    lines = sorted(event.lines, key=lambda line: line.kind != LineKind.SIGNING)
    if not lines:
        st.info("The event has no signing line, statements or arrivals.", icon=":material/info:")
        return None
    label = {line.id: f"{line.label} ({clock(line.start)})" for line in lines}
    return st.selectbox("Line", lines, format_func=lambda line: label[line.id], width=520)


def show(workbook: Workbook, plan: Plan, line: Line) -> None:
    """Turns, standby, remarks."""
    event = workbook.event
    rows, waiting = frames.line_rows(event, plan, line), frames.standby(event, plan, line)
    cells = st.columns(4, border=True)
    cells[0].metric("Turns given", len(rows))
    cells[1].metric("Turns free", turn_count(line) - len(rows), help="Those kept for late inscriptions included.")
    cells[2].metric("On standby", len(waiting))
    cells[3].metric("A turn takes", f"{line.seconds_each} s")
    room = verbatim(room_label(event, line.room))
    order = line.order.replace("_", " ")
    st.caption(
        f"{room}, {line.start:%H:%M}–{clock(line.end)}. Order: {order}; the host: {line.host.replace('_', ' ')}."
    )

    st.subheader("Order of turns")
    st.dataframe(
        frames.line_table(event, plan, line),
        hide_index=True,
        height=min(620, 38 + 35 * max(len(rows), 1)),
        column_config=_WIDTHS,
    )
    _standby(workbook, waiting)
    st.subheader("Departures from the order, and other remarks")
    remarks = frames.remarks(event, plan, line)
    if not remarks:
        st.markdown(":material/check: Everybody signs in order, and there is nothing to remark.")
    for number, row in parts.paged(remarks, "remark"):
        parts.item_row(workbook, row, f"remark-{number}")


def _standby(workbook: Workbook, waiting: tuple[Placement, ...]) -> None:
    st.subheader("Standby")
    if not waiting:
        st.markdown(":material/check: Nobody waits.")
    for number, one in parts.paged(waiting, "standby"):
        parts.item_row(workbook, one, f"standby-{number}")

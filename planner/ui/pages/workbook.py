"""Workbook: what the event holds, what to do next, how to take it away and bring it back."""

import streamlit as st

from planner.domain.vocabulary import Severity
from planner.ui import state
from planner.ui.drawing import parts, words
from planner.ui.drawing.verbatim import verbatim
from planner.ui.sections import bring_in
from planner.ui.sections import workbook as opening

desk = state.desk()
revision = desk.current

st.title(verbatim(parts.event_name(revision)))
opening.overview(revision)

st.subheader("Next")
errors = revision.count(Severity.ERROR)
if errors:
    st.error(f"{words.counted(errors, 'error')} to correct before it can be planned.", icon=":material/error:")
    st.page_link(state.PAGES / "problems.py", label="See the problems", icon=":material/rule:")
else:
    with st.container(horizontal=True, gap="medium"):
        st.page_link(state.PAGES / "problems.py", label="Look through the problems", icon=":material/rule:")
        st.page_link(state.PAGES / "tables.py", label="Edit the tables", icon=":material/table:")
        st.page_link(state.PAGES / "solve.py", label="Make a plan", icon=":material/play_circle:")
        if revision.workbook is not None and revision.workbook.plan is not None:
            st.page_link(state.PAGES / "plan.py", label="See the plan", icon=":material/calendar_view_day:")

away, back = st.columns(2, gap="large")
with away:
    st.subheader("Take away")
    opening.download(desk.opened)
with back:
    st.subheader("Bring a file in")
    found = bring_in.at_hand(desk)
if found is not None:
    bring_in.choose(desk, found)

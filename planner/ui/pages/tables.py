"""Tables: every sheet of the workbook to edit in place, checked as on import with every cell that is changed."""

import streamlit as st

from planner.ui import state
from planner.ui.sections import tables as editing

desk = state.desk()

st.title("Tables")
sheet, rows = editing.choose(desk)
table, findings = st.columns([2.6, 1], gap="medium")
with table:
    editing.edit(desk, sheet, rows)
with findings:
    editing.problems_beside(desk, sheet)

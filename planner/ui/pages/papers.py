"""Papers: what hangs on doors and lies in folders, looked at before it is printed."""

import streamlit as st

from planner.ui import state
from planner.ui.drawing import parts
from planner.ui.sections import papers as printing

desk = state.desk()

st.title("Papers")
workbook, _ = parts.planned_workbook(desk)
wanted, older = printing.choose(desk, workbook)
pages, files = st.columns([1.7, 1], gap="large")
with pages:
    printing.preview(workbook, wanted, None if older is None else older.workbook)
with files:
    printing.take_away(desk, wanted, older)

"""Not placed: every item without a time, with the reason in plain words and the row to change."""

import streamlit as st

from planner.ui import parts, state, viewing

desk = state.desk()

st.title("Not placed")
workbook, plan = parts.planned_workbook(desk)
viewing.unplaced(workbook, plan)

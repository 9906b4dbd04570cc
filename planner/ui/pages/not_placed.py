"""Not placed: every item without a time, with the reason in plain words and the row to change."""

import streamlit as st

from planner.ui import state
from planner.ui.drawing import parts
from planner.ui.sections import offers
from planner.ui.sections import plan as viewing

desk = state.desk()

st.title("Not placed")
workbook, plan = parts.planned_workbook(desk)
offers.unplanned(desk, workbook)
viewing.unplaced(workbook, plan)

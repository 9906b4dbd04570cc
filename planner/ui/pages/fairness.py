"""Fairness: who asked for what, who got it, and how evenly that is spread."""

import streamlit as st

from planner.ui import state
from planner.ui.drawing import parts
from planner.ui.sections import fairness

desk = state.desk()

st.title("Fairness")
workbook, plan = parts.planned_workbook(desk)
fairness.show(workbook.event, fairness.choose(desk, workbook.event, plan))

"""Robustness: how the plan holds when people come late and items run over, and where a buffer would help."""

import streamlit as st

from planner.ui import state
from planner.ui.drawing import parts
from planner.ui.sections import robustness

desk = state.desk()

st.title("Robustness")
workbook, _ = parts.planned_workbook(desk)
robustness.ask(desk, workbook)
robustness.show(desk)

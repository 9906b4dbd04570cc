"""Signing line: the turns of a line, who waits on standby, and every departure from the order with its reason."""

import streamlit as st

from planner.ui import state
from planner.ui.drawing import parts
from planner.ui.sections import lines as queueing

desk = state.desk()

st.title("Signing line")
workbook, plan = parts.planned_workbook(desk)
line = queueing.choose(workbook.event)
if line is not None:
    queueing.show(workbook, plan, line)

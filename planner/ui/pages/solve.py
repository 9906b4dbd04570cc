"""Solve: makes a plan in a process of its own, shows how it gets on, and stops when told to."""

import streamlit as st

from planner.ui import state
from planner.ui.drawing import parts
from planner.ui.sections import solve as solving

desk = state.desk()

st.title("Solve")
if parts.may_be_planned(desk.current):
    solving.ask(desk)
solving.show(desk)
solving.elsewhere(desk)

"""Solve: has a plan made, shows how that gets on, stops it when told to, and asks where somebody has to look first."""

import streamlit as st

from planner.ui import state
from planner.ui.drawing import parts
from planner.ui.sections import offers
from planner.ui.sections import solve as solving

desk = state.desk()

st.title("Solve")
if parts.may_be_planned(desk.current):
    offers.unplanned(desk, desk.current.workbook)
    solving.ask(desk)
solving.show(desk)
solving.elsewhere(desk)

"""Solve: makes a plan in a process of its own, shows how it gets on, and stops when told to."""

import streamlit as st

from planner.ui import parts, solving, state

desk = state.desk()

st.title("Solve")
if parts.may_be_planned(desk.current):
    solving.ask(desk)
solving.show(desk)
solving.elsewhere(desk)

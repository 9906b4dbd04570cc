"""Scenarios: variants of the event, planned beside each other and compared; one of them may become the event."""

import streamlit as st

from planner.ui import state
from planner.ui.drawing import parts
from planner.ui.sections import scenario_forms as variants
from planner.ui.sections import scenarios as comparing

desk = state.desk()

st.title("Scenarios")
workbook = desk.current.workbook
if parts.may_be_planned(desk.current) and workbook is not None:
    making, asking = st.columns([1.6, 1], gap="large")
    with making:
        variants.make(desk, workbook)
    with asking:
        comparing.ask(desk, workbook)
    comparing.show(desk)

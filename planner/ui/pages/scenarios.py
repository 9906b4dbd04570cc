"""Scenarios: variants of the event, planned beside each other and compared; one of them may become the event."""

import streamlit as st

from planner.ui import state
from planner.ui.drawing import parts
from planner.ui.sections import scenario_forms as variants
from planner.ui.sections import scenarios as comparing

desk = state.desk()

st.title("Scenarios")
workbook = parts.shown(desk).workbook
if workbook is not None and parts.asks_for_something(workbook):
    making, asking = st.columns([1.6, 1], gap="large")
    with making:
        variants.make(desk, workbook)
        found = variants.listed(desk, workbook)
    with asking:
        comparing.ask(desk, len(found))
    comparing.show(desk)

"""Scenarios: variants of the event, planned beside each other and compared; one of them may become the event."""

import streamlit as st

from planner.ui import comparing, parts, state, variants

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

"""Events: those of the office, and new ones from the template, a sample, a file or another event."""

import streamlit as st

from planner.ui import state
from planner.ui.sections import events

if state.take_new():
    st.switch_page(state.PAGES / "workbook.py")

st.title("Events")
there, new = st.columns([1.7, 1], gap="large")
with there:
    events.listed()
with new:
    events.who()
    st.subheader("New")
    events.choose_sample()
    events.upload()

"""Exchange: files for others, and what others export."""

import streamlit as st

from planner.ui import state
from planner.ui.drawing import parts
from planner.ui.sections import exchange

desk = state.desk()

st.title("Exchange")
good = parts.shown(desk)
left, right = st.columns(2, gap="large")
workbook = good.workbook
if workbook is not None:
    with left:
        st.subheader("For others")
        if workbook.plan is None:
            st.info("There is no plan yet.", icon=":material/info:")
            st.page_link(state.PAGES / "solve.py", label="Make a plan", icon=":material/play_circle:")
        else:
            exchange.hand_on(desk)
    with right:
        st.subheader("From others")
        exchange.take_in(desk, workbook)

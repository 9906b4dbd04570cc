"""Today: what happened, the new plan that it calls for, and whom to call."""

import streamlit as st

from planner.ui import state
from planner.ui.drawing import parts
from planner.ui.sections import today

desk = state.desk()

st.title("Today")
st.caption(
    "Report what happened, look at what it would change, accept or discard. What has begun, is locked or done stays; "
    "everything else stays as far as it can."
)
workbook, _ = parts.planned_workbook(desk)
now = today.choose_now(workbook)
left, right = st.columns([1, 1.7], gap="large")
with left:
    today.report(desk, workbook)
    today.reported(desk, workbook)
with right:
    today.propose(desk, workbook, now)

"""Why and where: why an item is not placed or not elsewhere, what would place it, and other places for it."""

import streamlit as st

from planner.ui import state
from planner.ui.drawing import parts
from planner.ui.sections import why_and_where as asked

desk = state.desk()

st.title("Why and where")
workbook, plan = parts.planned_workbook(desk)
item = asked.choose(workbook.event, plan)
if item:
    why, where = st.columns(2, gap="large")
    with why:
        asked.verdict(desk, workbook, plan, item)
        asked.why_not_there(desk, workbook, item)
    with where:
        asked.places(desk, plan, item)

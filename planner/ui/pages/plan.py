"""Plan: how good it is, a day by room or by delegation, and every row of it in a table."""

import streamlit as st

from planner.ui import state
from planner.ui.drawing import parts
from planner.ui.sections import plan as viewing
from planner.ui.sections import workbook as opening

desk = state.desk()

st.title("Plan")
workbook, plan = parts.planned_workbook(desk)
good = desk.current.last_good or desk.current
parts.plan_summary(good, workbook, plan)
parts.breaches(good)

viewing.show(good, workbook.event, plan)

st.divider()
opening.download(desk.opened)

"""Plan: how good it is, a day by room or by delegation, and every row of it in a table."""

import streamlit as st

from planner.ui import opening, parts, state, viewing

desk = state.desk()

st.title("Plan")
workbook, plan = parts.planned_workbook(desk)
parts.plan_summary(desk.current, workbook, plan)
parts.breaches(desk.current)

views = {"By room": viewing.by_room, "By delegation": viewing.by_delegation, "Table": viewing.table}
state.default(state.VIEW, "By room")
view = st.segmented_control("View", list(views), required=True, key=state.VIEW, persist_state="session")
views[view or "By room"](desk.current, workbook.event, plan)

st.divider()
opening.download(desk.current)

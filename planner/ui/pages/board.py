"""Board: a day by room or by delegation, on which items are moved by hand, by mouse, by touch and by keyboard."""

import streamlit as st

from planner.ui import state
from planner.ui.drawing import parts
from planner.ui.sections import board

desk = state.desk()

st.title("Board")
parts.planned_workbook(desk)
board.show(desk)

"""Tables: every sheet of the workbook to edit in place, checked as on import with every cell that is changed.

The frame of the desk draws all below the title: of a page that is left a browser sends only what the frame drew.
"""

import streamlit as st

from planner.ui import state

state.desk()

st.title("Tables")

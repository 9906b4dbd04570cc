"""Opens the organisers' desk: `streamlit run app.py`."""

import streamlit as st

from planner.ui.serving.ahead import prepare, works
from planner.ui.serving.door import DOOR, SCRIPT

prepare()
app = st.App(SCRIPT, middleware=DOOR, lifespan=works)

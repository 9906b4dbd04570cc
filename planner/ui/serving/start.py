"""Opens the organisers' desk from wherever the planner is installed: `planner app` has Streamlit run this file."""

import streamlit as st

from planner.ui.serving.ahead import prepare, works
from planner.ui.serving.door import DOOR, SCRIPT

prepare()
app = st.App(SCRIPT, middleware=DOOR, lifespan=works)

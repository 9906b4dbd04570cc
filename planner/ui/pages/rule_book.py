"""Rule book: every rule that a plan keeps, and what it weighs once they are kept."""

import streamlit as st

from planner.rules import RULES
from planner.rules.rule import sentence
from planner.rules.terms import TERMS
from planner.ui.drawing.verbatim import verbatim

st.title("Rule book")
st.subheader("Every plan keeps these rules")
st.caption(
    "A plan that breaks one is wrong, whoever made it. Plans that were edited by hand are checked against them too."
)
for number, rule in enumerate(RULES, 1):
    st.markdown(f"{number}. {sentence(rule)} :gray[({rule.key})]")

st.subheader("Then they are weighed")
st.caption("First comes the worth of what is placed; then, in this order, and never against it:")
for number, term in enumerate(TERMS, 1):
    st.markdown(f"{number}. {sentence(term)} :gray[({verbatim(term.name)})]")

"""Problems: everything that is wrong or worth knowing about the workbook, cell by cell."""

import streamlit as st

from planner.domain.vocabulary import Severity
from planner.ui import state
from planner.ui.drawing import parts, words

desk = state.desk()
revision = desk.current
counts = {severity: revision.count(severity) for severity in Severity}

st.title("Problems")
st.caption(
    "From reading the workbook and from checking what cannot work, before anything is planned. "
    "Choose a place to open its cell in the tables."
)

if counts[Severity.ERROR]:
    st.info("What cannot work is checked as soon as there is no error.", icon=":material/info:")

grave = [severity for severity in (Severity.ERROR, Severity.WARNING) if counts[severity]]
kinds, where = st.columns([1.6, 1])
wanted = kinds.pills(
    "Show",
    list(Severity),
    selection_mode="multi",
    default=grave or list(Severity),
    format_func=lambda severity: f"{words.SEVERITIES[severity]}s ({counts[severity]})",
)
sheets = list(dict.fromkeys(problem.sheet for problem in revision.problems))
sheet = where.selectbox("Sheet", ["All sheets", *sheets])
shown = [
    problem for problem in revision.problems if problem.severity in wanted and sheet in ("All sheets", problem.sheet)
]

if not revision.problems:
    st.success("Nothing to report.", icon=":material/check:")
elif not shown:
    st.info("Nothing of the kind chosen.", icon=":material/info:")
parts.problem_rows(revision, shown, "problem")

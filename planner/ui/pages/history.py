"""History: every step of the event, who took it and when, and the way back to any state."""

from planner.ui import state
from planner.ui.sections import history

desk = state.desk()

history.show(desk)

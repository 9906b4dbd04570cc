"""Plans signing lines, bilateral meetings and side events of a diplomatic conference, and proves how good a plan is.

from dataclasses import replace
from pathlib import Path
import planner

reading = planner.load(Path("inputs/morning.xlsx"))       # reading.problems says what is wrong, and where
event = reading.workbook.event
outcome = planner.solve(event, time_limit=10)             # outcome.plan, .objective, .bound, .gap
planner.check(event, outcome.plan)                        # () - or the broken rules, each a sentence
planner.write(replace(reading.workbook, plan=outcome.plan), Path("plan.xlsx"))
"""

from typing import TYPE_CHECKING, Any

from planner.domain.event import Event
from planner.domain.plan import Breach, Outcome, Placement, Plan, Problem
from planner.rules import check
from planner.workbook import Workbook, write
from planner.workbook import read as load

if TYPE_CHECKING:
    from planner.solver import solve

__all__ = [
    "Breach",
    "Event",
    "Outcome",
    "Placement",
    "Plan",
    "Problem",
    "Workbook",
    "check",
    "load",
    "solve",
    "write",
]


def __getattr__(name: str) -> Any:
    """OR-tools is loaded when a plan is solved, not when one is read or checked."""
    if name == "solve":
        from planner.solver import solve

        return solve
    raise AttributeError(name)

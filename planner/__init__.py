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

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from planner.domain.event import Event
    from planner.domain.plan import Breach, Effort, Outcome, Placement, Plan, Problem
    from planner.domain.sound import Unsound
    from planner.explain import suggest, why
    from planner.replanning import keep, replan
    from planner.rules import check
    from planner.solver import solve
    from planner.workbook import Workbook, write
    from planner.workbook import read as load

_HOMES = {
    "Breach": "planner.domain.plan",
    "Effort": "planner.domain.plan",
    "Event": "planner.domain.event",
    "Outcome": "planner.domain.plan",
    "Placement": "planner.domain.plan",
    "Plan": "planner.domain.plan",
    "Problem": "planner.domain.plan",
    "Workbook": "planner.workbook",
    "Unsound": "planner.domain.sound",
    "check": "planner.rules",
    "keep": "planner.replanning",
    "load": "planner.workbook",
    "replan": "planner.replanning",
    "solve": "planner.solver",
    "suggest": "planner.explain",
    "why": "planner.explain",
    "write": "planner.workbook",
}

__all__ = [
    "Breach",
    "Effort",
    "Event",
    "Outcome",
    "Placement",
    "Plan",
    "Problem",
    "Unsound",
    "Workbook",
    "check",
    "keep",
    "load",
    "replan",
    "solve",
    "suggest",
    "why",
    "write",
]


def __getattr__(name: str) -> Any:
    """Each name is loaded when it is first asked for: a workbook is read without OR-tools, help is shown at once."""
    if name not in _HOMES:
        raise AttributeError(f"module 'planner' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), {"load": "read"}.get(name, name))

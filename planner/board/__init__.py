"""The board: an event as the solver sees it. `build` asks every rule for its half."""

from collections.abc import Iterable

from planner.board.board import Board
from planner.board.draft import Draft
from planner.board.freeze import freeze
from planner.domain.event import Event
from planner.domain.plan import Plan
from planner.rules import RULES
from planner.rules.rule import Encoded, Rule

__all__ = ["Board", "Draft", "build"]


def build(event: Event, before: Plan | None = None, rules: Iterable[Rule] = RULES) -> Board:
    """The board of an event; `before` holds the rows that must be kept, line turns among them."""
    draft = Draft(event, Plan() if before is None else before)
    for rule in rules:
        if isinstance(rule, Encoded):
            rule.encode(draft)
    return freeze(draft)

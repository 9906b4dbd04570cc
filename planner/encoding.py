"""From an event to its board: every rule is asked for its half."""

from collections.abc import Iterable

from planner.board.board import Board
from planner.board.draft import Draft
from planner.board.freeze import freeze
from planner.domain.event import Event
from planner.domain.plan import Plan
from planner.rules import RULES
from planner.rules.rule import Encoded, Rule


def build(
    event: Event, before: Plan | None = None, rules: Iterable[Rule] = RULES, *, single_rooms: bool = False
) -> Board:
    """The board of an event; `before` holds the rows that must be kept, line turns among them.

    With `single_rooms` every room is a class of its own, so that a candidate says in which room a meeting stands.
    """
    draft = Draft(event, Plan() if before is None else before, single_rooms)
    for rule in rules:
        if isinstance(rule, Encoded):
            rule.encode(draft)
    return freeze(draft)

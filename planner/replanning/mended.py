"""What the plan broke before anything was reported, told apart from what follows of the reports."""

from collections.abc import Iterator

from planner.diff import PlanDiff
from planner.domain.plan import Plan
from planner.replanning.day import Day
from planner.rules import check


def mended(day: Day, before: Plan, changed: PlanDiff) -> Iterator[str]:
    """A sentence for each rule that was broken before, and is kept now because something moved that nobody spoke of."""
    old, moved = before.by_item, {change.item for change in changed.changes} - day.reported
    moved = {item for item in moved if item in old and not day.hindrance(old[item])}
    for breach in check(day.as_it_was, before) if moved else ():
        if moved.intersection(breach.items):
            yield f"The plan broke a rule before anything was reported, which is mended as well: {breach.sentence}"

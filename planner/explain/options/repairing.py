"""The plan that places a meeting and disturbs the others least, whatever it takes short of dropping one."""

from planner.domain.event import Event
from planner.domain.plan import Plan
from planner.explain.options.preferences import change_of
from planner.explain.options.proposals import option
from planner.explain.records import Option

SECONDS = 2.0
"""So long a plan is sought in which all others still stand."""


def least_disturbing(event: Event, plan: Plan, item: str) -> tuple[Option, bool] | None:
    """The option for which the others are disturbed least, and whether that is proven; None where none was found."""
    # Loaded here: whoever asks for a verdict needs no OR-tools.
    from planner.solver import CannotKeep
    from planner.solver.repairing.repair import Repair, repair

    try:
        found = repair(event, plan, must=[item], seconds=SECONDS)
    except CannotKeep:  # nothing can be built on locked rows that break rules; the checker tells of them
        return None
    if not isinstance(found, Repair) or found.cost.dropped:
        return None
    moved = [row for row in found.plan.rows if row != plan.by_item.get(row.item) and row.item != item]
    rows = (found.plan.by_item[item], *moved)
    return option(event, plan, rows, change_of(event, plan, found.plan)), found.proven

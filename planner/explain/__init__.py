"""Why an item is not placed, or not elsewhere, and the changes that would place it."""

from collections.abc import Mapping

from planner.domain.event import Event
from planner.domain.plan import Plan
from planner.explain.meetings import why_meeting, why_not_live, why_programme
from planner.explain.records import Blocked, Cure, FieldChange, UnknownItem, Why
from planner.explain.turns import why_turn

__all__ = ["Blocked", "Cure", "FieldChange", "UnknownItem", "Why", "why"]


def why(event: Event, plan: Plan, item: str) -> Why:
    """The verdict on an item in at most three sentences, what blocks its candidates, and cures that were checked.

    Ids are compared without case; UnknownItem if the event has no such item.
    """
    if found := _same(event.meeting, item):
        return why_meeting(event, plan, event.meeting[found])
    if found := _same(event.entry, item):
        return why_turn(event, plan, event.entry[found])
    if found := _same(event.programme_item, item):
        return why_programme(event, found)
    asked = {one.id: one.status for one in event.bilaterals}
    if found := _same(asked, item):
        return why_not_live(found, asked[found])
    raise UnknownItem(f"The event has no item '{item}'.")


def _same(known: Mapping[str, object], item: str) -> str:
    """The id among the known ones that is the same but for case; '' if there is none."""
    return next((one for one in known if one.casefold() == item.casefold()), "")

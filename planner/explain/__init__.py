"""Why an item is not placed, or not elsewhere, the changes that would place it, and other places that it could have."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from planner.domain.agreement import refuse_unsound
from planner.domain.event import Event
from planner.domain.plan import Plan
from planner.explain.fingerprints import pinned
from planner.explain.lines.entries import why_turn, why_turn_at
from planner.explain.lines.options import turn_options
from planner.explain.meetings import why_meeting, why_meeting_at, why_not_live, why_programme
from planner.explain.options.best import options_of
from planner.explain.records import Blocked, Cure, FieldChange, Option, Suggestions, UnknownItem, UnknownRoom, Why

__all__ = [
    "Blocked",
    "Cure",
    "FieldChange",
    "Option",
    "Suggestions",
    "UnknownItem",
    "UnknownRoom",
    "Why",
    "suggest",
    "why",
]


def why(event: Event, plan: Plan, item: str, at: datetime | None = None, room: str = "", *, cured: bool = True) -> Why:
    """The verdict on an item in at most three sentences, what blocks its candidates, and cures that were checked.

    With `at`, and perhaps a room, the verdict is on that place alone. The verdict is quickly found; cures take seconds,
    and are left out where it is not to be `cured`. The same question on the same plan has the same answer. Ids are
    compared without case; UnknownItem or UnknownRoom if the event has none such. Raises Unsound if records of the event
    do not agree with each other.
    """
    refuse_unsound(event)
    reasons = _why(event, plan, item, at, room, cured=cured)
    return replace(reasons, cures=tuple(pinned(event, plan, reasons.cures)))


def suggest(event: Event, plan: Plan, item: str, top: int = 5) -> Suggestions:
    """The best places for an item: first those for which nobody else moves, then those for which a few others do.

    None for what stays where it is: programme items, locked and done rows. The same question on the same plan has the
    same answer. Ids are compared without case; UnknownItem if the event has none such, Unsound as for `why`.
    """
    refuse_unsound(event)
    suggestions = _suggest(event, plan, item, top)
    return replace(suggestions, options=tuple(pinned(event, plan, suggestions.options)))


def _why(event: Event, plan: Plan, item: str, at: datetime | None, room: str, *, cured: bool) -> Why:
    where = _known_room(event, room)
    if found := _same(event.meeting, item):
        meeting = event.meeting[found]
        if at is None:
            return why_meeting(event, plan, meeting, cured=cured)
        return why_meeting_at(event, plan, meeting, at, where, cured=cured)
    if found := _same(event.entry, item):
        entry = event.entry[found]
        return why_turn(event, plan, entry, cured=cured) if at is None else why_turn_at(event, plan, entry, at, where)
    if found := _same(event.programme_item, item):
        return why_programme(event, found)
    status_of = {one.id: one.status for one in event.bilaterals}
    if found := _same(status_of, item):
        return why_not_live(found, status_of[found])
    raise UnknownItem(f"The event has no item '{item}'.")


def _suggest(event: Event, plan: Plan, item: str, top: int) -> Suggestions:
    if found := _same(event.meeting, item):
        return Suggestions(found, options_of(event, plan, event.meeting[found], top))
    if found := _same(event.entry, item):
        return Suggestions(found, tuple(turn_options(event, plan, event.entry[found], top)))
    return Suggestions(why(event, plan, item, cured=False).item)


def _known_room(event: Event, room: str) -> str:
    """The code as the event spells it; empty where no room is asked for."""
    code = _same(event.room, room)
    if room and not code:
        raise UnknownRoom(f"The event has no room '{room}'.")
    return code


def _same(known: Mapping[str, object], wanted: str) -> str:
    """The id among the known ones that is the same but for case; '' if there is none."""
    return next((one for one in known if one.casefold() == wanted.casefold()), "")

"""The changes that would give a line entry a turn, each tried and then checked; no turn of another moves."""

from collections.abc import Iterator
from dataclasses import replace

from planner.domain.clock import clock, shift
from planner.domain.event import Event
from planner.domain.plan import Breach, Plan
from planner.domain.records import Entry, Line
from planner.domain.turns import needs_full_powers
from planner.domain.vocabulary import EntryStatus, FullPowers
from planner.explain.cures.cheapest import cure_of_easing, cure_of_option
from planner.explain.cures.easings import Easing
from planner.explain.edits import field_change
from planner.explain.lines.options import free_positions, turn_option
from planner.explain.lines.turns import Turns
from planner.explain.records import Cure
from planner.rules import check


def entry_cures(event: Event, plan: Plan, entry: Entry) -> Iterator[Cure]:
    """A free turn if there is one; else what the entry could give up or still hand in, and a longer line."""
    turns = Turns(event, plan, entry)
    free = free_positions(turns)
    if free:
        yield cure_of_option(event, plan, turn_option(event, plan, turns, free[0]))
        return
    known = frozenset(check(event, plan))
    for easing in (*_conditions(event, entry), *_bounds(event, entry), _longer(event, event.line[entry.line])):
        cure = _cure(event, plan, entry, easing, known)
        if cure is not None:
            yield cure


def _cure(event: Event, plan: Plan, entry: Entry, easing: Easing, known: frozenset[Breach]) -> Cure | None:
    eased = easing.event.entry[entry.item]
    turns = Turns(easing.event, plan, eased)
    free = free_positions(turns)
    if not free:
        return None
    row = turn_option(easing.event, plan, turns, free[0]).row
    return cure_of_easing(event, plan, easing, row, known)


# --- the entry -------------------------------------------------------------------------------------------------------


def _conditions(event: Event, entry: Entry) -> Iterator[Easing]:
    """What lets the entry through the gate."""
    if entry.status == EntryStatus.STANDBY:
        yield _entry_easing(event, entry, replace(entry, status=EntryStatus.INSCRIBED), "If it is inscribed", "status")
    if needs_full_powers(event, entry):
        verified = replace(entry, full_powers=FullPowers.VERIFIED)
        yield _entry_easing(event, entry, verified, "Once its full powers are verified", "full_powers")


def _bounds(event: Event, entry: Entry) -> Iterator[Easing]:
    """Wishes for a time or a position that could be given up."""
    if entry.not_before is not None:
        yield _entry_easing(event, entry, replace(entry, not_before=None), "If it may come earlier", "not_before")
    if entry.not_after is not None:
        yield _entry_easing(event, entry, replace(entry, not_after=None), "If it may come later", "not_after")
    if entry.position is not None:
        yield _entry_easing(event, entry, replace(entry, position=None), "If its position is not fixed", "position")


def _entry_easing(event: Event, entry: Entry, other: Entry, said: str, field: str) -> Easing:
    eased = replace(event, entries=tuple(other if one.item == entry.item else one for one in event.entries))
    changes = (field_change(entry.item, field, entry, other),)
    return Easing("relax", field, eased, lambda _: said, lambda _: (eased, changes))


# --- the line --------------------------------------------------------------------------------------------------------


def _longer(event: Event, line: Line) -> Easing:
    """The line with one more round of turns at its end."""
    later = replace(line, end=shift(line.end, minutes=line.pause_minutes, seconds=line.seconds_each))
    eased = replace(event, lines=tuple(later if one.id == line.id else one for one in event.lines))
    changes = (field_change(line.id, "end", line, later),)
    condition = f"If '{line.label}' lasts until {clock(later.end)}"
    return Easing("resource", "end", eased, lambda _: condition, lambda _: (eased, changes))

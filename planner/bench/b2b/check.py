"""Checks an answer to a matchmaking day, in plain Python: it shares nothing with the solver but the records.

Participants, meetings and slots are numbered from 1 in what it says, as in the published files.
"""

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from planner.bench.b2b.instance import Instance, InstanceMeeting, InstanceSession


def broken_rules(day: Instance, slots: Sequence[int | None]) -> list[str]:
    """A sentence for each broken rule of an answer that gives each meeting its slot; None stands for no slot."""
    if len(slots) != len(day.encounters):
        return [f"the answer is for {len(slots)} meetings, not for {len(day.encounters)}"]
    return [
        *(fault for number in range(len(slots)) for fault in _alone(day, slots, number)),
        *_crowds(day, slots),
        *_unfairness(day, slots),
    ]


def breaks_of(day: Instance, slots: Sequence[int | None]) -> list[int]:
    """For each participant, how often it waits between two of its meetings; a wait counts once, however long it is."""
    met: dict[int, set[int]] = defaultdict(set)
    for one, slot in zip(day.encounters, slots, strict=True):
        if slot is not None:
            met[one.first].add(slot)
            met[one.second].add(slot)
    breaks = []
    for participant in range(day.participants):
        times = sorted(met[participant])
        breaks.append(sum(after - before > 1 for before, after in pairwise(times)))
    return breaks


def _alone(day: Instance, slots: Sequence[int | None], number: int) -> list[str]:
    """What is wrong with one meeting, whatever the others do, and with its order."""
    one, slot = day.encounters[number], slots[number]
    label = f"meeting {number + 1}"
    if slot is None:
        return [f"{label} has no slot"]
    if not 0 <= slot < day.slots:
        return [f"{label} is in slot {slot + 1} of {day.slots}"]
    faults = [
        f"{label} must follow meeting {before + 1}" for before in one.follows if not _earlier(slots[before], slot)
    ]
    if one.session != InstanceSession.ANY and (slot < day.morning_slots) != (one.session == InstanceSession.MORNING):
        faults.append(f"{label} is in slot {slot + 1}, not in the {one.session}")
    if one.fixed is not None and slot != one.fixed:
        faults.append(f"{label} is in slot {slot + 1}, not in {one.fixed + 1}")
    return faults + [f"participant {who + 1} cannot meet in slot {slot + 1}" for who in _barred(day, one, slot)]


def _earlier(before: int | None, slot: int) -> bool:
    return before is not None and before < slot


def _barred(day: Instance, one: InstanceMeeting, slot: int) -> list[int]:
    return [who for who in (one.first, one.second) if slot in day.forbidden[who]]


def _crowds(day: Instance, slots: Sequence[int | None]) -> list[str]:
    """Slots with more meetings than tables, participants in two meetings at once."""
    crowds = []
    for slot in range(day.slots):
        held = [one for one, at in zip(day.encounters, slots, strict=True) if at == slot]
        if len(held) > day.tables:
            crowds.append(f"slot {slot + 1} has {len(held)} meetings and {day.tables} tables")
        present = [who for one in held for who in (one.first, one.second)]
        crowds += [
            f"participant {who + 1} is in {present.count(who)} meetings in slot {slot + 1}"
            for who in sorted(set(present))
            if present.count(who) > 1
        ]
    return crowds


def _unfairness(day: Instance, slots: Sequence[int | None]) -> list[str]:
    breaks = breaks_of(day, slots)
    if not breaks or max(breaks) - min(breaks) <= day.fairness:
        return []
    return [f"one participant waits {max(breaks)} times and another {min(breaks)}: more than {day.fairness} apart"]

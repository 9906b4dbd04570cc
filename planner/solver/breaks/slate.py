"""A matchmaking day as arrays for the compiled moves, and as open slots for the model."""

from collections.abc import Iterable, Sequence

import numpy as np

from planner.domain.matchmaking import Encounter, Matchmaking, Session
from planner.solver.searching.moves.slate import BEST, UNPLACED, Slate

NO_PLAN = 2**31
"""In the tally, as the breaks of the best plan while there is none."""


def open_slots(day: Matchmaking, encounter: Encounter) -> tuple[int, ...]:
    """The slots in which a meeting may be held, for all that itself and its two participants say."""
    barred = day.forbidden[encounter.first] | day.forbidden[encounter.second]
    halves = {
        Session.MORNING: range(day.morning_slots),
        Session.AFTERNOON: range(day.morning_slots, day.slots),
        Session.ANY: range(day.slots),
    }
    return tuple(slot for slot in halves[encounter.session] if slot not in barred and encounter.fixed in (None, slot))


def empty_slate(day: Matchmaking) -> Slate:
    """The day with all its meetings still without a slot."""
    count = len(day.encounters)
    follows = [one.follows for one in day.encounters]
    leads = [[later for later in range(count) if number in follows[later]] for number in range(count)]
    tally = np.zeros(4, np.int64)
    tally[UNPLACED], tally[BEST] = count, NO_PLAN
    return Slate(
        first=np.array([one.first for one in day.encounters], np.int64),
        second=np.array([one.second for one in day.encounters], np.int64),
        open=np.array([sum(1 << slot for slot in open_slots(day, one)) for one in day.encounters], np.int64),
        follows_from=_offsets(follows),
        follows=_joined(follows),
        leads_from=_offsets(leads),
        leads=_joined(leads),
        slot=np.full(count, -1, np.int64),
        held=np.full((day.participants, day.slots), -1, np.int64),
        busy=np.zeros(day.participants, np.int64),
        load=np.zeros(day.slots, np.int64),
        chain=np.zeros(count, np.int64),
        best_slot=np.full(count, -1, np.int64),
        tally=tally,
        tables=day.tables,
        fairness=day.fairness,
    )


def waiting_breaks(day: Matchmaking, slots: Sequence[int]) -> int:
    """The breaks of all participants together in a plan that has every meeting in a slot."""
    busy = [0] * day.participants
    for one, slot in zip(day.encounters, slots, strict=True):
        busy[one.first] |= 1 << slot
        busy[one.second] |= 1 << slot
    return sum(max(0, (each & ~(each << 1)).bit_count() - 1) for each in busy)


def _offsets(lists: Sequence[Sequence[int]]) -> np.ndarray:
    return np.cumsum([0, *map(len, lists)], dtype=np.int64)


def _joined(lists: Iterable[Sequence[int]]) -> np.ndarray:
    return np.array([number for one in lists for number in one], np.int64)

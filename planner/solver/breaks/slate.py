"""A matchmaking day as arrays for the compiled moves."""

from collections.abc import Iterable, Sequence

import numpy as np

from planner.solver.breaks.day import MOST_SLOTS, MatchmakingDay
from planner.solver.searching.moves.slate import BEST, UNPLACED, Slate

NO_PLAN = 2**31
"""In the tally, as the breaks of the best plan while there is none."""


def empty_slate(day: MatchmakingDay) -> Slate:
    """The day with all its meetings still without a slot."""
    count = len(day.encounters)
    follows = [one.follows for one in day.encounters]
    leads = [[later for later in range(count) if number in follows[later]] for number in range(count)]
    bit, slot_of = _own_days(day)
    tally = np.zeros(4, np.int64)
    tally[UNPLACED], tally[BEST] = count, NO_PLAN
    return Slate(
        first=np.array([one.first for one in day.encounters], np.int64),
        second=np.array([one.second for one in day.encounters], np.int64),
        open=np.array([sum(1 << slot for slot in one.slots) for one in day.encounters], np.int64),
        follows_from=_offsets(follows),
        follows=_joined(follows),
        leads_from=_offsets(leads),
        leads=_joined(leads),
        bit=bit,
        slot_of=slot_of,
        slot=np.full(count, -1, np.int64),
        held=np.full((day.participants, day.slots), -1, np.int64),
        busy=np.zeros(day.participants, np.int64),
        load=np.zeros(day.slots, np.int64),
        chain=np.zeros(count, np.int64),
        best_slot=np.full(count, -1, np.int64),
        tally=tally,
        tables=np.array(day.tables, np.int64),
        fairness=day.fairness,
    )


def _own_days(day: MatchmakingDay) -> tuple[np.ndarray, np.ndarray]:
    """For each participant, the bit of its day that stands for a slot (0: none) and the slot of each bit (-1: none)."""
    bit = np.zeros((day.participants, day.slots), np.int64)
    slot_of = np.full((day.participants, MOST_SLOTS + 1), -1, np.int64)
    for who, own in enumerate(day.own):
        for place, slot in enumerate(own):
            bit[who, slot], slot_of[who, place] = 1 << place, slot
    return bit, slot_of


def _offsets(lists: Sequence[Sequence[int]]) -> np.ndarray:
    return np.cumsum([0, *map(len, lists)], dtype=np.int64)


def _joined(lists: Iterable[Sequence[int]]) -> np.ndarray:
    return np.array([number for one in lists for number in one], np.int64)

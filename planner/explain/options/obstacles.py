"""Which other meetings would have to make room for a meeting, candidate by candidate."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import islice, product

import numpy as np
from numpy.typing import NDArray

from planner.domain.plan import Placement
from planner.explain.places.block import Block, Culprit
from planner.explain.places.candidates import Candidates
from planner.explain.places.ways import Mask, Ways

AT_MOST = 3
"""So many other meetings make room for one."""

TEAMS = 12
"""So many choices of people and interpreters are looked at, the preferred first."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A candidate as a row, the meetings that stand in its way, and the delegations that would have to be told."""

    row: Placement
    items: tuple[str, ...]
    parties: int


def conflicts(candidates: Candidates, movable: Collection[str]) -> list[Conflict]:
    """For each set of meetings that may make room, the first candidate for which it suffices that they do; the cheapest
    sets first.
    """
    by_items: dict[frozenset[str], Conflict] = {}
    ways = candidates.ways
    teams = product(range(len(ways.seatings)), range(len(ways.crews)))
    for seating, crew in islice(teams, TEAMS):
        for conflict in _Team(candidates, movable, seating, crew).conflicts():
            by_items.setdefault(frozenset(conflict.items), conflict)
    return sorted(by_items.values(), key=lambda one: (one.parties, len(one.items), one.row.span.start))


@dataclass(frozen=True, slots=True)
class _Team:
    """The candidates with one choice of people and of interpreters."""

    candidates: Candidates
    movable: Collection[str]
    seating: int
    crew: int

    def conflicts(self) -> Iterator[Conflict]:
        ways, items, masks = self.candidates.ways, *self._masks()
        if not items:
            return
        count = masks.sum(axis=0, dtype=np.int64)
        parties = np.tensordot(np.array([self._others(item) for item in items]), masks.astype(np.int64), axes=1)
        places = np.argwhere((count > 0) & (count <= AT_MOST) & ~self._closed())
        cheapest = np.lexsort((places[:, 0], count[tuple(places.T)], parties[tuple(places.T)]))
        seen: set[bytes] = set()
        for start, room in places[cheapest].tolist():
            inside = masks[:, start, room]
            if inside.tobytes() not in seen:
                seen.add(inside.tobytes())
                row = ways.row(start, self.seating, room, self.crew)
                yield Conflict(row, tuple(items[one] for one in np.flatnonzero(inside)), int(parties[start, room]))

    def _culprits(self) -> Iterator[tuple[Culprit, Mask]]:
        """What is in the way of these people and interpreters and of each room, and what it closes (starts x rooms)."""
        ways = self.candidates.ways
        for block in self.candidates.blocks:
            if self._concerns(block):
                for culprit in block.culprits:
                    yield culprit, block.reach(ways) & culprit.mask

    def _concerns(self, block: Block) -> bool:
        ways = self.candidates.ways
        team = {"person": ways.seatings[self.seating], "interpreter": ways.crews[self.crew]}
        return block.concern not in team or block.subject in team[block.concern]

    def _closed(self) -> Mask:
        """Where something is in the way that no other meeting can change."""
        fixed = (mask for culprit, mask in self._culprits() if not self._able(culprit))
        return np.asarray(np.logical_or.reduce([_nowhere(self.candidates.ways), *fixed]))

    def _masks(self) -> tuple[list[str], NDArray[np.bool_]]:
        """The meetings that can make room, and where each is in the way (meetings x starts x rooms). Of several of
        which any one will do, it is the one that concerns fewest others.
        """
        masks: dict[str, Mask] = {}
        for culprit, mask in self._culprits():
            if able := self._able(culprit):
                item = min(able, key=self._others)
                masks[item] = masks[item] | mask if item in masks else mask
        return list(masks), np.array(list(masks.values()), dtype=np.bool_)

    def _able(self, culprit: Culprit) -> list[str]:
        return [item for item in culprit.items if item in self.movable]

    def _others(self, item: str) -> int:
        """How many delegations an item concerns that the meeting does not concern anyway."""
        meeting = self.candidates.ways.event.meeting
        return len(set(meeting[item].parties) - set(self.candidates.ways.meeting.parties))


def _nowhere(ways: Ways) -> Mask:
    return np.zeros((len(ways.starts), len(ways.rooms)), dtype=np.bool_)

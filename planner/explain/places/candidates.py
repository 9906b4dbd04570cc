"""Every candidate of a meeting with all that blocks it: what verdicts, counts and cures are drawn from."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from planner.domain.event import Event
from planner.domain.meeting import Meeting
from planner.domain.plan import Placement, Plan
from planner.explain.places.block import Block, Concern, Openness, starts_of
from planner.explain.places.interpreters import interpreter_blocks
from planner.explain.places.people import people_blocks
from planner.explain.places.rooms import apart_blocks, room_blocks
from planner.explain.places.times import time_blocks
from planner.explain.places.ways import EVERYWHERE, Mask, Scope, Ways


@dataclass(frozen=True, slots=True)
class Candidates:
    """`blocks` are in the order of the largest first."""

    ways: Ways
    blocks: tuple[Block, ...]
    openness: Openness

    @classmethod
    def of(cls, event: Event, plan: Plan, meeting: Meeting, scope: Scope = EVERYWHERE) -> "Candidates":
        """What closes each way to hold a meeting, beside the rows of the plan that count in this scope."""
        ways = Ways.of(event, plan, meeting, scope)
        all_blocks = (*time_blocks(ways), *people_blocks(ways), *room_blocks(ways), *apart_blocks(ways))
        blocks = [one for one in (*all_blocks, *interpreter_blocks(ways)) if one is not None]
        blocks.sort(key=lambda one: -one.candidates(ways))
        return cls(ways, tuple(blocks), Openness.of(ways, blocks))

    def only(self, rules: Collection[str]) -> "Candidates":
        """The same candidates as far as these rules close them."""
        blocks = tuple(one for one in self.blocks if one.rule in rules)
        return Candidates(self.ways, blocks, Openness.of(self.ways, blocks))

    @property
    def regular(self) -> Mask:
        """The starts that the meeting itself leaves open in some room."""
        return starts_of(self.openness.times)

    def against(self, concern: Concern) -> list[Block]:
        """The blocks of one kind, the largest first."""
        return [one for one in self.blocks if one.concern == concern]

    def open_rows(self) -> Iterator[Placement]:
        """The open candidates as rows of the plan, one for each start and room, in order of time."""
        for start, room in self.open_places():
            yield self.row(start, room)

    def open_places(self) -> Iterator[tuple[int, int]]:
        """Start and room of the open candidates, as indices, in order of time."""
        return ((start, room) for start, room in np.argwhere(self.openness.open).tolist())

    def row(self, start: int, room: int, like: Placement | None = None) -> Placement:
        """The candidate with the first seating and the first crew that are free then and there; those of the row that
        it should be like come before all others.
        """
        people, crew = (like.people, like.interpreters) if like is not None and like.stands else ((), ())
        seated = _first_free(self.ways.seatings, self.openness.seated, people, (start, room))
        bridged = _first_free(self.ways.crews, self.openness.bridged, crew, (start, room))
        return self.ways.row(start, seated, room, bridged)


def _first_free(
    teams: Sequence[tuple[str, ...]], free: Sequence[Mask], preferred: tuple[str, ...], place: tuple[int, int]
) -> int:
    able = [index for index, mask in enumerate(free) if mask[place]]
    return next((index for index in able if set(teams[index]) == set(preferred)), able[0])

"""Of the places that are closed to a meeting, what closes each, and whether that could give way."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import islice, product

import numpy as np
from numpy.typing import NDArray

from planner.domain.event import Event
from planner.domain.plan import Plan
from planner.domain.wording import day_name, item_name, opening
from planner.explain.options.obstacles import TEAMS
from planner.explain.places.block import Block, Culprit
from planner.explain.places.candidates import Candidates
from planner.explain.places.ways import Mask
from planner.moving.verdicts import Cells, Verdict

Team = tuple[int, int]
"""A choice of people and one of interpreters, as indices; the second is -1 where the meeting has no crew."""

SPELT_OUT = 2
"""So many rules are told of one kind of obstacle."""


def movable(event: Event, plan: Plan) -> frozenset[str]:
    """The meetings that could give way to one that is moved by hand: not those that are locked or done."""
    return frozenset(row.item for row in plan.standing if row.item in event.meeting and not row.fixed)


def teams_of(candidates: Candidates) -> list[Team]:
    """The choices of people and interpreters that are looked at, the preferred first."""
    ways = candidates.ways
    crews = range(len(ways.crews)) if ways.crews else (-1,)
    return list(islice(product(range(len(ways.seatings)), crews), TEAMS))


@dataclass(frozen=True)  # not slotted: the look-ups below are computed once and kept
class Obstacles:
    """What closes the places of a meeting. `plan` says what of it could give way."""

    candidates: Candidates
    plan: Plan

    def tell(self, cells: Cells) -> None:
        """Judges every place that is not open, by the team for which it is least closed."""
        left = ~self.candidates.openness.open
        for team in teams_of(self.candidates):
            closed = self._of(team, able=False)
            self._judge(cells, team, left & ~closed, Verdict.TAKEN)
            left &= closed
        self._judge(cells, teams_of(self.candidates)[0], left, Verdict.CLOSED)

    def team_at(self, room: int, start: int) -> Team | None:
        """The first team for which only meetings that could give way are in the way; None where there is none."""
        return next((team for team in teams_of(self.candidates) if not self._of(team, able=False)[start, room]), None)

    # --- masks ---------------------------------------------------------------------------------------------------

    @cached_property
    def _movable(self) -> frozenset[str]:
        return movable(self.candidates.ways.event, self.plan)

    def _able(self, culprit: Culprit) -> tuple[str, ...]:
        """Those of whom any one may give way: it is the one that concerns fewest delegations otherwise."""
        if id(culprit) not in self._known:
            self._known[id(culprit)] = self._giving_way(culprit)
        return self._known[id(culprit)]

    @cached_property
    def _known(self) -> dict[int, tuple[str, ...]]:
        """By culprit, which live as long as the candidates do."""
        return {}

    def _giving_way(self, culprit: Culprit) -> tuple[str, ...]:
        able = [item for item in culprit.items if item in self._movable]
        return (min(able, key=self._others),) if able else ()

    def _others(self, item: str) -> int:
        event, own = self.candidates.ways.event, self.candidates.ways.meeting.parties
        return len(set(event.meeting[item].parties) - set(own))

    def _of(self, team: Team, *, able: bool) -> Mask:
        """Where something is in the way of a team that is able to give way, or is not (starts x rooms)."""
        ways = self.candidates.ways
        closed = np.zeros((len(ways.starts), len(ways.rooms)), dtype=np.bool_)
        for block in self._concerning(team):
            for culprit in block.culprits:
                if bool(self._able(culprit)) == able:
                    closed |= culprit.mask & block.reach(ways)
        return closed

    def _concerning(self, team: Team) -> Iterator[Block]:
        """The blocks on the meeting, its rooms and these people and interpreters."""
        ways, (seating, crew) = self.candidates.ways, team
        among = {"person": ways.seatings[seating], "interpreter": ways.crews[crew] if crew >= 0 else ()}
        for block in self.candidates.blocks:
            if block.concern not in among or block.subject in among[block.concern]:
                yield block

    # --- sentences -----------------------------------------------------------------------------------------------

    def _judge(self, cells: Cells, team: Team, where: Mask, verdict: Verdict) -> None:
        if not where.any():
            return
        blocks, ways = list(self._concerning(team)), self.candidates.ways
        fixed = verdict == Verdict.CLOSED  # of what is not possible it is told what nobody could change
        common = self._stack([one for one in blocks if one.concern != "room"], fixed=fixed)
        for room in np.flatnonzero(where.any(axis=0)).tolist():
            own = self._stack([one for one in blocks if one.subject == ways.rooms[room]], fixed=fixed)
            first, second = common.patterns(room), own.patterns(room)
            for start in np.flatnonzero(where[:, room]).tolist():
                parts = self._part(cells, common, first[start]), self._part(cells, own, second[start])
                cells.judge(room, start, verdict, *parts)

    def _stack(self, blocks: Sequence[Block], *, fixed: bool) -> "_Stack":
        """The culprits of some blocks; with `fixed` only those of whom nobody could give way."""
        culprits = [
            _Told(number, one, self._able(one), self._fast(one))
            for number, block in enumerate(blocks)
            for one in block.culprits
            if not (fixed and self._able(one))
        ]
        wide = max((one.culprit.mask.shape[1] for one in culprits), default=1)
        masks = np.zeros((len(culprits), len(self.candidates.ways.starts), wide), dtype=np.bool_)
        for number, one in enumerate(culprits):
            masks[number] = one.culprit.mask
        return _Stack(blocks, culprits, masks)

    def _fast(self, culprit: Culprit) -> tuple[str, ...]:
        """That a meeting in the way is locked or done: this alone keeps it from giving way."""
        event, rows = self.candidates.ways.event, self.plan.by_item
        fixed = (item for item in culprit.items if item in event.meeting and item in rows and rows[item].fixed)
        return tuple(
            f"{opening(item_name(event, item))} is {'locked' if rows[item].locked else 'done'}." for item in fixed
        )

    def _part(self, cells: Cells, stack: "_Stack", pattern: bytes) -> int:
        """The number of what this stack of culprits says where those of the pattern act."""
        if pattern not in stack.parts:
            stack.parts[pattern] = cells.part(*stack.told(pattern, f" on {self._day}"))
        return stack.parts[pattern]

    @cached_property
    def _day(self) -> str:
        """The day that is looked at: it need not be said in each sentence."""
        return day_name(self.candidates.ways.days[0])


@dataclass(frozen=True, slots=True)
class _Told:
    """A culprit with the number of its block, who of it could give way, and that others are locked or done."""

    block: int
    culprit: Culprit
    gives_way: tuple[str, ...]
    fast: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Stack:
    """The culprits of some blocks and where they act: culprits x starts x rooms, or x 1 where that is the same for all
    rooms. What was found is kept: `parts` by pattern, `sentences` by block and the culprits of it that act.
    """

    blocks: Sequence[Block]
    culprits: Sequence[_Told]
    masks: NDArray[np.bool_]
    parts: dict[bytes, int] = field(default_factory=dict)
    sentences: dict[tuple[int, ...], str] = field(default_factory=dict)

    def patterns(self, room: int) -> list[bytes]:
        """For each start, which culprits act in a room."""
        acting = np.packbits(self.masks[:, :, min(room, self.masks.shape[2] - 1)], axis=0)
        return [column.tobytes() for column in np.ascontiguousarray(acting.T)]

    def told(self, pattern: bytes, day: str) -> tuple[str, tuple[str, ...]]:
        """What is in the way, in sentences, and who would have to give way; what cannot comes first."""
        bits = np.unpackbits(np.frombuffer(pattern, dtype=np.uint8), count=len(self.culprits))
        acting: dict[int, list[int]] = {}
        for number in np.flatnonzero(bits).tolist():
            acting.setdefault(self.culprits[number].block, []).append(number)
        found = sorted(acting, key=lambda block: all(self.culprits[one].gives_way for one in acting[block]))
        sentences = [self._sentence(block, tuple(acting[block])).replace(day, "") for block in found[:SPELT_OUT]]
        more = [f"And {len(found) - SPELT_OUT} more."] if len(found) > SPELT_OUT else []
        among = [self.culprits[number] for numbers in acting.values() for number in numbers]
        fast = dict.fromkeys(told for one in among if not one.gives_way for told in one.fast)
        return " ".join([*sentences, *more, *fast]), tuple(
            dict.fromkeys(one for each in among for one in each.gives_way)
        )

    def _sentence(self, block: int, numbers: tuple[int, ...]) -> str:
        if numbers not in self.sentences:
            culprits = tuple(self.culprits[number].culprit for number in numbers)
            self.sentences[numbers] = replace(self.blocks[block], culprits=culprits).sentence()
        return self.sentences[numbers]

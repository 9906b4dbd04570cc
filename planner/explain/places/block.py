"""What blocks candidates of a meeting: by which rule, who or what is in the way, and when."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from planner.domain.wording import opening
from planner.explain.places.ways import Mask, Ways
from planner.rules import RULES

RULE = {rule.key: rule for rule in RULES}
NAMED = 3
"""So many causes are spelt out in one sentence; the rest are counted."""

Concern = Literal["meeting", "person", "room", "interpreter"]


@dataclass(frozen=True, slots=True)
class Culprit:
    """One thing in the way: a clause with names and clock times, and the starts (x 1 or x rooms) that it closes.

    `items` are the other items of the event that stand there; if any one of them stood elsewhere, nothing of this would
    be in the way. There are none where the event itself closes the time.
    """

    clause: str
    mask: Mask
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """All that one rule holds against one subject, which is a `name` for people and a code or id for programs.

    `concern` says which candidates are meant: all, or those with this person, room or interpreter.
    """

    rule: str
    concern: Concern
    subject: str
    name: str
    culprits: tuple[Culprit, ...]

    def mask(self, ways: Ways) -> Mask:
        """Starts x rooms that are closed to the candidates concerned."""
        closed = np.zeros((len(ways.starts), len(ways.rooms)), dtype=np.bool_)
        for culprit in self.culprits:
            closed |= culprit.mask
        return closed & self.reach(ways)

    def reach(self, ways: Ways) -> Mask:
        """The rooms that are meant (1 x rooms): the subject where that is a room, else all."""
        return np.array([[self.concern != "room" or room == self.subject for room in ways.rooms]], dtype=np.bool_)

    def candidates(self, ways: Ways) -> int:
        """How many candidates it closes."""
        seatings, crews = len(ways.seatings), max(1, len(ways.crews))
        if self.concern == "person":
            seatings = sum(self.subject in people for people in ways.seatings)
        elif self.concern == "interpreter":
            crews = sum(self.subject in crew for crew in ways.crews)
        return int(self.mask(ways).sum()) * seatings * crews

    def cause(self, among: Mask | None = None, named: int = NAMED) -> str:
        """The culprits as one clause: those that matter at certain starts, or all where none does."""
        relevant = self.culprits
        if among is not None:
            relevant = tuple(one for one in self.culprits if (one.mask & among[:, None]).any()) or self.culprits
        clauses = list(dict.fromkeys(one.clause for one in relevant))
        return listed(clauses, named)

    def sentence(self, among: Mask | None = None) -> str:
        """Why this leaves the meeting no place, as the rule says it."""
        return opening(RULE[self.rule].because(self.name, self.cause(among)))


def listed(clauses: Sequence[str], named: int = NAMED) -> str:
    """The first clauses in full; the rest are counted."""
    more = [f"and {len(clauses) - named} more"] if len(clauses) > named else []
    return "; ".join([*clauses[:named], *more])


def block(rule: str, concern: Concern, subject: str, name: str, culprits: Iterable[Culprit]) -> Block | None:
    """The block of those culprits that close anything; None where none does."""
    real = tuple(culprit for culprit in culprits if culprit.mask.any())
    return Block(rule, concern, subject, name, real) if real else None


def column(mask: Mask) -> Mask:
    """A mask of starts, to be set against rooms."""
    return mask[:, None]


def starts_of(mask: Mask) -> Mask:
    """The starts at which a mask of starts x rooms has some room."""
    return np.asarray(mask.any(axis=1))


def everywhere(ways: Ways) -> Mask:
    """A mask of all starts, to be set against rooms."""
    return np.ones((len(ways.starts), 1), dtype=np.bool_)


@dataclass(frozen=True)
class Openness:
    """Which candidates nothing blocks. Masks are starts x rooms; those of seatings and crews have one for each."""

    ways: Ways
    times: Mask
    seated: tuple[Mask, ...]
    housed: Mask
    bridged: tuple[Mask, ...]

    @classmethod
    def of(cls, ways: Ways, blocks: Sequence[Block]) -> "Openness":
        """`times` is what the meeting itself leaves open, `housed` what the rooms do."""
        taken: dict[Concern, dict[str, Mask]] = {"meeting": {}, "person": {}, "room": {}, "interpreter": {}}
        for one in blocks:
            known = taken[one.concern].get(one.subject)
            taken[one.concern][one.subject] = one.mask(ways) if known is None else known | one.mask(ways)
        return cls(
            ways=ways,
            times=_left(ways, taken["meeting"].values()),
            seated=tuple(_left_to(ways, taken["person"], people) for people in ways.seatings),
            housed=_left(ways, taken["room"].values()),
            bridged=tuple(_left_to(ways, taken["interpreter"], crew) for crew in ways.crews),
        )

    @property
    def attended(self) -> Mask:
        """Where some choice of people is free."""
        return np.asarray(np.logical_or.reduce(self.seated))

    @property
    def interpreted(self) -> Mask:
        """Where some crew is free."""
        return np.asarray(np.logical_or.reduce((np.zeros_like(self.times), *self.bridged)))

    @property
    def open(self) -> Mask:
        """Where some candidate is open."""
        return np.asarray(self.times & self.attended & self.housed & self.interpreted)

    @property
    def count(self) -> int:
        """How many candidates are open."""
        base = (self.times & self.housed).astype(np.int64)
        seatings = np.sum([mask.astype(np.int64) for mask in self.seated], axis=0)
        crews = np.sum([mask.astype(np.int64) for mask in self.bridged], axis=0) if self.bridged else 0
        return int((base * seatings * crews).sum())


def _left(ways: Ways, taken: Iterable[Mask]) -> Mask:
    """Starts x rooms that none of the masks takes."""
    nothing = np.zeros((len(ways.starts), len(ways.rooms)), dtype=np.bool_)
    return np.asarray(~np.logical_or.reduce((nothing, *taken)))


def _left_to(ways: Ways, taken: Mapping[str, Mask], team: tuple[str, ...]) -> Mask:
    return _left(ways, (taken[one] for one in team if one in taken))

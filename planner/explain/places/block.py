"""What blocks candidates of a meeting: by which rule, who or what is in the way, and when."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np

from planner.domain.wording import count, opening
from planner.explain.places.ways import Mask, Ways
from planner.rules import RULES

RULE = {rule.key: rule for rule in RULES}
NAMED = 3
"""So many causes are spelt out in one sentence; the rest are counted."""

Concern = Literal["meeting", "person", "room", "interpreter", "apart"]
"""What a block is about; `apart` are delegations that must not be near each other, whoever is free."""


@dataclass(frozen=True, slots=True)
class Culprit:
    """One thing in the way: a clause with names and clock times, and the starts (x 1 or x rooms) that it closes.

    `items` are the other items of the event that stand there; if any one of them stood elsewhere, nothing of this would
    be in the way. There are none where the event itself closes the time. The clause follows a colon, as `'Lunch'
    12:00–13:00`, or `says` by itself what the subject does, as `needs 15 minutes before 'Lunch' at 12:00`.
    """

    clause: str
    mask: Mask
    items: tuple[str, ...] = ()
    says: bool = False


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

    def acting(self, among: Mask | None = None) -> tuple[Culprit, ...]:
        """The culprits that matter at certain starts, or all where none does. What an item needs before or after it is
        left out where that closes nothing more: at these starts, or for all starts where the item itself is named.
        """
        if among is None:
            named = {item for one in self.culprits if not one.says for item in one.items}
            return tuple(one for one in self.culprits if not (one.says and named.intersection(one.items)))
        there = among[:, None]
        relevant = [one for one in self.culprits if (one.mask & there).any()]
        covered = union(there, (one.mask for one in relevant if not one.says))
        return tuple(one for one in relevant if not one.says or (one.mask & there & ~covered).any()) or self.culprits

    def sentence(self, among: Mask | None = None) -> str:
        """Why this leaves the meeting no place, as the rule says it."""
        acting = self.acting(among)
        clauses = list(dict.fromkeys(one.clause for one in sorted(acting, key=lambda one: one.says)))
        if all(one.says for one in acting):
            return opening(f"{self.name} {listed(clauses)}.")
        return opening(RULE[self.rule].because(self.name, listed(clauses)))


def listed(clauses: Sequence[str], named: int = NAMED, *, mark: str = "; ", of: str = "") -> str:
    """The first clauses in full; the rest are counted: `and 3 more`, or `and 3 more rooms` of something."""
    rest = len(clauses) - named
    more = [f"and {count(rest, f'more {of}') if of else f'{rest} more'}"] if rest > 0 else []
    return mark.join([*_day_once(clauses[:named]), *more])


_DAY = re.compile(r" on \w+day \d+ \w+")


def _day_once(clauses: Sequence[str]) -> list[str]:
    """The clauses with the day on the last of those that follow each other on one day, and speak of no other."""
    days = [_only_day(clause) for clause in clauses]
    return [
        clause.removesuffix(day) if day == following else clause
        for clause, day, following in zip(clauses, days, [*days[1:], ""], strict=True)
    ]


def _only_day(clause: str) -> str:
    """The day at the end of a clause; empty where it has none, or has others too."""
    days = _DAY.findall(clause)
    return days[0] if len(days) == 1 and clause.endswith(days[0]) else ""


def block(rule: str, concern: Concern, subject: str, name: str, culprits: Iterable[Culprit]) -> Block | None:
    """The block of those culprits that close anything; None where none does."""
    real = tuple(culprit for culprit in culprits if culprit.mask.any())
    return Block(rule, concern, subject, name, real) if real else None


def union(among: Mask, masks: Iterable[Mask]) -> Mask:
    """Where any of the masks is set, among all that is asked about; masks of starts x 1 hold for every room."""
    closed = np.zeros_like(among)
    for mask in masks:
        closed = closed | mask
    return np.asarray(closed)


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
    apart: Mask

    @classmethod
    def of(cls, ways: Ways, blocks: Sequence[Block]) -> "Openness":
        """`times` is what the meeting itself leaves open, `housed` what the rooms do, `apart` what is far enough from
        delegations that must not be near.
        """
        taken: dict[Concern, dict[str, Mask]] = {one: {} for one in get_args(Concern)}
        for one in blocks:
            known = taken[one.concern].get(one.subject)
            taken[one.concern][one.subject] = one.mask(ways) if known is None else known | one.mask(ways)
        return cls(
            ways=ways,
            times=_left(ways, taken["meeting"].values()),
            seated=tuple(_left_to(ways, taken["person"], people) for people in ways.seatings),
            housed=_left(ways, taken["room"].values()),
            bridged=tuple(_left_to(ways, taken["interpreter"], crew) for crew in ways.crews),
            apart=_left(ways, taken["apart"].values()),
        )

    @property
    def attended(self) -> Mask:
        """Where some choice of people is free."""
        return np.asarray(np.logical_or.reduce(self.seated))

    @property
    def interpreted(self) -> Mask:
        """Where some crew is free. Languages that nobody can bridge close the meeting itself, not the crews."""
        return np.asarray(np.logical_or.reduce(self.bridged)) if self.bridged else np.ones_like(self.times)

    @property
    def open(self) -> Mask:
        """Where some candidate is open."""
        return np.asarray(self.times & self.attended & self.housed & self.interpreted & self.apart)

    @property
    def count(self) -> int:
        """How many candidates are open."""
        base = (self.times & self.housed & self.apart).astype(np.int64)
        seatings = np.sum([mask.astype(np.int64) for mask in self.seated], axis=0)
        crews = np.sum([mask.astype(np.int64) for mask in self.bridged], axis=0) if self.bridged else 0
        return int((base * seatings * crews).sum())


def _left(ways: Ways, taken: Iterable[Mask]) -> Mask:
    """Starts x rooms that none of the masks takes."""
    nothing = np.zeros((len(ways.starts), len(ways.rooms)), dtype=np.bool_)
    return np.asarray(~np.logical_or.reduce((nothing, *taken)))


def _left_to(ways: Ways, taken: Mapping[str, Mask], team: tuple[str, ...]) -> Mask:
    return _left(ways, (taken[one] for one in team if one in taken))

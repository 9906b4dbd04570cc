"""A matchmaking day as its own solver sees it: meetings of two participants each in the slots of one day.

Participants, meetings and slots are numbered from 0.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

MOST_SLOTS = 62
"""Of one day. So many fit into a whole number of 64 bits, which the search keeps a participant's day in."""

FAIRNESS = 2
"""By how much the waiting breaks of two participants may differ, as in the published instances (docs/benchmarks.md)."""


@dataclass(frozen=True, slots=True)
class Encounter:
    """A meeting of two participants: the slots in which it may be held, and the meetings that it must follow."""

    first: int
    second: int
    slots: tuple[int, ...]
    follows: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class MatchmakingDay:
    """`tables` says how many meetings each slot holds; `own` lists for each participant the slots of its day.

    The slots left out of `own` are no waiting: the programme takes the participant, or all tables are closed. So the
    slot before lunch and the one after lie next to each other.
    """

    tables: tuple[int, ...]
    encounters: tuple[Encounter, ...]
    own: tuple[tuple[int, ...], ...]
    fairness: int = FAIRNESS

    def __post_init__(self) -> None:
        if not 1 <= self.slots <= MOST_SLOTS:
            raise ValueError(f"a day has 1 to {MOST_SLOTS} slots, not {self.slots}")
        for one in self.encounters:
            if not {*one.slots} <= {*self.own[one.first]} & {*self.own[one.second]}:
                raise ValueError(f"a meeting of {one.first} and {one.second} lies outside their days")

    @property
    def slots(self) -> int:
        """How many slots the day has."""
        return len(self.tables)

    @property
    def participants(self) -> int:
        """How many take part."""
        return len(self.own)

    @property
    def size(self) -> int:
        """About how many literals the questions about the day need: to count who is busy in a slot, and how often each
        is in a day.
        """
        met = Counter(who for one in self.encounters for who in (one.first, one.second))
        by_slot = sum(min(2 * tables, len(met)) for tables in self.tables) * len(met)
        return by_slot + 2 * sum(len(self.own[who]) * count for who, count in met.items())

    def of(self, participant: int) -> tuple[int, ...]:
        """The meetings of a participant."""
        return tuple(number for number, one in enumerate(self.encounters) if participant in (one.first, one.second))


def waiting_breaks(day: MatchmakingDay, slots: Sequence[int]) -> int:
    """The breaks of all participants together in a plan that has every meeting in a slot.

    A break is a run of idle slots between two meetings of a participant; it counts once, however long it is.
    """
    busy = [0] * day.participants
    for one, slot in zip(day.encounters, slots, strict=True):
        for who in (one.first, one.second):
            busy[who] |= 1 << day.own[who].index(slot)
    return sum(max(0, (each & ~(each << 1)).bit_count() - 1) for each in busy)

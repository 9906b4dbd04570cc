"""Instances of B2B meeting scheduling, as published: meetings of two participants each in the slots of one day.

Participants, meetings and slots are numbered from 0.
"""

from dataclasses import dataclass
from enum import StrEnum

MOST_SLOTS = 62
"""Of one day; the planner holds no more (`planner.solver.breaks.day`)."""


class InstanceSession(StrEnum):
    """The part of the day in which a meeting must be held."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class InstanceMeeting:
    """A meeting of two participants: in its session, in its fixed slot if it has one, after those it must follow."""

    first: int
    second: int
    session: InstanceSession = InstanceSession.ANY
    fixed: int | None = None
    follows: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Instance:
    """A day of slots, of which the first so many are in the morning, with so many tables in each slot.

    `forbidden` holds for each participant the slots in which it cannot meet; `fairness` is by how much the numbers of
    waiting breaks of two participants may differ at most.
    """

    name: str
    participants: int
    tables: int
    slots: int
    morning_slots: int
    encounters: tuple[InstanceMeeting, ...]
    forbidden: tuple[frozenset[int], ...]
    fairness: int = 2

    def __post_init__(self) -> None:
        if not 1 <= self.slots <= MOST_SLOTS:
            raise ValueError(f"a day has 1 to {MOST_SLOTS} slots, not {self.slots}")
        if len(self.forbidden) != self.participants:
            raise ValueError(f"forbidden slots of {len(self.forbidden)} participants are told, not {self.participants}")

    def window(self, number: int) -> tuple[int, ...]:
        """The slots that a meeting's session leaves it, or its fixed slot among them."""
        one = self.encounters[number]
        sessions = {
            InstanceSession.MORNING: range(self.morning_slots),
            InstanceSession.AFTERNOON: range(self.morning_slots, self.slots),
        }
        session = sessions.get(one.session, range(self.slots))
        return tuple(slot for slot in session if one.fixed in (None, slot))

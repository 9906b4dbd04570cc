"""Where items are held, and the ways between: the sheets Rooms and Walking."""

from dataclasses import dataclass
from datetime import time

from planner.domain.sound import (
    refuse_blank,
    refuse_minutes,
    refuse_misfits,
    refuse_number,
    refuse_reversed,
    refuse_word,
)
from planner.domain.vocabulary import RoomUse


@dataclass(frozen=True, slots=True)
class Room:
    """A room, hall or booth: how many it seats, what for, and when it is open; `turnover` is in minutes.

    `setting` is how it is set, in the organiser's words.
    """

    code: str
    name: str
    capacity: int
    uses: tuple[RoomUse, ...]
    zone: str = ""
    features: tuple[str, ...] = ()
    booths: int = 0
    opens: time | None = None
    closes: time | None = None
    turnover: int | None = None
    floor: str = ""
    phone: str = ""
    setting: str = ""

    @property
    def storey(self) -> str:
        """`floor 2`, or as it is written where that is no number: `Mezzanine`."""
        return f"floor {self.floor}" if self.floor.isdigit() else self.floor

    def __post_init__(self) -> None:
        record = f"room {self.code}"
        refuse_misfits(record, self)
        refuse_blank(record, code=self.code)
        refuse_number(record, 0, capacity=self.capacity, booths=self.booths)
        refuse_minutes(record, 0, turnover=self.turnover)
        for use in self.uses:
            refuse_word(record, RoomUse, use=use)
        refuse_reversed(record, opens=self.opens, closes=self.closes)


@dataclass(frozen=True, slots=True)
class Walk:
    """The minutes on foot between two zones, the same both ways."""

    from_: str
    to: str
    minutes: int

    def __post_init__(self) -> None:
        record = f"walk from {self.from_} to {self.to}"
        refuse_misfits(record, self)
        refuse_minutes(record, 0, minutes=self.minutes)

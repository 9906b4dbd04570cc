"""The verdicts on the places of a day and what is said of each, while they are being found."""

from enum import IntEnum

import numpy as np


class Verdict(IntEnum):
    """What a place would mean for an item: from the best to the worst."""

    FREE = 0
    WISH = 1
    """Free, but against a wish."""
    TAKEN = 2
    """Taken by others who could give way."""
    CLOSED = 3
    """Against a rule, whoever gave way."""


class Cells:
    """Rooms x starts, each with a verdict and the numbers of two parts of its sentence; part 0 says nothing."""

    def __init__(self, rooms: int, starts: int) -> None:
        self.verdicts = np.zeros((rooms, starts), dtype=np.int8)
        self.said = np.zeros((rooms, starts, 2), dtype=np.int32)
        self.parts: list[str] = [""]
        self.gives_way: list[tuple[str, ...]] = [()]
        self._known: dict[tuple[str, tuple[str, ...]], int] = {("", ()): 0}

    def part(self, told: str, gives_way: tuple[str, ...] = ()) -> int:
        """The number of a part of a sentence; the same words have the same number."""
        key = (told, gives_way)
        if key not in self._known:
            self._known[key] = len(self.parts)
            self.parts.append(told)
            self.gives_way.append(gives_way)
        return self._known[key]

    def judge(self, room: int, start: int, verdict: Verdict, first: int, second: int = 0) -> None:
        """Note what a room and start would mean, and which sentence says so."""
        self.verdicts[room, start] = verdict
        self.said[room, start] = (first, second)

"""What is known of a matchmaking day while two threads work on it: the best plan so far and the proven bound."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from threading import Event as Flag
from threading import Lock

Listener = Callable[[int | None, int], None]
"""Hears of the breaks of the best plan, if there is one, and of the bound."""


@dataclass(slots=True)
class Standing:
    """The best plan, its breaks, and how many breaks every plan has at least; `ended` tells all to stop."""

    listener: Listener
    slots: tuple[int, ...] | None = None
    breaks: int | None = None
    bound: int = 0
    ended: Flag = field(default_factory=Flag)
    _lock: Lock = field(default_factory=Lock)

    @property
    def proven(self) -> bool:
        """Whether no plan can have fewer breaks than the best one."""
        return self.breaks is not None and self.breaks <= self.bound

    def offer(self, slots: Sequence[int], breaks: int) -> None:
        """Keep a plan if it is better than the best so far."""
        with self._lock:
            if self.breaks is not None and self.breaks <= breaks:
                return
            self.slots, self.breaks = tuple(int(slot) for slot in slots), breaks
        self._changed()

    def raise_bound(self, bound: int) -> None:
        """Every plan is known to have so many breaks."""
        with self._lock:
            self.bound = max(self.bound, bound)
        self._changed()

    def _changed(self) -> None:
        if self.proven:
            self.ended.set()
        self.listener(self.breaks, self.bound)

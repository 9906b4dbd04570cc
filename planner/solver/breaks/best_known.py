"""What is known of a matchmaking day while two threads work on it: the best plan so far and the proven bound."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from threading import Event as Flag
from threading import Lock


@dataclass(slots=True)
class BestKnown:
    """The best plan, its breaks, and how many breaks every plan has at least.

    `over` says when the time is up; `told` hears of every change, from whichever thread makes it.
    """

    over: Callable[["BestKnown"], bool]
    told: Callable[["BestKnown"], None]
    slots: tuple[int, ...] | None = None
    breaks: int | None = None
    bound: int = 0
    _ended: Flag = field(default_factory=Flag)
    _lock: Lock = field(default_factory=Lock)

    @property
    def proven(self) -> bool:
        """Whether no plan can have fewer breaks than the best one."""
        return self.breaks is not None and self.breaks <= self.bound

    @property
    def ended(self) -> bool:
        """Whether all shall stop: it is proven, somebody said so, or the time is up."""
        return self.proven or self._ended.is_set() or self.over(self)

    def end(self) -> None:
        """Tell all to stop; whoever comes later is not heard."""
        with self._lock:
            self._ended.set()

    def offer(self, slots: Sequence[int], breaks: int) -> None:
        """Keep a plan if it is better than the best so far, and all have not been told to stop."""
        with self._lock:
            if self._ended.is_set() or (self.breaks is not None and self.breaks <= breaks):
                return
            self.slots, self.breaks = tuple(int(slot) for slot in slots), breaks
            self.told(self)

    def raise_bound(self, bound: int) -> None:
        """Every plan is known to have so many breaks."""
        with self._lock:
            self.bound = max(self.bound, bound)
            self.told(self)

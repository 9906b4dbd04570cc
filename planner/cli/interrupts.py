"""Ctrl-C: the first asks a command for an end in good order, the second is the end."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager


class EndedAtOnce(KeyboardInterrupt):
    """Ctrl-C for the second time; the message says what there is now."""


class Interrupts:
    """How often Ctrl-C was pressed; called, it says whether somebody wants an end. `kept` is what is there by now."""

    def __init__(self) -> None:
        self.kept = "there is no plan"
        self._pressed = 0

    def __call__(self) -> bool:
        return self._pressed > 0

    def press(self, _number: int, _frame: object) -> None:
        """What the system calls for Ctrl-C."""
        self._pressed += 1
        if self._pressed > 1:
            raise EndedAtOnce(f"Interrupted twice, and ended at once: {self.kept}.")


@contextmanager
def stopped_by_interrupt() -> Iterator[Interrupts]:
    """The first Ctrl-C is for the work to see, which keeps its best plan; the second ends the program."""
    interrupts = Interrupts()
    before = signal.signal(signal.SIGINT, interrupts.press)
    try:
        yield interrupts
    finally:
        signal.signal(signal.SIGINT, before)

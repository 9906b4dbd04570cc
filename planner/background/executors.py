"""What an executor must have for works that tell how far they are and can be stopped."""

from collections.abc import Callable
from concurrent.futures import Executor
from typing import Any, Protocol, TypeVar

Step = TypeVar("Step")
Found = TypeVar("Found")

Work = Callable[[Callable[[Step], None], Callable[[], bool]], Found]
"""What is done: it may tell its steps, and ask whether somebody wants it to stop."""


class Refused(Exception):
    """The work cannot be done; the sentence says why, to people."""


class Ended(Exception):
    """What did the work ended without a word, before the work was done."""


class Away(Exception):
    """Where works are done cannot be reached at the moment; what was to be begun can be begun later."""


class NearEnd(Protocol):
    """What whoever started a work knows of it; any thread may ask."""

    def steps(self) -> tuple[Any, ...]:
        """What the work has told so far, in order."""
        ...

    def halt(self) -> None:
        """Ask the work to stop; it does when it next looks."""
        ...


class FarEnd(Protocol):
    """What a work has of whoever started it; it travels to where the work is done."""

    def tell(self, step: Any) -> None:
        """Send a step to whoever started the work."""
        ...

    def halted(self) -> bool:
        """Whether somebody has asked the work to stop."""
        ...


class Pool(Protocol):
    """Where works are done: an executor, how many at a time, and a line between a work and whoever started it.

    To begin a work may raise `Away`; once it has begun, whatever happens to it is its end.
    """

    @property
    def executor(self) -> Executor:
        """What works are submitted to."""
        ...

    @property
    def places(self) -> int:
        """How many works are done at a time; 0 while nobody is there to do any."""
        ...

    def line(self) -> tuple[NearEnd, FarEnd]:
        """The two ends of a line for one work."""
        ...

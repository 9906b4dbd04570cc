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

    def steps(self) -> tuple[Any, ...]: ...

    def halt(self) -> None: ...


class FarEnd(Protocol):
    """What a work has of whoever started it; it travels to where the work is done."""

    def tell(self, step: Any) -> None: ...

    def halted(self) -> bool: ...


class Pool(Protocol):
    """Where works are done: an executor, how many at a time, and a line between a work and whoever started it.

    To begin a work may raise `Away`; once it has begun, whatever happens to it is its end.
    """

    @property
    def executor(self) -> Executor: ...

    @property
    def places(self) -> int: ...

    def line(self) -> tuple[NearEnd, FarEnd]: ...

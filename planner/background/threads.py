"""Works in threads of this program, which do not keep it from ending."""

from collections.abc import Callable
from concurrent.futures import Executor, Future
from threading import Event as Flag
from threading import Thread
from typing import Any, ParamSpec, TypeVar

Given = ParamSpec("Given")
Made = TypeVar("Made")


class Threads(Executor):
    """A thread for each work, begun at once; whoever does not wait for one leaves it to itself.

    It is a pool as well.
    """

    def __init__(self, places: int = 1) -> None:
        self.places = places

    @property
    def executor(self) -> "Threads":
        return self

    def line(self) -> tuple["Shared", "Shared"]:
        """Both ends in one."""
        shared = Shared()
        return shared, shared

    def submit(self, fn: Callable[Given, Made], /, *args: Given.args, **kwargs: Given.kwargs) -> Future[Made]:
        """Begin the work."""
        future: Future[Made] = Future()
        future.set_running_or_notify_cancel()
        Thread(target=_run, args=(future, fn, args, kwargs), daemon=True).start()
        return future


class Shared:
    """What a work in a thread tells, and whether it shall stop."""

    def __init__(self) -> None:
        self._told: list[Any] = []
        self._halt = Flag()

    def tell(self, step: Any) -> None:
        self._told.append(step)

    def steps(self) -> tuple[Any, ...]:
        return tuple(self._told)

    def halt(self) -> None:
        self._halt.set()

    def halted(self) -> bool:
        return self._halt.is_set()


def _run(future: Future[Any], work: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
    try:
        result = work(*args, **kwargs)
    except BaseException as error:  # raised where the result is taken
        future.set_exception(error)
    else:
        future.set_result(result)

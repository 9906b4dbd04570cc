"""A Dask cluster as a pool: works travel to its workers, what they tell comes home through its scheduler.

A work whose worker falls is not begun anew by the cluster, which knows nothing of what it had: it ends, and whoever
started it starts it again from what it told.
"""

import asyncio
import os
import pickle
import secrets
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Executor, Future
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from threading import Lock
from time import monotonic
from typing import Any, ParamSpec, TypeVar

from distributed import Client, Event, Nanny, Queue, get_client
from distributed import Future as Task
from distributed.client import ClosedClientError
from distributed.comm.core import connect

from planner.background import Away, Ended
from planner.office.jobs.unreachable import Unreachable

Given = ParamSpec("Given")
Made = TypeVar("Made")

REACHED = 10.0
"""Seconds in which a scheduler answers, or is not there."""

STARTED = 300.0
"""Seconds in which a process of a worker is there, also on a machine that has much to do."""

NO_ANSWER = (OSError, ClosedClientError, RuntimeError)
"""What comes of a question to a scheduler that is not there, or no longer; the last while a client is just closing."""

LOOK_EVERY = 0.5
"""Seconds between two looks of a work at whether somebody wants it to stop."""


def unreachable(address: str) -> Unreachable:
    """What is said where no scheduler answers."""
    return Unreachable(
        f"There is no scheduler at {address}.",
        "Start one (dask scheduler), or name another in PLANNER_CLUSTER; without it this machine does the work.",
    )


# --- where works are started -----------------------------------------------------------------------------------------


class Cluster(Executor):
    """The workers of a cluster, one work each. `Unreachable` if its scheduler does not answer.

    While the scheduler is away there is no place, and works that were there are lost.
    """

    def __init__(self, address: str) -> None:
        self._address = address
        self._client = self._joined()
        self._tasks: dict[Task[Any], Line] = {}
        self._lines: dict[str, Line] = {}

    def _joined(self) -> Client:
        try:
            return Client(self._address, timeout=REACHED, set_as_default=False, name="planner")
        except (OSError, TimeoutError, ValueError) as error:
            raise unreachable(self._address) from error

    @property
    def executor(self) -> "Cluster":
        return self

    @property
    def places(self) -> int:
        """As many as workers are there now."""
        try:
            if self._client.status == "closed":
                self._client = self._joined()
            return len(self._client.nthreads()) if self._client.status == "running" else 0
        except (*NO_ANSWER, Unreachable):
            return 0

    def line(self) -> tuple["Line", "FarLine"]:
        far = FarLine(f"planner-{secrets.token_hex(8)}")
        with _or_away(self._client):
            self._lines[far.name] = Line(far.name, self._client)
        return self._lines[far.name], far

    def submit(self, fn: Callable[Given, Made], /, *args: Given.args, **kwargs: Given.kwargs) -> Future[Made]:
        """Have a work done by the next worker that is free; all of it must be picklable."""
        future: Future[Made] = Future()
        future.set_running_or_notify_cancel()
        name = next((one.name for one in args if isinstance(one, FarLine)), "") or self.line()[1].name
        line = self._lines.pop(name)
        with _or_away(self._client):
            task = self._client.submit(_work, name, pickle.dumps(partial(fn, *args, **kwargs)), pure=False, retries=0)
        self._tasks[task] = line
        task.add_done_callback(partial(self._hand_on, future))
        return future

    def _hand_on(self, future: Future[Any], task: Task[Any]) -> None:
        """The end of a task as that of a work. Whatever the cluster itself has to say of it is that it was lost."""
        try:
            self._tasks.pop(task).close()
            _answer(future, task)
        finally:
            if not future.done():
                future.set_exception(Ended())

    def at_work(self) -> tuple[int, ...]:
        """The ids of the processes that do works at the moment, each on its machine."""
        busy = {place for place, works in self._client.processing().items() if works}
        known = self._client.run(os.getpid)
        return tuple(known[place] for place in sorted(busy & known.keys()))

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Leaves the cluster, which goes on for others; works that nobody waits for any more are given up."""
        self._client.close()


@contextmanager
def _or_away(client: Client) -> Iterator[None]:
    if client.status != "running":
        raise Away
    try:
        yield
    except NO_ANSWER as nothing:
        raise Away from nothing


def _answer(future: Future[Any], task: Task[Any]) -> None:
    """Hands on what a work has found, or what was wrong with it; nothing where it was lost."""
    if task.status == "error":
        wrong = task.exception()
        if wrong is not None and not type(wrong).__module__.startswith("distributed."):
            future.set_exception(wrong)
    elif task.status == "finished":
        with suppress(*NO_ANSWER, CancelledError, Ended):  # its worker may fall before the result is fetched from it
            future.set_result(task.result())


class Line:
    """The near end: a queue of what was told, and flags, which the scheduler keeps until the work has ended.

    While the scheduler does not answer nothing new is told, and a wish to stop waits.
    """

    def __init__(self, name: str, client: Client) -> None:
        self._client = client
        self._queue, self._flag = Queue(name, client=client), Event(name, client=client)
        self._begun = Event(begun(name), client=client)
        self._told: list[Any] = []
        self._reading, self._closed = Lock(), False
        self._halting, self._heard = False, False

    def steps(self) -> tuple[Any, ...]:
        with self._reading:
            if not self._closed:
                self._told += map(pickle.loads, self._asked(lambda: self._queue.get(batch=True)) or ())
                self._say()
            return tuple(self._told)

    def halt(self) -> None:
        with self._reading:
            self._halting = True
            self._say()

    def close(self) -> None:
        """Takes what was told last, and leaves nothing with the scheduler."""
        self.steps()
        with self._reading:
            self._closed = True
            for leave in (self._queue.close, self._flag.clear, self._begun.clear):
                self._asked(leave)

    def _say(self) -> None:
        """Passes on the wish to stop, once."""
        if self._halting and not self._heard and not self._closed:
            self._heard = self._asked(self._raise) or False

    def _raise(self) -> bool:
        self._flag.set()
        return True

    def _asked(self, question: Callable[[], Made]) -> Made | None:
        """What the scheduler answers; None while it does not, and where it was begun anew and knows of nothing."""
        if self._client.status != "running":
            return None
        try:
            return question()
        except (*NO_ANSWER, KeyError):
            return None


def begun(name: str) -> str:
    """The flag that says that a work has begun."""
    return f"{name}-begun"


# --- on a worker -----------------------------------------------------------------------------------------------------

_here: list[Client] = []
_alone: set[str] = set()
"""The lines at whose other end nobody answered."""


@dataclass
class FarLine:
    """The far end. With nobody left to hear, the work stops, and what it has found is lost."""

    name: str
    _looked: float = field(default=0.0, compare=False)
    _halted: bool = field(default=False, compare=False)

    def tell(self, step: Any) -> None:
        with suppress(*NO_ANSWER):  # the next step says more; whether anybody is there is asked beside it
            queue = Queue(self.name, client=_here[-1])
            queue.put(pickle.dumps(step))
            queue.close()  # or the scheduler keeps it for this step

    def halted(self) -> bool:
        if not self._halted and monotonic() - self._looked > LOOK_EVERY:
            self._looked = monotonic()
            try:
                self._halted = Event(self.name, client=_here[-1]).is_set()
            except NO_ANSWER:
                self._halted = True
                _alone.add(self.name)
        return self._halted


def _work(name: str, work: bytes) -> Any:
    """What a worker does, once: begun a second time, by a cluster that lost the first worker, it ends at once."""
    client = get_client()
    flag = Event(begun(name), client=client)
    if flag.is_set():
        raise Ended
    flag.set()
    _here[:] = [client]
    result = pickle.loads(work)()
    if name in _alone:
        raise Ended
    return result


def serve(address: str, joined: Callable[[], None] = lambda: None) -> None:
    """A worker that joins the cluster and does one work at a time, until Ctrl-C. `Unreachable` without a scheduler.

    It is looked after by a process that starts it again when it falls. `joined` is called once it is there.
    """
    asyncio.run(_serve(address, joined))


async def _serve(address: str, joined: Callable[[], None]) -> None:
    try:
        # Asked first: the process that is started next may take long on a slow machine, and must not be given up.
        await (await connect(address, timeout=REACHED)).close()
        nanny = await Nanny(address, nthreads=1, memory_limit=0, death_timeout=STARTED)
    except (OSError, TimeoutError, ValueError) as error:
        raise unreachable(address) from error
    joined()
    await nanny.finished()

"""Works in processes of this machine, which end with the program that started them, however that ends.

Unlike with the pool of `concurrent.futures`, a program that ends does not wait for them, a work that is running can be
asked to stop, and one whose process falls takes no other with it.
"""

import atexit
import os
import pickle
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from itertools import count
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from queue import SimpleQueue
from threading import Lock, Thread
from typing import Any, ParamSpec, TypeVar
from weakref import WeakValueDictionary

from planner.background.executors import Ended, Refused

Given = ParamSpec("Given")
Made = TypeVar("Made")

Task = tuple[Future[Any], bytes]
"""Whoever waits for a work, and the work as it travels."""


@dataclass(frozen=True, slots=True)
class _Told:
    """A step of the work whose line has this number."""

    number: int
    step: Any


@dataclass(frozen=True, slots=True)
class _Answer:
    """The end of a work."""

    found: Any
    refused: Refused | None = None


# --- where works are started -----------------------------------------------------------------------------------------


class Processes(Executor):
    """So many processes, each begun when there is work for it, that do one work after the other. It is a pool as well.

    What a work refuses is raised where its result is taken. Any other error ends its process, which says it on standard
    error as any program does; whoever waits gets `Ended`, as for a process that was killed.
    """

    def __init__(self, places: int) -> None:
        self.places = places
        self._works: SimpleQueue[Task | None] = SimpleQueue()
        self._hands: list[_Hand] = []
        self._numbers, self._halted = count(), set[int]()
        self._lines: WeakValueDictionary[int, ProcessLine] = WeakValueDictionary()
        self._lock, self._closed = Lock(), False

    @property
    def executor(self) -> "Processes":
        return self

    def line(self) -> tuple["ProcessLine", "Number"]:
        """The far end finds its way home by its number."""
        line = ProcessLine(next(self._numbers), self)
        self._lines[line.number] = line
        return line, Number(line.number)

    def submit(self, fn: Callable[Given, Made], /, *args: Given.args, **kwargs: Given.kwargs) -> Future[Made]:
        """Have a work done as soon as there is a place; all of it must be picklable."""
        work, future = pickle.dumps(partial(fn, *args, **kwargs)), Future[Made]()
        with self._lock:
            if self._closed:
                raise RuntimeError("no work is taken after shutdown")
            self._works.put((future, work))
            if len(self._hands) < self.places:
                self._hands.append(_Hand(self._works, self._halted, self._hear))
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Takes no more works; those that were taken are done, or withdrawn if they have not begun."""
        with self._lock:
            self._closed = True
            while cancel_futures and not self._works.empty():
                task = self._works.get()
                if task is not None:
                    task[0].cancel()
            for _ in self._hands:
                self._works.put(None)
        for hand in self._hands if wait else ():
            hand.thread.join()

    def __exit__(self, error: type[BaseException] | None, *_: object) -> None:
        """Nobody wants what is still running."""
        for number in self._lines.copy():
            self.halt(number)
        self.shutdown(wait=error is None, cancel_futures=True)

    def halt(self, number: int) -> None:
        """Asks the work whose line has this number to stop, wherever it is done."""
        self._halted.add(number)
        for hand in self._hands:
            hand.halt(number)

    def _hear(self, told: _Told) -> None:
        if (line := self._lines.get(told.number)) is not None:
            line.told.append(told.step)


class ProcessLine:
    """The near end of a line to a process."""

    def __init__(self, number: int, pool: Processes) -> None:
        self.number, self.told = number, list[Any]()
        self._pool = pool

    def steps(self) -> tuple[Any, ...]:
        return tuple(self.told)

    def halt(self) -> None:
        self._pool.halt(self.number)


class _Hand:
    """One process, begun for its first work, and the thread that gives it works and waits for their end."""

    def __init__(self, works: SimpleQueue[Task | None], halted: set[int], hear: Callable[[_Told], None]) -> None:
        self._works, self._halted, self._hear = works, halted, hear
        self._process: _Process | None = None
        self._lock = Lock()
        self.thread = Thread(target=self._serve, daemon=True)
        self.thread.start()

    def halt(self, number: int) -> None:
        with self._lock, suppress(OSError):  # a process that has fallen needs no stop
            if self._process is not None:
                self._process.line.send(number)

    def _serve(self) -> None:
        while (task := self._works.get()) is not None:
            future, work = task
            if future.set_running_or_notify_cancel():
                self._finish(future, work)
        self._leave()

    def _finish(self, future: Future[Any], work: bytes) -> None:
        try:
            answer = self._answer(work)
        except (EOFError, OSError):
            self._leave()
            future.set_exception(Ended())
            return
        if answer.refused is None:
            future.set_result(answer.found)
        else:
            future.set_exception(answer.refused)

    def _answer(self, work: bytes) -> _Answer:
        with self._lock:
            if self._process is None:
                self._process = _Process()
                for number in tuple(self._halted):
                    self._process.line.send(number)
            line = self._process.line
            line.send(work)
        while not isinstance(message := line.recv(), _Answer):
            self._hear(message)
        return message

    def _leave(self) -> None:
        with self._lock:
            process, self._process = self._process, None
        if process is not None:
            process.end()


class _Process:
    """A process that does works. Spawned, since the threads of a web server do not survive a fork."""

    def __init__(self) -> None:
        context = get_context("spawn")
        self.line, theirs = context.Pipe()
        self._process: BaseProcess = context.Process(target=_work, args=(theirs,), daemon=True)
        with theirs, _starting, _without_interrupts():
            if _ending:
                raise EOFError
            self._process.start()

    def end(self) -> None:
        """It ends by itself once its line does."""
        self.line.close()
        self._process.join()


_starting, _ending = Lock(), list[bool]()


def _start_no_more() -> None:
    """A process whose starter ends while it is being started would complain."""
    with _starting:
        _ending.append(True)


atexit.register(_start_no_more)


@contextmanager
def _without_interrupts() -> Iterator[None]:
    """What is begun here is not reached by Ctrl-C, though a terminal sends it to all."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


# --- in the process --------------------------------------------------------------------------------------------------

_home: list[Connection] = []
_halted_here: set[int] = set()
_sending = Lock()


@dataclass(frozen=True, slots=True)
class Number:
    """The far end of a line: what it tells goes home through the one line of its process."""

    number: int

    def tell(self, step: Any) -> None:
        _send(_Told(self.number, step))

    def halted(self) -> bool:
        return self.number in _halted_here


def _send(message: _Told | _Answer) -> None:
    with _sending:
        _home[0].send(message)


def _work(home: Connection) -> None:
    """What a process does: one work after the other."""
    _home.append(home)
    works: SimpleQueue[bytes] = SimpleQueue()
    Thread(target=_listen, args=(home, works), daemon=True).start()
    while True:
        work = pickle.loads(works.get())
        try:
            answer = _Answer(work())
        except Refused as refusal:
            answer = _Answer(None, refusal)
        _send(answer)


def _listen(home: Connection, works: SimpleQueue[bytes]) -> None:
    """Takes works and wishes to stop; with nobody left to hand a result to, the process ends, whatever it does."""
    while True:
        try:
            message = home.recv()
        except (EOFError, OSError):
            os._exit(0)
        if isinstance(message, int):
            _halted_here.add(message)
        else:
            works.put(message)

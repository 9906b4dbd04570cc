"""Work in a process of its own, so that whoever waits for it stays responsive and may go away."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing import get_context, parent_process
from multiprocessing.process import BaseProcess
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Event as Flag
from queue import Empty
from threading import Lock, Thread
from typing import Generic, TypeVar

Step = TypeVar("Step")
Found = TypeVar("Found")

Work = Callable[[Callable[[Step], None], Callable[[], bool]], Found]
"""What the process does: it may tell its steps, and ask whether somebody wants it to stop."""


class Refused(Exception):
    """The work cannot be done; the sentence says why, to people."""


@dataclass(frozen=True, slots=True)
class _Result(Generic[Found]):
    value: Found


@dataclass(frozen=True, slots=True)
class _Failure:
    sentence: str


class Background(Generic[Step, Found]):
    """One piece of work: start it, look how far it is, stop it, take what it found. Any thread may ask.

    The work and all that it tells cross a process boundary, so that they must be picklable. `lost` is said of a process
    that ended without a word.
    """

    def __init__(self, work: Work[Step, Found], lost: str) -> None:
        context = get_context("spawn")  # the threads of a web server do not survive a fork
        self._told: Queue[Step | _Result[Found] | _Failure] = context.Queue()
        self._halt: Flag = context.Event()
        self._process: BaseProcess = context.Process(target=_run, args=(work, self._told, self._halt), daemon=True)
        self._lost, self._lock = lost, Lock()
        self._steps: list[Step] = []
        self._result: _Result[Found] | None = None
        self._error: str | None = None

    def start(self) -> None:
        """Begin."""
        self._process.start()

    def stop(self) -> None:
        """Ask for the best that there is so far; it comes as the result soon."""
        self._halt.set()

    def progress(self) -> tuple[Step, ...]:
        """Everything told so far."""
        self._listen()
        return tuple(self._steps)

    @property
    def found(self) -> Found | None:
        """The result, once there is one."""
        self._listen()
        return None if self._result is None else self._result.value

    @property
    def error(self) -> str | None:
        """What went wrong, in a sentence."""
        self._listen()
        return self._error

    @property
    def running(self) -> bool:
        """Whether a result is still to come."""
        self._listen()
        return self._result is None and self._error is None

    def _listen(self) -> None:
        with self._lock:
            while self._result is None and self._error is None:
                alive = self._process.is_alive()
                try:
                    self._hear(self._told.get(timeout=0.01))
                except Empty:
                    if not alive and self._process.exitcode is not None:
                        self._error = self._lost
                    return

    def _hear(self, message: Step | _Result[Found] | _Failure) -> None:
        if isinstance(message, _Result):
            self._result = message
        elif isinstance(message, _Failure):
            self._error = message.sentence
        else:
            self._steps.append(message)


def _run(work: Work[Step, Found], told: "Queue[Step | _Result[Found] | _Failure]", halt: Flag) -> None:
    Thread(target=end_when_orphaned, daemon=True).start()
    try:
        told.put(_Result(work(told.put, halt.is_set)))
    except Refused as refusal:
        told.put(_Failure(str(refusal)))


def end_when_orphaned() -> None:
    """Ends this process with the one that started it, however that ended: nobody is left to hand a result to."""
    starter = parent_process()
    if starter is not None:
        starter.join()
        os._exit(1)

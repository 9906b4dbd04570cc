"""A solve in a process of its own, so that whoever waits for it stays responsive and may go away."""

import os
from multiprocessing import get_context, parent_process
from multiprocessing.process import BaseProcess
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Event as Flag
from queue import Empty
from threading import Lock, Thread
from typing import Any

from planner.domain.event import Event
from planner.domain.plan import Outcome, Plan
from planner.solver.progress import Progress
from planner.solver.solve import CannotKeep, SolverDisagrees, solve

Message = Progress | Outcome | str
"""What the process tells: where it stands, the result, or what went wrong."""


class Job:
    """One solve: start it, look at its progress, stop it, take the outcome. Any thread may ask."""

    def __init__(
        self,
        event: Event,
        before: Plan,
        *,
        time_limit: float = 30.0,
        seed: int = 0,
        workers: int | None = None,
        input_sha256: str = "",
    ) -> None:
        context = get_context("spawn")  # the threads of a web server do not survive a fork
        self._told: Queue[Message] = context.Queue()
        self._halt: Flag = context.Event()
        options = {"time_limit": time_limit, "seed": seed, "workers": workers, "input_sha256": input_sha256}
        work = (event, before, options, self._told, self._halt)
        self._process: BaseProcess = context.Process(target=_work, args=work, daemon=True)
        self._progress: list[Progress] = []
        self._outcome: Outcome | None = None
        self._error: str | None = None
        self._lock = Lock()

    def start(self) -> None:
        """Begin."""
        self._process.start()

    def stop(self) -> None:
        """Ask for the best plan so far; it comes as the outcome soon."""
        self._halt.set()

    def progress(self) -> tuple[Progress, ...]:
        """Everything told so far."""
        self._listen()
        return tuple(self._progress)

    @property
    def outcome(self) -> Outcome | None:
        """The result, once there is one."""
        self._listen()
        return self._outcome

    @property
    def error(self) -> str | None:
        """What went wrong, in a sentence."""
        self._listen()
        return self._error

    @property
    def running(self) -> bool:
        """Whether a result is still to come."""
        self._listen()
        return self._outcome is None and self._error is None

    def _listen(self) -> None:
        with self._lock:
            while self._outcome is None and self._error is None:
                alive = self._process.is_alive()
                try:
                    self._hear(self._told.get(timeout=0.01))
                except Empty:
                    if not alive and self._process.exitcode is not None:
                        self._error = "The solve ended without a result; it may have run out of memory. Start it again."
                    return

    def _hear(self, message: Message) -> None:
        if isinstance(message, Progress):
            self._progress.append(message)
        elif isinstance(message, Outcome):
            self._outcome = message
        else:
            self._error = message


def _work(event: Event, before: Plan, options: dict[str, Any], told: "Queue[Message]", halt: Flag) -> None:
    Thread(target=end_when_orphaned, daemon=True).start()
    try:
        told.put(solve(event, before, on_progress=told.put, stop=halt.is_set, **options))
    except CannotKeep as refusal:
        told.put(f"Locked or done rows break rules: {refusal} Unlock or change these rows.")
    except SolverDisagrees as defect:
        told.put(f"The plan did not pass its own check and is not handed out: {defect}")


def end_when_orphaned() -> None:
    """Ends this process with the one that started it, however that ended: nobody is left to hand a plan to."""
    starter = parent_process()
    if starter is not None:
        starter.join()
        os._exit(1)

"""A simulation in a process of its own, so that whoever waits for it stays responsive."""

from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from multiprocessing.queues import Queue
from queue import Empty
from threading import Lock

from planner.domain.event import Event
from planner.domain.plan import Plan
from planner.simulate.records import Robustness
from planner.simulate.simulation import simulate

Message = int | Robustness
"""What the process tells: runs done, or the result."""


class SimulationJob:
    """One simulation: start it, look how far it is, take what it found. Any thread may ask."""

    def __init__(self, event: Event, plan: Plan, *, runs: int, seed: int) -> None:
        context = get_context("spawn")  # the threads of a web server do not survive a fork
        self.runs = runs
        self._told: Queue[Message] = context.Queue()
        work = (event, plan, runs, seed, self._told)
        self._process: BaseProcess = context.Process(target=_work, args=work, daemon=True)
        self._done = 0
        self._found: Robustness | None = None
        self._error: str | None = None
        self._lock = Lock()

    def start(self) -> None:
        """Begin."""
        self._process.start()

    @property
    def done(self) -> int:
        """Runs done so far."""
        self._listen()
        return self._done

    @property
    def found(self) -> Robustness | None:
        """The result, once there is one."""
        self._listen()
        return self._found

    @property
    def error(self) -> str | None:
        """What went wrong, in a sentence."""
        self._listen()
        return self._error

    @property
    def running(self) -> bool:
        """Whether a result is still to come."""
        self._listen()
        return self._found is None and self._error is None

    def _listen(self) -> None:
        with self._lock:
            while self._found is None and self._error is None:
                alive = self._process.is_alive()
                try:
                    self._hear(self._told.get(timeout=0.01))
                except Empty:
                    if not alive and self._process.exitcode is not None:
                        self._error = "The simulation ended without a result. Start it again, with fewer runs."
                    return

    def _hear(self, message: Message) -> None:
        if isinstance(message, Robustness):
            self._found = message
        else:
            self._done = message


def _work(event: Event, plan: Plan, runs: int, seed: int, told: "Queue[Message]") -> None:
    told.put(simulate(event, plan, runs=runs, seed=seed, on_progress=lambda done, _: told.put(done)))

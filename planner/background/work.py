"""One piece of work in the background."""

from concurrent.futures import Future, wait
from typing import Generic

from planner.background.executors import Ended, FarEnd, Found, NearEnd, Pool, Refused, Step, Work
from planner.background.processes import Processes


class Background(Generic[Step, Found]):
    """One piece of work: start it, look how far it is, stop it, take what it found. Any thread may ask.

    Without a pool it has a process of its own, which ends with it. The work and all that it tells must be picklable
    where the pool is more than threads. `lost` is said of a work whose process ended without a word; an error that is a
    defect of the work is raised where its end is asked for.
    """

    def __init__(self, work: Work[Step, Found], lost: str, pool: Pool | None = None) -> None:
        self._work, self._lost, self._pool = work, lost, pool
        self._near: NearEnd | None = None
        self._future: Future[Found] = Future()
        self.stopping = False
        """Whether somebody has asked for the best so far."""

    def start(self) -> None:
        """Begin, as soon as the pool has a place."""
        pool = Processes(1) if self._pool is None else self._pool
        self._near, far = pool.line()
        self._future = pool.executor.submit(_done, self._work, far)
        if self._pool is None:
            pool.executor.shutdown(wait=False)

    def stop(self) -> None:
        """Ask for the best that there is so far; it comes as the result soon."""
        self.stopping = True
        if self._near is not None:
            self._near.halt()

    def withdraw(self) -> bool:
        """Leave the work if it has not begun; whether that was in time. Then it has neither result nor error."""
        return self._future.cancel()

    def progress(self) -> tuple[Step, ...]:
        """Everything told so far."""
        return () if self._near is None else self._near.steps()

    def join(self, seconds: float) -> None:
        """Waits until it has ended, but no longer than this."""
        wait((self._future,), seconds)

    @property
    def future(self) -> Future[Found]:
        """Its end, for whoever waits for several."""
        return self._future

    @property
    def running(self) -> bool:
        """Whether a result is still to come."""
        return not self._future.done()

    @property
    def found(self) -> Found | None:
        """The result, once there is one."""
        return self._future.result() if self._has_ended() and self.error is None else None

    @property
    def error(self) -> str | None:
        """What went wrong, in a sentence."""
        wrong = self._future.exception() if self._has_ended() else None
        if isinstance(wrong, Ended):
            return self._lost
        if wrong is None or isinstance(wrong, Refused):
            return None if wrong is None else str(wrong)
        raise wrong

    def _has_ended(self) -> bool:
        return self._future.done() and not self._future.cancelled()


def _done(work: Work[Step, Found], line: FarEnd) -> Found:
    """What is sent to where the work is done."""
    return work(line.tell, line.halted)

"""Having the moves compiled while the rest of a solve is already at work."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from threading import Event as Flag
from threading import Thread

from planner.domain.event import Event
from planner.domain.plan import Plan
from planner.domain.records import Settings
from planner.encoding import build
from planner.solver.breaks.day import Day, Encounter
from planner.solver.breaks.slate import empty_slate
from planner.solver.placing.state import State
from planner.solver.searching.comfort import Comfort
from planner.solver.searching.ejection import EjectionSearch
from planner.solver.searching.moves import KEPT
from planner.solver.searching.moves.exchanging import exchange
from planner.solver.searching.moves.slate import pack_slate
from planner.solver.searching.vouching import LOCK, drop_unvouched, is_vouched, vouch
from planner.workbook.files.holding import held


def compile_search() -> None:
    """Compile the moves of the ejection search, on an event without meetings."""
    EjectionSearch(State(build(_nothing())), 0).compile()
    _note(compile_search)


def compile_comfort() -> None:
    """Compile the moves for the secondary terms, on an event without meetings."""
    event = _nothing()
    Comfort(event, Plan(), State(build(event)), 0).compile()
    _note(compile_comfort)


def compile_exchange() -> None:
    """Compile the moves of matchmaking days, on a day of one meeting that nothing can move."""
    alone = Day(tables=(1,), encounters=(Encounter(0, 1, (0,)),), own=((0,), (0,)))
    exchange(pack_slate(empty_slate(alone)), 1, 1.0)
    _note(compile_exchange)


def _nothing() -> Event:
    return Event(Settings(name="", timezone="UTC", start_date=date(2000, 1, 1), end_date=date(2000, 1, 1)))


def _note(step: Callable[[], None]) -> None:
    """Leave a mark that what the step compiles is kept on disk."""
    with suppress(OSError):  # where nothing can be kept, every solve compiles anew
        if not is_vouched(KEPT, step.__name__):
            vouch(KEPT, step.__name__)


class Compilation:
    """Both steps, one after the other: seconds the first time on a machine, nothing later.

    The first time they run in a process of their own, since numba would hold up all other threads of this one. A step
    that could not run there runs here, and one that cannot be compiled raises its error where it is first used.
    """

    def __init__(self) -> None:
        self.search, self.comfort = Flag(), Flag()
        Thread(target=self._run, daemon=True).start()

    def _run(self) -> None:
        try:
            with suppress(OSError):  # what nobody can write here, nobody has left half-written
                steps = (compile_search, compile_comfort, compile_exchange)
                drop_unvouched(KEPT, tuple(step.__name__ for step in steps))
            for ready, step in ((self.search, compile_search), (self.comfort, compile_comfort)):
                prepare(step)
                ready.set()
        finally:
            self.search.set()
            self.comfort.set()


def prepare(step: Callable[[], None]) -> bool:
    """Have what a step compiles at hand; it is once this returns, which says True."""
    if not is_vouched(KEPT, step.__name__):
        _run_apart(step)
    step()
    return True


def _run_apart(step: Callable[[], None]) -> None:
    code = f"from {__name__} import {step.__name__} as step, at_work\nwith at_work(): step()"
    # In a session of its own: Ctrl-C at a terminal, which asks the solve to stop, would leave this one half-done.
    subprocess.run(
        [sys.executable, "-c", code],
        check=False,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        start_new_session=True,
    )


@contextmanager
def at_work() -> Iterator[None]:
    """Keeps others from taking what is being compiled for the rest of a power cut."""
    KEPT.mkdir(parents=True, exist_ok=True)
    with held(KEPT / LOCK, 0o600):
        yield

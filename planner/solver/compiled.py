"""Having the moves compiled while the rest of a solve is already at work."""

from contextlib import suppress
from datetime import date
from functools import cache
from threading import Event as Flag

from planner.domain.event import Event
from planner.domain.plan import Plan
from planner.domain.records import Settings
from planner.encoding import build
from planner.solver.breaks.search import compile_exchange
from planner.solver.placing.state import State
from planner.solver.searching.comfort import Comfort
from planner.solver.searching.ejection import EjectionSearch
from planner.solver.searching.moves import KEPT
from planner.solver.searching.preparing import compile_apart, note_done, prepare
from planner.solver.searching.vouching import drop_unvouched, is_vouched
from planner.solver.stopping import BESIDE


def compile_search() -> None:
    """Compile the moves of the ejection search, on an event without meetings."""
    EjectionSearch(State(build(_nothing())), 0).compile()
    note_done(compile_search)


def compile_comfort() -> None:
    """Compile the moves for the secondary terms, on an event without meetings."""
    event = _nothing()
    Comfort(event, Plan(), State(build(event)), 0).compile()
    note_done(compile_comfort)


def _nothing() -> Event:
    return Event(Settings(name="", timezone="UTC", start_date=date(2000, 1, 1), end_date=date(2000, 1, 1)))


STEPS = (compile_search, compile_comfort, compile_exchange)


def is_compiled() -> bool:
    """Whether an ordinary solve finds everything compiled, or spends a part of its time on having it done."""
    return all(is_vouched(KEPT, step.__name__) for step in (compile_search, compile_comfort))


def compile_ahead() -> None:
    """Have done now what a solve would have to wait for."""
    _drop_unvouched()
    for step in STEPS:
        compile_apart(step)


class Compilation:
    """What every solve needs, one step after the other: seconds the first time on a machine, nothing later.

    The first time they run in a process of their own, since numba would hold up all other threads of this one. A step
    that could not run there runs here, and one that cannot be compiled raises its error where it is first used.
    """

    def __init__(self) -> None:
        self.search, self.comfort = Flag(), Flag()
        BESIDE.submit(self._run)

    def _run(self) -> None:
        try:
            _drop_unvouched_once()
            for ready, step in ((self.search, compile_search), (self.comfort, compile_comfort)):
                prepare(step)
                ready.set()
        finally:
            self.search.set()
            self.comfort.set()


@cache
def _drop_unvouched_once() -> None:
    _drop_unvouched()


def _drop_unvouched() -> None:
    with suppress(OSError):  # what nobody can write here, nobody has left half-written
        drop_unvouched(KEPT, tuple(step.__name__ for step in STEPS))

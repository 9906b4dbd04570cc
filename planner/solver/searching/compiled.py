"""Having the moves compiled while the rest of a solve is already at work."""

import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from functools import cache
from threading import Event as Flag

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
from planner.solver.stopping import BESIDE
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


STEPS = (compile_search, compile_comfort, compile_exchange)


def is_compiled() -> bool:
    """Whether an ordinary solve finds everything compiled, or spends a part of its time on having it done."""
    return all(is_vouched(KEPT, step.__name__) for step in (compile_search, compile_comfort))


def compile_ahead() -> None:
    """Has done now what a solve would have to wait for."""
    _drop_unvouched()
    for step in STEPS:
        _compile_apart(step)


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


@cache  # what is at hand in a program stays so, and to vouch for it again takes longer than many a solve
def prepare(step: Callable[[], None]) -> bool:
    """Have what a step compiles at hand; it is once this returns, which says True."""
    _compile_apart(step)
    step()
    return True


@cache
def _drop_unvouched_once() -> None:
    _drop_unvouched()


def _drop_unvouched() -> None:
    with suppress(OSError):  # what nobody can write here, nobody has left half-written
        drop_unvouched(KEPT, tuple(step.__name__ for step in STEPS))


def _compile_apart(step: Callable[[], None]) -> None:
    """Waits until the step is done and kept, by a process of its own or another program's.

    A program that ends meanwhile leaves the process to itself: it holds no terminal and no pipe, and ends once it is
    done. It is in a session of its own: Ctrl-C at a terminal, which asks a solve to stop, would leave it half-done.
    """
    if not is_vouched(KEPT, step.__name__):
        code = f"from {__name__} import {step.__name__} as step, in_turn\nin_turn(step)"
        silent = subprocess.DEVNULL
        words = [sys.executable, "-c", code]
        subprocess.run(words, check=False, stdin=silent, stdout=silent, stderr=silent, start_new_session=True)


def in_turn(step: Callable[[], None]) -> None:
    """Does a step unless it is done by then: one program at a time, and none takes it for the rest of a power cut."""
    KEPT.mkdir(parents=True, exist_ok=True)
    with held(KEPT / LOCK, 0o600):
        if not is_vouched(KEPT, step.__name__):
            step()

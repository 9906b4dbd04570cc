"""Foreign solvers that obey: they work in a thread of their own, while whoever asked them watches whether to stop.

Called directly, a solver would be deaf until its end, and Python with it: Ctrl-C reaches a program between two of its
own instructions only.
"""

from collections.abc import Callable
from concurrent.futures import Future, wait
from typing import TypeVar

from ortools.sat.python import cp_model

from planner.background import Threads

Answer = TypeVar("Answer")

Stop = Callable[[], bool]
"""Whether somebody wants an end; asked often, by any thread."""

BESIDE = Threads()
"""Where all that works beside the thread that watches does so."""

LOOK_EVERY = 0.05
"""Seconds between two looks at whether to stop."""

LAST_WORD = 0.7
"""Seconds that a solver has for its best answer once it was asked to stop; then it is left to itself."""


class Stopped(Exception):
    """Somebody asked to stop in the midst of something of which a part is of no use."""


def never() -> bool:
    """Nobody asks to stop."""
    return False


def solved(
    solver: cp_model.CpSolver,
    model: cp_model.CpModel,
    stop: Stop,
    heard: cp_model.CpSolverSolutionCallback | None = None,
) -> cp_model.CpSolverStatus:
    """What CP-SAT answers: the best so far once somebody asks to stop, UNKNOWN if it does not hear that in time, or if
    that was asked before it began.
    """
    if stop():
        return cp_model.UNKNOWN
    answer = BESIDE.submit(solver.solve, model, heard)
    try:
        while not _has_ended(answer):
            if stop():
                return _last_word(solver, answer)
    except BaseException:
        solver.stop_search()
        raise
    return answer.result()


def _last_word(solver: cp_model.CpSolver, answer: Future[cp_model.CpSolverStatus]) -> cp_model.CpSolverStatus:
    for _ in range(round(LAST_WORD / LOOK_EVERY)):
        solver.stop_search()  # again and again: a solver that has not begun yet does not hear it
        if _has_ended(answer):
            return answer.result()
    return cp_model.UNKNOWN


def unless_stopped(work: Callable[[], Answer], stop: Stop) -> Answer | None:
    """What the work answers; None once somebody asks to stop: then the work is left to itself, and nobody hears it."""
    answer = BESIDE.submit(work)
    while not _has_ended(answer):
        if stop():
            return None
    return answer.result()


def _has_ended(answer: Future[Answer]) -> bool:
    """Whether it has, after waiting for it a little."""
    return bool(wait((answer,), LOOK_EVERY).done)

"""Foreign solvers that obey: they work in a thread of their own, while whoever asked them watches whether to stop.

Called directly, a solver would be deaf until its end, and Python with it: Ctrl-C reaches a program between two of its
own instructions only.
"""

from collections.abc import Callable
from threading import Event as Flag
from threading import Thread
from typing import Generic, TypeVar

from ortools.sat.python import cp_model

Answer = TypeVar("Answer")

Stop = Callable[[], bool]
"""Whether somebody wants an end; asked often, by any thread."""

LOOK_EVERY = 0.05
"""Seconds between two looks at whether to stop."""

LAST_WORD = 0.7
"""Seconds that a solver has for its best answer once it was asked to stop; then it is left to itself."""


def never() -> bool:
    """Nobody asks to stop."""
    return False


def solved(
    solver: cp_model.CpSolver,
    model: cp_model.CpModel,
    stop: Stop,
    heard: cp_model.CpSolverSolutionCallback | None = None,
) -> cp_model.CpSolverStatus:
    """What CP-SAT answers: the best so far once somebody asks to stop, UNKNOWN if it does not hear that in time."""
    work = _Apart(lambda: solver.solve(model, heard))
    try:
        while not work.ended.wait(LOOK_EVERY):
            if stop():
                return _last_word(solver, work)
    except BaseException:
        solver.stop_search()
        raise
    return work.answer


def _last_word(solver: cp_model.CpSolver, work: "_Apart[cp_model.CpSolverStatus]") -> cp_model.CpSolverStatus:
    for _ in range(round(LAST_WORD / LOOK_EVERY)):
        solver.stop_search()  # again and again: a solver that has not begun yet does not hear it
        if work.ended.wait(LOOK_EVERY):
            return work.answer
    return cp_model.UNKNOWN


def unless_stopped(work: Callable[[], Answer], stop: Stop) -> Answer | None:
    """What the work answers; None once somebody asks to stop: then the work is left to itself, and nobody hears it."""
    apart = _Apart(work)
    while not apart.ended.wait(LOOK_EVERY):
        if stop():
            return None
    return apart.answer


class _Apart(Generic[Answer]):
    """Work in a thread of its own, which does not keep a program from ending."""

    def __init__(self, work: Callable[[], Answer]) -> None:
        self.ended = Flag()
        self._work, self._answers, self._errors = work, list[Answer](), list[BaseException]()
        Thread(target=self._run, daemon=True).start()

    def _run(self) -> None:
        try:
            self._answers.append(self._work())
        except BaseException as error:  # raised where the answer is taken
            self._errors.append(error)
        finally:
            self.ended.set()

    @property
    def answer(self) -> Answer:
        """What the work came to, once it has ended."""
        for error in self._errors:
            raise error
        return self._answers[0]

"""Steps of compiling: each is done once on a machine, by one program however many wait, and kept on disk."""

import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import cache

from planner.solver.searching.moves import KEPT
from planner.solver.searching.vouching import LOCK, is_vouched, vouch
from planner.workbook.files.holding import held

Step = Callable[[], None]
"""A function of a module, by whose name it is vouched for: it calls what is to be compiled, then `note_done`."""


def note_done(step: Step) -> None:
    """Leave a mark that what the step compiles is kept on disk."""
    with suppress(OSError):  # where nothing can be kept, every solve compiles anew
        if not is_vouched(KEPT, step.__name__):
            vouch(KEPT, step.__name__)


@cache  # what is at hand in a program stays so, and to vouch for it again takes longer than many a solve
def prepare(step: Step) -> bool:
    """Have what a step compiles at hand; it is once this returns, which says True."""
    compile_apart(step)
    step()
    return True


def compile_apart(step: Step) -> None:
    """Wait until the step is done and kept, by a process of its own or another program's.

    A program that ends meanwhile leaves the process to itself: it holds no terminal and no pipe, and ends once it is
    done. It is in a session of its own: Ctrl-C at a terminal, which asks a solve to stop, would leave it half-done.
    """
    if not is_vouched(KEPT, step.__name__):
        code = f"from {__name__} import in_turn\nfrom {step.__module__} import {step.__name__} as step\nin_turn(step)"
        silent = subprocess.DEVNULL
        words = [sys.executable, "-c", code]
        subprocess.run(words, check=False, stdin=silent, stdout=silent, stderr=silent, start_new_session=True)


def in_turn(step: Step) -> None:
    """Do a step unless it is done by then: one program at a time, and none takes it for the rest of a power cut."""
    KEPT.mkdir(parents=True, exist_ok=True)
    with held(KEPT / LOCK, 0o600):
        if not is_vouched(KEPT, step.__name__):
            step()

"""Loading the planner into a server whose threads all begin at once."""

from importlib import import_module
from threading import Lock

NEEDED = (
    "planner.office.moving",
    "planner.solver.compiled",
    "planner.solver.repairing.repair",
    "planner.store",
    "planner.ui.main",
)
"""What brings in every package that a page needs."""

_ONE = Lock()


def load() -> None:
    """Loads the packages that the desk needs, in one thread at a time.

    Of two threads of which one loads a package and the other a module in it, each may wait for what the other holds;
    Python ends such a wait with an error in one of them.
    """
    with _ONE:
        for name in NEEDED:
            import_module(name)

"""What a desk does as soon as it is opened, so that nobody waits for it later."""

from planner.background import Threads


def prepare() -> None:
    """Has the search compiled, beside everything else: the first solve on a machine would wait for it."""
    Threads().submit(_compile_search)


def _compile_search() -> None:
    # Loaded here: the desk is there before the solver is.
    from planner.solver.searching.compiled import compile_ahead

    compile_ahead()

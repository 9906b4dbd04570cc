"""Compiled functions that keep their types, which numba hides behind a dispatcher of its own."""

from collections.abc import Callable
from typing import TypeVar, cast

import numba as nb

Function = TypeVar("Function", bound=Callable[..., object])


def compiled(function: Function) -> Function:
    """The function compiled by numba and kept on disk; it holds up no other thread.

    Its types are for readers and mypy. Numba infers its own: whole numbers and arrays as they come, and a reference to
    packed arrays where `Arrays` or `Gaps` stands.
    """
    return cast("Function", nb.njit(cache=True, nogil=True)(function))

"""Files that a running program holds: a lock that the system lets go of with the program, however that ends."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

try:
    import fcntl
except ImportError:  # another system than a Unix; there nothing is known of other programs, and their files stay
    fcntl = None  # type: ignore[assignment]


@contextmanager
def held(path: Path, mode: int) -> Iterator[int]:
    """A new file, open for writing and held by this program; its descriptor."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
    try:
        if fcntl is not None:
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield handle
    finally:
        os.close(handle)


def is_held(path: Path) -> bool:
    """Whether a program holds the file, or may do so: also where this cannot be known."""
    if fcntl is None:
        return True
    try:
        handle = os.open(path, os.O_RDONLY)
    except FileNotFoundError:
        return False
    except OSError:
        return True
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return True
    finally:
        os.close(handle)
    return False

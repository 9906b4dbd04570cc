"""Compiled code kept on disk, vouched for file by file: what a power cut has left half-written is made anew.

A mark says that a step of compiling is done, and lists all files that were there then, with their checksums.
"""

import json
import os
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryFile, mkdtemp

from platformdirs import user_cache_path

from planner.workbook.files.holding import is_held
from planner.workbook.files.whole import write_whole

PROGRAM = "planner"
MARK, LOCK = ".done", "compiling.lock"


def place_for(own: Path) -> Path:
    """Where compiled code is kept: in the program's own folder; where it may not write there, in the user's cache."""
    return next(folder for folder in _places(own) if _can_write(folder))


def _places(own: Path) -> Iterator[Path]:
    yield own
    yield user_cache_path(PROGRAM, appauthor=False)
    # For this program alone: what is run from a place that others know of, others could have put there.
    yield Path(mkdtemp(prefix=f"{PROGRAM}-"))


def _can_write(folder: Path) -> bool:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryFile(dir=folder):
            return True
    except OSError:
        return False


def vouch(folder: Path, step: str) -> None:
    """Leave a mark that the step is done, for all that is kept in the folder now."""
    folder.mkdir(parents=True, exist_ok=True)
    if hasattr(os, "sync"):
        os.sync()  # the mark must not come before what it vouches for
    write_whole(folder / f"{step}{MARK}", json.dumps(_checksums(folder)).encode())


def is_vouched(folder: Path, step: str) -> bool:
    """Whether the step is done and all that was there then is there still, unchanged."""
    return _is_listed(folder, step, _checksums(folder))


def _is_listed(folder: Path, step: str, now: dict[str, str]) -> bool:
    listed = _listed(folder, step)
    return listed is not None and listed.items() <= now.items()


def _listed(folder: Path, step: str) -> dict[str, str] | None:
    """What was there when the step was done, each with its checksum; None without a mark that can be read."""
    try:
        listed = json.loads((folder / f"{step}{MARK}").read_bytes())
    except (FileNotFoundError, ValueError):
        return None
    return listed if isinstance(listed, dict) else None


def drop_unvouched(folder: Path, steps: tuple[str, ...]) -> None:
    """Remove what nobody vouched for if anything is not as it was vouched for, unless somebody is at work there.

    What is left is what a mark lists and has not changed: only what is broken takes the time of compiling again.
    """
    if not folder.is_dir() or is_held(folder / LOCK):
        return
    marked = [step for step in steps if (folder / f"{step}{MARK}").exists()]
    now = _checksums(folder)
    if marked and all(_is_listed(folder, step, now) for step in marked):
        return
    vouched = {entry for step in marked for entry in (_listed(folder, step) or {}).items()}
    broken = [folder / name for name, checksum in now.items() if (name, checksum) not in vouched]
    for path in (*broken, *(folder / f"{step}{MARK}" for step in steps)):
        path.unlink(missing_ok=True)  # their folders stay: somebody may be about to keep something there


def _checksums(folder: Path) -> dict[str, str]:
    """Of all files that compiled code is kept in; those that are being written have other names."""
    return {path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest() for path in _kept(folder)}


def _kept(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.rglob("*.nb[ci]")) if path.is_file()]

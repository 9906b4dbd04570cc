"""Writing files: one or a whole set, each whole or not at all, and none in place of another unless told to.

Everything is written beside its place and put there once it is complete. Where a set of files is put into its places
one after the other, a journal says which, so that the next run goes on where a killed one ended: the set in a folder is
the old one or the new one, from the next run on at the latest. What a dead run has left is removed by the next one.

A link is followed: what it points to is replaced, and it goes on pointing there. A file keeps its mode; a new one may
be read by no more people than the file that it was made from.
"""

import errno
import json
import os
import shutil
import stat
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

from planner.workbook.files.holding import held, is_held

PART = ".part"
"""What is being written ends in this; a reader of folders leaves it alone."""

SET, LOCK, JOURNAL = ".planner-set.", "lock", "journal.json"
"""How the folder of a set in the making begins; in it, what its writer holds, and the list of what goes where."""

ALL_MAY_READ = 0o666


def refuse_to_replace(path: Path, *, force: bool) -> None:
    """`FileExistsError` if the file is there and may not be replaced."""
    if path.exists() and not force:
        raise FileExistsError(f"{path} exists already")


# --- one file --------------------------------------------------------------------------------------------------------


def write_whole(path: Path, content: bytes, *, like: Path | None = None) -> None:
    """Writes beside the file and renames, so that a crash leaves the old file or none, never half of the new.

    `like` is the file that it was made from.
    """
    with whole_file(path, like=like) as handle:
        _write(handle, content)


@contextmanager
def whole_file(path: Path, *, like: Path | None = None, mode: int | None = None) -> Iterator[int]:
    """The descriptor of a file beside it, which takes its place when all has been written, and not after an error.

    A new file has the `mode`; without one it is for no more people than the file that it is `like`.
    """
    place = Path(os.path.realpath(path))
    _remove_dead_parts(place)
    part = place.with_name(f".{place.name[:40]}.{os.getpid()}{PART}")
    try:
        with held(part, _mode_for(place, like) if mode is None else mode) as handle:
            yield handle
            os.fsync(handle)  # a name that came before what it names would be an empty file after a power cut
            _keep_mode(place, handle)
            part.replace(place)
    finally:
        part.unlink(missing_ok=True)


def write_file(path: Path, content: bytes, *, force: bool = False, like: Path | None = None) -> None:
    """Writes one file; `FileExistsError` if it is there and `force` is not given."""
    refuse_to_replace(path, force=force)
    write_whole(path, content, like=like)


def _remove_dead_parts(place: Path) -> None:
    for part in place.parent.glob(f".{_literal(place.name[:40])}.*{PART}"):
        if part.is_file() and not is_held(part):
            part.unlink(missing_ok=True)


def _literal(name: str) -> str:
    """A name as a pattern that finds nothing else."""
    return "".join(f"[{letter}]" if letter in "*?[" else letter for letter in name)


def _write(handle: int, content: bytes) -> None:
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(handle, rest) :]


def _mode_for(place: Path, like: Path | None) -> int:
    """With what mode a new file is made; what this user never gives to anybody is taken away by the system."""
    model = place if place.exists() else like
    if model is None or not model.is_file():
        return ALL_MAY_READ
    return stat.S_IMODE(model.stat().st_mode) & ALL_MAY_READ | stat.S_IRUSR | stat.S_IWUSR


def _keep_mode(place: Path, handle: int) -> None:
    if place.exists() and hasattr(os, "fchmod"):
        os.fchmod(handle, stat.S_IMODE(place.stat().st_mode))


# --- a set of files --------------------------------------------------------------------------------------------------


def write_folder(folder: Path, files: Mapping[str, bytes], *, force: bool = False, like: Path | None = None) -> None:
    """Writes files by their paths in the folder; those of an earlier export that are not made any more are removed.

    Without `force` a folder that holds anything is left alone.
    """
    recover(folder)
    if folder.exists() and not force and (not folder.is_dir() or any(folder.iterdir())):
        raise FileExistsError(f"{folder} exists already")
    write_set(folder, files, gone=outdated(folder, files), like=like)


def outdated(folder: Path, files: Collection[str]) -> tuple[str, ...]:
    """What is taken for an earlier export, by path in the folder: files of the kinds that are written, where these are
    written to, that are not written any more.
    """
    kinds = {Path(name).suffix for name in files}
    places = {Path(name).parent for name in files}
    old = (place / one.name for place in places for one in _inside(folder / place) if one.suffix in kinds)
    return tuple(sorted(path.as_posix() for path in old if path.as_posix() not in files))


def _inside(folder: Path) -> Iterator[Path]:
    return (path for path in folder.iterdir() if path.is_file()) if folder.is_dir() else iter(())


def write_set(
    folder: Path, files: Mapping[str, bytes], *, gone: Collection[str] = (), like: Path | None = None
) -> None:
    """Writes files by their paths in the folder and removes those that are `gone`: all of it or nothing."""
    folder.mkdir(parents=True, exist_ok=True)
    recover(folder)
    staging = Path(mkdtemp(prefix=SET, suffix=PART, dir=folder))
    with held(staging / LOCK, stat.S_IRUSR | stat.S_IWUSR):
        try:
            for number, (name, content) in enumerate(files.items()):
                _stage(staging / str(number), content, folder / name, like)
            _commit(staging, list(files), sorted(gone))
        except BaseException:
            shutil.rmtree(staging)
            raise
        try:
            _put(staging)
        except KeyboardInterrupt:
            _put(staging)  # some of the old set is gone: whoever interrupts it here gets the new one
            raise


def recover(folder: Path) -> None:
    """Ends what a killed run has begun: a set that was complete is put into its places, any other is removed."""
    for staging in folder.glob(f"{SET}*{PART}") if folder.is_dir() else ():
        if is_held(staging / LOCK):
            continue
        if (staging / JOURNAL).exists():
            _put(staging)
        else:
            shutil.rmtree(staging, ignore_errors=True)


def _stage(part: Path, content: bytes, place: Path, like: Path | None) -> None:
    if place.is_symlink() or place.is_dir():
        raise IsADirectoryError(
            errno.EISDIR, f"{place} is a {'link' if place.is_symlink() else 'folder'}; remove it first"
        )
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _mode_for(place, like))
    try:
        _write(handle, content)
        _keep_mode(place, handle)
    finally:
        os.close(handle)


def _commit(staging: Path, names: list[str], gone: list[str]) -> None:
    """From here on the set is the new one. All files reach the disk at once: one after the other would take long."""
    if hasattr(os, "sync"):
        os.sync()
    write_whole(staging / JOURNAL, json.dumps({"names": names, "gone": gone}).encode())


def _put(staging: Path) -> None:
    """Puts what is still to be put, and removes what is still to be removed; it may be done again."""
    journal = json.loads((staging / JOURNAL).read_bytes())
    folder = staging.parent
    for number, name in enumerate(journal["names"]):
        part, place = staging / str(number), folder / within(name)
        if part.exists():
            place.parent.mkdir(parents=True, exist_ok=True)
            part.replace(place)
    for name in journal["gone"]:
        (folder / within(name)).unlink(missing_ok=True)
    # As long as the journal is there, all of this is done again; what holds the set goes last.
    (staging / JOURNAL).unlink(missing_ok=True)
    shutil.rmtree(staging)


def within(name: str) -> Path:
    """The path of a file of a set, which does not lead out of its folder, whoever wrote the journal."""
    path = Path(name)
    if path.is_absolute() or ".." in path.parts:
        raise PermissionError(errno.EPERM, f"{name} leads out of the folder")
    return path

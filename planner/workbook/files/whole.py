"""Writing files: each whole or not at all, and none in place of another unless told to."""

import os
from collections.abc import Mapping
from pathlib import Path


def refuse_to_replace(path: Path, *, force: bool) -> None:
    """`FileExistsError` if the file is there and may not be replaced."""
    if path.exists() and not force:
        raise FileExistsError(f"{path} exists already")


def write_whole(path: Path, content: bytes) -> None:
    """Writes beside the file and renames, so that a crash leaves the old file or none, never half of the new."""
    part = path.with_name(f".{path.name[:40]}.{os.getpid()}.part")
    try:
        part.write_bytes(content)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def write_file(path: Path, content: bytes, *, force: bool = False) -> None:
    """Writes one file; `FileExistsError` if it is there and `force` is not given."""
    refuse_to_replace(path, force=force)
    write_whole(path, content)


def write_folder(folder: Path, files: Mapping[str, bytes], *, force: bool = False) -> None:
    """Writes files by their paths in the folder; those of an earlier export that are not made any more are removed.

    Without `force` a folder that holds anything is left alone. With it, only files of the kinds that are written, in
    the folders that are written to, are taken for an earlier export.
    """
    if folder.exists() and not force and (not folder.is_dir() or any(folder.iterdir())):
        raise FileExistsError(f"{folder} exists already")
    paths = {folder / name: content for name, content in files.items()}
    for path, content in paths.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, content)
    kinds = {path.suffix for path in paths}
    for place in {path.parent for path in paths}:
        for old in place.iterdir():
            if old.suffix in kinds and old.is_file() and old not in paths:
                old.unlink()

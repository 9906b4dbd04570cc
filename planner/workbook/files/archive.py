"""The guard in front of every zip file: nothing is unpacked that could fill the memory or leave its place."""

import io
import zipfile
import zlib

from planner.workbook.grid import Unreadable

MAX_BYTES = 64 * 1024 * 1024
"""Of a file, and of everything in it once unpacked."""

MAX_PARTS = 500
MAX_RATIO = 200
"""Real workbooks pack to between a third and a fiftieth; a bomb packs a thousandfold."""

SMALL = 1024 * 1024
"""Below this no ratio is suspicious."""

BROKEN = Unreadable("The file is damaged: its zip container cannot be read.", "Save or send it once more.")


def open_archive(data: bytes) -> zipfile.ZipFile:
    """The zip file in `data`, once its directory shows nothing suspicious."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        infos = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, UnicodeError, EOFError) as error:
        raise BROKEN from error
    _refuse_suspicious(infos)
    return archive


def _refuse_suspicious(infos: list[zipfile.ZipInfo]) -> None:
    if len(infos) > MAX_PARTS:
        raise Unreadable(
            f"The file has {len(infos):,} parts; an event workbook has at most {MAX_PARTS}.",
            "Save it anew as plain .xlsx.",
        )
    if any(info.flag_bits & 0x1 for info in infos):
        raise Unreadable("The file is protected with a password.", "Remove the password and save it again.")
    unpacked = sum(info.file_size for info in infos)
    if unpacked > MAX_BYTES:
        raise _too_large()
    packed = sum(info.compress_size for info in infos)
    if unpacked > SMALL and unpacked > MAX_RATIO * packed:
        raise Unreadable(
            f"The file unpacks to {unpacked // max(packed, 1):,} times its size, as only a zip bomb does.",
            "Ask its sender for a workbook saved by a spreadsheet program.",
        )


def _too_large() -> Unreadable:
    return Unreadable(
        f"The file unpacks to more than {MAX_BYTES // 1024**2} MB.",
        "Remove pictures and sheets that do not belong to the event.",
    )


def unpack(archive: zipfile.ZipFile, name: str, *, spent: int = 0) -> bytes:
    """The bytes of one part; the sizes named in the directory are not believed, `spent` bytes are used up already."""
    left = MAX_BYTES - spent
    try:
        with archive.open(name) as part:
            content = part.read(left + 1)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise BROKEN from error
    if len(content) > left:
        raise _too_large()
    return content

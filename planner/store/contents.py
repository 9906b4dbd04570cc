"""How the content of a sheet is stored: whole, or as what differs from a sheet that is stored whole.

A difference is a list of pieces in the order of the new lines: `[first, count]` are lines of the base, counted from 0,
a text is a line that the base has not. It is taken against a whole sheet and never against another difference, so that
every sheet is one step away. Once it costs an eighth of the whole, the next sheet is stored whole again: with d bytes a
changed row and F a whole sheet, n steps cost about F + d n²/2, which is least a step where the two are alike.
"""

import json
import zlib
from hashlib import sha256

from planner.store.records import bytes_of
from planner.store.refusals import Damaged

WORTH_A_DIFFERENCE = 8
"""A difference may cost this part of its base."""

LEVEL = 6


def whole(content: bytes) -> bytes:
    """The content of a sheet as it is stored whole."""
    return zlib.compress(content, LEVEL)


def difference(lines: tuple[str, ...], base: bytes) -> bytes | None:
    """How the lines differ from a sheet that is stored whole as `base`; None where that is not worth it."""
    pieces = _pieces(lines, _lines(_decompressed(base)))
    stored = zlib.compress(_written(pieces), LEVEL)
    return stored if len(stored) * WORTH_A_DIFFERENCE <= len(base) else None


def restored(address: bytes, data: bytes, base: bytes | None) -> bytes:
    """What was stored under its address as `data`, and on this base unless whole; `Damaged` if it is something else."""
    content = _decompressed(data)
    if base is not None:
        content = _applied(content, _lines(_decompressed(base)))
    return checked(address, content)


def checked(address: bytes, content: bytes) -> bytes:
    """The content, if its sha256 is its address; else it is refused as `Damaged`."""
    if sha256(content).digest() != address:
        raise _damaged()
    return content


def _damaged() -> Damaged:
    return Damaged(
        "Something in the office's database is not as it was stored.",
        "Move the database to another place, then bring back the last backup: planner restore FILE.",
    )


def _decompressed(data: bytes) -> bytes:
    try:
        return zlib.decompress(data)
    except zlib.error:
        raise _damaged() from None


def _lines(content: bytes) -> list[str]:
    return content.decode("utf-8", "surrogatepass").split("\n")


def _pieces(lines: tuple[str, ...], base: list[str]) -> list[list[int] | str]:
    """Runs of lines of the base, as long as they go on, and the lines between them."""
    places = {line: number for number, line in enumerate(base)}
    pieces: list[list[int] | str] = []
    following = -1
    for line in lines:
        if 0 < following < len(base) and base[following] == line:
            run = pieces[-1]
            assert isinstance(run, list)
            run[1] += 1
            following += 1
            continue
        place = places.get(line)
        pieces.append(line if place is None else [place, 1])
        following = -1 if place is None else place + 1
    return pieces


def _written(pieces: list[list[int] | str]) -> bytes:
    # Not as ASCII: JSON's escapes would join halves of a surrogate pair that stand beside each other.
    return json.dumps(pieces, separators=(",", ":"), ensure_ascii=False).encode("utf-8", "surrogatepass")


def _applied(pieces: bytes, base: list[str]) -> bytes:
    try:
        taken = [_taken(piece, base) for piece in json.loads(pieces.decode("utf-8", "surrogatepass"))]
    except (ValueError, TypeError):
        raise _damaged() from None
    return bytes_of(tuple(line for lines in taken for line in lines))


def _taken(piece: list[int] | str, base: list[str]) -> list[str]:
    if isinstance(piece, str):
        return [piece]
    first, count = piece
    return base[first : first + count]

"""What a browser keeps of what it shows, and sends to whichever session it talks with: the event and its tables.

A browser outlives the session that it talks with: a server that was started anew, or did not hear of it for long, gives
it another one, to which it sends the edits of the tables that it still shows. For these to be taken, the same tables
are made once more, to the letter.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass

_MANY = 1 << 31


@dataclass(frozen=True, slots=True)
class Bookmark:
    """Which table a browser shows: the how manieth of its session, the number of the state in it, the stem of the rows
    that are added in it, and the choice of event, sheet and rows.
    """

    count: int
    number: int
    stem: str
    shows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """What a browser keeps; nothing where it has been at no event in a session before."""

    event: str = ""
    tables: tuple[Bookmark, ...] = ()


def written(event: str, tables: Sequence[Bookmark]) -> str:
    """What a browser is to keep."""
    return json.dumps([event, *([one.count, one.number, one.stem, *one.shows] for one in tables)])


def read(kept: str) -> Kept:
    """What a browser says that it has kept, which may be anything; what is none of ours is left out."""
    try:
        parts = json.loads(kept)
    except (ValueError, RecursionError):
        return Kept()
    match parts:
        case [str(event), *tables]:
            return Kept(event, tuple(found for part in tables[-2:] if (found := _table(part, event)) is not None))
    return Kept()


def _table(part: object, event: str) -> Bookmark | None:
    match part:
        case [int(count), int(number), str(stem), str(of), str(sheet), str(how), str(what)]:
            sound = of == event and re.fullmatch("[0-9a-f]+", stem) and 0 < count < _MANY and 0 < number < _MANY
            return Bookmark(count, number, stem, (of, sheet, how, what)) if sound else None
    return None

"""Turns for a line whose order is settled: nobody passes anybody, and as few as possible change their turn."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class _Way:
    """One way to give turns to the entries so far: how many have another than before, by how many positions in all,
    where the last one stands, and the way of those in front of it.
    """

    moved: int = 0
    far: int = 0
    position: int = 0
    front: "_Way | None" = None


def steady_turns(options: Sequence[Sequence[int]], former: Sequence[int | None]) -> tuple[int, ...] | None:
    """A position for each entry, each behind the one before it; None where that leaves somebody without a turn.

    `options` are the positions that suit each entry, in order; `former` is the position that each had.
    """
    ways = [_Way()]
    for suiting, had in zip(options, former, strict=True):
        ways = list(_longer(ways, suiting, had))
    best = min(ways, key=_cost, default=None)
    return None if best is None else tuple(reversed(list(_back(best))))


def _cost(way: _Way) -> tuple[int, int, int]:
    return way.moved, way.far, way.position


def _longer(ways: Sequence[_Way], suiting: Sequence[int], had: int | None) -> Iterator[_Way]:
    """The best way to each position that suits the next entry; `ways` come in the order of their positions."""
    best, coming = None, iter([*ways, None])
    way = next(coming)
    for position in suiting:
        while way is not None and way.position < position:
            best = way if best is None else min(best, way, key=_cost)
            way = next(coming)
        if best is not None:
            far = 0 if had is None else abs(position - had)
            yield _Way(best.moved + (position != had), best.far + far, position, best)


def _back(way: _Way) -> Iterator[int]:
    while way.front is not None:
        yield way.position
        way = way.front

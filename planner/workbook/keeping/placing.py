"""Where the rows go that a sheet of a file is to have and has not: into its blank rows, or between the others."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

from planner.workbook.format.table import HEADER_ROW
from planner.workbook.grid import Cell
from planner.workbook.keeping.edit import Cells, Fresh
from planner.workbook.keeping.references import FAR, RowMap


@dataclass(frozen=True, slots=True)
class Placed:
    """Where new rows go: into blank rows of the file, or between its rows; and where that leaves all rows."""

    cells: Mapping[int, Cells]
    fresh: tuple[Fresh, ...]
    rows: RowMap


def placed_rows(
    waiting: Sequence[tuple[int, Cells]],
    gone: tuple[int, ...],
    moved: Mapping[int, int],
    stood: Sequence[tuple[int, Sequence[Cell]]],
    filled: Sequence[int],
) -> Placed:
    """Places rows `waiting` behind those of the file, in order; rows `gone` leave, `moved` ones change places, `stood`
    are all that held records with their cells, and `filled` those that hold anything.
    """
    first, last = (stood[0][0], stood[-1][0]) if stood else (0, 0)
    lost = frozenset(gone)
    end = max((row for row, _ in stood if row <= FAR and row not in lost), default=HEADER_ROW)
    blanks = _blanks_after(end, gone, filled)
    cells: dict[int, Cells] = {}
    inserted: list[tuple[int, Cells]] = []
    for wanted, line in waiting:
        after = min(wanted, end)
        blank = next(blanks, 0) if after == end and not any(one == end for one, _ in inserted) else 0
        if blank:
            cells[blank] = line
        else:
            inserted.append((max(after, *cells) if after == end and cells else after, line))
    rows = RowMap(gone, tuple(after for after, _ in inserted), moved)
    fresh = tuple(_fresh(inserted, rows))
    held = [*(rows.settled(row) for row in ({row for row, _ in stood} - lost) | cells.keys())]
    held += [one.row for one in fresh]
    ends = (min(held), max(held)) if held else (first, first - 1)
    return Placed(cells, fresh, RowMap(gone, rows.after, moved, first, last, ends if stood else (0, 0)))


def _blanks_after(row: int, gone: Sequence[int], filled: Sequence[int]) -> Iterator[int]:
    """The rows below one that hold nothing, up to the next that does; none where rows right behind are taken out."""
    limit = next((one for one in filled if one > row), None)
    if limit is None:
        yield from count(row + 1)
    elif limit not in gone:
        yield from range(row + 1, limit)


def _fresh(inserted: Sequence[tuple[int, Cells]], rows: RowMap) -> Iterator[Fresh]:
    before, nth = -1, 0
    for after, line in inserted:
        nth = nth + 1 if after == before else 1
        before = after
        yield Fresh(rows.settled(after) + nth, line)

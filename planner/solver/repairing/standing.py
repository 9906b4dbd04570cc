"""Who stands in whose way: the meetings that may move, where they stood in the plan before."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

from planner.solver.placing.openness import room_taken, rows_taken
from planner.solver.placing.state import Opening, State

Items = frozenset[int]
NOBODY: Items = frozenset()


class StandingMeetings:
    """The meetings that may move, where they stood: who stands in whose way."""

    def __init__(self, state: State, kept: State) -> None:
        """`state` holds what still fits of the plan before; `kept` only what no plan may move."""
        self.board, self.kept = state.board, kept
        board = state.board
        self.movable = [item for item in board.items if state.placed(item) and not kept.placed(item)]
        self.at = {item: (int(state.mode[item]), int(state.start[item])) for item in self.movable}
        self._rows: dict[int, list[tuple[int, int, int]]] = {}
        self._rooms: dict[int, list[tuple[int, int, int]]] = {}
        self._spenders: dict[tuple[int, int], list[int]] = {}
        self._workers: dict[tuple[int, int], list[int]] = {}
        for item in self.movable:
            self._note(item, *self.at[item])
        self._everybody = frozenset(board.items)
        self._openings: dict[int, list[Opening]] = {}
        self._ticks: list[int] = board.axis.start_tick.tolist()
        self._in_company: dict[int, dict[int, Items]] = {}
        self._in_room: dict[tuple[int, int], dict[int, Items]] = {}

    def _note(self, item: int, mode: int, start: int) -> None:
        board, day = self.board, int(self.board.axis.start_day[start])
        first = int(board.axis.start_tick[start])
        last = first + int(board.length[item])
        for row, low, high in rows_taken(board, mode, first, last):
            self._rows.setdefault(row, []).append((item, low, high))
        room = room_taken(board, mode, first, last)
        if room is not None and board.classes[room[0]].capacity is not None:
            self._rooms.setdefault(room[0], []).append((item, room[1], room[2]))
        for budget in board.spends.of(mode)[::2].tolist():
            self._spenders.setdefault((budget, day), []).append(item)
        for run in board.works.of(mode).tolist():
            self._workers.setdefault((run, day), []).append(item)

    def openings(self, item: int) -> list[Opening]:
        """The candidates of an item that nothing closes but what it moves about with."""
        if item not in self._openings:
            placed = self.kept.placed(item)
            self._openings[item] = [] if placed else self.kept.openings(item, self._everybody)
        return self._openings[item]

    def in_company(self, item: int, company: int, start: int) -> Items:
        """Who blocks what a company of the item requires at a start."""
        if company not in self._in_company:
            rows = self.board.requires.of_company(company).tolist()
            held = [one for row in rows for one in self._rows.get(row, ())]
            self._in_company[company] = self._by_start(held, int(self.board.length[item]))
        return _without(item, self._in_company[company].get(start, NOBODY))

    def in_room(self, item: int, place: int, start: int) -> Items:
        """Who holds a room from a start on, rests included."""
        if place < 0:
            return NOBODY
        key = place, int(self.board.length[item])
        if key not in self._in_room:
            held = self._rooms.get(place, ())
            self._in_room[key] = self._by_start(held, key[1] + self.board.classes[place].rest)
        return _without(item, self._in_room[key].get(start, NOBODY))

    def _by_start(self, held: Iterable[tuple[int, int, int]], length: int) -> dict[int, Items]:
        """For each start at which so many ticks touch what is held, who holds it."""
        found: dict[int, set[int]] = {}
        for one, low, high in held:
            for start in range(bisect_right(self._ticks, low - length), bisect_left(self._ticks, high)):
                found.setdefault(start, set()).add(one)
        return {start: frozenset(ones) for start, ones in found.items()}

    def sharing(self, item: int, company: int, start: int) -> Iterator[int]:
        """Those of whom one may have to make way because a limit of the day is shared."""
        day, board = int(self.board.axis.start_day[start]), self.board
        for budget in board.spends.of_company(company)[::2].tolist():
            yield from self._spenders.get((budget, day), ())
        for run in board.works.of_company(company).tolist():
            yield from self._workers.get((run, day), ())

    def in_order(self, item: int) -> Iterator[int]:
        """Those that come before or after the item by rule."""
        yield from self.board.leaders[item]
        yield from self.board.followers[item]


def _without(item: int, items: Items) -> Items:
    return items - {item} if item in items else items

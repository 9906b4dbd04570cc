"""When each meeting can be held at all, beside nothing but what is closed from the outset: what bounds are made of."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import numpy as np

from planner.board.axis import Mask
from planner.board.board import Board, Ints
from planner.solver.placing.openness import Bits, Openness
from planner.solver.stopping import Stop, Stopped, never

FEW = 24
"""Up to so many starts of an item are told apart."""


@dataclass(frozen=True, slots=True)
class Window:
    """Starts of a meeting with nothing closed between them: the ticks of the first and of the last, and the classes of
    rooms (-1 = none) that are open to it then.
    """

    item: int
    day: int
    first: int
    last: int
    length: int
    places: frozenset[int]

    def surely(self, behind: int) -> range:
        """The ticks that the meeting covers wherever in the window it starts, so many behind it included."""
        return range(self.last, self.first + self.length + behind)


class Windows:
    """The windows of every item, and who and what a meeting takes whatever its mode.

    Raises Stopped once somebody asks to stop while they are looked for.
    """

    def __init__(self, board: Board, stop: Stop = never) -> None:
        self.board, self._stop = board, stop
        self._openness = Openness.from_the_outset(board)
        self._ground = self._openness.ground
        self._rows: dict[int, dict[int, Bits]] = {}
        """For each length, the starts of the rows looked at."""
        self._class_starts: dict[tuple[int, int], Mask] = {}
        self.all: tuple[Window, ...] = tuple(window for item in board.items for window in self._of(item))

    def _of(self, item: int) -> Iterable[Window]:
        if self._stop():
            raise Stopped
        axis, length, housed = self.board.axis, int(self.board.length[item]), self._housed(item)
        starts = np.flatnonzero(np.logical_or.reduce(list(housed.values()))) if housed else np.zeros(0, dtype=np.int64)
        ticks, days = axis.start_tick[starts], axis.start_day[starts]
        step = int(np.diff(axis.start_tick).min()) if axis.starts > 1 else 1
        breaks = np.flatnonzero((np.diff(ticks) > step) | (np.diff(days) > 0)) + 1
        runs = np.split(starts, breaks if len(starts) > FEW else np.arange(1, len(starts)))
        for run in runs if len(starts) else ():
            first, last = (int(axis.start_tick[start]) for start in (run[0], run[-1]))
            places = frozenset(place for place, free in housed.items() if free[run].any())
            yield Window(item, int(axis.start_day[run[0]]), first, last, length, places)

    def _housed(self, item: int) -> dict[int, Mask]:
        """For each class of rooms, the starts that it and some company leave open."""
        length, some = int(self.board.length[item]), self._attended(item)
        return {place: some & self._class_free(place, length) for place in self._places(item)}

    def _attended(self, item: int) -> Mask:
        """The starts that some company leaves open."""
        board, length = self.board, int(self.board.length[item])
        if item in board.kept:
            return np.asarray(np.arange(board.axis.starts) == board.kept[item].start)
        known, some = self._rows.setdefault(length, {}), 0
        for company in board.companies_of(item):
            some |= self._openness.attended(company, length, known)
        return np.asarray(board.item_starts[item] & self._ground.on_starts(some))

    def _class_free(self, place: int, length: int) -> Mask:
        if (place, length) not in self._class_starts:
            self._class_starts[place, length] = self._ground.on_starts(self._ground.in_class(place, length))
        return self._class_starts[place, length]

    def _places(self, item: int) -> list[int]:
        """The classes of rooms (-1 = none) in which the item can be held."""
        modes = self.board.modes_of[item]
        if item in self.board.kept:
            return [int(self.board.room_class[self.board.kept[item].mode])]
        places: list[int] = np.unique(self.board.room_class[modes.start : modes.stop]).tolist()
        return places

    @cache  # noqa: B019 - windows live as long as a bound is computed
    def actors(self, item: int) -> tuple[frozenset[int], ...]:
        """The subjects of those who attend or interpret, for each company."""
        board = self.board
        companies: Iterable[int] = board.companies_of(item)
        if item in board.kept:
            companies = (int(board.company[board.kept[item].mode]),)
        return tuple(frozenset(self._subjects(board.actors.of_company(company))) for company in companies)

    def _subjects(self, rows: Ints) -> list[int]:
        subjects: list[int] = self.board.subject[rows].tolist()
        return subjects

    def sure_actors(self, item: int) -> frozenset[int]:
        """The subjects of those without whom the item cannot be held."""
        actors = self.actors(item)
        return frozenset.intersection(*actors) if actors else frozenset()

"""Which meetings can have a part in a less disruptive plan, seen from those that have to change.

Some meetings are forced: they cannot stand where they stood, whatever the others do. Any other meeting changes only to
make way for one that changes, so it stands in the way of one of that one's candidates, and whatever else stands there
makes way too. A candidate for which that costs as much as the plan at hand leads to no better one; what no candidate
needs can stand still, and the least disruption is not missed.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from planner.board.axis import Mask
from planner.solver.placing.openness import room_taken, rows_taken
from planner.solver.placing.state import Opening, State
from planner.solver.repairing.disruption import Cost, Former
from planner.solver.repairing.limits import Limits

Items = frozenset[int]
NOBODY: Items = frozenset()

Useful = dict[int, dict[int, Mask]]
"""For items, the starts of each mode."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A candidate of an item and who has to make way for it."""

    mode: int
    start: int
    blockers: Items


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
        placed = self.kept.placed(item)
        return [] if placed else self.kept.openings(item, self._everybody)

    def in_company(self, item: int, company: int, start: int) -> Items:
        """Who blocks what a company requires at a start."""
        first = int(self.board.axis.start_tick[start])
        last = first + int(self.board.length[item])
        rows = self.board.requires.of_company(company).tolist()
        found = {one for row in rows for one, low, high in self._rows.get(row, ()) if low < last and high > first}
        return frozenset(found - {item})

    def in_room(self, item: int, place: int, start: int) -> Items:
        """Who holds a room from a start on, rests included."""
        if place < 0:
            return NOBODY
        first = int(self.board.axis.start_tick[start])
        last = first + int(self.board.length[item]) + self.board.classes[place].rest
        return frozenset(one for one, low, high in self._rooms.get(place, ()) if low < last and high > first) - {item}

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


class Involved:
    """What a plan less disruptive than a given one may change."""

    def __init__(self, former: Former, standing: StandingMeetings, loose: Sequence[int]) -> None:
        """`loose` are the meetings that do not stand: those that no longer fit, and those that must be placed."""
        self.former, self.standing, self.board = former, standing, former.board
        self.loose = frozenset(loose)
        self.forced = tuple(item for item in loose if self._is_forced(item))
        self._grades = {item: self._least_grade(item) for item in self.forced}
        self.least = self._bound(self.forced)
        self._costs: dict[Items, Cost] = {}

    def _is_forced(self, item: int) -> bool:
        """Whether the item changes in every plan, by what cannot be moved."""
        old = self.former.tick(item)
        if item not in self.former.rows or old is None or not self.former.lasts(item):
            return True
        grades, starts = self.former.mode_grades(item), self.board.axis.start_tick
        for opening in self.standing.openings(item):
            if grades[opening.mode] == 0 and (opening.starts & (starts == old)).any():
                return False
        return True

    def _bound(self, forced: Sequence[int]) -> Cost:
        """No plan disturbs less: the forced items change, each as little as it can, and their parties hear of it."""
        former = self.former
        least = self._grades
        return Cost(
            dropped=sum(former.worth(item) for item, grade in least.items() if grade is None),
            near=sum(former.near(item) for item in forced),
            parties=sum(former.informed(forced).values()),
            changes=sum(grade for grade in least.values() if grade is not None),
        )

    def _least_grade(self, item: int) -> int | None:
        """The smallest change of the item; None if it cannot be placed."""
        former, times = self.former, self.former.time_grades(item)
        grades = [
            former.mode_grades(item)[opening.mode] + int(times[opening.starts].min())
            for opening in self.standing.openings(item)
        ]
        return min(grades) * former.weight(item) if grades else None

    def cost(self, more: Items) -> Cost:
        """What a plan costs at least in which these change as well."""
        if more not in self._costs:
            former, extra = self.former, more.difference(self.forced)
            self._costs[more] = Cost(
                self.least.dropped,
                self.least.near + sum(former.near(item) for item in extra),
                sum(former.informed([*self.forced, *extra]).values()),
                self.least.changes + sum(former.weight(item) for item in extra),
            )
        return self._costs[more]

    def claims(self, item: int, below: Cost | None) -> Iterator[Claim]:
        """The candidates of an item that a plan cheaper than `below` may use, with who makes way; all for None."""
        with_item, grades = self._alone(item), self._extra_grades(item)
        by_company: dict[tuple[int, int], Items] = {}
        for opening in self.standing.openings(item):
            company, place = int(self.board.company[opening.mode]), int(self.board.room_class[opening.mode])
            for start in np.flatnonzero(opening.starts).tolist():
                if (company, start) not in by_company:
                    by_company[company, start] = self.standing.in_company(item, company, start)
                people, extra = by_company[company, start], grades(opening.mode, start)
                if not self._pays(with_item | people, below, extra):
                    continue
                blockers = people | self.standing.in_room(item, place, start)
                if self._pays(with_item | blockers, below, extra):
                    yield Claim(opening.mode, start, blockers)

    def _extra_grades(self, item: int) -> Callable[[int, int], int]:
        """What a candidate of an item changes beyond what is counted for the item anyway."""
        former = self.former
        modes, times, weight = former.mode_grades(item), former.time_grades(item).tolist(), former.weight(item)
        counted = self._grades.get(item, weight)
        if counted is None or item not in former.rows:
            return lambda _mode, _start: 0
        base = 0 if item in self.loose and item not in self._grades else counted
        return lambda mode, start: max(0, (modes[mode] + times[start]) * weight - base)

    def _alone(self, item: int) -> Items:
        """The item as one that changes; a loose one may yet stand as it stood."""
        return NOBODY if item in self.loose else frozenset((item,))

    def _pays(self, changing: Items, below: Cost | None, extra: int = 0) -> bool:
        if below is None:
            return True
        # As fields and not as costs: this is asked for every candidate.
        cost = self.cost(changing)
        least = (cost.dropped, cost.near, cost.parties, cost.changes + extra)
        return least < (below.dropped, below.near, below.parties, below.changes)

    def nearest(self, items: Iterable[int], limits: Limits) -> list[int]:
        """Who would have to make way for the items, the cheapest ways first, then those nearest to where they stood;
        as far as there is time to look.
        """
        ranked: list[tuple[Cost, int, Items]] = []
        starts = self.board.axis.start_tick
        for item in items:
            old = self.former.tick(item)
            for claim in self.claims(item, None):
                shift = 0 if old is None else abs(int(starts[claim.start]) - old)
                ranked.append((self.cost(claim.blockers), shift, claim.blockers))
                limits.looked()
                if limits.over:
                    break
        ranked.sort(key=lambda ranking: ranking[:2])
        return list(dict.fromkeys(one for _, _, blockers in ranked for one in sorted(blockers)))

    def relevant(self, incumbent: Cost, most: int, limits: Limits) -> Useful | None:
        """All candidates that a plan cheaper than the incumbent may use; None if more than `most` items have some, or
        if they were not found in time.
        """
        if incumbent.dropped > self.least.dropped:
            # A plan that drops less may change anything at all.
            return None
        concerned: Useful = {item: {} for item in self.loose}
        frontier = list(self.loose)
        while frontier:
            item = frontier.pop()
            for other in sorted(self._drawn_in(item, incumbent, concerned[item])):
                limits.looked()
                if other not in concerned and not self.standing.kept.placed(other):
                    concerned[other] = {}
                    frontier.append(other)
            if len(concerned) > most or (frontier and limits.over):
                return None
        return concerned

    def _drawn_in(self, item: int, below: Cost, modes: dict[int, Mask]) -> set[int]:
        """Who may have to make way for the item; its candidates are noted in `modes`."""
        drawn: set[int] = set()
        with_item = self._alone(item)
        for claim in self.claims(item, below):
            modes.setdefault(claim.mode, np.zeros(self.board.axis.starts, dtype=np.bool_))[claim.start] = True
            drawn |= claim.blockers
            company = int(self.board.company[claim.mode])
            shared = self.standing.sharing(item, company, claim.start)
            drawn |= {one for one in shared if self._pays(with_item | claim.blockers | {one}, below)}
        return drawn | {one for one in self.standing.in_order(item) if self._pays(with_item | {one}, below)}

    def narrowed(self, useful: Useful, item: int, openings: list[Opening]) -> list[Opening]:
        """The openings of an item among these candidates, and where it stood."""
        modes, grades, old = useful.get(item, {}), self.former.mode_grades(item), self.former.tick(item)
        stood = self.board.axis.start_tick == (-1 if old is None else old)
        nowhere = np.zeros(self.board.axis.starts, dtype=np.bool_)
        narrower = []
        for opening in openings:
            starts = modes.get(opening.mode, nowhere) | (stood if grades[opening.mode] == 0 else nowhere)
            if (starts := opening.starts & starts).any():
                narrower.append(Opening(opening.mode, starts))
        return narrower

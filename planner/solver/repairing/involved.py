"""Which meetings can have a part in a less disruptive plan, seen from those that have to change.

Some meetings are forced: they cannot stand where they stood, whatever the others do. Any other meeting changes only to
make way for one that changes, so it stands in the way of one of that one's candidates, and whatever else stands there
makes way too. A candidate for which that costs as much as the plan at hand leads to no better one; what no candidate
needs can stand still, and the least disruption is not missed.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from planner.board.axis import Mask
from planner.solver.placing.state import Opening
from planner.solver.repairing.disruption import Cost, Former
from planner.solver.repairing.limits import Limits
from planner.solver.repairing.standing import NOBODY, Items, StandingMeetings

Useful = dict[int, dict[int, Mask]]
"""For items, the starts of each mode."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A candidate of an item and who has to make way for it."""

    mode: int
    start: int
    blockers: Items


Way = tuple[tuple[int, ...], Items]
"""How dear it is at least if others make way for an item, and how far that moves then; the smaller, the better."""


class Involved:
    """What a plan less disruptive than a given one may change."""

    def __init__(self, former: Former, standing: StandingMeetings, loose: Sequence[int]) -> None:
        """`loose` are the meetings that do not stand: those that no longer fit, and those that must be placed."""
        self.former, self.standing, self.board = former, standing, former.board
        self.loose = frozenset(loose)
        self.forced = tuple(item for item in loose if self._is_forced(item))
        self._grades = {item: self._least_grade(item) for item in self.forced}
        self._forced = frozenset(self.forced)
        self._told = former.informed(self.forced)
        self.least = self._bound(self.forced)
        self._costs: dict[Items, Cost] = {}
        self._found: dict[int, list[Way]] = {}

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
            parties=sum(self._told.values()),
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
            former, extra = self.former, more - self._forced
            self._costs[more] = Cost(
                self.least.dropped,
                self.least.near + sum(former.near(item) for item in extra),
                self.least.parties + self._informed_more(extra),
                self.least.changes + sum(former.weight(item) for item in extra),
            )
        return self._costs[more]

    def _informed_more(self, items: Items) -> int:
        """What it costs that delegations hear of a change in these, beyond those who hear of the forced ones."""
        more: dict[str, int] = {}
        for item in items:
            for code, weight in self.former.parties(item).items():
                if weight > self._told.get(code, 0):
                    more[code] = max(more.get(code, 0), weight)
        return sum(weight - self._told.get(code, 0) for code, weight in more.items())

    def claims(self, item: int, below: Cost) -> Iterator[Claim]:
        """The candidates of an item that a plan cheaper than `below` may use, with who makes way."""
        with_item, grades = self._alone(item), self._extra_grades(item)
        for opening in self.standing.openings(item):
            company, place = int(self.board.company[opening.mode]), int(self.board.room_class[opening.mode])
            for start in np.flatnonzero(opening.starts).tolist():
                people, extra = self.standing.in_company(item, company, start), grades(opening.mode, start)
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

    def _pays(self, changing: Items, below: Cost, extra: int = 0) -> bool:
        # As fields and not as costs: this is asked for every candidate.
        cost = self.cost(changing)
        least = (cost.dropped, cost.near, cost.parties, cost.changes + extra)
        return least < (below.dropped, below.near, below.parties, below.changes)

    def nearest(self, items: Iterable[int], limits: Limits) -> list[int]:
        """Who would have to make way for the items, the cheapest ways first, then those nearest to where they stood;
        as far as there is time to look.
        """
        ranked = [way for item in items for way in self._ways(item, limits)]
        ranked.sort(key=lambda way: way[0])
        return list(dict.fromkeys(one for _, blockers in ranked for one in sorted(blockers)))

    def _ways(self, item: int, limits: Limits) -> list[Way]:
        """Who may have to make way for an item, with the smallest shift for which they have; it is looked for once."""
        if item not in self._found:
            shifts: dict[Items, int] = {}
            for company, openings in self._by_company(item).items():
                if limits.over:
                    break
                limits.looked(self._look(item, company, openings, shifts))
            costs = ((self.cost(blockers), shift, blockers) for blockers, shift in shifts.items())
            self._found[item] = [((it.near, it.parties, it.changes, shift), blockers) for it, shift, blockers in costs]
        return self._found[item]

    def _by_company(self, item: int) -> dict[int, list[Opening]]:
        openings: dict[int, list[Opening]] = defaultdict(list)
        for opening in self.standing.openings(item):
            openings[int(self.board.company[opening.mode])].append(opening)
        return openings

    def _look(self, item: int, company: int, openings: Sequence[Opening], shifts: dict[Items, int]) -> int:
        """Notes who makes way for a company at each start; returns how many candidates were looked at."""
        places: dict[int, list[int]] = defaultdict(list)
        for opening in openings:
            place = int(self.board.room_class[opening.mode])
            for start in np.flatnonzero(opening.starts).tolist():
                places[start].append(place)
        looked, old, ticks = 0, self.former.tick(item), self.board.axis.start_tick.tolist()
        for start, open_then in places.items():
            shift = 0 if old is None else abs(ticks[start] - old)
            people, ways = self.standing.in_company(item, company, start), dict[Items, None]()
            for place in open_then:
                looked += 1
                ways[people | self.standing.in_room(item, place, start)] = None
                if people in ways:
                    # In this room nobody else is in the way: another one leads to nothing better.
                    ways = {people: None}
                    break
            for blockers in ways:
                shifts[blockers] = min(shift, shifts.get(blockers, shift))
        return looked

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

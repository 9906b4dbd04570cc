"""One line on its way to a plan: who takes part, which positions suit them, who is given which."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property, partial

import numpy as np

from planner.domain.clock import clock
from planner.domain.event import Event
from planner.domain.plan import Placement
from planner.domain.records import Entry, Line
from planner.domain.turns import Timetable, counts, reserve_count
from planner.domain.wording import item_name
from planner.rules import closings
from planner.rules.apart import neighbours_apart
from planner.rules.lines import LineBounds
from planner.rules.precedence import line_order
from planner.rules.turns import Busy, Closing, TurnChoice, left_open
from planner.solver.lines.beside import called
from planner.solver.lines.choice import Assignment, apart_choice, largest_choice
from planner.solver.lines.order import OrderTask, ordered_turns
from planner.solver.lines.steady import steady_turns
from planner.solver.stopping import Stop, never


@dataclass(frozen=True)  # not slotted: the look-ups below are computed once and kept
class LineDraft:
    """`kept` are the rows of the line that must stay as they are; `busy` is what people do elsewhere; `followers` are
    the earliest meetings that must be kept and come after a turn, by the item of the turn. On the day, `former` are the
    positions that entries had, which are used before others; where the order is `settled`, nobody passes anybody; no
    turn is given before the line `opens`. Once somebody asks to `stop`, the order is as good as it has become.
    """

    event: Event
    line: Line
    kept: Mapping[str, Placement]
    busy: Mapping[str, Sequence[Busy]]
    followers: Mapping[str, Placement]
    seed: int
    stop: Stop = never
    former: Mapping[str, int] = field(default_factory=dict)
    settled: bool = False
    opens: datetime | None = None

    @cached_property
    def timetable(self) -> Timetable:
        """When each turn of the line stands."""
        return Timetable.of(self.line)

    @cached_property
    def given_away(self) -> frozenset[int]:
        """The positions of the rows that stay."""
        return frozenset(row.position for row in self.kept.values() if row.stands and row.position is not None)

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """Those who take part, in the order of the line: who stays, and who may have a turn."""
        return tuple(entry for entry in line_order(self.event, self.line) if self._takes_part(entry))

    def _takes_part(self, entry: Entry) -> bool:
        row = self.kept.get(entry.item)
        if row is None:
            return counts(self.event, entry)
        # Two rows that stay on one position are the checker's to report; only the first takes part in the order.
        same = [other.item for other in self.kept.values() if other.stands and other.position == row.position]
        return row.stands and row.position in self.timetable.positions and same[0] == row.item

    @cached_property
    def closings(self) -> Mapping[str, tuple[Closing, ...]]:
        """What the rules close to each entry that is free to move, whoever else has which turn."""
        free = (entry for entry in self.entries if entry.item not in self.kept)
        return {entry.item: (*closings(self._choice(entry)), *self._past(entry)) for entry in free}

    def _past(self, entry: Entry) -> Iterator[Closing]:
        """The positions before the line opens, or goes on."""
        if self.opens is not None:
            clause = f"no turn begins before {clock(self.event.local(self.opens))} any more"
            name = item_name(self.event, self.line.id)
            yield Closing(LineBounds.key, self.timetable.starting_before(self.opens), entry.item, name, clause)

    def _choice(self, entry: Entry) -> TurnChoice:
        busy, follower = self.busy.get(self.event.entrant(entry).id, ()), self.followers.get(entry.item)
        after = () if follower is None else (follower,)
        return TurnChoice(self.event, entry, self.timetable, busy, after, called=partial(called, self.event))

    @cached_property
    def options(self) -> tuple[tuple[int, ...], ...]:
        """The positions that suit each entry."""
        return tuple(self._options(entry) for entry in self.entries)

    def _options(self, entry: Entry) -> tuple[int, ...]:
        row = self.kept.get(entry.item)
        if row is not None and row.position is not None:
            return (row.position,)
        return tuple(position for position in self.suiting(entry) if position not in self.given_away)

    def suiting(self, entry: Entry) -> tuple[int, ...]:
        """The positions that no rule closes to the entry, whoever has them."""
        return tuple(left_open(self.timetable, self.closings[entry.item]))

    @cached_property
    def staying(self) -> tuple[int, ...]:
        """The numbers of the entries whose rows stay."""
        return tuple(number for number, entry in enumerate(self.entries) if entry.item in self.kept)

    @cached_property
    def apart(self) -> tuple[tuple[int, int], ...]:
        """The numbers of the entries that must not be neighbours."""
        number = {entry.delegation: place for place, entry in enumerate(self.entries)}
        pairs = neighbours_apart(self.event)
        return tuple((number[one.a], number[one.b]) for one in pairs if one.a in number and one.b in number)

    @cached_property
    def positions(self) -> Mapping[str, int]:
        """The position of each entry that has one, by item, in the order of the line."""
        steady = self._steady()
        position_of = self._chosen() if steady is None or self._clash(steady) else steady
        return {self.entries[number].item: position for number, position in position_of.items()}

    def _steady(self) -> Mapping[int, int] | None:
        """The turns in an order that is settled; None where it is not, or leaves somebody without a turn."""
        if not self.settled:
            return None
        turns = steady_turns(self.options, [self.former.get(entry.item) for entry in self.entries])
        return None if turns is None or self._wastes_reserve(turns) else dict(enumerate(turns))

    def _wastes_reserve(self, turns: Sequence[int]) -> bool:
        """Whether somebody who is free to move has a turn of the reserve, though an earlier one is free and suits."""
        free = set(self.timetable.positions[: self.reserve_from - 1]) - set(turns) - self.given_away
        inside = (number for number, turn in enumerate(turns) if turn >= self.reserve_from)
        return any(number not in self.staying and free.intersection(self.options[number]) for number in inside)

    @cached_property
    def reserve_from(self) -> int:
        """The first position of the reserve."""
        entries = sum(one.line == self.line.id and counts(self.event, one) for one in self.event.entries)
        return self.timetable.positions.stop - reserve_count(self.line, entries)

    def _chosen(self) -> Mapping[int, int]:
        in_use = frozenset(position for position in self.former.values() if position < self.reserve_from)
        position_of = self._in_order(largest_choice(self.options, self.staying, in_use))
        if self._clash(position_of):
            exact = apart_choice(self.options, self.staying, self.apart, self.seed, self.stop, in_use)
            position_of = self._without_clash(position_of) if exact is None else self._in_order(exact)
        return position_of

    def _clash(self, given: Mapping[int, int]) -> bool:
        movable = (pair for pair in self.apart if not set(pair) <= set(self.staying) and set(pair) <= given.keys())
        return any(abs(given[a] - given[b]) == 1 for a, b in movable)

    def _without_clash(self, given: Mapping[int, int]) -> Mapping[int, int]:
        """Those of the given who may stand so, where nobody waits for better: the later of a pair has no turn."""
        kept: dict[int, int] = {}
        for number in sorted(given, key=lambda one: (one not in self.staying, one)):
            if not self._clash(kept | {number: given[number]}):
                kept[number] = given[number]
        return kept

    def _in_order(self, choice: Assignment) -> Mapping[int, int]:
        """The chosen entries on the chosen positions, with the fewest and smallest departures."""
        rank = {number: place for place, number in enumerate(choice.entries)}
        column = {position: place for place, position in enumerate(choice.positions)}
        allowed = np.zeros((len(rank), len(rank)), dtype=np.bool_)
        for number, place in rank.items():
            allowed[place, [column[position] for position in self.options[number] if position in column]] = True
        adjoining = tuple(
            after - before == 1 for before, after in zip(choice.positions, choice.positions[1:], strict=False)
        )
        apart = tuple((rank[a], rank[b]) for a, b in self.apart if a in rank and b in rank)
        task = OrderTask(allowed, adjoining, apart)
        known = tuple(column[position] for position in choice.position_of)
        turns = min(ordered_turns(task, self.seed, self.stop), known, key=task.cost)
        return {number: choice.positions[turns[place]] for number, place in rank.items()}

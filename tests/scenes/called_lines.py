"""What becomes of a line on the day, said in plain Python from the practice of protocol: call the next one present,
insert the late one afterwards; whoever is absent goes to the end of the same rank; nobody else moves without need.

A line is the turns of its entries by code, in the order in which they stand; a turn is a position, counted from 1. What
is expected is found by going through the turns one by one, or by trying every way; nothing here comes from the planner.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

Turns = dict[str, int]


@dataclass(frozen=True)
class CalledLine:
    """Who has which position, and of what rank they are (1 is the highest); the last position that the line has; how
    many positions have begun; how many desks there are.
    """

    turns: Mapping[str, int]
    ranks: Mapping[str, int]
    last: int
    begun: int = 0
    desks: int = 1

    @property
    def order(self) -> list[str]:
        return sorted(self.turns, key=lambda code: self.turns[code])

    @property
    def called(self) -> Turns:
        """Those whose turn has begun."""
        return {code: turn for code, turn in self.turns.items() if turn <= self.begun}

    @property
    def to_come(self) -> range:
        return range(self.begun + 1, self.last + 1)

    def round(self, code: str) -> int:
        """The turn of the desks in which an entry stands."""
        return (self.turns[code] - 1) // self.desks


def after_a_late_one(line: CalledLine, late: str, there_at: int) -> Turns:
    """Turn by turn the next one present is called; who is late comes as soon as he is there."""
    found, waiting = line.called, [code for code in line.order if line.turns[code] > line.begun]
    for turn in line.to_come:
        present = [code for code in waiting if code != late or turn >= there_at]
        if present:
            found[present[0]] = turn
            waiting.remove(present[0])
    return found


def after_a_stop(line: CalledLine, first: int) -> Turns:
    """The line goes on at a position; everybody in the order as before."""
    waiting = [code for code in line.order if line.turns[code] > line.begun]
    return line.called | dict(zip(waiting, range(first, line.last + 1), strict=False))


def after_missed_turns(line: CalledLine, missed: Sequence[str]) -> Turns:
    """Who missed a turn is called after the others of the rank and after the next ones; of all ways to call the line in
    this order, the one in which fewest have another position than before, and these are nearest to it.
    """
    queue = line.order
    for code in missed:
        queue = _behind(line, queue, code, missed)
    fixed = {code: turn for code, turn in line.called.items() if code not in missed}
    ways = [way for way in _in_order(queue, line, fixed) if _after_the_next(line, way, missed)]
    return min(ways, key=lambda way: _disturbance(line, queue, way))


def _behind(line: CalledLine, queue: Sequence[str], code: str, missed: Sequence[str]) -> list[str]:
    others = [one for one in queue if one != code]
    last = max((others.index(one) for one in others if _comes_first(line, one, code, missed)), default=-1)
    last = max(last, queue.index(code) - 1)
    return [*others[: last + 1], code, *others[last + 1 :]]


def _comes_first(line: CalledLine, other: str, code: str, missed: Sequence[str]) -> bool:
    same_rank = line.ranks[other] == line.ranks[code]
    called = line.turns[other] <= line.begun
    return same_rank or called or other in _next_ones(line, code, missed)


def _next_ones(line: CalledLine, code: str, missed: Sequence[str]) -> list[str]:
    """Who is called next, one for each desk; not who missed a turn, too."""
    later = [one for one in line.order if line.round(one) > line.round(code) and one not in missed]
    return later[: line.desks]


def _in_order(queue: Sequence[str], line: CalledLine, fixed: Mapping[str, int]) -> Iterator[Turns]:
    """Every way to give turns to come to all or some of a queue, in its order; what is fixed stays."""
    waiting = [code for code in queue if code not in fixed]
    free = [turn for turn in line.to_come if turn not in fixed.values()]
    for count in range(min(len(waiting), len(free)) + 1):
        for codes in combinations(waiting, count):
            for turns in combinations(free, count):
                yield dict(fixed) | dict(zip(codes, turns, strict=True))


def _after_the_next(line: CalledLine, way: Turns, missed: Sequence[str]) -> bool:
    """Whether there is a turn for the next one between each turn that was missed and the one in its place."""

    def gap(code: str) -> int:
        return 1 + bool(_next_ones(line, code, missed[: missed.index(code)]))

    return all((way[code] - 1) // line.desks >= line.round(code) + gap(code) for code in missed if code in way)


def _disturbance(line: CalledLine, queue: Sequence[str], way: Turns) -> tuple[object, ...]:
    dropped = [code not in way for code in queue]
    moved = [abs(turn - line.turns[code]) for code, turn in way.items() if turn != line.turns[code]]
    return sum(dropped), dropped, len(moved), sum(moved)


def after_a_cancelled_one(line: CalledLine, cancelled: str, standby: Sequence[str]) -> Turns:
    """The first of those on standby who can come takes the turn; nobody else moves."""
    turn = line.turns[cancelled]
    rest = {code: own for code, own in line.turns.items() if code != cancelled}
    return rest | dict.fromkeys(standby[:1], turn) if turn > line.begun else rest


def after_a_new_one(line: CalledLine, new: str) -> Turns:
    """The first turn to come that is free; nobody moves."""
    free = [turn for turn in line.to_come if turn not in line.turns.values()]
    return dict(line.turns) | dict.fromkeys([new] * bool(free), free[0] if free else 0)

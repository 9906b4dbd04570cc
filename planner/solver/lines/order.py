"""Puts entries on given turns with the fewest, then the smallest, departures from the order their line demands.

Entries are numbered in the order of the rule, turns in the order of time, both from 0, and there are as many of one as
of the other. The departures are the entries outside the longest run that keeps the order; how large they are is the
number of places that all entries together stand away from their number.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from ortools.graph.python.linear_sum_assignment import SimpleLinearSumAssignment

from planner.solver.lines.order_exact import exact_turns
from planner.solver.stopping import Stop, never

EXACT_UP_TO = 24
"""Entries of a line that the exact model orders within a second."""

Cost = tuple[int, int, int]
"""Neighbours that must not be, departures, places moved: compared in this order."""


@dataclass(frozen=True)  # not slotted: the bound is computed once and kept
class OrderTask:
    """`allowed[entry, turn]` says where an entry may stand; `adjoining[turn]` whether the next turn follows at once.

    `apart` are pairs of entries that may not stand on adjoining turns. Every entry can be given a turn of its own.
    """

    allowed: NDArray[np.bool_]
    adjoining: tuple[bool, ...]
    apart: tuple[tuple[int, int], ...] = ()

    def cost(self, turns: Sequence[int]) -> Cost:
        moved = np.abs(np.asarray(turns, dtype=np.int64) - np.arange(len(turns))).sum()
        return len(self.clashes(turns)), len(turns) - run_length(turns), int(moved)

    def clashes(self, turns: Sequence[int]) -> tuple[tuple[int, int], ...]:
        """The pairs that stand side by side though they must not."""
        side_by_side = (pair for pair in self.apart if abs(turns[pair[0]] - turns[pair[1]]) == 1)
        return tuple((a, b) for a, b in side_by_side if self.adjoining[min(turns[a], turns[b])])

    @cached_property
    def fewest_departures(self) -> int:
        """A lower bound: entries outside the longest run in order when only its own entries need suitable turns."""
        longest = np.zeros(len(self.allowed) + 1, dtype=np.int64)
        for row in self.allowed:
            longest[1:] = np.maximum(longest[1:], longest[:-1] + row)
            longest = np.maximum.accumulate(longest)
        return len(self.allowed) - int(longest[-1])


def run_length(turns: Sequence[int]) -> int:
    """How many entries the longest run that keeps the order has."""
    ends: list[int] = []
    for turn in turns:
        place = bisect_left(ends, turn)
        ends[place : place + 1] = [turn]
    return len(ends)


def longest_run(turns: Sequence[int]) -> tuple[int, ...]:
    """The entries of a longest run that stand in their order."""
    ends: list[int] = []
    before: list[int | None] = []
    for entry, turn in enumerate(turns):
        place = bisect_left(ends, turn, key=lambda end: turns[end])
        before.append(ends[place - 1] if place else None)
        ends[place : place + 1] = [entry]
    run, entry_or_none = [], ends[-1] if ends else None
    while entry_or_none is not None:
        run.append(entry_or_none)
        entry_or_none = before[entry_or_none]
    return tuple(reversed(run))


def ordered_turns(task: OrderTask, seed: int = 0, stop: Stop = never) -> tuple[int, ...]:
    """The turn of each entry: proven best in short lines, in long ones close to the lower bound."""
    in_order = tuple(range(len(task.allowed)))
    if all(task.allowed[entry, entry] for entry in in_order) and not task.clashes(in_order):
        return in_order
    nearest = _nearest(task)
    best = _improved(task, nearest, stop)
    if task.cost(best) == (0, task.fewest_departures, task.cost(nearest)[2]) or len(best) > EXACT_UP_TO:
        return best
    exact = exact_turns(task.allowed, task.adjoining, task.apart, best, task.fewest_departures, seed, stop)
    return min(best, exact, key=task.cost)


def _nearest(task: OrderTask) -> tuple[int, ...]:
    """The fewest places moved in all; among equals many small moves, which keep the order better than a few large."""
    count = len(task.allowed)
    entries, turns = np.nonzero(task.allowed)
    places = np.abs(entries - turns)
    solver = SimpleLinearSumAssignment()
    solver.add_arcs_with_cost(entries, turns, places * count**3 + places**2)
    if solver.solve() != solver.OPTIMAL:
        raise ValueError("no turn of its own for every entry; choose the turns before ordering them")
    return tuple(solver.right_mate(entry) for entry in range(count))


def _improved(task: OrderTask, turns: tuple[int, ...], stop: Stop) -> tuple[int, ...]:
    """Moves one entry at a time, or swaps two, while that lowers the cost."""
    best = turns
    while not stop():
        better = min(_moves(task, best), key=task.cost, default=best)
        if task.cost(better) >= task.cost(best):
            break
        best = better
    return best


def _moves(task: OrderTask, turns: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    """Moves that may bring a departing entry back into the run, or take an entry from a neighbour it must not have."""
    run = longest_run(turns)
    clashing = {entry for pair in task.clashes(turns) for entry in pair}
    for entry in range(len(turns)):
        if entry in clashing:
            targets = range(len(turns))
        elif entry not in run:
            place = bisect_left(run, entry)
            first = turns[run[place - 1]] if place else 0
            targets = range(first, turns[run[place]] + 1 if place < len(run) else len(turns))
        else:
            continue
        for target in targets:
            yield from (moved for moved in _moved(turns, entry, target) if _fits(task, moved))


def _fits(task: OrderTask, turns: Sequence[int]) -> bool:
    return bool(task.allowed[range(len(turns)), turns].all())


def _moved(turns: tuple[int, ...], entry: int, target: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The entry on the target turn: those between closing up, or the two changing places."""
    here = turns[entry]
    low, high, step = (here, target, -1) if here < target else (target, here, 1)
    closed_up = [turn + step if low <= turn <= high else turn for turn in turns]
    closed_up[entry] = target
    swap = {here: target, target: here}
    return tuple(closed_up), tuple(swap.get(turn, turn) for turn in turns)

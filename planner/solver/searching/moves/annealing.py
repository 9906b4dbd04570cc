"""The compiled loop of the ejection search.

One move takes a meeting, looks at all starts of one of its modes, and draws one: the less worth stands in the way
there, and the fewer gaps the meeting would leave, the likelier. An unplaced meeting ejects what is in its way; where
that costs too much, the dearest of the ejected is put elsewhere at once, and so on for a few links. The others come
back later. A placed meeting moves only where nothing is in its way. Moves that make the plan worse are accepted as in
simulated annealing. `a` holds the packed `Arrays`, `g` the packed `Gaps`; nothing here knows a rule.
"""

import math

import numpy as np

from planner.solver.searching.arrays import NEVER, Arrays
from planner.solver.searching.gap_arrays import Gaps
from planner.solver.searching.moves.clearing import in_the_way
from planner.solver.searching.moves.compiling import compiled
from planner.solver.searching.moves.gaps import book, most_closed, opened
from planner.solver.searching.moves.placing import place, remove
from planner.solver.searching.moves.pricing import price

LINKS = 3
"""The most meetings that one move puts somewhere."""


@compiled
def seed_chance(seed: int) -> None:
    """Seed the compiled random numbers of this thread."""
    np.random.seed(seed)


@compiled
def settle(a: Arrays, g: Gaps, item: int, mode: int, start: int) -> float:
    """Put an unplaced meeting there; the change in what gaps cost."""
    place(a, item, mode, start)
    return book(a, g, item, 1)


@compiled
def unsettle(a: Arrays, g: Gaps, item: int) -> float:
    """Take a placed meeting out; the change in what gaps cost."""
    change = book(a, g, item, -1)
    remove(a, item)
    return change


@compiled
def anneal(a: Arrays, g: Gaps, moves: int, heat: float, shifts: float) -> int:
    """So many moves at a temperature; the best placements stay in `a.best_*`. The worth as it stands at the end."""
    worth = 0
    for item in range(len(a.mode)):
        if a.mode[item] >= 0:
            worth += a.worth[item]
    best = a.best_worth[0]
    for _ in range(moves):
        item = a.movable[np.random.randint(len(a.movable))]
        if a.mode[item] >= 0:
            if np.random.random() < shifts:
                _shift(a, g, item, heat)
            continue
        worth += _chain(a, g, item, heat)
        if worth > best:
            best = worth
            a.best_mode[:] = a.mode
            a.best_start[:] = a.start
    a.best_worth[0] = best
    return worth


@compiled
def _draw(a: Arrays, g: Gaps, item: int, mode: int, heat: float, dearest: float) -> int:
    """A start at which less than `dearest` is in the way, drawn by heat; -1 if there is none."""
    best, chosen, relief = -np.inf, -1, most_closed(a, g, mode)
    chance = np.random.randint(len(g.chance))
    for start in range(len(a.start_tick)):
        if a.cost[start] >= dearest:
            continue
        chance = chance + 1 if chance + 1 < len(g.chance) else 0
        appeal = heat * g.chance[chance] - a.cost[start]
        if appeal + relief > best:
            appeal -= opened(a, g, item, mode, start)
            if appeal > best:
                best, chosen = appeal, start
    return chosen


@compiled
def _chain(a: Arrays, g: Gaps, item: int, heat: float) -> int:
    """Put an unplaced meeting somewhere, then what it ejects, while that is too dear; the change in worth."""
    touched, loss, change = 0, 0.0, 0
    for _ in range(LINKS):
        mode = _any_mode(a, item)
        price(a, item, mode)
        start = _draw(a, g, item, mode, heat, NEVER)
        count = in_the_way(a, item, mode, start) if start >= 0 else -1
        if count < 0 or not _may_go(a, count):
            break
        if touched == 0:
            touched = _touch(a, item, 0)
        dearest = -1
        for index in range(count):
            other = a.out[index]
            touched = _touch(a, other, touched)
            loss += a.price[other] + unsettle(a, g, other)
            change -= a.worth[other]
            if dearest < 0 or a.price[other] > a.price[dearest]:
                dearest = other
        loss += settle(a, g, item, mode, start) - a.price[item]
        change += a.worth[item]
        a.fresh[item] = True
        if loss <= 0 or np.random.random() < math.exp(-loss / heat):
            _forget(a, touched)
            return change
        if dearest < 0:
            break
        item = dearest
    _undo(a, g, touched)
    return 0


@compiled
def _may_go(a: Arrays, count: int) -> bool:
    """Whether none of those in the way is kept, or was put there by this move."""
    may = True
    for index in range(count):
        may &= a.price[a.out[index]] < NEVER and not a.fresh[a.out[index]]
    return may


@compiled
def _touch(a: Arrays, item: int, touched: int) -> int:
    """Remember where a meeting stands before the move."""
    a.touched[touched, 0], a.touched[touched, 1], a.touched[touched, 2] = item, a.mode[item], a.start[item]
    return touched + 1


@compiled
def _forget(a: Arrays, touched: int) -> None:
    for index in range(touched):
        a.fresh[a.touched[index, 0]] = False


@compiled
def _undo(a: Arrays, g: Gaps, touched: int) -> None:
    """Put everything back to where it stood before the move."""
    _forget(a, touched)
    for index in range(touched):
        if a.mode[a.touched[index, 0]] >= 0:
            unsettle(a, g, a.touched[index, 0])
    for index in range(touched):
        if a.touched[index, 1] >= 0:
            settle(a, g, a.touched[index, 0], a.touched[index, 1], a.touched[index, 2])


@compiled
def _shift(a: Arrays, g: Gaps, item: int, heat: float) -> None:
    """Move a placed meeting to a start, perhaps its own, that is free of charge in one of its modes."""
    mode, start = a.mode[item], a.start[item]
    change = unsettle(a, g, item)
    other_mode = _any_mode(a, item)
    price(a, item, other_mode)
    other = _draw(a, g, item, other_mode, heat, 1)
    if other < 0 or in_the_way(a, item, other_mode, other) != 0:
        settle(a, g, item, mode, start)
        return
    change += settle(a, g, item, other_mode, other)
    if other_mode != mode and change > 0 and np.random.random() >= math.exp(-change / heat):
        unsettle(a, g, item)
        settle(a, g, item, mode, start)


@compiled
def _any_mode(a: Arrays, item: int) -> int:
    return a.item_modes[item] + np.random.randint(a.item_modes[item + 1] - a.item_modes[item])

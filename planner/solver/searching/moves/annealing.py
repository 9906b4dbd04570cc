"""The compiled loop of the ejection search.

One move takes a meeting, looks at all starts of one of its modes, and draws one: the less worth stands in the way
there, and the fewer gaps the meeting would leave, the likelier. An unplaced meeting ejects what is in its way; where
that costs too much, the dearest of the ejected is put elsewhere at once, and so on for a few links. The others come
back later. A placed meeting moves only where nothing is in its way. Moves that make the plan worse are accepted as in
simulated annealing. `a` holds the packed `Arrays`, `g` the packed `Gaps`; nothing here knows a rule.
"""

import math

import numba as nb
import numpy as np

from planner.solver.searching.arrays import NEVER
from planner.solver.searching.moves.clearing import in_the_way
from planner.solver.searching.moves.gaps import book, most_closed, opened
from planner.solver.searching.moves.placing import place, remove
from planner.solver.searching.moves.pricing import price

LINKS = 3
"""The most meetings that one move puts somewhere."""


@nb.njit(cache=True, nogil=True)
def seed_chance(seed):
    """Seed the compiled random numbers of this thread."""
    np.random.seed(seed)


@nb.njit(cache=True, nogil=True)
def settle(a, g, item, mode, start):
    """Put an unplaced meeting there; the change in what gaps cost."""
    place(a, item, mode, start)
    return book(a, g, item, 1)


@nb.njit(cache=True, nogil=True)
def unsettle(a, g, item):
    """Take a placed meeting out; the change in what gaps cost."""
    change = book(a, g, item, -1)
    remove(a, item)
    return change


@nb.njit(cache=True, nogil=True)
def anneal(a, g, moves, heat, shifts):
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


@nb.njit(cache=True, nogil=True)
def _draw(a, g, item, mode, heat, dearest):
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


@nb.njit(cache=True, nogil=True)
def _chain(a, g, item, heat):
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


@nb.njit(cache=True, nogil=True)
def _may_go(a, count):
    """Whether none of those in the way is kept, or was put there by this move."""
    may = True
    for index in range(count):
        may &= a.price[a.out[index]] < NEVER and not a.fresh[a.out[index]]
    return may


@nb.njit(cache=True, nogil=True)
def _touch(a, item, touched):
    """Remember where a meeting stands before the move."""
    a.touched[touched, 0], a.touched[touched, 1], a.touched[touched, 2] = item, a.mode[item], a.start[item]
    return touched + 1


@nb.njit(cache=True, nogil=True)
def _forget(a, touched):
    for index in range(touched):
        a.fresh[a.touched[index, 0]] = False


@nb.njit(cache=True, nogil=True)
def _undo(a, g, touched):
    """Put everything back to where it stood before the move."""
    _forget(a, touched)
    for index in range(touched):
        if a.mode[a.touched[index, 0]] >= 0:
            unsettle(a, g, a.touched[index, 0])
    for index in range(touched):
        if a.touched[index, 1] >= 0:
            settle(a, g, a.touched[index, 0], a.touched[index, 1], a.touched[index, 2])


@nb.njit(cache=True, nogil=True)
def _shift(a, g, item, heat):
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


@nb.njit(cache=True, nogil=True)
def _any_mode(a, item):
    return a.item_modes[item] + np.random.randint(a.item_modes[item + 1] - a.item_modes[item])

"""The compiled loop of the ejection search.

One move takes an unplaced meeting, looks at all starts of one of its modes, and puts it where the meetings in its
way are worth least; those are ejected and come back later. Moves that lose worth are accepted as in simulated
annealing. `a` holds the packed `Arrays`; nothing here knows a rule.
"""

import math

import numba as nb
import numpy as np

from planner.solver.moves.clearing import in_the_way
from planner.solver.moves.placing import place, remove
from planner.solver.moves.pricing import choose, price


@nb.njit(cache=True, nogil=True)
def seed_chance(seed):
    """Seed the compiled random numbers of this thread."""
    np.random.seed(seed)


@nb.njit(cache=True, nogil=True)
def anneal(a, moves, heat, noise, shifts):
    """So many moves at a temperature; the best placements stay in `a.best_*`."""
    worth = 0
    for item in range(len(a.mode)):
        if a.mode[item] >= 0:
            worth += a.worth[item]
    best = a.best_worth[0]
    for _ in range(moves):
        item = a.movable[np.random.randint(len(a.movable))]
        if a.mode[item] >= 0:
            # A placed meeting moves only where nothing is in its way, so that gaps wander.
            if np.random.random() < shifts:
                _shift(a, item)
            continue
        mode = a.item_modes[item] + np.random.randint(a.item_modes[item + 1] - a.item_modes[item])
        price(a, item, mode)
        start = choose(a, noise)
        if start < 0:
            continue
        worth += _try(a, item, mode, start, heat)
        if worth > best:
            best = worth
            a.best_mode[:] = a.mode
            a.best_start[:] = a.start
    a.best_worth[0] = best
    return worth


@nb.njit(cache=True, nogil=True)
def _try(a, item, mode, start, heat):
    """Put the meeting there if chance and worth allow; the change in worth."""
    count = in_the_way(a, item, mode, start)
    if count < 0:
        return 0
    lost = 0
    for index in range(count):
        lost += a.price[a.out[index]]
    gain = a.price[item] - lost
    if gain < 0 and np.random.random() >= math.exp(gain / heat):
        return 0
    change = a.worth[item]
    for index in range(count):
        change -= a.worth[a.out[index]]
        remove(a, a.out[index])
    place(a, item, mode, start)
    return change


@nb.njit(cache=True, nogil=True)
def _shift(a, item):
    """Move a placed meeting to another start that is free of charge."""
    mode, start = a.mode[item], a.start[item]
    remove(a, item)
    price(a, item, mode)
    other = choose(a, 0.0)
    if other >= 0 and a.cost[other] == 0 and in_the_way(a, item, mode, other) == 0:
        start = other
    place(a, item, mode, start)

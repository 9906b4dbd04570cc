"""The compiled moves for the secondary terms: no move gives up worth, none lets a term grow for one that counts less.

A move takes a meeting elsewhere, perhaps makes room for it, gives those in its way other places, and is undone if the
plan is worse for it. `a` holds the packed `Arrays`, `c` the packed `Tastes`.
"""

import numba as nb
import numpy as np

from planner.solver.searching.arrays import NEVER
from planner.solver.searching.moves.clearing import in_the_way
from planner.solver.searching.moves.counting import settle, unsettle
from planner.solver.searching.moves.pricing import choose, price

WISHED = 0.5
"""How often a meeting that may send others away goes for the time that it prefers."""

MOST_MOVED = 4
"""A move that would send away more meetings than this is not tried."""


@nb.njit(cache=True, nogil=True)
def refine(a, c, moves, swaps):
    """So many moves, a share of which may send other meetings away; how many made the plan better."""
    better = 0
    was = np.empty(len(c.total), dtype=np.int64)
    for _ in range(moves):
        item = a.movable[np.random.randint(len(a.movable))]
        was[:] = c.total
        swap = a.mode[item] < 0 or np.random.random() < swaps
        count, worth = _move(a, c, item, swap)
        sign = _compare(c, was)
        if worth < 0 or (worth == 0 and sign > 0):
            _undo(a, c, count)
        elif worth > 0 or sign < 0:
            better += 1
    return better


@nb.njit(cache=True, nogil=True)
def _compare(c, was):
    """Below zero where the first term that changed, in order of importance, is better now; above where it is worse."""
    for index in range(len(c.order)):
        change = c.total[c.order[index]] - was[c.order[index]]
        if change != 0:
            return change
    return 0


@nb.njit(cache=True, nogil=True)
def _move(a, c, item, swap):
    """Take a meeting elsewhere, others out of its way; how many `c.trial` holds (item, mode, start), the worth won."""
    count = _take_out(a, c, item, 0)
    worth = -a.price[item] if c.trial[0, 1] >= 0 else 0
    mode = a.item_modes[item] + np.random.randint(a.item_modes[item + 1] - a.item_modes[item])
    price(a, item, mode)
    start = _choose_wished(a, c, item) if swap and np.random.random() < WISHED else choose(a, 0.5 if swap else 0.0)
    if start < 0:
        return count, -1
    sent = in_the_way(a, item, mode, start)
    if sent < 0 or sent > (MOST_MOVED if swap else 0):
        return count, -1
    for index in range(sent):
        if a.price[a.out[index]] >= NEVER:  # kept where it stands; another place would not do as well
            return count, -1
    for index in range(sent):
        worth -= a.price[a.out[index]]
        count = _take_out(a, c, a.out[index], count)
    settle(a, c, item, mode, start)
    worth += a.price[item]
    for index in range(1, count):
        worth += _find_place(a, c, c.trial[index, 0])
    return count, worth


@nb.njit(cache=True, nogil=True)
def _choose_wished(a, c, item):
    """One of the allowed starts that are nearest to the time preferred, whatever is in the way there."""
    least, ties, chosen = NEVER, 0, -1
    for start in range(len(a.start_tick)):
        outside = c.outside[item, start]
        if a.cost[start] >= NEVER or outside > least:
            continue
        ties = 1 if outside < least else ties + 1
        if outside < least or np.random.random() * ties < 1.0:
            chosen = start
        least = outside
    return chosen


@nb.njit(cache=True, nogil=True)
def _take_out(a, c, item, count):
    """Remember where a meeting stood, and take it out if it did."""
    c.trial[count, 0], c.trial[count, 1], c.trial[count, 2] = item, a.mode[item], a.start[item]
    if a.mode[item] >= 0:
        unsettle(a, c, item)
    return count + 1


@nb.njit(cache=True, nogil=True)
def _find_place(a, c, item):
    """Give a meeting that was sent away another free place, if there is one; the worth won."""
    mode = a.item_modes[item] + np.random.randint(a.item_modes[item + 1] - a.item_modes[item])
    price(a, item, mode)
    start = choose(a, 0.0)
    if start < 0 or a.cost[start] > 0 or in_the_way(a, item, mode, start) != 0:
        return 0
    settle(a, c, item, mode, start)
    return a.price[item]


@nb.njit(cache=True, nogil=True)
def _undo(a, c, count):
    for index in range(count):
        if a.mode[c.trial[index, 0]] >= 0:
            unsettle(a, c, c.trial[index, 0])
    for index in range(count):
        if c.trial[index, 1] >= 0:
            settle(a, c, c.trial[index, 0], c.trial[index, 1], c.trial[index, 2])

"""The compiled moves for the secondary terms: no move gives up worth, none lets a term grow for one that counts less.

`a` holds the arrays of `planner.solver.arrays.Arrays`, `c` those of `planner.solver.tastes.Tastes`, both packed. A move
takes a meeting elsewhere, perhaps makes room for it, gives those in its way other places, and is undone if the plan
is worse for it.
"""

import numba as nb
import numpy as np

from planner.solver.arrays import NEVER
from planner.solver.kernel import choose, in_the_way, place, price, remove

FAIRNESS, PREFERRED_TIME, PREFERRED_ROOM, SUBSTITUTION, WAITING, WALKING, MAX_RUN, SPREAD = range(8)
"""The terms in the order of `planner.rules.terms.TERMS`."""

WISHED = 0.5
"""How often a meeting that may send others away goes for the time that it prefers."""

MOST_MOVED = 4
"""A move that would send away more meetings than this is not tried."""


@nb.njit(cache=True, nogil=True)
def settle(a, c, item, mode, start):
    """Put an unplaced meeting there and count what it costs."""
    place(a, item, mode, start)
    for index in range(c.who_ends[mode], c.who_ends[mode + 1]):
        person = c.who[index]
        c.diary_item[c.diary_ends[person] + c.diary_count[person]] = item
        c.diary_count[person] += 1
    _count(a, c, item, 1)


@nb.njit(cache=True, nogil=True)
def unsettle(a, c, item):
    """Take a placed meeting out, with what it costs."""
    mode = a.mode[item]
    for index in range(c.who_ends[mode], c.who_ends[mode + 1]):
        person = c.who[index]
        slot = c.diary_ends[person]
        while c.diary_item[slot] != item:
            slot += 1
        c.diary_item[slot] = c.diary_item[c.diary_ends[person] + c.diary_count[person] - 1]
        c.diary_count[person] -= 1
    _count(a, c, item, -1)
    remove(a, item)


@nb.njit(cache=True, nogil=True)
def _count(a, c, item, sign):
    """Bring all totals up to date for a meeting that comes (1) or goes (-1)."""
    mode, start = a.mode[item], a.start[item]
    c.total[PREFERRED_TIME] += sign * c.outside[item, start]
    c.total[PREFERRED_ROOM] += sign * c.missed_room[mode]
    c.total[SUBSTITUTION] += sign * c.substitutes[mode]
    for index in range(c.party_ends[item], c.party_ends[item + 1]):
        party = c.party[index]
        short = max(0, c.floor[party] - c.granted[party])
        c.granted[party] += sign
        c.total[FAIRNESS] += max(0, c.floor[party] - c.granted[party]) - short
    c.started[c.hour[start]] += sign
    for index in range(c.who_ends[mode], c.who_ends[mode + 1]):
        _count_day(a, c, c.who[index], a.start_day[start])
    _count_spread(a, c)


@nb.njit(cache=True, nogil=True)
def _count_spread(a, c):
    meetings = 0
    for hour in range(len(c.started)):
        meetings += c.started[hour]
    share = -(-meetings // c.open_hours)
    beyond = 0
    for hour in range(len(c.started)):
        beyond += max(0, c.started[hour] - share)
    c.total[SPREAD] = beyond


@nb.njit(cache=True, nogil=True)
def _count_day(a, c, person, day):
    """Walk through a person's day and count idle time, walks and meetings in a row anew."""
    number = person * c.days + day
    duties = _duties(a, c, person, day)
    idle, walked, beyond, row, meetings = 0, 0, 0, 0, 0
    until, talked_until = 0, -NEVER
    for index in range(duties):
        if index:
            idle += max(0, c.duty_start[index] - until)
            walked += c.walk[c.duty_zone[index - 1], c.duty_zone[index]]
        until = max(until, c.duty_end[index])
        meetings += c.duty_kind[index] > 0
        if c.duty_kind[index] == 2:
            row = 1 if c.duty_start[index] - talked_until >= c.run_break else row + 1
            beyond += row > c.max_run
            talked_until = max(talked_until, c.duty_end[index])
    cost = c.day_cost[number]
    c.total[WAITING] -= cost[0]
    c.total[WALKING] -= cost[1]
    c.total[MAX_RUN] -= cost[2]
    cost[0], cost[1], cost[2] = idle if meetings else 0, walked, beyond
    c.total[WAITING] += cost[0]
    c.total[WALKING] += cost[1]
    c.total[MAX_RUN] += cost[2]


@nb.njit(cache=True, nogil=True)
def _duties(a, c, person, day):
    """Fill `c.duty_*` with a person's day in order of start; how many. Kinds: 0 fixed, 1 side event, 2 bilateral."""
    number = person * c.days + day
    count = 0
    for index in range(c.fixed_ends[number], c.fixed_ends[number + 1]):
        _insert(c, count, c.fixed_start[index], c.fixed_end[index], c.fixed_zone[index], 0)
        count += 1
    for index in range(c.diary_ends[person], c.diary_ends[person] + c.diary_count[person]):
        item = c.diary_item[index]
        if a.start_day[a.start[item]] == day:
            start = a.start_tick[a.start[item]] * c.tick_seconds
            end = start + a.length[item] * c.tick_seconds
            _insert(c, count, start, end, c.zone[a.mode[item]], 2 if c.bilateral[item] else 1)
            count += 1
    return count


@nb.njit(cache=True, nogil=True)
def _insert(c, count, start, end, zone, kind):
    slot = count
    while slot and (c.duty_start[slot - 1] > start or (c.duty_start[slot - 1] == start and c.duty_end[slot - 1] > end)):
        c.duty_start[slot] = c.duty_start[slot - 1]
        c.duty_end[slot] = c.duty_end[slot - 1]
        c.duty_zone[slot] = c.duty_zone[slot - 1]
        c.duty_kind[slot] = c.duty_kind[slot - 1]
        slot -= 1
    c.duty_start[slot] = start
    c.duty_end[slot] = end
    c.duty_zone[slot] = zone
    c.duty_kind[slot] = kind


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

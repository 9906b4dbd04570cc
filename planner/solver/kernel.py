"""The compiled inner loop of the ejection search.

One move takes an unplaced meeting, looks at all starts of one of its modes, and puts it where the meetings in its
way are worth least; those are ejected and come back later. Moves that lose worth are accepted as in simulated
annealing. `a` holds the arrays of `planner.solver.arrays.Arrays`, packed; nothing here knows a rule.
"""

import math

import numba as nb
import numpy as np

from planner.solver.arrays import NEVER


@nb.njit(cache=True, nogil=True)
def seed_chance(seed):
    """Seed the compiled random numbers of this thread."""
    np.random.seed(seed)


@nb.njit(cache=True, nogil=True)
def place(a, item, mode, start):
    """Put an unplaced meeting there and book what it takes."""
    a.mode[item], a.start[item] = mode, start
    first = a.start_tick[start]
    last = first + a.length[item]
    for index in range(a.cast_ends[mode], a.cast_ends[mode + 1]):
        row = a.cast_row[index]
        slot = a.row_ends[row] + a.row_count[row]
        a.entry_item[slot] = item
        a.entry_low[slot] = first - a.cast_before[index]
        a.entry_high[slot] = last + a.cast_after[index]
        a.row_count[row] += 1
    place = a.room_class[mode]
    if place >= 0:
        a.class_item[a.class_ends[place] + a.class_count[place]] = item
        a.class_count[place] += 1
        a.held[place, first : last + a.class_rest[place]] += 1
    _spend(a, mode, start, 1)
    for index in range(a.work_ends[mode], a.work_ends[mode + 1]):
        run = a.work_run[index]
        a.run_item[a.run_ends[run] + a.run_count[run]] = item
        a.run_count[run] += 1


@nb.njit(cache=True, nogil=True)
def remove(a, item):
    """Take a placed meeting out."""
    mode, start = a.mode[item], a.start[item]
    first = a.start_tick[start]
    last = first + a.length[item]
    for index in range(a.cast_ends[mode], a.cast_ends[mode + 1]):
        row = a.cast_row[index]
        begin, count = a.row_ends[row], a.row_count[row]
        slot = _find(a.entry_item, begin, count, item)
        end = begin + count - 1
        a.entry_item[slot] = a.entry_item[end]
        a.entry_low[slot] = a.entry_low[end]
        a.entry_high[slot] = a.entry_high[end]
        a.row_count[row] -= 1
    place = a.room_class[mode]
    if place >= 0:
        _drop(a.class_item, a.class_ends[place], a.class_count, place, item)
        a.held[place, first : last + a.class_rest[place]] -= 1
    _spend(a, mode, start, -1)
    for index in range(a.work_ends[mode], a.work_ends[mode + 1]):
        run = a.work_run[index]
        _drop(a.run_item, a.run_ends[run], a.run_count, run, item)
    a.mode[item], a.start[item] = -1, -1


@nb.njit(cache=True, nogil=True)
def _spend(a, mode, start, sign):
    for index in range(a.spend_ends[mode], a.spend_ends[mode + 1]):
        a.spent[a.spend_budget[index], a.start_day[start]] += sign * a.spend_weight[index]


@nb.njit(cache=True, nogil=True)
def _find(values, begin, count, value):
    slot = begin
    while values[slot] != value and slot < begin + count:
        slot += 1
    return slot


@nb.njit(cache=True, nogil=True)
def _drop(values, begin, counts, which, value):
    slot = _find(values, begin, counts[which], value)
    values[slot] = values[begin + counts[which] - 1]
    counts[which] -= 1


@nb.njit(cache=True, nogil=True)
def price(a, item, mode):
    """Fill `a.cost` with the worth in the way at each start; NEVER where the start is not allowed."""
    a.cost[:] = 0
    length = a.length[item]
    for index in range(a.need_ends[mode], a.need_ends[mode + 1]):
        row = a.need_row[index]
        for slot in range(a.row_ends[row], a.row_ends[row] + a.row_count[row]):
            worth = a.price[a.entry_item[slot]]
            # Starts strictly between low - length and high are in conflict.
            low = max(a.entry_low[slot] - length + 1, 0)
            high = min(a.entry_high[slot], a.ticks)
            if low < high:
                a.cost[a.start_from[low]] += worth
                a.cost[a.start_from[high]] -= worth
    running = 0
    for start in range(len(a.start_tick)):
        running += a.cost[start]
        a.cost[start] = running if a.allowed[mode, start] else NEVER
    _price_order(a, item)
    if a.room_class[mode] >= 0:
        _price_room(a, item, a.room_class[mode])


@nb.njit(cache=True, nogil=True)
def _price_order(a, item):
    length = a.length[item]
    for index in range(a.leader_ends[item], a.leader_ends[item + 1]):
        leader = a.leader[index]
        ready = a.start_tick[a.start[leader]] + a.length[leader] if a.start[leader] >= 0 else NEVER
        for start in range(len(a.start_tick)):
            if a.start_tick[start] < ready:
                a.cost[start] = NEVER
    for index in range(a.follower_ends[item], a.follower_ends[item + 1]):
        follower = a.follower[index]
        if a.start[follower] >= 0:
            due = a.start_tick[a.start[follower]]
            for start in range(len(a.start_tick)):
                if a.start_tick[start] + length > due and a.cost[start] < NEVER:
                    a.cost[start] += a.price[follower]


@nb.njit(cache=True, nogil=True)
def _price_room(a, item, place):
    """Where all rooms are taken, a guess at what must go: the least that holds one of them."""
    length, rest, capacity = a.length[item], a.class_rest[place], a.class_capacity[place]
    full = 0
    for tick in range(a.ticks):
        a.full[tick] = full
        full += a.held[place, tick] >= capacity
    a.full[a.ticks] = full
    for start in range(len(a.start_tick)):
        first = a.start_tick[start]
        last = min(first + length + rest, a.ticks)
        if a.cost[start] < NEVER and a.full[last] > a.full[first]:
            a.cost[start] += a.least_worth


@nb.njit(cache=True, nogil=True)
def choose(a, noise):
    """The cheapest start, one of the equals at random; now and then any that is allowed."""
    best, ties, chosen = NEVER, 0, -1
    anywhere = np.random.random() < noise
    for start in range(len(a.start_tick)):
        cost = a.cost[start]
        if cost >= NEVER:
            continue
        if anywhere:
            cost = 0
        if cost < best:
            best, ties, chosen = cost, 1, start
        elif cost == best:
            ties += 1
            if np.random.random() * ties < 1.0:
                chosen = start
    return chosen


@nb.njit(cache=True, nogil=True)
def _eject(a, item, out):
    """Add a meeting, and what must follow it, to the list of those in the way."""
    if a.marked[item]:
        return out
    a.marked[item] = True
    a.out[out] = item
    out += 1
    for index in range(a.follower_ends[item], a.follower_ends[item + 1]):
        if a.mode[a.follower[index]] >= 0:
            out = _eject(a, a.follower[index], out)
    return out


@nb.njit(cache=True, nogil=True)
def in_the_way(a, item, mode, start):
    """Fill `a.out` with the meetings that must go for this candidate; how many, or -1 if it cannot be had."""
    first = a.start_tick[start]
    last = first + a.length[item]
    out = 0
    for index in range(a.need_ends[mode], a.need_ends[mode + 1]):
        row = a.need_row[index]
        for slot in range(a.row_ends[row], a.row_ends[row] + a.row_count[row]):
            if first < a.entry_high[slot] and last > a.entry_low[slot]:
                out = _eject(a, a.entry_item[slot], out)
    for index in range(a.follower_ends[item], a.follower_ends[item + 1]):
        follower = a.follower[index]
        if a.start[follower] >= 0 and a.start_tick[a.start[follower]] < last:
            out = _eject(a, follower, out)
    if a.room_class[mode] >= 0:
        out = _clear_room(a, a.room_class[mode], first, last, out)
    out = _clear_budgets(a, mode, start, out)
    held = _runs_hold(a, item, mode, first, last) and not _sends_leader(a, item)
    for index in range(out):
        a.marked[a.out[index]] = False
    return out if held else -1


@nb.njit(cache=True, nogil=True)
def _sends_leader(a, item):
    """Whether a meeting that the item must follow is on its way out."""
    sent = False
    for index in range(a.leader_ends[item], a.leader_ends[item + 1]):
        sent |= a.marked[a.leader[index]]
    return sent


@nb.njit(cache=True, nogil=True)
def _clear_room(a, place, first, last, out):
    """Where all rooms of a class are taken, the least worthy meeting there goes, until one is free throughout."""
    rest = a.class_rest[place]
    for tick in range(first, min(last + rest, a.ticks)):
        while True:
            taken, least = 0, -1
            for slot in range(a.class_ends[place], a.class_ends[place] + a.class_count[place]):
                other = a.class_item[slot]
                begin = a.start_tick[a.start[other]]
                if a.marked[other] or tick < begin or tick >= begin + a.length[other] + rest:
                    continue
                taken += 1
                if least < 0 or a.price[other] < a.price[least]:
                    least = other
            if taken < a.class_capacity[place]:
                break
            out = _eject(a, least, out)
    return out


@nb.njit(cache=True, nogil=True)
def _clear_budgets(a, mode, start, out):
    """Where a day's budget is used up, the least worthy spender of the day goes, until there is enough."""
    day = a.start_day[start]
    for index in range(a.spend_ends[mode], a.spend_ends[mode + 1]):
        budget = a.spend_budget[index]
        over = a.spent[budget, day] + a.spend_weight[index] - a.budget_limit[budget]
        for slot in range(out):
            over -= _spending(a, a.out[slot], budget, day)
        while over > 0:
            least = -1
            for other in range(len(a.mode)):
                if a.mode[other] < 0 or a.marked[other] or _spending(a, other, budget, day) == 0:
                    continue
                if least < 0 or a.price[other] < a.price[least]:
                    least = other
            if least < 0:
                break
            over -= _spending(a, least, budget, day)
            out = _eject(a, least, out)
    return out


@nb.njit(cache=True, nogil=True)
def _spending(a, item, budget, day):
    mode = a.mode[item]
    if a.start_day[a.start[item]] != day:
        return 0
    for index in range(a.spend_ends[mode], a.spend_ends[mode + 1]):
        if a.spend_budget[index] == budget:
            return a.spend_weight[index]
    return 0


@nb.njit(cache=True, nogil=True)
def _runs_hold(a, item, mode, first, last):
    """Whether the interpreters' stretches of work stay short enough; and a budget that one item overruns fails."""
    for index in range(a.spend_ends[mode], a.spend_ends[mode + 1]):
        if a.spend_weight[index] > a.budget_limit[a.spend_budget[index]]:
            return False
    for index in range(a.work_ends[mode], a.work_ends[mode + 1]):
        if _stretch(a, a.work_run[index], first, last) > a.run_longest[a.work_run[index]]:
            return False
    return True


@nb.njit(cache=True, nogil=True)
def _stretch(a, run, first, last):
    """The length of the stretch around first..last, with the jobs that are not on their way out."""
    low, high, pause, grown = first, last, a.run_pause[run], True
    while grown:
        grown = False
        for slot in range(a.run_ends[run], a.run_ends[run] + a.run_count[run]):
            other = a.run_item[slot]
            if a.marked[other]:
                continue
            begin = a.start_tick[a.start[other]]
            end = begin + a.length[other]
            if begin < low and end > low - pause:
                low, grown = begin, True
            if end > high and begin < high + pause:
                high, grown = end, True
    return high - low


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

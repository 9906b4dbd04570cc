"""What stands in a meeting's way at each start, in compiled code; `a` holds the packed `Arrays`."""

import numpy as np

from planner.solver.searching.arrays import NEVER, Arrays
from planner.solver.searching.moves.compiling import compiled


@compiled
def price(a: Arrays, item: int, mode: int) -> None:
    """Fill `a.cost` with the worth in the way at each start; NEVER where the start is not allowed."""
    a.cost[:] = 0
    length, company = a.length[item], a.company[mode]
    for index in range(a.need_ends[company], a.need_ends[company + 1]):
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
        a.cost[start] = running if is_open(a, item, mode, start) else NEVER
    _price_order(a, item)
    if a.room_class[mode] >= 0:
        _price_room(a, item, a.room_class[mode])


@compiled
def is_open(a: Arrays, item: int, mode: int, start: int) -> bool:
    """Whether the filters and closings leave a start open to a mode."""
    if not a.company_open[a.company[mode], start]:
        return False
    place = a.room_class[mode]
    return place < 0 or a.class_open[a.length_kind[item], place, start]


@compiled
def _price_order(a: Arrays, item: int) -> None:
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


@compiled
def _price_room(a: Arrays, item: int, place: int) -> None:
    """Where all rooms are taken, a guess at what must go: the least that holds one of them."""
    length, rest, capacity = a.length[item], a.class_rest[place], a.class_capacity[place]
    full = 0
    for day in range(a.days):
        for tick in range(a.day_from[day], a.day_until[day]):
            a.full[tick] = full
            full += a.held[place, tick] >= capacity
        a.full[a.day_until[day]] = full
    for start in range(len(a.start_tick)):
        first = a.start_tick[start]
        last = min(first + length + rest, a.ticks)
        if a.cost[start] < NEVER and a.full[last] > a.full[first]:
            a.cost[start] += a.least_worth


@compiled
def choose(a: Arrays, noise: float) -> int:
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

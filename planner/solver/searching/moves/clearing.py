"""Which meetings must go for another one, in compiled code; `a` holds the packed `Arrays`."""

from planner.solver.searching.arrays import Arrays
from planner.solver.searching.moves.compiling import compiled


@compiled
def in_the_way(a: Arrays, item: int, mode: int, start: int) -> int:
    """Fill `a.out` with the meetings that must go for this candidate; how many, or -1 if it cannot be had."""
    first = a.start_tick[start]
    last = first + a.length[item]
    out, company = 0, a.company[mode]
    for index in range(a.need_ends[company], a.need_ends[company + 1]):
        row = a.need_row[index]
        for slot in range(a.row_ends[row], a.row_ends[row] + a.row_count[row]):
            if first < a.entry_high[slot] and last > a.entry_low[slot]:
                out = _eject(a, a.entry_item[slot], out)
    for index in range(a.follower_ends[item], a.follower_ends[item + 1]):
        follower = a.follower[index]
        if a.start[follower] >= 0 and a.start_tick[a.start[follower]] < last:
            out = _eject(a, follower, out)
    if a.room_class[mode] >= 0:
        out = _clear_room(a, a.room_class[mode], start, last, out)
        if out < 0:
            return -1
    out = _clear_budgets(a, mode, start, out)
    held = _runs_hold(a, item, mode, first, last) and not _sends_leader(a, item)
    for index in range(out):
        a.marked[a.out[index]] = False
    return out if held else -1


@compiled
def _eject(a: Arrays, item: int, out: int) -> int:
    """Add a meeting, and what must follow it, to the list of those in the way."""
    if a.marked[item]:
        return out
    a.marked[item] = True
    a.out[out] = item
    told, out = out, out + 1
    while told < out:  # without recursion, which numba cannot keep on disk
        for index in range(a.follower_ends[a.out[told]], a.follower_ends[a.out[told] + 1]):
            follower = a.follower[index]
            if a.mode[follower] >= 0 and not a.marked[follower]:
                a.marked[follower] = True
                a.out[out] = follower
                out += 1
        told += 1
    return out


@compiled
def _sends_leader(a: Arrays, item: int) -> bool:
    """Whether a meeting that the item must follow is on its way out."""
    sent = False
    for index in range(a.leader_ends[item], a.leader_ends[item + 1]):
        sent |= a.marked[a.leader[index]]
    return sent


@compiled
def _clear_room(a: Arrays, place: int, start: int, last: int, out: int) -> int:
    """Where all rooms of a class are taken, the least worthy meeting there goes, until one is free throughout; how
    many go in all, or -1 where none of the day's meetings can make way.
    """
    for tick in range(a.start_tick[start], min(last + a.class_rest[place], a.ticks)):
        while a.held[place, tick] >= a.class_capacity[place] + _leaving(a, place, tick, out):
            least = _least_worthy(a, place * a.days + a.start_day[start], tick, a.class_rest[place])
            if least < 0:
                return _unmark(a, out)
            out = _eject(a, least, out)
    return out


@compiled
def _leaving(a: Arrays, place: int, tick: int, out: int) -> int:
    """How many of those on their way out hold a room of the class at a tick."""
    found = 0
    for index in range(out):
        other = a.out[index]
        begin = a.start_tick[a.start[other]]
        held = begin <= tick < begin + a.length[other] + a.class_rest[place]
        found += held and a.room_class[a.mode[other]] == place
    return found


@compiled
def _least_worthy(a: Arrays, day: int, tick: int, rest: int) -> int:
    """Of the meetings of a class on a day that hold a room at a tick, the least worthy that is not on its way out."""
    least = -1
    for slot in range(a.class_ends[day], a.class_ends[day] + a.class_count[day]):
        other = a.class_item[slot]
        begin = a.start_tick[a.start[other]]
        holds = begin <= tick < begin + a.length[other] + rest and not a.marked[other]
        if holds and (least < 0 or a.price[other] < a.price[least]):
            least = other
    return least


@compiled
def _unmark(a: Arrays, out: int) -> int:
    """Let those on their way out stay."""
    for index in range(out):
        a.marked[a.out[index]] = False
    return -1


@compiled
def _clear_budgets(a: Arrays, mode: int, start: int, out: int) -> int:
    """Where a day's budget is used up, the least worthy spender of the day goes, until there is enough."""
    day, company = a.start_day[start], a.company[mode]
    for index in range(a.spend_ends[company], a.spend_ends[company + 1]):
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


@compiled
def _spending(a: Arrays, item: int, budget: int, day: int) -> int:
    company = a.company[a.mode[item]]
    if a.start_day[a.start[item]] != day:
        return 0
    for index in range(a.spend_ends[company], a.spend_ends[company + 1]):
        if a.spend_budget[index] == budget:
            return a.spend_weight[index]
    return 0


@compiled
def _runs_hold(a: Arrays, item: int, mode: int, first: int, last: int) -> bool:
    """Whether the interpreters' stretches of work stay short enough; and a budget that one item overruns fails."""
    company = a.company[mode]
    for index in range(a.spend_ends[company], a.spend_ends[company + 1]):
        if a.spend_weight[index] > a.budget_limit[a.spend_budget[index]]:
            return False
    for index in range(a.work_ends[company], a.work_ends[company + 1]):
        if _stretch(a, a.work_run[index], first, last) > a.run_longest[a.work_run[index]]:
            return False
    return True


@compiled
def _stretch(a: Arrays, run: int, first: int, last: int) -> int:
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

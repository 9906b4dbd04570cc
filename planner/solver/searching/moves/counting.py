"""Placing with the costs of the secondary terms kept up to date, in compiled code.

`a` holds the packed `Arrays`, `c` the packed `Tastes`.
"""

import numba as nb

from planner.solver.searching.arrays import NEVER
from planner.solver.searching.moves.placing import place, remove
from planner.solver.searching.taste_arrays import (
    FAIRNESS,
    MAX_RUN,
    PREFERRED_ROOM,
    PREFERRED_TIME,
    SLACK,
    SPREAD,
    SUBSTITUTION,
    WAITING,
    WALKING,
)


@nb.njit(cache=True, nogil=True)
def settle(a, c, item, mode, start):
    """Put an unplaced meeting there and count what it costs."""
    place(a, item, mode, start)
    company = a.company[mode]
    for index in range(c.who_ends[company], c.who_ends[company + 1]):
        person = c.who[index]
        c.diary_item[c.diary_ends[person] + c.diary_count[person]] = item
        c.diary_count[person] += 1
    _count(a, c, item, 1)


@nb.njit(cache=True, nogil=True)
def unsettle(a, c, item):
    """Take a placed meeting out, with what it costs."""
    company = a.company[a.mode[item]]
    for index in range(c.who_ends[company], c.who_ends[company + 1]):
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
    company = a.company[mode]
    c.total[PREFERRED_TIME] += sign * c.outside[item, start]
    c.total[PREFERRED_ROOM] += sign * c.missed_room[mode]
    c.total[SUBSTITUTION] += sign * c.substitutes[mode]
    for index in range(c.party_ends[item], c.party_ends[item + 1]):
        party = c.party[index]
        short = max(0, c.floor[party] - c.granted[party])
        c.granted[party] += sign
        c.total[FAIRNESS] += max(0, c.floor[party] - c.granted[party]) - short
    c.started[c.hour[start]] += sign
    c.clashes[0] += sign * _clashes(a, c, item)
    for index in range(c.who_ends[company], c.who_ends[company + 1]):
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
    c.total[SPREAD] = beyond + c.clashes[0]


@nb.njit(cache=True, nogil=True)
def _clashes(a, c, item):
    """How many placed side events of the item's theme overlap it."""
    found = 0
    start = a.start_tick[a.start[item]]
    for index in range(c.theme_ends[item], c.theme_ends[item + 1]):
        other = c.themed[index]
        if a.mode[other] >= 0:
            begun = a.start_tick[a.start[other]]
            found += begun < start + a.length[item] and start < begun + a.length[other]
    return found


@nb.njit(cache=True, nogil=True)
def _count_day(a, c, person, day):
    """Walk through a person's day and count idle time, walks, meetings in a row and slack anew."""
    number = person * c.days + day
    duties = _duties(a, c, person, day)
    idle, walked, beyond, row, meetings, short = 0, 0, 0, 0, 0, 0
    until, talked_until = 0, -NEVER
    for index in range(duties):
        if index:
            idle += max(0, c.duty_start[index] - until)
            walk = c.walk[c.duty_zone[index - 1], c.duty_zone[index]]
            walked += walk
            short += max(0, c.slack - max(0, c.duty_start[index] - until - walk * 60))
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
    c.total[SLACK] -= cost[3]
    cost[0], cost[1], cost[2], cost[3] = idle if meetings else 0, walked, beyond, short if meetings else 0
    c.total[WAITING] += cost[0]
    c.total[WALKING] += cost[1]
    c.total[MAX_RUN] += cost[2]
    c.total[SLACK] += cost[3]


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

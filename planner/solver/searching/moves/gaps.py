"""Idle time kept count of, in compiled code; `a` holds the packed `Arrays`, `g` the packed `Gaps`."""

from planner.board.board import Ints
from planner.solver.searching.arrays import Arrays
from planner.solver.searching.gap_arrays import Gaps
from planner.solver.searching.moves.compiling import compiled


@compiled
def book(a: Arrays, g: Gaps, item: int, sign: int) -> float:
    """Count a placed meeting in (1) or out (-1); the change in what gaps cost."""
    mode, start = a.mode[item], a.start[item]
    first, company = a.start_tick[start], a.company[mode]
    last, change = first + a.length[item], 0.0
    for index in range(g.act_ends[company], g.act_ends[company + 1]):
        row = g.act_row[index]
        subject = g.row_subject[row]
        change += g.actor_price[subject] * _shift(g.actor_edges, subject, first, sign)
        change += g.actor_price[subject] * _shift(g.actor_edges, subject, last + g.tail[row, last], -sign)
    place = a.room_class[mode]
    if place >= 0:
        change += g.class_price[place] * _shift(g.class_edges, place, first, sign)
        change += g.class_price[place] * _shift(g.class_edges, place, last + a.class_rest[place], -sign)
    return change


@compiled
def _shift(edges: Ints, line: int, tick: int, step: int) -> int:
    """Count a duty that begins (1) or ends (-1) there; the change in how many gaps open there."""
    was = min(edges[line, tick], 0)
    edges[line, tick] += step
    return was - min(edges[line, tick], 0)


@compiled
def opened(a: Arrays, g: Gaps, item: int, mode: int, start: int) -> float:
    """What the gaps that a meeting would open there cost, less those that it would close, as the plan stands."""
    first, company = a.start_tick[start], a.company[mode]
    last, cost = first + a.length[item], 0.0
    for index in range(g.act_ends[company], g.act_ends[company + 1]):
        row = g.act_row[index]
        subject = g.row_subject[row]
        price = g.actor_price[subject]
        if g.actor_edges[subject, first] < 0:
            cost -= price
        if g.actor_edges[subject, last + g.tail[row, last]] <= 0:
            cost += price
    place = a.room_class[mode]
    if place >= 0:
        if g.class_edges[place, first] < 0:
            cost -= g.class_price[place]
        if g.class_edges[place, last + a.class_rest[place]] <= 0:
            cost += g.class_price[place]
    return cost


@compiled
def most_closed(a: Arrays, g: Gaps, mode: int) -> float:
    """The most that gaps closed by a meeting in a mode can have cost."""
    company, cost = a.company[mode], 0.0
    for index in range(g.act_ends[company], g.act_ends[company + 1]):
        cost += g.actor_price[g.row_subject[g.act_row[index]]]
    return cost + g.class_price[a.room_class[mode]] if a.room_class[mode] >= 0 else cost

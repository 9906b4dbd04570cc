"""Meetings put on a board and taken off it, in compiled code; `a` holds the packed `Arrays`."""

from planner.board.board import Ints
from planner.solver.searching.arrays import Arrays
from planner.solver.searching.moves.compiling import compiled


@compiled
def place(a: Arrays, item: int, mode: int, start: int) -> None:
    """Put an unplaced meeting there and book what it takes."""
    a.mode[item], a.start[item] = mode, start
    first, company = a.start_tick[start], a.company[mode]
    last = first + a.length[item]
    for index in range(a.cast_ends[company], a.cast_ends[company + 1]):
        row = a.cast_row[index]
        slot = a.row_ends[row] + a.row_count[row]
        a.entry_item[slot] = item
        a.entry_low[slot] = first - a.cast_before[index]
        a.entry_high[slot] = last + a.cast_after[index]
        a.row_count[row] += 1
    place = a.room_class[mode]
    if place >= 0:
        day = place * a.days + a.start_day[start]
        a.class_item[a.class_ends[day] + a.class_count[day]] = item
        a.class_count[day] += 1
        a.held[place, first : last + a.class_rest[place]] += 1
    _spend(a, mode, start, 1)
    for index in range(a.work_ends[company], a.work_ends[company + 1]):
        run = a.work_run[index]
        a.run_item[a.run_ends[run] + a.run_count[run]] = item
        a.run_count[run] += 1


@compiled
def remove(a: Arrays, item: int) -> None:
    """Take a placed meeting out."""
    mode, start = a.mode[item], a.start[item]
    first, company = a.start_tick[start], a.company[mode]
    last = first + a.length[item]
    for index in range(a.cast_ends[company], a.cast_ends[company + 1]):
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
        day = place * a.days + a.start_day[start]
        _drop(a.class_item, a.class_ends[day], a.class_count, day, item)
        a.held[place, first : last + a.class_rest[place]] -= 1
    _spend(a, mode, start, -1)
    for index in range(a.work_ends[company], a.work_ends[company + 1]):
        run = a.work_run[index]
        _drop(a.run_item, a.run_ends[run], a.run_count, run, item)
    a.mode[item], a.start[item] = -1, -1


@compiled
def _spend(a: Arrays, mode: int, start: int, sign: int) -> None:
    company = a.company[mode]
    for index in range(a.spend_ends[company], a.spend_ends[company + 1]):
        a.spent[a.spend_budget[index], a.start_day[start]] += sign * a.spend_weight[index]


@compiled
def _find(values: Ints, begin: int, count: int, value: int) -> int:
    slot = begin
    while values[slot] != value and slot < begin + count:
        slot += 1
    return slot


@compiled
def _drop(values: Ints, begin: int, counts: Ints, which: int, value: int) -> None:
    slot = _find(values, begin, counts[which], value)
    values[slot] = values[begin + counts[which] - 1]
    counts[which] -= 1

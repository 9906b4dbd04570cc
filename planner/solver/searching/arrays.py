"""A board and a plan on it as plain arrays, for the compiled moves of the ejection search.

`Arrays` is flat, because compiled code reads it so; the functions below fill it by its groups of fields, by name.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from planner.board.axis import Mask
from planner.board.board import Board, Ints
from planner.solver.placing.openness import Bits, Ground, Openness
from planner.solver.placing.state import UNPLACED, State
from planner.solver.searching.neighbourhoods import movable

NO_LIMIT = 1 << 20
"""A room class without capacity holds this many."""

NEVER = 1 << 40
"""A cost that no worth can pay: kept meetings, and rooms that cannot be cleared."""


class Arrays(NamedTuple):
    """The board and the state as the compiled loop wants them; lists come as ends and values, like `Lists`.

    `price` is the worth that decides moves (kept meetings cost more than anything), `worth` the one that counts.
    Lists are those of companies; a mode has those of its `company`. A start is open to a mode where it is open to the
    company, and for the item's kind of length to the class (`class_open` is kinds x classes x starts). What meetings on
    day d can take, rests included, lies in the ticks from `day_from[d]` until before `day_until[d]`.
    What a class holds is listed by day: that of class c on day d comes at c * days + d. The arrays from `cost` on are
    scratch space.
    """

    ticks: int
    days: int
    least_worth: int
    length: Ints
    worth: Ints
    price: Ints
    movable: Ints
    item_modes: Ints
    company: Ints
    company_open: Mask
    class_open: Mask
    length_kind: Ints
    start_tick: Ints
    start_day: Ints
    day_from: Ints
    day_until: Ints
    start_from: Ints
    need_ends: Ints
    need_row: Ints
    cast_ends: Ints
    cast_row: Ints
    cast_before: Ints
    cast_after: Ints
    row_ends: Ints
    row_count: Ints
    entry_item: Ints
    entry_low: Ints
    entry_high: Ints
    room_class: Ints
    class_rest: Ints
    class_capacity: Ints
    class_ends: Ints
    class_count: Ints
    class_item: Ints
    held: Ints
    spend_ends: Ints
    spend_budget: Ints
    spend_weight: Ints
    budget_limit: Ints
    spent: Ints
    work_ends: Ints
    work_run: Ints
    run_longest: Ints
    run_pause: Ints
    run_ends: Ints
    run_count: Ints
    run_item: Ints
    leader_ends: Ints
    leader: Ints
    follower_ends: Ints
    follower: Ints
    mode: Ints
    start: Ints
    best_worth: Ints
    best_mode: Ints
    best_start: Ints
    cost: Ints
    full: Ints
    marked: Mask
    out: Ints
    fresh: Mask
    touched: Ints


def _company_open(openness: Openness, item_of: Ints) -> Mask:
    """For each company and start, whether all that it requires is open for its item, where the item may start."""
    board, rows = openness.board, dict[int, dict[int, Bits]]()
    found = np.ones((len(item_of), board.axis.starts), dtype=np.bool_)
    for company, length in enumerate(board.length[item_of].tolist()):
        found[company] = openness.ground.on_starts(openness.attended(company, length, rows.setdefault(length, {})))
    return np.asarray(found & board.item_starts[item_of])


def _class_open(ground: Ground, lengths: Ints) -> Mask:
    """For each of the lengths, class and start, whether rooms of the class are open."""
    places, starts = range(len(ground.board.classes)), ground.board.axis.starts
    found = [[ground.on_starts(ground.in_class(place, length)) for place in places] for length in lengths.tolist()]
    return np.array(found, dtype=np.bool_).reshape(len(lengths), len(places), starts)


def _numbers(values: list[int]) -> Ints:
    return np.array(values, dtype=np.int64)


def _space(users: NDArray[np.int64], count: int) -> Ints:
    """Where the list of each of `count` things begins, if each may hold all its users."""
    return np.concatenate(([0], np.cumsum(np.bincount(users, minlength=count)))).astype(np.int64)


def item_of_company(board: Board) -> Ints:
    """The item of each company."""
    items = np.zeros(len(board.modes.people), dtype=np.int64)
    items[board.company] = board.item
    return items


def nested(groups: Sequence[Sequence[int]]) -> tuple[Ints, Ints]:
    """Lists end to end: the ends, and the values."""
    return (
        np.cumsum([0, *(len(group) for group in groups)], dtype=np.int64),
        _numbers([one for group in groups for one in group]),
    )


def _distinct(items: Ints, users: Ints, count: int) -> Ints:
    """As `_space`, with each item counted once for each thing that some of its modes use."""
    width = int(items.max(initial=0)) + 1
    return _space(np.unique(users * width + items) // width, count)


def _day_bounds(board: Board) -> tuple[Ints, Ints]:
    """The first tick that meetings on each day can take, rests included, and the tick behind the last."""
    axis, longest = board.axis, int(board.length.max(initial=0)) + max((one.rest for one in board.classes), default=0)
    starts = [axis.start_tick[axis.start_day == day] for day in range(len(axis.days))]
    first = [int(ticks[0]) if len(ticks) else 0 for ticks in starts]
    last = [min(int(ticks[-1]) + longest, axis.ticks) if len(ticks) else 0 for ticks in starts]
    return _numbers(first), _numbers(last)


def _class_space(board: Board) -> Ints:
    """Where the list of each class and day begins: as long as its users are many, or as its rooms can hold."""
    axis, space = board.axis, []
    housed = board.room_class >= 0
    width = len(board.meetings)
    pairs = np.unique(board.room_class[housed] * width + board.item[housed])
    users = np.bincount(pairs // max(1, width), minlength=len(board.classes))
    shortest = int(board.length.min(initial=1))
    for place, room in enumerate(board.classes):
        for day in range(len(axis.days)):
            starts = axis.start_tick[axis.start_day == day]
            rounds = (int(np.ptp(starts)) // max(1, shortest + room.rest) if len(starts) else 0) + 1
            held = NO_LIMIT if room.capacity is None else room.capacity * rounds
            space.append(min(held, int(users[place])))
    return np.cumsum([0, *space], dtype=np.int64)


def _meetings(state: State, length_kind: Ints) -> dict[str, Ints]:
    board = state.board
    price = board.worth.copy()
    price[list(board.kept)] = NEVER
    leaders, followers = nested(board.leaders), nested(board.followers)
    return {
        "length": board.length,
        "worth": board.worth,
        "price": price,
        "movable": movable(state),
        "item_modes": _numbers([modes.start for modes in board.modes_of] + [len(board.modes)]),
        "company": board.company,
        "length_kind": length_kind.astype(np.int64),
        "leader_ends": leaders[0],
        "leader": leaders[1],
        "follower_ends": followers[0],
        "follower": followers[1],
    }


def _starts(board: Board) -> dict[str, Ints]:
    axis = board.axis
    day_from, day_until = _day_bounds(board)
    return {
        "start_tick": axis.start_tick,
        "start_day": axis.start_day,
        "day_from": day_from,
        "day_until": day_until,
        "start_from": np.searchsorted(axis.start_tick, np.arange(axis.ticks + 1)).astype(np.int64),
    }


def _rows(board: Board, item_of: Ints) -> dict[str, Ints]:
    casts = board.casts.company_values.reshape(-1, 3)
    casting = np.repeat(item_of, np.diff(board.casts.company_ends) // 3)
    row_ends = _distinct(casting, casts[:, 0], len(board.rows))
    return {
        "need_ends": board.requires.company_ends,
        "need_row": board.requires.company_values,
        "cast_ends": board.casts.company_ends // 3,
        "cast_row": casts[:, 0].copy(),
        "cast_before": casts[:, 1].copy(),
        "cast_after": casts[:, 2].copy(),
        "row_ends": row_ends,
        "row_count": np.zeros(len(board.rows), dtype=np.int64),
        "entry_item": np.zeros(row_ends[-1], dtype=np.int64),
        "entry_low": np.zeros(row_ends[-1], dtype=np.int64),
        "entry_high": np.zeros(row_ends[-1], dtype=np.int64),
    }


def _classes(board: Board) -> dict[str, Ints]:
    class_ends = _class_space(board)
    return {
        "room_class": board.room_class,
        "class_rest": _numbers([one.rest for one in board.classes]),
        "class_capacity": _numbers([NO_LIMIT if one.capacity is None else one.capacity for one in board.classes]),
        "class_ends": class_ends,
        "class_count": np.zeros(len(class_ends) - 1, dtype=np.int64),
        "class_item": np.zeros(class_ends[-1], dtype=np.int64),
        "held": np.zeros((len(board.classes), board.axis.ticks), dtype=np.int64),
    }


def _budgets(board: Board) -> dict[str, Ints]:
    spends = board.spends.company_values.reshape(-1, 2)
    return {
        "spend_ends": board.spends.company_ends // 2,
        "spend_budget": spends[:, 0].copy(),
        "spend_weight": spends[:, 1].copy(),
        "budget_limit": _numbers([budget.limit for budget in board.budgets]),
        "spent": np.zeros((len(board.budgets), len(board.axis.days)), dtype=np.int64),
    }


def _runs(board: Board, item_of: Ints) -> dict[str, Ints]:
    working = np.repeat(item_of, np.diff(board.works.company_ends))
    run_ends = _distinct(working, board.works.company_values, len(board.runs))
    return {
        "work_ends": board.works.company_ends,
        "work_run": board.works.company_values,
        "run_longest": _numbers([run.longest for run in board.runs]),
        "run_pause": _numbers([run.pause for run in board.runs]),
        "run_ends": run_ends,
        "run_count": np.zeros(len(board.runs), dtype=np.int64),
        "run_item": np.zeros(run_ends[-1], dtype=np.int64),
    }


def _nothing_placed(items: int) -> dict[str, Ints]:
    return {
        "mode": np.full(items, UNPLACED, dtype=np.int64),
        "start": np.full(items, UNPLACED, dtype=np.int64),
        "best_worth": np.zeros(1, dtype=np.int64),
        "best_mode": np.full(items, UNPLACED, dtype=np.int64),
        "best_start": np.full(items, UNPLACED, dtype=np.int64),
    }


def arrays_of(state: State) -> Arrays:
    """The arrays of a board on which nothing is placed yet; the state says which meetings may move."""
    board, axis = state.board, state.board.axis
    items, item_of = len(board.meetings), item_of_company(board)
    openness = Openness.from_the_outset(board)
    lengths, length_kind = np.unique(board.length, return_inverse=True)
    worths = board.worth[board.worth > 0]
    return Arrays(
        ticks=axis.ticks,
        days=len(axis.days),
        least_worth=int(worths.min()) if len(worths) else 1,
        company_open=_company_open(openness, item_of),
        class_open=_class_open(openness.ground, lengths),
        **_meetings(state, length_kind),
        **_starts(board),
        **_rows(board, item_of),
        **_classes(board),
        **_budgets(board),
        **_runs(board, item_of),
        **_nothing_placed(items),
        cost=np.zeros(axis.starts + 1, dtype=np.int64),
        full=np.zeros(axis.ticks + 1, dtype=np.int64),
        marked=np.zeros(items, dtype=np.bool_),
        out=np.zeros(items + 1, dtype=np.int64),
        fresh=np.zeros(items, dtype=np.bool_),
        touched=np.zeros((items + 1, 3), dtype=np.int64),
    )

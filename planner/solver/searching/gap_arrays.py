"""What idle time between duties costs the search, as plain arrays for the compiled moves.

A plan with its idle time in few long pieces has room for more meetings than one with the same idle time in many short
ones. So each gap, of whatever length, has a price for as long as the search is at it: for a person in proportion to
the square of how much of the day is asked for, for a class of rooms likewise. Nothing here counts in the worth.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from planner.board.axis import Mask
from planner.board.board import Board, Ints
from planner.solver.searching.arrays import NO_LIMIT, item_of_company

Floats = NDArray[np.float64]

ACTOR_GAP, ROOM_GAP = 0.06, 0.12
"""What one gap of a person, or of a room, costs where all of the time is asked for: shares of the mean worth of a
meeting, found on events of the bilateral core."""

CHANCES = 1 << 13
"""How many random numbers are drawn in advance."""


class Gaps(NamedTuple):
    """Where idle time begins. `actor_edges` (subjects x ticks) and `class_edges` (classes x ticks) count how many
    duties begin at a tick, less those that end there: where more end than begin, so many gaps open.

    `act_row[act_ends[c]:act_ends[c + 1]]` are the rows of company c's actors. Behind a duty that ends at a tick, idle
    time can begin `tail` (rows x ticks) ticks later: after the gap, or where the row is closed before that. `chance`
    holds standard Gumbel numbers: whoever adds one, times the heat, to the appeal of each of several starts, and takes
    the best, draws a start as a bath of that heat would.
    """

    act_ends: Ints
    act_row: Ints
    row_subject: Ints
    tail: NDArray[np.int8]
    actor_edges: Ints
    class_edges: Ints
    actor_price: Floats
    class_price: Floats
    chance: Floats


def gaps_of(board: Board, seed: int) -> Gaps:
    """The gaps of a board on which nothing is placed yet."""
    subjects = int(board.subject.max(initial=-1)) + 1
    hours = _hours(board)
    shut = np.ones((subjects, board.axis.ticks), dtype=np.bool_)
    for row in np.flatnonzero(board.is_actor).tolist():
        shut[board.subject[row]] &= board.closed[row] | ~hours
    rests = np.array([one.rest for one in board.classes], dtype=np.int64)
    rooms = np.array([NO_LIMIT if one.capacity is None else one.capacity for one in board.classes], dtype=np.int64)
    class_shut = board.class_closed | ~hours
    mean = float(board.worth.mean()) if len(board.worth) else 1.0
    chance = np.random.default_rng(seed).gumbel(size=CHANCES)
    return Gaps(
        act_ends=board.actors.company_ends,
        act_row=board.actors.company_values,
        row_subject=board.subject,
        tail=_tail(board.closed, board.actor_gap),
        actor_edges=_edges(
            shut, np.ones(subjects, dtype=np.int64), np.zeros(subjects, dtype=np.int64), board.actor_gap
        ),
        class_edges=_edges(class_shut, rooms, rests, int(rests.max(initial=0))),
        actor_price=ACTOR_GAP * mean * _demand(board, shut) ** 2,
        class_price=ROOM_GAP * mean * _class_demand(board, class_shut) ** 2 * (rooms < NO_LIMIT),
        chance=chance,
    )


def _tail(closed: Mask, gap: int) -> NDArray[np.int8]:
    """How many of the ticks from each one on, the gap at most, are open before the first closed one."""
    tail = np.zeros((len(closed), closed.shape[1] + 1), dtype=np.int8)
    for _ in range(min(gap, 127)):
        tail[:, :-1] = np.where(closed, 0, np.minimum(tail[:, 1:] + 1, gap))
    return tail


def _hours(board: Board) -> Mask:
    """The ticks that belong to some day's hours, from its first start to the step after its last."""
    axis = board.axis
    hours = np.zeros(axis.ticks, dtype=np.bool_)
    for day in np.unique(axis.start_day).tolist():
        starts = axis.start_tick[axis.start_day == day]
        step = int(np.diff(starts).min()) if len(starts) > 1 else 1
        hours[starts[0] : starts[-1] + step] = True
    return hours


def _edges(shut: Mask, capacity: Ints, rest: Ints, longest: int) -> Ints:
    """Closed time as duties of all that the capacity holds: a gap opens where it ends, and closes, rest included,
    where it begins."""
    lines, ticks = shut.shape
    steps = np.diff(shut.astype(np.int64), axis=1, prepend=1, append=1)
    edges = np.zeros((lines, ticks + longest + 1), dtype=np.int64)
    for line, tick in np.argwhere(steps != 0).tolist():
        step = int(steps[line, tick])
        edges[line, tick + (int(rest[line]) if step > 0 else 0)] += step * int(capacity[line])
    return edges


def _demand(board: Board, shut: Mask) -> Floats:
    """The share of each actor's open time that meetings ask for, gaps included; 1 at most."""
    item = item_of_company(board)
    companies = np.bincount(item, minlength=len(board.meetings))
    asked = np.zeros(len(shut))
    company = np.repeat(np.arange(len(item)), np.diff(board.actors.company_ends))
    taken = (board.length[item] + board.actor_gap) / np.maximum(companies[item], 1)
    np.add.at(asked, board.subject[board.actors.company_values], taken[company])
    return np.asarray(np.minimum(1.0, asked / np.maximum(1, (~shut).sum(axis=1))))


def _class_demand(board: Board, shut: Mask) -> Floats:
    """The share of each class's open time that meetings ask for, rests included; 1 at most."""
    asked = np.zeros(len(board.classes))
    modes = np.bincount(board.item, minlength=len(board.meetings))
    housed = board.room_class >= 0
    place, item = board.room_class[housed], board.item[housed]
    rest = np.array([one.rest for one in board.classes], dtype=np.int64)
    np.add.at(asked, place, (board.length[item] + rest[place]) / modes[item])
    held = np.array([one.capacity or 1 for one in board.classes], dtype=np.int64) * (~shut).sum(axis=1)
    return np.asarray(np.minimum(1.0, asked / np.maximum(1, held)))

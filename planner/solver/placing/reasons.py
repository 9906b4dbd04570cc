"""Why a meeting is not in the plan, in a sentence or two, from what stands in the way on the board."""

from collections import Counter

import numpy as np

from planner.board.axis import Mask
from planner.board.board import Board
from planner.solver.placing.state import State
from planner.solver.searching.arrays import open_starts


def why_unplaced(state: State, item: int) -> str:
    """The reason in plain words: impossible from the outset, or every start taken, and by whom most."""
    board = state.board
    if not board.modes_of[item]:
        return _no_way(board, item)
    possible = _possible(board, item)
    if not possible.any():
        return _no_start(board, item)
    for leader in board.leaders[item]:
        if not state.placed(leader):
            return f"It must come after '{board.meetings[leader].title}', which is not placed."
    taken = _taken(state, item, possible)
    starts = int(possible.sum())
    listed = "; ".join(f"{who} at {count}" for who, count in taken.most_common(3))
    first = f"All {starts} possible starts are taken" if starts > 1 else "The only possible start is taken"
    return f"{first}: {listed}. Placing it would cost meetings worth as much or more."


def _no_way(board: Board, item: int) -> str:
    meeting = board.meetings[item]
    if meeting.pairs:
        return "No room fits it, or no interpreter covers its languages; or a keep-apart pair forbids it."
    return "No room fits it, it must follow something that is not placed, or its parties are to be kept apart."


def _no_start(board: Board, item: int) -> str:
    meeting, length = board.meetings[item], int(board.length[item])
    if not board.item_starts[item].any():
        return f"Its time window and the event's hours leave no start for {meeting.minutes} minutes."
    rooms = _places(board, item) - {-1}
    if rooms and not any(_open(board, item, board.class_closed[place], length).any() for place in rooms):
        return f"The rooms that fit are never open for {meeting.minutes} minutes within its time window."
    for actor, rows in _actor_rows(board, item).items():
        if not any(_open(board, item, board.closed[row], length).any() for row in rows):
            return f"{board.labels[actor]} is never free for {meeting.minutes} minutes within its time window."
    return "Its people and the rooms that fit are never free at the same time within its time window."


def _open(board: Board, item: int, closed: Mask, length: int) -> Mask:
    return np.asarray(board.item_starts[item] & board.axis.free_starts(closed, length))


def _actor_rows(board: Board, item: int) -> dict[str, set[int]]:
    """The rows of the actors without whom the meeting cannot be held, by actor."""
    found: dict[str, set[int]] = {}
    needed = Counter[str]()
    companies = board.companies_of(item)
    for company in companies:
        for row in board.requires.of_company(company).tolist():
            if board.rows[row] in board.labels:
                found.setdefault(board.rows[row], set()).add(row)
                needed[board.rows[row]] += 1
    return {actor: rows for actor, rows in found.items() if needed[actor] == len(companies)}


def _possible(board: Board, item: int) -> Mask:
    """The starts that the filters and closings leave open in some mode."""
    return np.asarray(open_starts(board, item).any(axis=0))


def _taken(state: State, item: int, possible: Mask) -> Counter[str]:
    """At how many of the possible starts each actor is busy, or all rooms that fit are."""
    board, length, taken = state.board, int(state.board.length[item]), Counter[str]()
    for actor, rows in _actor_rows(board, item).items():
        free = np.logical_or.reduce([board.axis.free_starts(state.blocked[row] > 0, length) for row in rows])
        taken[f"{board.labels[actor]} is busy"] = int((possible & ~free).sum())
    places = _places(board, item)
    if -1 not in places:
        free = np.logical_or.reduce([_vacant(state, place, length) for place in places])
        rooms = sum(len(board.classes[place].rooms) for place in places)
        name = f"all {rooms} rooms that fit are in use" if rooms > 1 else f"{_only(board, places)} is in use"
        taken[name] = int((possible & ~free).sum())
    taken += Counter()  # drops what is taken at no start
    return taken or Counter({"the limits of a day or of interpreters' hours bind": int(possible.sum())})


def _places(board: Board, item: int) -> set[int]:
    modes = board.modes_of[item]
    return set(board.room_class[modes.start : modes.stop].tolist())


def _only(board: Board, places: set[int]) -> str:
    return f"the only room that fits, {board.classes[next(iter(places))].rooms[0]},"


def _vacant(state: State, place: int, length: int) -> Mask:
    room = state.board.classes[place]
    full = state.held[place] >= (room.capacity if room.capacity is not None else len(state.board.meetings) + 1)
    return state.board.axis.free_starts(full, length) & state.board.axis.free_starts(
        state.board.class_closed[place], length
    )

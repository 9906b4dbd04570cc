"""Single rooms for meetings that were placed in classes of rooms.

Within a class, meetings with no more at a time than it has rooms can always be given a room each: in order of start,
any room that is free will do. So wishes may choose among the free ones.
"""

from collections import Counter

import numpy as np

from planner.solver.placing.state import State


def assign_rooms(state: State) -> dict[int, str]:
    """The room of each placed item; '' where it takes none."""
    board = state.board
    placed = np.flatnonzero(state.mode >= 0).tolist()
    rooms = dict.fromkeys(placed, "")
    for place in range(len(board.classes)):
        members = [item for item in placed if board.room_class[state.mode[item]] == place]
        rooms.update(_assign(state, place, sorted(members, key=lambda item: (state.tick(item), item))))
    return rooms


def _assign(state: State, place: int, members: list[int]) -> dict[int, str]:
    board, room_class = state.board, state.board.classes[place]
    wished = Counter(board.meetings[item].room for item in members)
    free_from = dict.fromkeys(room_class.rooms, 0)
    given = {}
    for item in members:
        first = state.tick(item)
        free = [room for room in room_class.rooms if room_class.capacity is None or free_from[room] <= first]
        wish = board.meetings[item].room
        # A room that others still wish for is taken last; the order of the sheet decides the rest.
        room = wish if wish in free else min(free, key=lambda one: wished[one])
        wished[wish] -= 1
        free_from[room] = first + int(board.length[item]) + room_class.rest
        given[item] = room
    return given

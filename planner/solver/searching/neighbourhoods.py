"""Which meetings to set free next: the kinds of neighbourhood that the search chooses from."""

from collections.abc import Callable
from random import Random

import numpy as np

from planner.board.board import Board, Ints
from planner.solver.placing.state import State

Neighbourhood = Callable[[State, "Acquaintance", Random, int], list[int]]
"""From a state, who knows whom, a source of chance and a size: the items to set free."""


class Acquaintance:
    """Which meetings concern the same people, whoever of them attends in the end."""

    def __init__(self, board: Board) -> None:
        self.people: list[frozenset[str]] = [
            frozenset(person for role in meeting.roles for person in role) for meeting in board.meetings
        ]
        self.meetings: dict[str, list[int]] = {}
        for item, people in enumerate(self.people):
            for person in sorted(people):
                self.meetings.setdefault(person, []).append(item)

    def of(self, item: int) -> list[int]:
        """The meetings that share somebody with this one, itself left out, in workbook order."""
        shared = {other for person in self.people[item] for other in self.meetings[person]}
        return sorted(shared - {item})


def movable(state: State) -> Ints:
    """The items that can be placed at all and are not kept."""
    board = state.board
    possible = np.array([bool(modes) for modes in board.modes_of], dtype=np.bool_) & board.item_starts.any(axis=1)
    possible[list(board.kept)] = False
    return np.flatnonzero(possible)


def around_unplaced(state: State, known: Acquaintance, random: Random, size: int) -> list[int]:
    """An unplaced meeting with the meetings of its people, then of theirs."""
    unplaced = [item for item in movable(state).tolist() if not state.placed(item)]
    if not unplaced:
        return around_time(state, known, random, size)
    seed = random.choices(unplaced, [int(state.board.worth[item]) + 1 for item in unplaced])[0]
    chosen, frontier = {seed: None}, [seed]
    while frontier and len(chosen) < size:
        item = frontier.pop(0)
        others = known.of(item)
        random.shuffle(others)
        for other in others[: max(4, size // 2)]:
            if other not in chosen and len(chosen) < size:
                chosen[other] = None
                frontier.append(other)
    return sorted(chosen)


def around_time(state: State, known: Acquaintance, random: Random, size: int) -> list[int]:
    """A stretch of time across all people, with some unplaced meetings that could use it."""
    board = state.board
    placed = np.flatnonzero(state.mode >= 0)
    if not len(placed):
        return list(movable(state).tolist()[:size])
    ticks = board.axis.start_tick[state.start[placed]]
    centre = int(random.choice(ticks.tolist()))
    near = placed[np.argsort(np.abs(ticks - centre), kind="stable")][: size * 2 // 3]
    low, high = int(board.axis.start_tick[state.start[near]].min()), int(board.axis.start_tick[state.start[near]].max())
    band = (board.axis.start_tick >= low) & (board.axis.start_tick <= high)
    waiting = [
        item for item in movable(state).tolist() if not state.placed(item) and board.item_starts[item][band].any()
    ]
    random.shuffle(waiting)
    return sorted({*near.tolist(), *waiting[: size - len(near)]})


def around_people(state: State, known: Acquaintance, random: Random, size: int) -> list[int]:
    """All meetings of a few people who have unplaced ones, busy people more often."""
    unplaced = [item for item in movable(state).tolist() if not state.placed(item)]
    people = sorted({person for item in unplaced for person in known.people[item]}) or sorted(known.meetings)
    random.shuffle(people)
    chosen: dict[int, None] = {}
    for person in people:
        meetings = list(known.meetings[person])
        random.shuffle(meetings)
        for item in meetings:
            if len(chosen) < size:
                chosen[item] = None
        if len(chosen) >= size:
            break
    return sorted(chosen)


def at_random(state: State, known: Acquaintance, random: Random, size: int) -> list[int]:
    """Any meetings."""
    items = movable(state).tolist()
    return sorted(random.sample(items, min(size, len(items))))


KINDS: dict[str, Neighbourhood] = {
    "around unplaced": around_unplaced,
    "around time": around_time,
    "around people": around_people,
    "at random": at_random,
}


def set_free(kind: str, state: State, known: Acquaintance, random: Random, size: int) -> list[int]:
    """The items of a neighbourhood of a kind; what must be kept where it stands is none of them."""
    return [item for item in KINDS[kind](state, known, random, size) if item not in state.board.kept]

"""Casting a draft into the arrays of a board."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain, pairwise

import numpy as np

from planner.board.axis import Mask
from planner.board.board import Board, DailyBudget, Ints, Kept, Lists, Modes, RoomClass, Run
from planner.board.companies import NO_CLASS, Companies, actors, binds_in
from planner.board.draft import NO_ROOM, Draft
from planner.domain.event import Event
from planner.domain.plan import Placement
from planner.domain.wording import interpreter_name, person_name


def freeze(draft: Draft) -> Board:
    """The board that a finished draft describes."""
    classes = room_classes(draft)
    cast = Companies(draft, classes)
    modes = cast.modes()
    event, axis = draft.event, draft.axis
    length = np.array([meeting.minutes // axis.minutes for meeting in event.meetings], dtype=np.int64)
    index = {meeting.id: item for item, meeting in enumerate(event.meetings)}
    follows = tuple((index[later], index[earlier]) for later, earlier in draft.orders)
    budgets, spends = _budgets(draft, cast)
    runs, works = _runs(draft, cast)

    def lists(of_company: Sequence[Sequence[int]]) -> Lists:
        return Lists(modes.company, *_end_to_end(of_company))

    board = Board(
        axis=axis,
        meetings=event.meetings,
        length=length,
        worth=np.array([meeting.worth for meeting in event.meetings], dtype=np.int64),
        modes=modes,
        item=modes.item,
        room_class=modes.room_class,
        company=modes.company,
        modes_of=_modes_of(modes, len(event.meetings)),
        item_starts=_item_starts(draft, length.tolist()),
        class_closed=_stack([draft.room_closed[one.rooms[0]] for one in classes], axis.ticks),
        classes=classes,
        rows=tuple(cast.rows.names),
        subject=np.unique(np.array(cast.rows.names, dtype=np.str_), return_inverse=True)[1].astype(np.int64),
        is_actor=np.array([name in draft.one_at_a_time for name in cast.rows.names], dtype=np.bool_),
        closed=_stack(cast.rows.closed, axis.ticks),
        requires=lists(cast.requires),
        casts=lists(cast.casts),
        actors=lists(cast.actors),
        actor_gap=axis.rounded_up(int(draft.gaps.min())),
        budgets=budgets,
        spends=lists(spends),
        runs=runs,
        works=lists(works),
        follows=follows,
        kept={},
        labels=_labels(event),
        leaders=_grouped(follows, len(event.meetings)),
        followers=_grouped([(early, late) for late, early in follows], len(event.meetings)),
    )
    return replace(board, kept=_kept(draft, board))


def _labels(event: Event) -> dict[str, str]:
    people = {Draft.person(person.id): person_name(event, person.id) for person in event.people}
    crews = {Draft.interpreter(one.id): interpreter_name(event, one.id) for one in event.interpreters}
    return people | crews | {Draft.room(room.code): room.name for room in event.rooms}


def _end_to_end(lists: Sequence[Sequence[int]]) -> tuple[Ints, Ints]:
    ends = np.cumsum([0, *(len(one) for one in lists)], dtype=np.int64)
    return ends, np.fromiter(chain.from_iterable(lists), dtype=np.int64, count=int(ends[-1]))


def _modes_of(modes: Modes, items: int) -> tuple[range, ...]:
    ends = np.searchsorted(modes.item, np.arange(items + 1)).tolist()
    return tuple(range(first, last) for first, last in pairwise(ends))


def _grouped(pairs: Iterable[tuple[int, int]], items: int) -> tuple[tuple[int, ...], ...]:
    """For each item, what it comes first with."""
    followers: list[list[int]] = [[] for _ in range(items)]
    for one, other in pairs:
        followers[one].append(other)
    return tuple(map(tuple, followers))


def _stack(masks: list[Mask], ticks: int) -> Mask:
    return np.array(masks, dtype=np.bool_).reshape(len(masks), ticks)


def _item_starts(draft: Draft, lengths: list[int]) -> Mask:
    starts = [
        draft.starts[meeting.id] & draft.axis.free_starts(draft.meeting_closed[meeting.id], length)
        for meeting, length in zip(draft.event.meetings, lengths, strict=True)
    ]
    return np.array(starts, dtype=np.bool_).reshape(len(starts), draft.axis.starts)


def room_classes(draft: Draft) -> tuple[RoomClass, ...]:
    """Rooms that no rule tells apart, together; rooms that a rule wants distinguished, alone."""
    takers: dict[str, set[str]] = defaultdict(set)
    for meeting, choices in draft.choices.items():
        for code in choices.rooms:
            takers[code].add(meeting)
    kept_rooms = {row.room for row in draft.kept.values()}
    groups: dict[object, list[str]] = defaultdict(list)
    for room in draft.event.rooms:
        told_apart = draft.single_rooms or room.code in kept_rooms
        alone = told_apart or any(binds_in(draft, one, room.code) for one in draft.separations)
        signature = (
            room.zone,
            frozenset(takers[room.code]),
            draft.room_closed[room.code].tobytes(),
            draft.rest.get(room.code, 0),
            room.code in draft.one_at_a_time,
            room.code if alone else "",
        )
        groups[signature].append(room.code)
    return tuple(_room_class(draft, rooms) for rooms in groups.values() if takers[rooms[0]])


def _room_class(draft: Draft, rooms: list[str]) -> RoomClass:
    first = draft.event.room[rooms[0]]
    limited = first.code in draft.one_at_a_time
    return RoomClass(
        rooms=tuple(rooms),
        zone=first.zone,
        rest=draft.axis.rounded_up(draft.rest.get(first.code, 0)),
        capacity=len(rooms) if limited else None,
    )


def _budgets(draft: Draft, cast: Companies) -> tuple[tuple[DailyBudget, ...], list[list[int]]]:
    """The budgets, and what each company spends of them."""
    caps = {draft.person(person): limit for person, limit in draft.caps.items()}
    hours = {draft.interpreter(one): limit for one, limit in draft.hours.items()}
    number = {subject: index for index, subject in enumerate([*caps, *hours])}
    spends: list[list[int]] = []
    for item, people, crew in zip(cast.item, cast.people, cast.crew, strict=True):
        meeting = draft.event.meetings[item]
        spent: list[int] = []
        for actor in actors(people, crew):
            if actor in hours:
                spent += [number[actor], meeting.minutes]
            elif actor in caps and meeting.is_bilateral:
                spent += [number[actor], 1]
        spends.append(spent)
    return tuple(DailyBudget(one, (caps | hours)[one]) for one in number), spends


def _runs(draft: Draft, cast: Companies) -> tuple[tuple[Run, ...], list[list[int]]]:
    """The limits on stretches of work, and those that each company comes under."""
    runs = tuple(
        Run(one, longest // draft.axis.minutes, draft.axis.rounded_up(pause))
        for one, (longest, pause) in draft.runs.items()
    )
    number = {run.subject: index for index, run in enumerate(runs)}
    return runs, [[number[one] for one in crew if one in number] for crew in cast.crew]


def _kept(draft: Draft, board: Board) -> dict[int, Kept]:
    """Where fixed rows stand; one that no mode and start describes is left out, and the item cannot be placed."""
    rows = {item: draft.kept.get(meeting.id) for item, meeting in enumerate(board.meetings)}
    candidates = {item: candidate_of(board, item, row) for item, row in rows.items() if row is not None}
    return {item: kept for item, kept in candidates.items() if kept is not None}


def candidate_of(board: Board, item: int, row: Placement) -> Kept | None:
    """The mode and start that a row of a plan describes; None if there is none such."""
    tick = None if row.start is None else board.axis.tick_of(row.start)
    start = None if tick is None else board.axis.start_at.get(tick)
    modes = board.modes_of[item]
    mode = next((one for one in modes if _is_mode_of(board, one, row.room, row.people, row.interpreters)), None)
    return None if start is None or mode is None else Kept(mode, start)


def _is_mode_of(board: Board, mode: int, room: str, people: tuple[str, ...], crew: tuple[str, ...]) -> bool:
    described = board.modes[mode]
    rooms = (NO_ROOM,) if described.room_class == NO_CLASS else board.classes[described.room_class].rooms
    return room in rooms and set(described.people) == set(people) and set(described.crew) == set(crew)

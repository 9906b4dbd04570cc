"""Casting a draft into the arrays of a board."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import product

import numpy as np

from planner.board.axis import Mask
from planner.board.board import Board, Budget, Kept, Lists, Mode, RoomClass, Run
from planner.board.draft import NO_ROOM, Draft, Separation
from planner.domain.event import Event
from planner.rules.wording import interpreter_name, person_name

NO_CLASS = -1


def freeze(draft: Draft) -> Board:
    """The board that a finished draft describes."""
    classes = room_classes(draft)
    modes = _modes(draft, classes)
    casting = _Rows(draft, classes, modes)
    event, axis = draft.event, draft.axis
    length = np.array([meeting.minutes // axis.minutes for meeting in event.meetings], dtype=np.int64)
    index = {meeting.id: item for item, meeting in enumerate(event.meetings)}
    follows = tuple((index[later], index[earlier]) for later, earlier in draft.orders)
    item_of = np.array([mode.item for mode in modes], dtype=np.int64)
    budgets, spends = _budgets(draft, modes)
    runs, works = _runs(draft, modes)
    board = Board(
        axis=axis,
        meetings=event.meetings,
        length=length,
        worth=np.array([meeting.worth for meeting in event.meetings], dtype=np.int64),
        modes=modes,
        item=item_of,
        room_class=np.array([mode.room_class for mode in modes], dtype=np.int64),
        modes_of=tuple(
            range(*np.searchsorted(item_of, (item, item + 1)).tolist()) for item in range(len(event.meetings))
        ),
        item_starts=_item_starts(draft, length.tolist()),
        class_closed=_stack([draft.room_closed[one.rooms[0]] for one in classes], axis.ticks),
        classes=classes,
        rows=tuple(casting.names),
        subject=np.unique(np.array(casting.names, dtype=np.str_), return_inverse=True)[1].astype(np.int64),
        is_actor=np.array([name in draft.one_at_a_time for name in casting.names], dtype=np.bool_),
        closed=_stack(casting.closed, axis.ticks),
        requires=_lists(casting.requires),
        casts=_lists(casting.casts),
        actors=_lists(casting.actors),
        actor_gap=axis.rounded_up(int(draft.gaps.min())),
        budgets=budgets,
        spends=spends,
        runs=runs,
        works=works,
        follows=follows,
        kept={},
        labels=_labels(event),
        leaders=tuple(tuple(early for late, early in follows if late == item) for item in range(len(event.meetings))),
        followers=tuple(tuple(late for late, early in follows if early == item) for item in range(len(event.meetings))),
    )
    board.kept.update(_kept(draft, board))
    return board


def _labels(event: Event) -> dict[str, str]:
    people = {Draft.person(person.id): person_name(event, person.id) for person in event.people}
    crews = {Draft.interpreter(one.id): interpreter_name(event, one.id) for one in event.interpreters}
    return people | crews


def _lists(rows: Sequence[Sequence[int]]) -> Lists:
    ends = np.cumsum([0, *(len(row) for row in rows)], dtype=np.int64)
    return Lists(ends, np.array([value for row in rows for value in row], dtype=np.int64))


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
    told_apart = any(separation.by_room for separation in draft.separations)
    kept_rooms = {row.room for row in draft.kept.values()}
    groups: dict[object, list[str]] = defaultdict(list)
    for room in draft.event.rooms:
        alone = room.code if told_apart or room.code in kept_rooms else ""
        signature = (
            room.zone,
            frozenset(takers[room.code]),
            draft.room_closed[room.code].tobytes(),
            draft.rest.get(room.code, 0),
            room.code in draft.one_at_a_time,
            alone,
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


def _modes(draft: Draft, classes: tuple[RoomClass, ...]) -> tuple[Mode, ...]:
    class_of = {room: index for index, one in enumerate(classes) for room in one.rooms} | {NO_ROOM: NO_CLASS}
    modes: list[Mode] = []
    for item, meeting in enumerate(draft.event.meetings):
        if meeting.id in draft.dropped:
            continue
        choices = draft.choices[meeting.id]
        places = dict.fromkeys(class_of[room] for room in choices.rooms)
        modes.extend(
            Mode(item, people, place, crew)
            for people, place, crew in product(choices.attendance, places, choices.crews)
        )
    return tuple(modes)


class _Rows:
    """The rows that modes block and require, numbered as they come up."""

    def __init__(self, draft: Draft, classes: tuple[RoomClass, ...], modes: tuple[Mode, ...]) -> None:
        self.draft, self.classes = draft, classes
        self.names: list[str] = []
        self.closed: list[Mask] = []
        self.requires: list[list[int]] = []
        self.casts: list[list[int]] = []
        self.actors: list[list[int]] = []
        self._number: dict[tuple[str, object], int] = {}
        for mode in modes:
            self._add(mode)

    def _row(self, name: str, place: object, closed: Mask | None = None) -> int:
        key = (name, place)
        if key not in self._number:
            self._number[key] = len(self.names)
            self.names.append(name)
            self.closed.append(np.zeros(self.draft.axis.ticks, dtype=np.bool_) if closed is None else closed)
        return self._number[key]

    def _add(self, mode: Mode) -> None:
        zone = "" if mode.room_class == NO_CLASS else self.classes[mode.room_class].zone
        self.requires.append([])
        self.casts.append([])
        self.actors.append([])
        for actor in _actors(mode):
            self._attend(actor, self.draft.zones.group[zone])
        if mode.room_class != NO_CLASS:
            self._keep_apart(mode, zone)

    def _attend(self, actor: str, here: int) -> None:
        row = self._row(actor, here, self.draft.actor_closed.get((actor, here)))
        self.requires[-1].append(row)
        if actor not in self.draft.one_at_a_time:
            return
        self.actors[-1].append(row)
        for there in range(len(self.draft.zones.members)):
            other = self._row(actor, there, self.draft.actor_closed.get((actor, there)))
            before, after = self.draft.gaps[there, here], self.draft.gaps[here, there]
            self.casts[-1] += [other, self.draft.axis.rounded_up(before), self.draft.axis.rounded_up(after)]

    def _keep_apart(self, mode: Mode, zone: str) -> None:
        meeting = self.draft.event.meetings[mode.item].id
        for number, separation in enumerate(self.draft.separations):
            place: object = mode.room_class if separation.by_room else zone
            if separation.by_room or zone:
                self._separate(separation, number, place, meeting)

    def _separate(self, separation: Separation, number: int, place: object, meeting: str) -> None:
        minutes = self.draft.axis.rounded_up(separation.minutes)
        for own, other, members in (("first", "second", separation.first), ("second", "first", separation.second)):
            if meeting in members:
                self.requires[-1].append(self._row(f"apart {number} {own}", place))
                self.casts[-1] += [self._row(f"apart {number} {other}", place), minutes, minutes]


def _actors(mode: Mode) -> Iterable[str]:
    yield from (Draft.person(person) for person in mode.people)
    yield from (Draft.interpreter(interpreter) for interpreter in mode.crew)


def _budgets(draft: Draft, modes: tuple[Mode, ...]) -> tuple[tuple[Budget, ...], Lists]:
    caps = {draft.person(person): limit for person, limit in draft.caps.items()}
    hours = {draft.interpreter(one): limit for one, limit in draft.hours.items()}
    subjects = [*caps, *hours]
    number = {subject: index for index, subject in enumerate(subjects)}
    spends: list[list[int]] = []
    for mode in modes:
        meeting = draft.event.meetings[mode.item]
        spent: list[int] = []
        for actor in _actors(mode):
            if actor in hours:
                spent += [number[actor], meeting.minutes]
            elif actor in caps and meeting.is_bilateral:
                spent += [number[actor], 1]
        spends.append(spent)
    return tuple(Budget(one, (caps | hours)[one]) for one in subjects), _lists(spends)


def _runs(draft: Draft, modes: tuple[Mode, ...]) -> tuple[tuple[Run, ...], Lists]:
    runs = tuple(
        Run(one, longest // draft.axis.minutes, draft.axis.rounded_up(pause))
        for one, (longest, pause) in draft.runs.items()
    )
    number = {run.subject: index for index, run in enumerate(runs)}
    return runs, _lists([[number[one] for one in mode.crew if one in number] for mode in modes])


def _kept(draft: Draft, board: Board) -> dict[int, Kept]:
    """Where fixed rows stand; one that no mode and start describes is left out, and the item cannot be placed."""
    found = {}
    for item, meeting in enumerate(board.meetings):
        row = draft.kept.get(meeting.id)
        if row is None or row.start is None:
            continue
        tick = board.axis.tick_of(row.start)
        start = None if tick is None else board.axis.start_at.get(tick)
        mode = next(
            (mode for mode in board.modes_of[item] if _is_mode_of(board, mode, row.room, row.people, row.interpreters)),
            None,
        )
        if start is not None and mode is not None:
            found[item] = Kept(mode, start)
    return found


def _is_mode_of(board: Board, mode: int, room: str, people: tuple[str, ...], crew: tuple[str, ...]) -> bool:
    described = board.modes[mode]
    rooms = (NO_ROOM,) if described.room_class == NO_CLASS else board.classes[described.room_class].rooms
    return room in rooms and set(described.people) == set(people) and set(described.crew) == set(crew)

"""Who attends each meeting, with whom interpreting, and where as far as that makes a difference to others.

A *company* is what modes of a meeting have in common that differ only by rooms between which neither walks nor
keep-apart pairs can tell. What it requires and blocks is told once for all of its modes; there may be millions.
"""

from collections import defaultdict
from collections.abc import Iterable
from itertools import product

import numpy as np

from planner.board.axis import Mask
from planner.board.board import Ints, Modes, RoomClass
from planner.board.draft import NO_ROOM, Choices, Draft, Separation

NO_CLASS = -1

Side = tuple[int, Separation, str, str]
"""A keep-apart pair by number, the side on which a meeting is, and the other side."""


def binds_in(draft: Draft, separation: Separation, room: str) -> bool:
    """Whether a separation by room asks for more than the rest that the room takes after each meeting anyway."""
    rests = room in draft.one_at_a_time and separation.minutes <= draft.rest[room]
    return separation.by_room and not rests


def actors(people: Iterable[str], crew: Iterable[str]) -> Iterable[str]:
    """The names of those who attend and of those who interpret."""
    yield from (Draft.person(person) for person in people)
    yield from (Draft.interpreter(interpreter) for interpreter in crew)


class CompanyRows:
    """The rows that companies block and require, numbered as they come up."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.names: list[str] = []
        self.closed: list[Mask] = []
        self._number: dict[tuple[str, object], int] = {}
        self._attending: dict[tuple[str, int], tuple[int, list[int]]] = {}

    def row(self, name: str, place: object, closed: Mask | None = None) -> int:
        """The number of a row; it begins closed as given, or open."""
        key = (name, place)
        if key not in self._number:
            self._number[key] = len(self.names)
            self.names.append(name)
            self.closed.append(np.zeros(self.draft.axis.ticks, dtype=np.bool_) if closed is None else closed)
        return self._number[key]

    def attending(self, actor: str, here: int) -> tuple[int, list[int]]:
        """The row that an actor's meeting in a zone group requires, and the casts of it."""
        if (actor, here) not in self._attending:
            self._attending[actor, here] = (self._of_actor(actor, here), self._casts(actor, here))
        return self._attending[actor, here]

    def _of_actor(self, actor: str, group: int) -> int:
        return self.row(actor, group, self.draft.actor_closed.get((actor, group)))

    def _casts(self, actor: str, here: int) -> list[int]:
        if actor not in self.draft.one_at_a_time:
            return []
        casts, gaps, ticks = list[int](), self.draft.gaps, self.draft.axis.rounded_up
        for there in range(len(self.draft.zones.members)):
            casts += [self._of_actor(actor, there), ticks(gaps[there, here]), ticks(gaps[here, there])]
        return casts


class Companies:
    """All companies, meeting by meeting: `item`, `people` and `crew` of each, what it requires, casts and counts."""

    def __init__(self, draft: Draft, classes: tuple[RoomClass, ...]) -> None:
        self.draft, self.classes, self.rows = draft, classes, CompanyRows(draft)
        self.item: list[int] = []
        self.people: list[tuple[str, ...]] = []
        self.crew: list[tuple[str, ...]] = []
        self.requires: list[list[int]] = []
        self.casts: list[list[int]] = []
        self.actors: list[list[int]] = []
        self._class_of = {room: index for index, one in enumerate(classes) for room in one.rooms} | {NO_ROOM: NO_CLASS}
        self._sides = _sides(draft)
        groups: dict[int, object] = {index: ("group", draft.zones.group[one.zone]) for index, one in enumerate(classes)}
        self._groups = groups | {NO_CLASS: NO_CLASS}
        """What classes of rooms have in common for a meeting that nothing keeps apart from others."""
        self._places: list[Ints] = []
        self._companies: list[Ints] = []
        for item, meeting in enumerate(draft.event.meetings):
            dropped = meeting.id in draft.dropped
            self._gather(item, meeting.id, Choices([], [], []) if dropped else draft.choices[meeting.id])

    def modes(self) -> Modes:
        """Every company with every class of rooms that it may take: people first, then rooms, then interpreters."""
        counts = [len(places) for places in self._places]
        return Modes(
            np.repeat(np.arange(len(counts)), counts),
            np.concatenate([*self._places, np.zeros(0, dtype=np.int64)]),
            np.concatenate([*self._companies, np.zeros(0, dtype=np.int64)]),
            tuple(self.people),
            tuple(self.crew),
        )

    def _gather(self, item: int, meeting: str, choices: Choices) -> None:
        places = list(dict.fromkeys(self._class_of[room] for room in choices.rooms))
        sides = self._sides.get(meeting, [])
        told = {place: self._told(place, sides) for place in places} if sides else self._groups
        spots = {spot: number for number, spot in enumerate(dict.fromkeys(told[place] for place in places))}
        first, shape = len(self.item), (len(choices.attendance), len(spots), len(choices.crews))
        standing = {told[place]: place for place in reversed(places)}
        for people, spot, crew in product(choices.attendance, spots, choices.crews):
            self._add(item, people, standing[spot], crew, sides)
        numbers = first + np.arange(np.prod(shape), dtype=np.int64).reshape(shape)
        spread = numbers[:, [spots[told[place]] for place in places], :]
        self._companies.append(spread.ravel())
        self._places.append(np.broadcast_to(np.array(places, dtype=np.int64)[:, None], spread.shape).ravel())

    def _told(self, place: int, sides: list[Side]) -> object:
        """What a class of rooms has in common with those that make no difference to others, for a meeting on sides."""
        alone = place == NO_CLASS or any(self._binds(separation, place) for _, separation, _, _ in sides)
        return place if alone else self.classes[place].zone

    def _binds(self, separation: Separation, place: int) -> bool:
        return binds_in(self.draft, separation, self.classes[place].rooms[0])

    def _add(self, item: int, people: tuple[str, ...], place: int, crew: tuple[str, ...], sides: list[Side]) -> None:
        self.item.append(item)
        self.people.append(people)
        self.crew.append(crew)
        self.requires.append([])
        self.casts.append([])
        self.actors.append([])
        zone = "" if place == NO_CLASS else self.classes[place].zone
        for actor in actors(people, crew):
            row, casts = self.rows.attending(actor, self.draft.zones.group[zone])
            self.requires[-1].append(row)
            self.casts[-1] += casts
            self.actors[-1] += [row] if casts else []
        for number, separation, own, other in sides if place != NO_CLASS else ():
            if self._binds(separation, place):
                self._separate(number, separation, own, other, place)
            elif zone and not separation.by_room:
                self._separate(number, separation, own, other, zone)

    def _separate(self, number: int, separation: Separation, own: str, other: str, place: object) -> None:
        ticks = self.draft.axis.rounded_up(separation.minutes)
        self.requires[-1].append(self.rows.row(f"apart {number} {own}", place))
        self.casts[-1] += [self.rows.row(f"apart {number} {other}", place), ticks, ticks]


def _sides(draft: Draft) -> dict[str, list[Side]]:
    """For each meeting, the sides of keep-apart pairs on which it is."""
    by_place: dict[str, list[Side]] = defaultdict(list)
    for number, separation in enumerate(draft.separations):
        for own, other, members in (("first", "second", separation.first), ("second", "first", separation.second)):
            for meeting in sorted(members):
                by_place[meeting].append((number, separation, own, other))
    return by_place

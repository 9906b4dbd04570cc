"""Rules on delegations to be kept apart. Their breaches are for the organiser's eyes only."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from planner.domain.event import Event
from planner.domain.plan import Breach
from planner.domain.records import KeepApart
from planner.domain.vocabulary import ApartRule
from planner.domain.wording import delegation_name, moment, room_name
from planner.rules.case import Case, Duty
from planner.rules.sequence import near, succession
from planner.rules.turns import Closing, TurnChoice

if TYPE_CHECKING:
    from planner.board.draft import Draft


class SameItem:
    """Two delegations kept apart by same_item are never both among the parties of one meeting."""

    key = "same-item"

    def check(self, case: Case) -> Iterator[Breach]:
        for pair in _pairs(case, ApartRule.SAME_ITEM):
            for duty in case.meetings_of.get(pair.a, ()):
                if _is_of(case, pair.b, duty):
                    when = moment(case.event, duty.span.start)
                    sentence = f"{_both(case, pair)} are kept apart, but both are parties to '{duty.title}' at {when}."
                    yield Breach(self.key, (duty.item,), sentence)

    def encode(self, draft: "Draft") -> None:
        for pair in draft.event.keep_apart:
            if pair.rule == ApartRule.SAME_ITEM:
                together = (one.id for one in draft.event.meetings if {pair.a, pair.b} <= {*one.parties})
                draft.dropped.update(together)

    def because(self, subject: str, cause: str) -> str:
        return f"{subject} are kept apart: {cause}."


class SameZone:
    """Meetings of two delegations kept apart by same_zone are at least `minutes` apart where they share a zone.
    A meeting of both is left to same_item; a meeting without a room has no zone.
    """

    key = "same-zone"

    def check(self, case: Case) -> Iterator[Breach]:
        for pair in _pairs(case, ApartRule.SAME_ZONE):
            for earlier, later in _too_near(case, pair, lambda duty: duty.zone):
                fault = f"{_both(case, pair)} are kept apart in zone {earlier.zone}"
                follow = succession(case.event, earlier, later, pair.minutes)
                yield Breach(self.key, (earlier.item, later.item), f"{fault}: {follow}.")

    def encode(self, draft: "Draft") -> None:
        for pair in draft.event.keep_apart:
            if pair.rule == ApartRule.SAME_ZONE:
                draft.separate(
                    _meetings_of_one(draft, pair.a, pair.b), _meetings_of_one(draft, pair.b, pair.a), pair.minutes
                )

    def because(self, subject: str, cause: str) -> str:
        return f"{subject} are kept apart in one zone: {cause}."


class SameRoomNext:
    """Meetings of two delegations kept apart by same_room_next are at least `minutes` apart where they share a room.
    A meeting of both is left to same_item.
    """

    key = "same-room-next"

    def check(self, case: Case) -> Iterator[Breach]:
        for pair in _pairs(case, ApartRule.SAME_ROOM_NEXT):
            for earlier, later in _too_near(case, pair, lambda duty: duty.room):
                fault = f"{_both(case, pair)} are kept apart in {room_name(case.event, earlier.room)}"
                follow = succession(case.event, earlier, later, pair.minutes)
                yield Breach(self.key, (earlier.item, later.item), f"{fault}: {follow}.")

    def encode(self, draft: "Draft") -> None:
        for pair in draft.event.keep_apart:
            if pair.rule == ApartRule.SAME_ROOM_NEXT:
                sides = (_meetings_of_one(draft, pair.a, pair.b), _meetings_of_one(draft, pair.b, pair.a))
                draft.separate(*sides, pair.minutes, by_room=True)

    def because(self, subject: str, cause: str) -> str:
        return f"{subject} are kept apart in one room: {cause}."


class AdjacentInLine:
    """Two delegations kept apart by adjacent_in_line never have consecutive positions of one line."""

    key = "adjacent-in-line"

    def check(self, case: Case) -> Iterator[Breach]:
        event = case.event
        turn = {row.item: row.position for row in case.turns if row.position is not None}
        for pair in _pairs(case, ApartRule.ADJACENT_IN_LINE):
            for line in event.lines:
                items = (f"{line.id}/{pair.a}", f"{line.id}/{pair.b}")
                first, second = (turn.get(item) for item in items)
                if first is not None and second is not None and abs(first - second) == 1:
                    fault = f"{_both(case, pair)} are kept apart, but have positions {first} and {second}"
                    yield Breach(self.key, items, f"{fault} of '{line.label}'.")

    def closes(self, choice: TurnChoice) -> Iterator[Closing]:
        event, own = choice.event, choice.entry.delegation
        for pair in neighbours_apart(event):
            other = pair.b if pair.a == own else pair.a if pair.b == own else None
            for position, row in choice.holders.items():
                if event.entry[row.item].delegation == other:
                    where = f"{delegation_name(event, other)} has position {position}"
                    clause = f"{where} at {moment(event, row.span.start)}"
                    both = f"{delegation_name(event, own)} and {delegation_name(event, other)}"
                    for beside in (position - 1, position + 1):
                        yield Closing(self.key, choice.timetable.at(beside), f"{own}; {other}", both, clause)

    def because(self, subject: str, cause: str) -> str:
        return f"{subject} are not to be neighbours in a line: {cause}."


def neighbours_apart(event: Event) -> Iterator[KeepApart]:
    """The pairs that are never neighbours in a line."""
    return (pair for pair in event.keep_apart if pair.rule == ApartRule.ADJACENT_IN_LINE)


def _pairs(case: Case, rule: ApartRule) -> Iterator[KeepApart]:
    return (pair for pair in case.event.keep_apart if pair.rule == rule)


def _both(case: Case, pair: KeepApart) -> str:
    return f"{delegation_name(case.event, pair.a)} and {delegation_name(case.event, pair.b)}"


def _meetings_of_one(draft: "Draft", code: str, other: str) -> list[str]:
    """The meetings to which the one delegation is a party and the other is not."""
    return [one.id for one in draft.event.meetings if code in one.parties and other not in one.parties]


def _too_near(case: Case, pair: KeepApart, place: Callable[[Duty], str]) -> Iterator[tuple[Duty, Duty]]:
    """Meetings of one and of the other at one place, less than the pair's minutes apart."""
    by_place: dict[str, list[Duty]] = {}
    for duty in (*case.meetings_of.get(pair.a, ()), *case.meetings_of.get(pair.b, ())):
        if place(duty) and _is_of(case, pair.a, duty) != _is_of(case, pair.b, duty):
            by_place.setdefault(place(duty), []).append(duty)
    for duties in by_place.values():
        for earlier, later in near(duties, pair.minutes):
            if _is_of(case, pair.a, earlier) != _is_of(case, pair.a, later):
                yield earlier, later


def _is_of(case: Case, code: str, duty: Duty) -> bool:
    return code in case.event.meeting[duty.item].parties

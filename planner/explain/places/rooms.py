"""What keeps rooms from a meeting: what they lack, their hours, what they hold, and who must not be near."""

from collections.abc import Callable, Iterator

import numpy as np

from planner.domain.clock import Span
from planner.domain.records import KeepApart, Room
from planner.domain.vocabulary import ApartRule
from planner.domain.wording import delegation_name, hours, item_name, room_name
from planner.explain.places.beside import in_the_way
from planner.explain.places.block import Block, Culprit, block, column, everywhere
from planner.explain.places.ways import Mask, Ways
from planner.rules.case import Duty
from planner.rules.rooms import room_faults


def room_blocks(ways: Ways) -> Iterator[Block | None]:
    """One block for each room and each rule that closes anything in it."""
    yield _must(ways)
    for code in filter(None, ways.rooms):
        room = ways.event.room[code]
        for rule, culprits in (
            ("room-fits", _faults(ways, room)),
            ("room-open", _closed(ways, room)),
            ("room-free", _held(ways, room)),
        ):
            yield block(rule, "room", code, room.name, culprits)


def _must(ways: Ways) -> Block | None:
    meeting = ways.meeting
    if not meeting.must_room or meeting.use is None:
        return None
    others = np.array([[room != meeting.room for room in ways.rooms]]) & everywhere(ways)
    culprit = Culprit(f"{room_name(ways.event, meeting.room)} and no other", others)
    return block("must-room", "meeting", meeting.id, f"'{meeting.title}'", [culprit])


def _faults(ways: Ways, room: Room) -> Iterator[Culprit]:
    return (Culprit(f"the meeting {fault}", everywhere(ways)) for fault in room_faults(ways.meeting, room))


def _closed(ways: Ways, room: Room) -> Iterator[Culprit]:
    event = ways.event
    for day in event.days:
        opening = event.open_hours(room, day)
        clause = f"is open only {hours(event, opening)}"
        yield Culprit(clause, column(ways.on([day]) & ways.outside(opening)), says=True)
    for absence in ways.case.absences.get(room.code, ()):
        yield Culprit(f"is closed {hours(event, absence)}", column(ways.overlapping(absence)), says=True)


def _held(ways: Ways, room: Room) -> Iterator[Culprit]:
    event, case, rest = ways.event, ways.case, dict.fromkeys(ways.zones, ways.event.turnover(room))
    windows = (
        Duty(line.id, line.label, Span.of(line.start, line.end), room.zone, True, line.room) for line in event.lines
    )
    held = (one for one in (*case.programme_duties, *windows, *case.meeting_duties) if one.room == room.code)
    for duty in sorted(held, key=lambda duty: duty.span):
        yield from in_the_way(ways, duty.item, item_name(event, duty.item), duty.span, rest, rest)


# --- delegations kept apart ------------------------------------------------------------------------------------------


def apart_blocks(ways: Ways) -> Iterator[Block | None]:
    """One block for each pair of delegations kept apart by zone or room that closes anything."""
    rooms = {room: room for room in ways.rooms}
    zones = dict(zip(ways.rooms, ways.zones, strict=True))
    for pair in ways.event.keep_apart:
        if pair.rule == ApartRule.SAME_ZONE:
            yield _apart(ways, pair, "same-zone", zones, lambda duty: duty.zone)
        elif pair.rule == ApartRule.SAME_ROOM_NEXT:
            yield _apart(ways, pair, "same-room-next", rooms, lambda duty: duty.room)


def _apart(
    ways: Ways, pair: KeepApart, rule: str, place_of: dict[str, str], place: Callable[[Duty], str]
) -> Block | None:
    parties = ways.meeting.parties
    if (pair.a in parties) == (pair.b in parties):
        return None
    other, own = (pair.b, pair.a) if pair.a in parties else (pair.a, pair.b)
    both = f"{delegation_name(ways.event, pair.a)} and {delegation_name(ways.event, pair.b)}"
    culprits = (
        Culprit(
            f"{item_name(ways.event, duty.item)} {hours(ways.event, duty.span)} in {room_name(ways.event, duty.room)}",
            _near(ways, duty, pair.minutes, [place_of[room] == place(duty) for room in ways.rooms]),
            (duty.item,),
        )
        for duty in ways.case.meetings_of.get(other, ())
        if place(duty) and own not in ways.event.meeting[duty.item].parties
    )
    return block(rule, "apart", f"{pair.a}; {pair.b}", both, culprits)


def _near(ways: Ways, duty: Duty, minutes: int, there: list[bool]) -> Mask:
    return np.asarray(column(ways.too_near(duty.span, ahead=minutes, behind=minutes)) & np.array([there]))

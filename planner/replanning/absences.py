"""Who and what is away, and what becomes of the meetings that are under way then.

A meeting under way ends, or goes on in another room, with another interpreter or person, or is held to its end. Whoever
is late is not in what is under way: it has not begun.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from planner.domain.clock import Span, minutes_between, shift
from planner.domain.incident import Incident
from planner.domain.plan import Placement
from planner.domain.records import ProgrammeItem
from planner.domain.turns import taken_span
from planner.domain.vocabulary import IncidentKind, PlanState, UnderWay
from planner.domain.wording import hours, interpreter_name, item_name, lasting, opening, person_name, room_name
from planner.replanning.beside import clashes
from planner.replanning.day import Day, Misfit
from planner.rules.rooms import room_faults

LATE = (IncidentKind.PERSON_LATE, IncidentKind.DELEGATION_LATE)

USUAL = {IncidentKind.ROOM_LOST: UnderWay.MOVE, IncidentKind.INTERPRETER_ILL: UnderWay.MOVE}
"""What becomes of a meeting under way where the row does not say; without a person it ends."""


def away(day: Day, incident: Incident) -> None:
    """Closes whoever or whatever is away, and settles what is under way."""
    reason = incident.notes or incident.what.replace("_", " ").capitalize()
    since = {who: _since(day, incident, who) for who in _subjects(day, incident)}
    cut = [(row, who) for who, start in since.items() for row in _cut(day, who, start)]
    together = len(set(since.values())) == 1
    for who in (incident.who,) if together else since:
        start = max(since.values()) if together else since[who]
        day.close(who, start, incident.to, reason, restricted=incident.restricted)
    for row, who in cut:
        _settle(day, day.rows[row.item], who, since[who], incident)
    _tell_of_programme(day, since, incident)


def _subjects(day: Day, incident: Incident) -> tuple[str, ...]:
    """The people meant by a person or delegation; else the room or interpreter itself."""
    who = incident.who
    if incident.what in (IncidentKind.ROOM_LOST, IncidentKind.INTERPRETER_ILL):
        return (who,)
    return (who,) if who in day.event.person else tuple(person.id for person in day.event.people_of[who])


def _begun_with(day: Day, who: str) -> Iterator[Placement]:
    """What has begun, was not over before and takes a person, interpreter or room; programme items stand anyway."""
    for row in day.rows.values():
        takes = who == row.room or who in (*row.people, *row.interpreters)
        if takes and row.state != PlanState.DONE and row.item not in day.event.programme_item and day.begun(row.item):
            yield row


def _since(day: Day, incident: Incident, who: str) -> datetime:
    """From when somebody is away, what is under way considered. A turn that has begun is held to its end."""
    start = incident.from_ or day.now
    for row in _begun_with(day, who):
        assert row.start is not None
        assert row.end is not None
        if row.item in day.event.entry:
            held = _through(day, row, who)
            start = max(start, held) if row.start < start < held else start
        elif row.start <= start < row.end:
            start = _beside(incident, row.start, row.end, start)
    if incident.to is not None and incident.to <= start and start > (incident.from_ or day.now):
        until = f"{opening(day.name_of(who))} is listed in what is under way until {day.event.local(start):%H:%M}."
        raise Misfit("from", until, "If absent from it, say since when in `from`; else leave the row out.")
    return start


def _through(day: Day, row: Placement, who: str) -> datetime:
    """When a turn is through with its person, or its room."""
    line = day.event.line[day.event.entry[row.item].line]
    span = row.span if who == row.room else taken_span(line, row.span)
    return day.event.local(span.end)


def _beside(incident: Incident, began: datetime, ends: datetime, start: datetime) -> datetime:
    """From when somebody is away who is listed in a meeting from `began` to `ends`."""
    if incident.under_way == UnderWay.HOLD:
        return ends
    return began if _is_late(incident) or minutes_between(began, start) < 1 else start


def _is_late(incident: Incident) -> bool:
    """Whether somebody has not come yet: nothing is said of since when they are away."""
    return incident.what in LATE and incident.from_ is None


def _cut(day: Day, who: str, start: datetime) -> list[Placement]:
    """The meetings that have begun, and of which the rest falls into the absence."""
    moment = Span.of(start, start).start
    begun = (row for row in _begun_with(day, who) if row.item in day.event.meeting)
    return [row for row in begun if row.span.start < moment < row.span.end]


def _settle(day: Day, row: Placement, who: str, start: datetime, incident: Incident) -> None:
    """Ends a meeting under way, or lets it go on otherwise."""
    choice = incident.under_way or USUAL.get(incident.what, UnderWay.END)
    other = _going_on(day, row, who) if choice == UnderWay.MOVE else None
    if other is not None:
        day.rows[row.item] = other.row
        day.elsewhere[incident] = day.elsewhere.get(incident, False) or (
            other.crowded > 0 and incident.under_way is None
        )
        name = opening(item_name(day.event, row.item))
        day.notes.append(f"{name} is under way and goes on: {_instead(day, row, other.row)}.")
    elif incident.under_way == UnderWay.MOVE:
        name = item_name(day.event, row.item)
        raise Misfit("under_way", f"Nothing and nobody is free with which {name} could go on.", "Write end, or hold.")
    else:
        _end(day, row, start)


def _end(day: Day, row: Placement, start: datetime) -> None:
    """The meeting was held as far as it came."""
    assert row.start is not None
    assert row.end is not None
    minutes = int(minutes_between(row.start, start))
    early = minutes_between(row.start, row.end) - minutes
    day.lasts(row, minutes)
    ended = shift(row.start, minutes=minutes)
    name = opening(item_name(day.event, row.item))
    day.notes.append(f"{name} is under way and ends at {day.event.local(ended):%H:%M}, {lasting(early)} early.")


def _tell_of_programme(day: Day, since: Mapping[str, datetime], incident: Incident) -> None:
    """Notes which programme items are without somebody, and until or from when: they are held all the same."""
    for item in day.event.programme:
        gone = [who for who in since if item.end > day.now and who in day.event.attendees(item)]
        by_time: dict[str, list[str]] = {}
        for who in gone:
            # Who is late, with nothing said of since when, was not there when it began.
            start = min(since[who], item.start) if _is_late(incident) else since[who]
            part = _part_missed(day, item, start, incident.to or day.end)
            if part is not None:
                by_time.setdefault(part, []).append(person_name(day.event, who))
        for part, names in by_time.items():
            name, when = opening(item_name(day.event, item.id)), hours(day.event, Span.of(item.start, item.end))
            day.notes.append(f"{name}, {when}, is without {' and '.join(names)}{part}.")


def _part_missed(day: Day, item: ProgrammeItem, start: datetime, end: datetime) -> str | None:
    """Which part of a programme item falls into an absence, '' for the whole; None for none of it."""
    if start >= item.end or end <= max(item.start, day.now):
        return None
    if end < item.end:
        return f" until {day.event.local(end):%H:%M}"
    return f" after {day.event.local(start):%H:%M}" if start > item.start else ""


# --- going on otherwise ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Elsewhere:
    """How something under way could go on, with how many others would have to move for it, and what these are worth."""

    row: Placement
    crowded: int
    worth: int


def _going_on(day: Day, row: Placement, who: str) -> _Elsewhere | None:
    """The row without what is lost, for which the fewest others have to move; None where nothing else is free."""
    best: _Elsewhere | None = None
    beside = _at_the_same_time(day, row)
    plainly = ((_disturbing(day, _plainly_taking(beside, row, one)), one) for one in _otherwise(day, row, who))
    for least, one in sorted(plainly, key=lambda found: found[0]):
        if best is not None and (best.crowded, best.worth) <= least:
            break
        broken = clashes(day, one)
        if not broken.fixed:
            others = {item for breach in broken.others for item in breach.items} - {row.item}
            found = _Elsewhere(one, *_disturbing(day, others))
            best = found if best is None else min(best, found, key=lambda other: (other.crowded, other.worth))
    return best


def _disturbing(day: Day, others: Collection[str]) -> tuple[int, int]:
    """How many others would have to move, and what the meetings among them are worth."""
    meeting = day.event.meeting
    return len(others), sum(meeting[item].worth for item in others if item in meeting)


def _at_the_same_time(day: Day, held: Placement) -> list[Placement]:
    """The other rows that take time from a row; programme items cannot move anyway."""
    assert held.start is not None
    assert held.end is not None
    rows = (row for row in day.rows.values() if row.item != held.item and row.item not in day.event.programme_item)
    return [row for row in rows if row.start and row.end and row.start < held.end and row.end > held.start]


def _plainly_taking(beside: Iterable[Placement], old: Placement, new: Placement) -> list[str]:
    """What stands in the room, or takes the person or interpreter, whom a row takes now: all that moves at least."""
    takes = {new.room, *new.people, *new.interpreters} - {old.room, *old.people, *old.interpreters}
    return [row.item for row in beside if not takes.isdisjoint((row.room, *row.people, *row.interpreters))]


def _otherwise(day: Day, row: Placement, who: str) -> Iterator[Placement]:
    """The row in the other rooms that fit, the nearest and smallest first, with other interpreters or people."""
    event, meeting = day.event, day.event.meeting[row.item]
    if who == row.room:
        zone = event.zone_of(who)
        fitting = (room for room in event.rooms if room.code != who and not any(room_faults(meeting, room)))
        for room in sorted(fitting, key=lambda room: (room.zone != zone, room.capacity)):
            yield replace(row, room=room.code)
    elif who in row.interpreters:
        for one in event.interpreters:
            if one.id not in row.interpreters:
                yield replace(row, interpreters=_exchanged(row.interpreters, who, one.id))
    else:
        others = dict.fromkeys(one for role in meeting.roles if who in role for one in role if one not in row.people)
        yield from (replace(row, people=_exchanged(row.people, who, one)) for one in others)


def _exchanged(listed: tuple[str, ...], old: str, new: str) -> tuple[str, ...]:
    return tuple(new if one == old else one for one in listed)


def _instead(day: Day, old: Placement, new: Placement) -> str:
    event = day.event
    if old.room != new.room:
        return f"in {room_name(event, new.room)} instead of {room_name(event, old.room)}"
    for one in new.interpreters:
        if one not in old.interpreters:
            return f"{interpreter_name(event, one)} interprets"
    return f"{' and '.join(person_name(event, one) for one in new.people if one not in old.people)} attends"

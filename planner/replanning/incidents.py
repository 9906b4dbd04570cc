"""What each kind of change does to a day."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from planner.domain.clock import clock, minutes_between, shift
from planner.domain.incident import Incident
from planner.domain.plan import Breach, Placement, Problem
from planner.domain.records import Bilateral, Entry, Line, SideEvent
from planner.domain.turns import counts, first_position, gate_fault, reserve_count, turn_count, turn_of, turn_span
from planner.domain.vocabulary import EntryStatus, FullPowers, IncidentKind, LineKind, PlanState, Severity
from planner.domain.wording import delegation_name, item_name, lasting, moment, opening
from planner.replanning.absences import away
from planner.replanning.beside import clashes
from planner.replanning.day import Day, Locate, Misfit
from planner.replanning.guards import refuse_what_cannot_be
from planner.replanning.latecomers import let_come_late
from planner.replanning.places import room_changed, room_lost, standing_in_closed_rooms
from planner.rules.people import PersonFree


def nowhere(_sheet: str, _key: str, _column: str) -> str:
    """The cell of what was not read from a file."""
    return ""


HIGHEST, USUAL_PRIORITY = 5, 3
"""The priorities that a raised item and a new request have where the row names none."""


def apply(day: Day, incidents: Sequence[Incident], locate: Locate) -> tuple[Problem, ...]:
    """Works the changes into the day, in their order; what cannot be is returned as problems of the sheet."""
    problems = []
    for number, incident in enumerate(incidents):
        try:
            refuse_what_cannot_be(day, incident)
            day.reported.add(incident.item)
            EFFECTS[incident.what](day, incident)
        except Misfit as fault:
            cell = locate("Changes", str(number), fault.header) or locate("Changes", str(number), "what")
            sentence = f"{incident.what}: {fault.sentence}"
            problems.append(
                Problem(Severity.ERROR, "Changes", cell, incident.item or incident.who, sentence, fault.cure)
            )
    if incidents and not problems:
        problems += standing_in_closed_rooms(day, incidents, locate)
        let_come_late(day)
    return tuple(problems)


# --- items ---------------------------------------------------------------------------------------------------------


def _cancelled(day: Day, incident: Incident) -> None:
    day.must_be_open(incident.item)
    day.cancelled[incident.item] = item_name(day.event, incident.item)
    if incident.item not in day.event.programme_item:
        day.drop(incident.item, f"Cancelled: {incident.notes}" if incident.notes else "Cancelled.")
        return
    fixed = day.event.programme_item[incident.item]
    if fixed.start < day.now:
        day.put_programme(replace(fixed, end=day.now))  # It was broken off: what was held of it stays.
        return
    day.rows.pop(incident.item, None)
    rest = tuple(one for one in day.event.programme if one.id != incident.item)
    freed = tuple(replace(one, after="") if one.after == incident.item else one for one in day.event.bilaterals)
    day.event = replace(day.event, programme=rest, bilaterals=freed)


# --- later and longer ------------------------------------------------------------------------------------------------


def _overruns(day: Day, incident: Incident) -> None:
    minutes, item = incident.minutes or 0, incident.item
    day.must_be_open(item)
    if item in day.event.line:
        _hold(day, item, minutes)
    elif item in day.event.programme_item:
        fixed = day.event.programme_item[item]
        day.put_programme(replace(fixed, end=shift(fixed.end, minutes=minutes)))
    else:
        _lengthen(day, item, minutes)


def _hold(day: Day, item: str, minutes: int) -> None:
    """A line goes on so many minutes later; its window grows as far as its last turn and its reserve need."""
    line = day.event.line[item]
    day.held[item] = shift(max(day.now, line.start), minutes=minutes)
    turns = (row for row in day.rows.values() if row.item in day.event.entry and not day.begun(row.item))
    coming = [row.position for row in turns if row.position and day.event.entry[row.item].line == item]
    if coming:
        end = turn_span(line, _last_needed(day, line, min(coming), max(coming))).end
        day.put_line(replace(line, end=max(line.end, day.event.local(end))))


def _last_needed(day: Day, line: Line, first: int, last: int) -> int:
    """The last position of a line that is held up, the first and the last of the turns to come being so far before."""
    turn = turn_of(line, first)
    while turn_span(line, first_position(line, turn)).start < day.held[line.id]:
        turn += 1
    later = max(0, first_position(line, turn) - first)
    reserve = reserve_count(line, sum(one.line == line.id and counts(day.event, one) for one in day.event.entries))
    # Whoever was not in the reserve is not moved into it: it stays behind the last turn.
    kept = reserve if last <= turn_count(line) - reserve else 0
    return last + later + kept


def _lengthen(day: Day, item: str, minutes: int) -> None:
    """A meeting that has begun, or is locked, ends later; another will last longer."""
    row, lasting_now = day.rows.get(item), day.event.meeting[item].minutes
    if row is None or not row.stands or not (row.fixed or day.begun(item)):
        day.put_minutes(item, lasting_now + minutes)
        return
    day.lasts(row, lasting_now + minutes)
    if faults := _against_going_on(day, day.rows[item]):
        raise Misfit("minutes", *_as_far_as_can_be(day, row, lasting_now, minutes, faults[0].sentence))


def _against_going_on(day: Day, row: Placement) -> list[Breach]:
    """What forbids a meeting to go on; for whom it lasts into the programme, they come late to that."""
    fixed = clashes(day, row).fixed
    return [one for one in fixed if not (one.rule == PersonFree.key and day.event.programme_item.keys() & {*one.items})]


def _as_far_as_can_be(day: Day, row: Placement, lasting_now: int, minutes: int, fault: str) -> tuple[str, str]:
    """The sentence and the cure for a meeting that cannot go on for so long."""
    for fewer in range(minutes - 1, 0, -1):
        day.lasts(row, lasting_now + fewer)
        if not _against_going_on(day, day.rows[row.item]):
            cure = f"Write {fewer}, or cancel or move what comes next in a row above."
            return f"{opening(item_name(day.event, row.item))} can last {lasting(fewer)} longer at most. {fault}", cure
    sentence = f"{opening(item_name(day.event, row.item))} cannot last longer. {fault}"
    return sentence, "Leave the row out, or cancel or move what comes next in a row above."


def _shifted(day: Day, incident: Incident) -> None:
    item, fixed = incident.item, day.event.programme_item.get(incident.item)
    day.must_be_open(item)
    stands = day.event.line[item] if fixed is None else fixed
    later = minutes_between(stands.start, incident.from_) if incident.from_ is not None else incident.minutes or 0
    start, end = shift(stands.start, minutes=later), shift(stands.end, minutes=later)
    if start < day.now:
        raise Misfit("from", f"{opening(item_name(day.event, item))} would begin before now.", "Write a later time.")
    if fixed is not None:
        if fixed.start <= day.now:
            begun = f"{opening(item_name(day.event, item))} began at {moment(day.event, fixed.start)}."
            raise Misfit("item", begun, "Use item_overruns if it lasts longer, or leave the row out.")
        day.put_programme(replace(fixed, start=start, end=end))
        return
    if any(day.begun(one.item) for one in day.event.entries if one.line == item):
        raise Misfit("item", f"{opening(item_name(day.event, item))} has begun.", "Use item_overruns to hold it up.")
    line = replace(day.event.line[item], start=start, end=end)
    day.put_line(line)
    for row in [row for row in day.rows.values() if row.locked and row.stands and row.position is not None]:
        if row.item in day.event.entry and day.event.entry[row.item].line == item:
            # A turn that is locked keeps its position, and so goes with its line.
            span = turn_span(line, row.position or 1)
            day.tell(row)
            day.rows[row.item] = replace(row, start=day.event.local(span.start), end=day.event.local(span.end))


# --- lines -----------------------------------------------------------------------------------------------------------


def _missed(day: Day, incident: Incident) -> None:
    """Whoever did not come to the turn comes last among those of the same rank, and after the next one at least."""
    entry, row = day.event.entry[incident.item], day.rows.get(incident.item)
    day.must_be_open(incident.item)
    if row is None or row.position is None:
        raise Misfit("item", f"{opening(item_name(day.event, incident.item))} is not planned.", "Name a planned turn.")
    line = day.event.line[entry.line]
    own = turn_of(line, row.position)
    day.missed.append(incident.item)
    # The next one is called in the next turn at the earliest, and so the turn after that is the first it may have.
    followed = any(_turn(day, one) > own for one in day.event.entries if one.line == entry.line)
    due = day.event.local(turn_span(line, first_position(line, own + 1 + followed)).start)
    due = max(due, entry.not_before or due)
    if entry.not_after is not None and entry.not_after < due:
        day.leave_out(row, f"Nobody came to its turn, and it may not start after {clock(entry.not_after)}.")
        return
    day.put_entry(replace(entry, position=None, not_before=due))


def _turn(day: Day, entry: Entry) -> int:
    """The turn of the desks that an entry has, counted from 0; -1 if it has none, or missed it."""
    row = day.rows.get(entry.item)
    if row is None or not row.stands or row.position is None or entry.item in day.missed:
        return -1
    return turn_of(day.event.line[entry.line], row.position)


def _inscribed(day: Day, incident: Incident) -> None:
    person = day.event.individual(incident.who)
    own = day.event.person[incident.who].id if incident.who in day.event.person else None
    entry = Entry(incident.item, person.delegation, own, inscribed_at=day.now, notes=incident.notes)
    old = day.event.entry.get(entry.item)
    if old is not None and old.status in (EntryStatus.INSCRIBED, EntryStatus.DONE):
        name, line = delegation_name(day.event, person.delegation), item_name(day.event, incident.item)
        sentence = f"{name} is {old.status} in {line} already."
        raise Misfit("who", sentence, "Leave the row out, or name another delegation.")
    day.put_entry(entry if old is None else replace(old, status=EntryStatus.INSCRIBED))
    day.want(entry.item)


def _promoted(day: Day, incident: Incident) -> None:
    entry = day.event.entry[incident.item]
    promoted = replace(entry, status=EntryStatus.INSCRIBED)
    if fault := gate_fault(day.event, promoted):
        raise Misfit("item", fault, "Report full_powers_received first, in a row above.")
    day.put_entry(promoted)
    day.modest.add(entry.item)
    day.want(entry.item)


def _powers(day: Day, incident: Incident) -> None:
    code = day.event.individual(incident.who).delegation
    signing = {line.id for line in day.event.lines if line.kind == LineKind.SIGNING}
    entries = [one for one in day.event.entries if one.delegation == code and one.line in signing]
    if incident.item:
        entries = [one for one in entries if incident.item in (one.item, one.line)]
    if not entries:
        name = delegation_name(day.event, code)
        raise Misfit("who", f"{name} has no entry in a signing line.", "Inscribe it first, in a row above.")
    for entry in entries:
        day.put_entry(replace(entry, full_powers=FullPowers.VERIFIED))
        if entry.status == EntryStatus.INSCRIBED:
            day.want(entry.item)


# --- requests --------------------------------------------------------------------------------------------------------


def _requested(day: Day, incident: Incident) -> None:
    (requester, its), (counterpart, theirs) = (_side(day, who) for who in (incident.who, incident.counterpart))
    request = Bilateral(
        incident.id or _next_id(day),
        requester,
        counterpart,
        requester_person=its,
        counterpart_person=theirs,
        minutes=incident.minutes,
        priority=incident.priority or USUAL_PRIORITY,
        not_before=incident.from_,
        not_after=incident.to,
        submitted_at=day.now,
        source=incident.notes,
    )
    day.put_bilateral(request)
    day.want(request.id)


def _side(day: Day, who: str) -> tuple[str, tuple[str, ...]]:
    """The delegation of a side, and the person if one is named."""
    return day.event.individual(who).delegation, () if who in day.event.delegation else (who,)


def _next_id(day: Day) -> str:
    taken = {item.casefold() for item in day.rows} | {one.id.casefold() for one in day.event.bilaterals}
    taken |= {one.casefold() for one in day.event.programme_item}
    return next(name for number in range(1, len(taken) + 2) if (name := f"NEW-{number}").casefold() not in taken)


def _raised(day: Day, incident: Incident) -> None:
    request, priority = day.asked(incident.item), incident.priority or HIGHEST
    if isinstance(request, SideEvent):
        day.put_side_event(replace(request, priority=priority))
    elif request is not None:
        day.put_bilateral(replace(request, priority=priority))
    row = day.rows.get(incident.item)
    if incident.item in day.event.meeting and not (row is not None and row.state == PlanState.CANCELLED):
        day.want(incident.item)


EFFECTS: Mapping[IncidentKind, Callable[[Day, Incident], None]] = {
    IncidentKind.PERSON_LATE: away,
    IncidentKind.PERSON_LEAVES: away,
    IncidentKind.PERSON_ABSENT: away,
    IncidentKind.DELEGATION_LATE: away,
    IncidentKind.ROOM_LOST: room_lost,
    IncidentKind.INTERPRETER_ILL: away,
    IncidentKind.ITEM_CANCELLED: _cancelled,
    IncidentKind.ITEM_OVERRUNS: _overruns,
    IncidentKind.PROGRAMME_SHIFTED: _shifted,
    IncidentKind.ROOM_CHANGED: room_changed,
    IncidentKind.TURN_MISSED: _missed,
    IncidentKind.NEW_BILATERAL: _requested,
    IncidentKind.NEW_INSCRIPTION: _inscribed,
    IncidentKind.STANDBY_PROMOTED: _promoted,
    IncidentKind.FULL_POWERS_RECEIVED: _powers,
    IncidentKind.PRIORITY_RAISED: _raised,
}

"""What each kind of change does to a day."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from planner.domain.clock import clock, minutes_between, shift
from planner.domain.incident import Incident
from planner.domain.plan import Problem
from planner.domain.records import Bilateral, Entry, SideEvent
from planner.domain.turns import first_position, gate_fault, turn_of, turn_span
from planner.domain.vocabulary import EntryStatus, FullPowers, IncidentKind, LineKind, PlanState, Severity
from planner.domain.wording import delegation_name, item_name, opening
from planner.replanning.day import Day, Misfit

Locate = Callable[[str, str, str], str]
"""The cell of a sheet's record and column; see `Workbook.locate`."""


def nowhere(_sheet: str, _key: str, _column: str) -> str:
    """The cell of what was not read from a file."""
    return ""


HIGHEST, USUAL_PRIORITY = 5, 3
"""The priorities that a raised item and a new request have where the row names none."""


def apply(day: Day, incidents: Iterable[Incident], locate: Locate) -> tuple[Problem, ...]:
    """Works the changes into the day, in their order; what cannot be is returned as problems of the sheet."""
    problems = []
    for number, incident in enumerate(incidents):
        try:
            EFFECTS[incident.what](day, incident)
        except Misfit as fault:
            cell = locate("Changes", str(number), fault.header) or locate("Changes", str(number), "what")
            said = f"{incident.what}: {fault.sentence}"
            problems.append(Problem(Severity.ERROR, "Changes", cell, incident.item or incident.who, said, fault.cure))
    return tuple(problems)


# --- who and what is away --------------------------------------------------------------------------------------------


def _away(day: Day, incident: Incident) -> None:
    reason = incident.notes or incident.what.replace("_", " ").capitalize()
    who, event = incident.who, day.event
    everybody = [person.id for person in event.people_of.get(who, ())] or [who] * (who in event.person)
    if incident.from_ is not None or not any(day.busy_until(person) for person in everybody):
        day.close(who, incident.from_, incident.to, reason)
        return
    for person in everybody:
        day.close(person, day.busy_until(person), incident.to, reason)


def _cancelled(day: Day, incident: Incident) -> None:
    day.must_be_open(incident.item)
    if incident.item not in day.event.programme_item:
        day.drop(incident.item, f"Cancelled: {incident.notes}" if incident.notes else "Cancelled.")
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
    """A line goes on so many minutes later; its window grows as far as its last turn needs."""
    line = day.event.line[item]
    day.held[item] = shift(max(day.now, line.start), minutes=minutes)
    turns = [row for row in day.rows.values() if row.stands and row.item in day.event.entry]
    ends = [row.end for row in turns if day.event.entry[row.item].line == item and not day.begun(row.item) and row.end]
    day.put_line(replace(line, end=max([line.end, *(shift(end, minutes=minutes) for end in ends)])))


def _lengthen(day: Day, item: str, minutes: int) -> None:
    """A meeting that has begun ends later; one that has not will last longer."""
    request, row = day.asked(item), day.rows.get(item)
    lasting = day.event.meeting[item].minutes + minutes if item in day.event.meeting else 0
    if request is None or not lasting:
        raise Misfit("item", f"{item} is not to be held.", "Name an item of the plan.")
    begun = day.begun(item)
    if isinstance(request, SideEvent):
        day.put_side_event(replace(request, minutes=lasting))
    else:
        day.put_bilateral(replace(request, minutes=lasting))
    if row is not None and row.end is not None and begun:
        day.tell(row)
        day.rows[item] = replace(row, end=shift(row.end, minutes=minutes))


def _shifted(day: Day, incident: Incident) -> None:
    item, fixed = incident.item, day.event.programme_item.get(incident.item)
    day.must_be_open(item)
    stands = day.event.line[item] if fixed is None else fixed
    later = minutes_between(stands.start, incident.from_) if incident.from_ is not None else incident.minutes or 0
    start, end = shift(stands.start, minutes=later), shift(stands.end, minutes=later)
    if start < day.now:
        raise Misfit("from", f"{opening(item_name(day.event, item))} would begin before now.", "Write a later time.")
    if fixed is not None:
        day.put_programme(replace(fixed, start=start, end=end))
        return
    if any(day.begun(one.item) for one in day.event.entries if one.line == item):
        raise Misfit("item", f"{opening(item_name(day.event, item))} has begun.", "Use item_overruns to hold it up.")
    day.put_line(replace(day.event.line[item], start=start, end=end))


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
        said = f"{delegation_name(day.event, person.delegation)} is {old.status} in {incident.item} already."
        raise Misfit("who", said, "Leave the row out, or name another delegation.")
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
    IncidentKind.PERSON_LATE: _away,
    IncidentKind.PERSON_LEAVES: _away,
    IncidentKind.PERSON_ABSENT: _away,
    IncidentKind.DELEGATION_LATE: _away,
    IncidentKind.ROOM_LOST: _away,
    IncidentKind.INTERPRETER_ILL: _away,
    IncidentKind.ITEM_CANCELLED: _cancelled,
    IncidentKind.ITEM_OVERRUNS: _overruns,
    IncidentKind.PROGRAMME_SHIFTED: _shifted,
    IncidentKind.TURN_MISSED: _missed,
    IncidentKind.NEW_BILATERAL: _requested,
    IncidentKind.NEW_INSCRIPTION: _inscribed,
    IncidentKind.STANDBY_PROMOTED: _promoted,
    IncidentKind.FULL_POWERS_RECEIVED: _powers,
    IncidentKind.PRIORITY_RAISED: _raised,
}

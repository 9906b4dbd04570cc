"""Reports that cannot be: of what is over, was cancelled, or has yet to come."""

from datetime import datetime, time

from planner.domain.clock import Span, minutes_between, shift
from planner.domain.event import Event
from planner.domain.incident import Incident
from planner.domain.vocabulary import EntryStatus, IncidentKind, PlanState
from planner.domain.wording import delegation_name, hours, item_name, lasting, moment, opening
from planner.replanning.day import Day, Misfit

LEAVE_OUT = "Leave the row out, or name another item."

NOT_AFTERWARDS = (
    IncidentKind.ITEM_CANCELLED,
    IncidentKind.ITEM_OVERRUNS,
    IncidentKind.PROGRAMME_SHIFTED,
    IncidentKind.PRIORITY_RAISED,
)
"""What cannot happen to an item that has been held."""


LATE = (IncidentKind.PERSON_LATE, IncidentKind.DELEGATION_LATE)

CALLED = 30
"""Minutes after the end of a turn in which a report of who is late may mean the turn."""


def refuse_what_cannot_be(day: Day, incident: Incident) -> None:
    """Raise Misfit if a change is none on this day, whatever its effect would be."""
    if incident.item:
        _must_not_be_cancelled(day, incident)
    if incident.what in NOT_AFTERWARDS:
        _must_be_live(day, incident.item)
        _must_not_be_over(day, incident)
    if incident.what == IncidentKind.ITEM_OVERRUNS:
        _must_fit_into_a_day(day, incident)
    if incident.what == IncidentKind.PROGRAMME_SHIFTED:
        _must_begin_on_a_day(day, incident)
    if incident.what in LATE and incident.from_ is None:
        _must_not_be_called(day, incident.who)
    if incident.what == IncidentKind.TURN_MISSED:
        _must_have_begun(day, incident.item)
    if incident.what == IncidentKind.STANDBY_PROMOTED:
        _must_wait(day, incident.item)
    if incident.what == IncidentKind.NEW_INSCRIPTION:
        _line_must_go_on(day, incident.item)
    if incident.what == IncidentKind.NEW_BILATERAL:
        _must_have_time(day, incident)


def moment_fault(event: Event, now: datetime) -> tuple[str, str] | None:
    """What is wrong with a moment to re-plan at, and the cure; None if it is on a day of the event."""
    if event.local(now).date() in event.days:
        return None
    first = event.at(event.days[0], event.settings.day_start)
    last = event.at(event.days[-1], event.settings.day_end)
    sentence = (
        f"{moment(event, now)} {event.local(now).year} is on no day of the event, {hours(event, Span.of(first, last))}."
    )
    return sentence, f"Write a time on one of its days; before it begins, {first:%Y-%m-%d %H:%M}."


def _must_not_be_cancelled(day: Day, incident: Incident) -> None:
    item, row = incident.item, day.rows.get(incident.item)
    name = opening(item_name(day.event, item))
    if item in day.cancelled:
        raise Misfit(
            "item", f"{opening(day.cancelled[item])} is cancelled in a row above.", "Leave out one of the two rows."
        )
    if row is not None and row.state == PlanState.CANCELLED and incident.what != IncidentKind.FULL_POWERS_RECEIVED:
        raise Misfit("item", f"{name} was cancelled before.", "Leave the row out, or ask for it anew.")


def _must_be_live(day: Day, item: str) -> None:
    """Refuse what is not to be held: a request that was declined or withdrawn, an entry that was withdrawn."""
    entry = day.event.entry.get(item)
    withdrawn = entry is not None and entry.status == EntryStatus.WITHDRAWN
    if withdrawn or (day.asked(item) is not None and item not in day.event.meeting):
        sentence = f"{opening(item_name(day.event, item))} was declined or withdrawn, and is not to be held."
        raise Misfit("item", sentence, f"{LEAVE_OUT} To hold it after all, change its status in its sheet.")


def _must_fit_into_a_day(day: Day, incident: Incident) -> None:
    fixed = day.event.programme_item.get(incident.item) or day.event.line.get(incident.item)
    if fixed is not None and shift(fixed.end, minutes=incident.minutes or 0) > day.end:
        sentence = f"{opening(item_name(day.event, incident.item))} would end after the event."
        raise Misfit("minutes", sentence, "Write how many minutes longer it lasts.")
    if incident.item not in day.event.meeting:
        return
    opens, closes = (day.event.at(day.event.days[0], at) for at in _hours_of_a_day(day.event))
    minutes = day.event.meeting[incident.item].minutes + (incident.minutes or 0)
    if minutes > minutes_between(opens, closes):
        sentence = f"{opening(item_name(day.event, incident.item))} would last {lasting(minutes)}, longer than any day."
        raise Misfit("minutes", sentence, "Write how many minutes longer it lasts.")


def _hours_of_a_day(event: Event) -> tuple[time, time]:
    return event.settings.day_start, event.settings.day_end


def _must_begin_on_a_day(day: Day, incident: Incident) -> None:
    fixed = day.event.programme_item.get(incident.item) or day.event.line[incident.item]
    begins = incident.from_ or shift(fixed.start, minutes=incident.minutes or 0)
    if day.event.local(begins).date() not in day.event.days:
        name, when = opening(item_name(day.event, incident.item)), moment(day.event, begins)
        header = "minutes" if incident.from_ is None else "from"
        raise Misfit(
            header, f"{name} would begin at {when}, on no day of the event.", "Write a time on one of its days."
        )


def _must_not_be_over(day: Day, incident: Incident) -> None:
    """What has been held can be neither moved nor cancelled; what runs over has to be under way after that, too."""
    held = _held(day, incident.item)
    if held is None:
        return
    name = opening(item_name(day.event, incident.item))
    if incident.what == IncidentKind.ITEM_OVERRUNS:
        if minutes_between(held.end, day.now) >= (incident.minutes or 0):
            over = f"it would be over with {lasting(incident.minutes or 0)} more, too"
            raise Misfit("minutes", f"{name} was held {hours(day.event, held)}, and {over}.", "Leave the row out.")
        return
    fixed = incident.item in day.event.programme_item
    otherwise = "take it out of the sheet Programme" if fixed else "set its state to cancelled in the sheet Plan"
    cure = f"Leave the row out. If it was not held, {otherwise}."
    raise Misfit("item", f"{name} was held {hours(day.event, held)}: what has been held stays as it was.", cure)


def _held(day: Day, item: str) -> Span | None:
    """When an item was held; None if it is not over."""
    now = Span.of(day.now, day.now).start
    fixed = day.event.programme_item.get(item) or day.event.line.get(item)
    row = day.rows.get(item)
    if fixed is not None:
        span = Span.of(fixed.start, fixed.end)
    elif row is not None and day.begun(item):
        span = row.span
    else:
        return None
    return span if span.end <= now else None


def _must_have_begun(day: Day, item: str) -> None:
    row = day.rows.get(item)
    if row is not None and row.stands and row.span.start > Span.of(day.now, day.now).start:
        sentence = (
            f"{opening(item_name(day.event, item))} is at {moment(day.event, row.span.start)}, which is still to come."
        )
        raise Misfit(
            "item", sentence, "Report person_late or person_absent for who will not be there, or cancel the turn."
        )


def _must_not_be_called(day: Day, who: str) -> None:
    """Whoever is late, but was called a short while ago, was there or missed the turn: only who reports it can say."""
    people = {who, *(person.id for person in day.event.people_of.get(who, ()))}
    for row in day.rows.values():
        if row.item not in day.event.entry or row.state == PlanState.DONE or not people.intersection(row.people):
            continue
        if day.begun(row.item) and minutes_between(row.span.end, day.now) < CALLED:
            began = moment(day.event, row.span.start)
            sentence = f"{opening(item_name(day.event, row.item))} began at {began}. Was it missed?"
            cure = f"If so, report turn_missed of {row.item} in a row above. If not, say since when in `from`."
            raise Misfit("from", sentence, cure)


def _must_wait(day: Day, item: str) -> None:
    entry, row = day.event.entry[item], day.rows.get(item)
    if entry.status == EntryStatus.INSCRIBED and row is not None and row.stands:
        when = moment(day.event, row.span.start)
        raise Misfit(
            "item", f"{delegation_name(day.event, entry.delegation)} has a turn already, at {when}.", LEAVE_OUT
        )
    if entry.status in (EntryStatus.WITHDRAWN, EntryStatus.DONE):
        sentence = f"{delegation_name(day.event, entry.delegation)} is {entry.status}, not on standby."
        raise Misfit("item", sentence, LEAVE_OUT)


def _line_must_go_on(day: Day, line: str) -> None:
    end = day.event.line[line].end
    if end <= day.now:
        sentence = f"{opening(item_name(day.event, line))} is over since {moment(day.event, end)}."
        raise Misfit(
            "item", sentence, "Inscribe them in a line that is still to come, or lengthen this one in the sheet Lines."
        )


def _must_have_time(day: Day, incident: Incident) -> None:
    """A request that names hours has to fit in what is left of them."""
    if incident.to is None:
        return
    if incident.to <= day.now:
        raise Misfit("to", f"{moment(day.event, incident.to)} is over.", "Write a later time, or none.")
    opens = max(day.now, incident.from_ or day.now)
    needed = day.event.policy.bilateral_minutes if incident.minutes is None else incident.minutes
    if minutes_between(opens, incident.to) < needed:
        left = hours(day.event, Span.of(opens, incident.to)) if opens < incident.to else "no time"
        sentence = f"{lasting(needed)} do not fit into {left}."
        raise Misfit("to", sentence, "Write a later time, fewer minutes, or none.")

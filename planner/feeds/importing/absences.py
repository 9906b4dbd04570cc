"""Absences from what keeps people and rooms elsewhere."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from planner.domain.clock import Span
from planner.domain.event import Event
from planner.domain.plan import Problem
from planner.domain.vocabulary import Severity
from planner.feeds.importing.addition import Addition, NewRow, Place, remark
from planner.workbook.format.parties import ABSENCES
from planner.workbook.grid import Cell


@dataclass(frozen=True, slots=True)
class Busy:
    """Somebody or a room, by code or id, is taken from one moment to another."""

    who: str
    start: datetime
    end: datetime
    place: Place


def subjects(event: Event) -> frozenset[str]:
    """Whom an absence may be of: delegations, people, rooms, interpreters."""
    return frozenset({*event.delegation, *event.person, *event.room, *event.interpreter})


def absences(event: Event, busy: Iterable[Busy], reason: str, problems: Iterable[Problem], file: str) -> Addition:
    """Rows for those that touch the event's days. They are restricted: why somebody is busy is their own affair.

    What lies outside the days, or is known already, is counted and said.
    """
    days = Span.of(event.at(event.days[0], datetime.min.time()), event.at(event.days[-1], datetime.min.time()))
    days = Span(days.start, days.end + timedelta(days=1))
    known = {(one.who, Span.of(one.from_, one.to)) for one in event.absences}
    rows, outside, doubled = [], 0, 0
    for one in busy:
        span = Span.of(one.start, one.end)
        if not span.overlaps(days):
            outside += 1
        elif (one.who, span) in known:
            doubled += 1
        else:
            known.add((one.who, span))
            rows.append(NewRow(_cells(event, one, reason), one.place))
    told = [*problems, *_counted(Place(file), outside, doubled)]
    if not rows and not any(one.severity == Severity.ERROR for one in told):
        told.append(remark(Severity.NOTICE, Place(file), "There is nothing to add from this file."))
    return Addition(ABSENCES.name, tuple(rows), tuple(told))


def _cells(event: Event, busy: Busy, reason: str) -> dict[str, Cell]:
    start, end = (event.local(moment.astimezone(UTC)).replace(tzinfo=None) for moment in (busy.start, busy.end))
    return {"who": busy.who, "from": start, "to": end, "reason": reason, "restricted": "yes"}


def _counted(place: Place, outside: int, doubled: int) -> Iterable[Problem]:
    if outside:
        yield remark(
            Severity.NOTICE, place, f"{outside:,} entries lie outside the days of the event; they are left out."
        )
    if doubled:
        yield remark(Severity.NOTICE, place, f"{doubled:,} entries are in the workbook already; they are left out.")

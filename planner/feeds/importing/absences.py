"""Absences from what keeps people and rooms elsewhere."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta

from planner.domain.clock import Span
from planner.domain.event import Event
from planner.domain.plan import Problem
from planner.domain.vocabulary import Severity
from planner.domain.wording import count
from planner.feeds.importing.addition import Addition, ForeignPlace, NewRow, remark
from planner.workbook.format.parties import ABSENCES
from planner.workbook.grid import Cell

MOST = 2_000
"""Absences from one file: more are none of an event's, and overlap each other."""

_FAR = timedelta(days=366)
"""Further from the event an absence is cut off: spreadsheets know few years."""


@dataclass(frozen=True, slots=True)
class BusyTime:
    """Somebody or a room, by code or id, is taken from one moment to another."""

    who: str
    start: datetime
    end: datetime
    place: ForeignPlace


def subjects(event: Event) -> frozenset[str]:
    """Whom an absence may be of: delegations, people, rooms, interpreters."""
    return frozenset({*event.delegation, *event.person, *event.room, *event.interpreter})


def event_days(event: Event) -> Span:
    """From the first midnight of the event to the last."""
    last = event.days[-1]
    end = event.at(last, time.min) if last == last.max else event.at(last + timedelta(days=1), time.min)
    return Span.of(event.at(event.days[0], time.min), end)


def absences(event: Event, busy: Iterable[BusyTime], reason: str, problems: Iterable[Problem], file: str) -> Addition:
    """Rows for those that touch the event's days. They are restricted: why somebody is busy is their own affair.

    What lies outside the days, or is known already, is counted and said.
    """
    days = event_days(event)
    all_of_them = list(busy)
    inside = [one for one in all_of_them if Span.of(one.start, one.end).overlaps(days)]
    all_problems = [*problems]
    joined = inside if len(inside) <= MOST else list(_joined(inside))
    if len(joined) > MOST:
        sentence = f"{len(joined):,} times are busy within the days of the event, which are more than {MOST:,}."
        all_problems.append(remark(Severity.ERROR, ForeignPlace(file), sentence, "Enter the days as absences by hand."))
        return Addition(ABSENCES.name, (), tuple(all_problems))
    if len(joined) < len(inside):
        taken = count(len(joined), "absence")
        sentence = f"{len(inside):,} busy times overlap or follow each other; they are taken as {taken}."
        all_problems.append(remark(Severity.NOTICE, ForeignPlace(file), sentence))
    known = {(one.who, Span.of(one.from_, one.to)) for one in event.absences}
    rows = []
    for one in joined:
        key = (one.who, Span.of(one.start, one.end))
        if key not in known:
            known.add(key)
            rows.append(NewRow(_cells(event, one, reason, days), one.place))
    all_problems += _counted(ForeignPlace(file), len(all_of_them) - len(inside), len(joined) - len(rows))
    if not rows and not any(one.severity == Severity.ERROR for one in all_problems):
        all_problems.append(remark(Severity.NOTICE, ForeignPlace(file), "There is nothing to add from this file."))
    return Addition(ABSENCES.name, tuple(rows), tuple(all_problems))


def _joined(busy: list[BusyTime]) -> Iterator[BusyTime]:
    """What overlaps or follows at once, as one."""
    held: BusyTime | None = None
    for one in sorted(busy, key=lambda one: (one.who, one.start.astimezone(UTC))):
        if held is not None and one.who == held.who and one.start <= held.end:
            held = replace(held, end=max(held.end, one.end))
        else:
            if held is not None:
                yield held
            held = one
    if held is not None:
        yield held


def _cells(event: Event, busy: BusyTime, reason: str, days: Span) -> dict[str, Cell]:
    start = max(busy.start.astimezone(UTC), days.start - _FAR)
    end = min(busy.end.astimezone(UTC), days.end + _FAR)
    shown = (event.local(moment).replace(tzinfo=None) for moment in (start, end))
    return {"who": busy.who, **dict(zip(("from", "to"), shown, strict=True)), "reason": reason, "restricted": "yes"}


def _counted(place: ForeignPlace, outside: int, doubled: int) -> Iterable[Problem]:
    if outside:
        yield remark(
            Severity.NOTICE,
            place,
            f"{count(outside, 'entry lies', 'entries lie')} outside the days of the event, and left out.",
        )
    if doubled:
        sentence = f"{count(doubled, 'entry is', 'entries are')} in the workbook already, and left out."
        yield remark(Severity.NOTICE, place, sentence)

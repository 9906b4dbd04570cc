"""Clashes among what is fixed from the outset: programme items and the windows of lines."""

from collections.abc import Iterator
from itertools import accumulate

from planner.domain.clock import Span
from planner.domain.event import Event
from planner.domain.records import Line, ProgrammeItem
from planner.domain.vocabulary import Severity
from planner.domain.wording import hours, person_name
from planner.prechecks.finding import Finding
from planner.prechecks.survey import Survey
from planner.prechecks.wording import some

Fixture = ProgrammeItem | Line


def _span(fixture: Fixture) -> Span:
    return Span.of(fixture.start, fixture.end)


def _name(event: Event, fixture: Fixture) -> str:
    title = fixture.label if isinstance(fixture, Line) else fixture.title
    return f"{title} ({fixture.id}, {hours(event, _span(fixture))})"


def people_twice(survey: Survey) -> Iterator[Finding]:
    """Two programme items that overlap have somebody in common."""
    items = sorted(survey.event.programme, key=_span)
    attendees = {item.id: survey.event.attendees(item) for item in items}
    for place, first in enumerate(items):
        for second in items[place + 1 :]:
            if not _span(first).overlaps(_span(second)):  # sorted by start: nothing further overlaps the first
                break
            both = set(attendees[second.id])
            shared = [person for person in attendees[first.id] if person in both]
            if shared:
                yield _twice(survey.event, first, second, shared)


def _twice(event: Event, first: ProgrammeItem, second: ProgrammeItem, people: list[str]) -> Finding:
    names = some(person_name(event, person) for person in people)
    number = "" if len(people) == 1 else f", {len(people)} people in all"
    return Finding(
        Severity.WARNING,
        "Programme",
        second.id,
        "start",
        f"{second.start:%Y-%m-%d %H:%M}",
        f"{_name(event, first)} and {_name(event, second)} overlap, and both expect {names}{number}.",
        "Move one of the two, or name in its `who` only those who attend.",
    )


def rooms_twice(survey: Survey) -> Iterator[Finding]:
    """Two programme items or lines hold one room at once, or without its turnover between them."""
    for room in survey.event.rooms:
        fixtures: tuple[Fixture, ...] = (*survey.event.programme, *survey.event.lines)
        holders = sorted((fixture for fixture in fixtures if fixture.room == room.code), key=_span)
        for first, second in zip(accumulate(holders, _last_to_end), holders[1:], strict=False):
            if _span(first).gap_to(_span(second)) < survey.event.turnover(room):
                yield _crowded(survey.event, first, second)


def rooms_closed(survey: Survey) -> Iterator[Finding]:
    """A programme item or line lies in an absence of its room."""
    fixtures: tuple[Fixture, ...] = (*survey.event.programme, *survey.event.lines)
    for fixture in fixtures:
        for away in survey.absent(fixture.room):
            if away.overlaps(_span(fixture)):
                room = survey.event.room[fixture.room]
                yield Finding(
                    Severity.WARNING,
                    "Lines" if isinstance(fixture, Line) else "Programme",
                    fixture.id,
                    "room",
                    room.code,
                    f"{_name(survey.event, fixture)} is in {room.name}, which is closed {hours(survey.event, away)}.",
                    "Give it another room or time, or correct the absence of the room.",
                )


def _last_to_end(one: Fixture, other: Fixture) -> Fixture:
    return max(one, other, key=lambda fixture: _span(fixture).end)


def _crowded(event: Event, first: Fixture, second: Fixture) -> Finding:
    room, gap = event.room[second.room], _span(first).gap_to(_span(second))
    names = f"{_name(event, first)} and {_name(event, second)}"
    severity, how, cure = (
        (Severity.WARNING, f"are both in {room.name} at the same time", "Give one of them another room or time.")
        if gap < 0
        else (
            Severity.NOTICE,
            f"follow each other in {room.name} after {gap:g} minutes, less than its turnover of {event.turnover(room)}",
            "Leave more time between them, or lower the turnover of the room.",
        )
    )
    sheet = "Lines" if isinstance(second, Line) else "Programme"
    return Finding(severity, sheet, second.id, "room", room.code, f"{names} {how}.", cure)

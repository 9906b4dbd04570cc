"""Pocket card: one day of one principal on a card of A6, with where to be, from when, and whom to call."""

from collections.abc import Iterator
from datetime import date

from planner.domain.event import Event
from planner.domain.plan import Placement
from planner.domain.records import Person
from planner.domain.ways import Ways, attending, by_day
from planner.domain.wording import title_of, with_article
from planner.papers.edition import Edition
from planner.papers.phrases import (
    be_there,
    clock,
    hours,
    kind_words,
    label,
    liaison_words,
    person_words,
    place_of,
    provisional,
    start_of,
    too_tight,
    walk_words,
)
from planner.papers.sheet import Cell, Column, Line, Section, Sheet, cell, clock_cell, joined, line
from planner.papers.words import day_words

_COLUMNS = (Column("Time", width=19), Column("Duty"))


def cards(edition: Edition, code: str) -> Iterator[Sheet]:
    """The cards of a delegation's people, from an edition that holds what concerns it: one for each day with a duty."""
    event = edition.event
    ways = Ways(event, edition.plan.standing)
    for person in event.people_of[code]:
        own = [row for row in edition.plan.standing if person.id in attending(event, row)]
        for day, rows in by_day(event, own).items():
            yield _card(edition, person, day, rows, ways)


def _card(edition: Edition, person: Person, day: date, rows: list[Placement], ways: Ways) -> Sheet:
    event = edition.event
    delegation = event.delegation[person.delegation]
    whose = delegation.label if person.implied else person.name
    return Sheet(
        f"{person.id} {day:%Y-%m-%d}",
        whose,
        f"Delegation of {with_article(delegation.label)}",
        subtitle=day_words(day),
        lead=tuple(_whom_to_call(edition, person)),
        sections=(Section("", _COLUMNS, tuple(_duty(event, row, person, ways) for row in rows)),),
    )


def _whom_to_call(edition: Edition, person: Person) -> Iterator[Line]:
    delegation = edition.event.delegation[person.delegation]
    if person.title and not person.implied:
        yield line(("text", person.title))
    if liaison_words(delegation):
        yield line(("small", "Liaison officer: "), ("strong", liaison_words(delegation)))
    if edition.host_contact:
        yield line(("small", "Protocol desk: "), ("strong", edition.host_contact))


def _duty(event: Event, row: Placement, person: Person, ways: Ways) -> tuple[Cell, ...]:
    way, early = ways.to(person.id, row), be_there(event, row)
    time = hours(event, row) if early is None else f"{start_of(event, row):%H:%M}"
    return (
        clock_cell(time, "" if early is None else f"be there {clock(early)}"),
        cell(
            line(("strong", _what(event, row, person))),
            *_met(event, row, person),
            line(("text", place_of(event, row))),
            line(("small", walk_words(event, way, row.room)), ("tag", too_tight(event, way, row))),
            line(("tag", "Provisional" if provisional(event, row) else "")),
        ),
    )


def _what(event: Event, row: Placement, person: Person) -> str:
    if row.item in event.entry:
        return joined((kind_words(event, row), f"number {row.position}" if row.position else "", title_of(event, row)))
    meeting = event.meeting.get(row.item)
    if meeting is None or not meeting.is_bilateral:
        return title_of(event, row)
    others = joined(label(event, one) for one in meeting.parties if one != person.delegation)
    return f"{kind_words(event, row)} with {others}"


def _met(event: Event, row: Placement, person: Person) -> Iterator[Line]:
    """Who comes for the other side of a meeting."""
    for other in row.people if row.item in event.meeting else ():
        if other in event.person and event.person[other].delegation != person.delegation:
            yield line(("small", person_words(event.person[other])))

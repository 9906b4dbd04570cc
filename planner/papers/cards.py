"""Pocket card: one day of one principal on a card of A6, with where to be, from when, and whom to call."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from planner.domain.event import Event
from planner.domain.plan import Placement
from planner.domain.records import Person
from planner.domain.ways import Ways, attending, by_day
from planner.domain.wording import title_of, with_article
from planner.papers.edition import EVENT_LANGUAGE, Edition
from planner.papers.phrases import (
    be_there,
    clock,
    hours,
    kind_in,
    kind_words,
    label,
    liaison_words,
    named_in,
    person_words,
    place_of,
    provisional,
    start_of,
    too_tight,
    walk_words,
)
from planner.papers.sheet import Cell, Line, Section, Sheet, cell, heads, joined, line
from planner.papers.words import both, day_words, second_language, word


def cards(edition: Edition, code: str) -> Iterator[Sheet]:
    """The cards of a delegation's people, from an edition that holds what concerns it: one for each day with a duty."""
    event = edition.event
    edition = replace(edition, second=second_language(edition.languages.get(code, ""), edition.host_language))
    ways = Ways(event, edition.plan.standing)
    for person in event.people_of[code]:
        own = [row for row in edition.plan.standing if person.id in attending(event, row)]
        for day, rows in by_day(event, own).items():
            yield _card(edition, person, day, rows, ways)


def _card(edition: Edition, person: Person, day: date, rows: list[Placement], ways: Ways) -> Sheet:
    event, second = edition.event, edition.second
    delegation = event.delegation[person.delegation]
    columns = heads(second, ("time", 19), ("duty", 0))
    whose = delegation.label if person.implied else person.name
    return Sheet(
        f"{person.id} {day:%Y-%m-%d}",
        whose,
        f"Delegation of {with_article(delegation.label)}",
        subtitle=day_words(day),
        second_subtitle=day_words(day, second),
        lead=tuple(_whom_to_call(edition, person)),
        sections=(Section("", columns, tuple(_duty(event, row, person, ways, second) for row in rows)),),
        second=second,
    )


def _whom_to_call(edition: Edition, person: Person) -> Iterator[Line]:
    delegation = edition.event.delegation[person.delegation]
    if person.title and not person.implied:
        yield line(("text", person.title))
    if liaison_words(delegation):
        yield line(("small", f"{both('liaison', edition.second)}: "), ("strong", liaison_words(delegation)))
    if edition.host_contact:
        yield line(("small", f"{both('protocol_desk', edition.second)}: "), ("strong", edition.host_contact))


def _duty(event: Event, row: Placement, person: Person, ways: Ways, second: str) -> tuple[Cell, ...]:
    way, early = ways.to(person.id, row), be_there(event, row)
    time = hours(event, row) if early is None else f"{start_of(event, row):%H:%M}"
    arriving = {"time": "" if early is None else clock(early)}
    return (
        cell(
            line(("time", time)),
            *(line(("small", word("be_there", one, **arriving))) for one in (EVENT_LANGUAGE, second) if early),
        ),
        cell(
            line(("strong", _what(event, row, person)), ("small", _again(event, row, person, second))),
            *_met(event, row, person),
            line(("text", place_of(event, row, second))),
            *(line(("small", walk_words(event, way, row.room, one))) for one in (EVENT_LANGUAGE, second)),
            line(("tag", too_tight(event, way, row, second))),
            line(("tag", both("provisional", second) if provisional(event, row) else "")),
        ),
    )


def _what(event: Event, row: Placement, person: Person) -> str:
    if row.item in event.entry:
        number = word("turn", number=str(row.position)) if row.position else ""
        return joined((kind_words(event, row), number, title_of(event, row)))
    meeting = event.meeting.get(row.item)
    if meeting is None or not meeting.is_bilateral:
        return title_of(event, row)
    return f"{kind_words(event, row)} {word('with')} {joined(label(event, one) for one in _others(event, row, person))}"


def _again(event: Event, row: Placement, person: Person, second: str) -> str:
    """What the duty is, in the second language, as far as its names are known there."""
    kind = kind_in(event, row, second)
    others = joined(named_in(event, one, second) for one in _others(event, row, person))
    said = f"{kind} {word('with', second)} {others}" if others else kind
    return f"  {said}" if said else ""


def _others(event: Event, row: Placement, person: Person) -> tuple[str, ...]:
    """The other parties of a bilateral."""
    meeting = event.meeting.get(row.item)
    if meeting is None or not meeting.is_bilateral:
        return ()
    return tuple(one for one in meeting.parties if one != person.delegation)


def _met(event: Event, row: Placement, person: Person) -> Iterator[Line]:
    """Who comes for the other side of a meeting."""
    for other in row.people if row.item in event.meeting else ():
        if other in event.person and event.person[other].delegation != person.delegation:
            yield line(("small", person_words(event.person[other])))

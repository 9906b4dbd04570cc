"""Confirmations: for each party of a bilateral what is to be told in writing, for the ministry's own letterhead."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from planner.domain.plan import Placement
from planner.domain.vocabulary import ItemKind
from planner.domain.ways import by_day
from planner.domain.wording import with_article
from planner.papers.edition import EVENT_LANGUAGE, Edition
from planner.papers.phrases import (
    hours,
    interpretation,
    kind_in,
    kind_words,
    label,
    languages_by_item,
    named_in,
    people_words,
    place_of,
    provisional,
)
from planner.papers.sheet import Cell, Column, Section, Sheet, joined, line, strong, text
from planner.papers.words import both, day_words, second_language, word


def confirmations(editions: Iterable[tuple[str, Edition]]) -> Iterator[Sheet]:
    """The meetings of each delegation that has some, as they are confirmed to it, from editions that hold what concerns
    it.
    """
    for code, edition in editions:
        if sheet := _of(edition, code):
            yield sheet


def _of(whole: Edition, code: str) -> Sheet | None:
    second = second_language(whole.languages.get(code, ""), whole.host_language)
    edition = replace(whole, second=second)
    event, languages = edition.event, languages_by_item(edition.event)
    sections = tuple(
        _meeting(edition, row, code, day, languages.get(row.item, ()))
        for day, rows in by_day(event, edition.plan.standing).items()
        for row in rows
        if row.kind == ItemKind.BILATERAL
    )
    if not sections:
        return None
    whose, again = with_article(event.delegation[code].label), named_in(event, code, second)
    contact = line(("small", f"{both('contact', second)}: "), ("strong", edition.host_contact))
    to_again = word("to_delegation", second, who=again or event.delegation[code].label)
    addressed = (line(("text", word("to_delegation", who=whose))), line(("small", to_again)))
    return Sheet(
        code,
        event.delegation[code].label,
        f"Delegation of {whose}",
        second_title=again,
        subtitle=word("confirmation"),
        second_subtitle=word("confirmation", second),
        lead=tuple(one for one in (*addressed, contact if edition.host_contact else ()) if one),
        sections=sections,
        second=second,
    )


def _meeting(edition: Edition, row: Placement, code: str, day: date, languages: Sequence[str]) -> Section:
    event, second = edition.event, edition.second
    parties = [one for one in event.meeting[row.item].parties if one != code]
    others = joined(with_article(label(event, one)) for one in parties)
    again = joined(named_in(event, one, second) for one in parties)
    when = Column(f"{day_words(day)}, {hours(event, row)}", day_words(day, second))
    columns = (Column(word("received"), word("received", second), width=42), when)
    rows = tuple((text(what), cell) for what, cell in _facts(edition, row, code, languages) if cell)
    key = "proposed" if provisional(event, row) else "confirmed"
    title = joined((kind_in(event, row, second), again), ": ")
    noted = joined((word(key), word(key, second)), " ")
    return Section(f"{kind_words(event, row)} {word('with')} {others}", columns, rows, second=title, note=noted)


def _facts(edition: Edition, row: Placement, code: str, languages: Sequence[str]) -> Iterator[tuple[str, Cell]]:
    event, second = edition.event, edition.second
    yield both("place", second), strong(joined((place_of(event, row, second), event.settings.venue)))
    for party in event.meeting[row.item].parties:
        others = joined((word("for", who=with_article(label(event, party))), named_in(event, party, second)), " · ")
        yield both("for_you", second) if party == code else others, text(people_words(event, row, party))
    spoken = (interpretation(languages, one) for one in (EVENT_LANGUAGE, second))
    yield both("interpretation", second), text(joined(spoken, " · "))
    yield both("reference", second), text(word("version", item=row.item, version=edition.stamp.version))

"""Confirmations: for each party of a bilateral what is to be told in writing, for the ministry's own letterhead."""

from collections.abc import Iterable, Iterator, Sequence

from planner.domain.plan import Placement
from planner.domain.vocabulary import ItemKind
from planner.domain.ways import by_day
from planner.domain.wording import with_article
from planner.papers.edition import Edition
from planner.papers.phrases import (
    hours,
    interpretation,
    kind_words,
    label,
    languages_by_item,
    people_words,
    place_of,
    provisional,
)
from planner.papers.sheet import Cell, Column, Section, Sheet, joined, line, strong, text
from planner.papers.words import day_words

CONFIRMED = "The meeting is confirmed as follows."
PROPOSED = "The meeting is planned as follows; the other side has not agreed to it yet."


def confirmations(editions: Iterable[tuple[str, Edition]]) -> Iterator[Sheet]:
    """The meetings of each delegation that has some, as they are confirmed to it, from editions that hold what concerns
    it.
    """
    for code, edition in editions:
        if sheet := _of(edition, code):
            yield sheet


def _of(edition: Edition, code: str) -> Sheet | None:
    event, languages = edition.event, languages_by_item(edition.event)
    sections = tuple(
        _meeting(edition, row, code, day_words(day), languages.get(row.item, ()))
        for day, rows in by_day(event, edition.plan.standing).items()
        for row in rows
        if row.kind == ItemKind.BILATERAL
    )
    if not sections:
        return None
    whose = with_article(event.delegation[code].label)
    contact = line(("small", "Contact: "), ("strong", edition.host_contact)) if edition.host_contact else ()
    return Sheet(
        code,
        event.delegation[code].label,
        f"Delegation of {whose}",
        subtitle="Confirmation of meetings",
        lead=tuple(one for one in (line(("text", f"To the delegation of {whose}")), contact) if one),
        sections=sections,
    )


def _meeting(edition: Edition, row: Placement, code: str, day: str, languages: Sequence[str]) -> Section:
    event = edition.event
    others = joined(with_article(label(event, one)) for one in event.meeting[row.item].parties if one != code)
    columns = (Column("Date and time", width=42), Column(f"{day}, {hours(event, row)}"))
    rows = tuple((text(what), cell) for what, cell in _facts(edition, row, code, languages) if cell)
    note = PROPOSED if provisional(event, row) else CONFIRMED
    return Section(f"{kind_words(event, row)} with {others}", columns, rows, note=note)


def _facts(edition: Edition, row: Placement, code: str, languages: Sequence[str]) -> Iterator[tuple[str, Cell]]:
    event = edition.event
    yield "Place", strong(joined((place_of(event, row), event.settings.venue)))
    for party in event.meeting[row.item].parties:
        whose = "For you" if party == code else f"For {with_article(label(event, party))}"
        yield whose, text(people_words(event, row, party))
    yield "Interpretation", text(interpretation(languages))
    yield "Reference", text(f"{row.item}, version {edition.stamp.version}")

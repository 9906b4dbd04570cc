"""Pocket cards: one for each principal and day with a duty, of A6, with that person's duties alone."""

import io
from collections import Counter

from pypdf import PdfReader

from planner.domain.plan import Placement
from planner.papers import KINDS, View
from planner.papers.cards import cards
from planner.papers.edition import Edition, Stamp
from planner.papers.printing import stamp_for
from planner.papers.typeset import Document, pdf
from planner.papers.view import for_delegation
from tests.scenes.feed_scenes import EVENT, planned_of

WHOLE = Edition(EVENT, planned_of(), Stamp("1"))


def rows_of(code: str) -> dict[str, list[str]]:
    """For each card its rows, all lines of a row as one."""
    return {
        sheet.key: [" | ".join(text for cell in row for line in cell for _, text in line) for row in section.rows]
        for sheet in cards(for_delegation(WHOLE, code), code)
        for section in sheet.sections
    }


def test_each_principal_has_a_card_for_each_day_with_a_duty_and_nobody_elses_duties() -> None:
    due = Counter(person for row in planned_of().standing for person in attendees(row))

    written = Counter[str]()
    for code in EVENT.delegation:
        written.update({key.partition(" ")[0]: len(rows) for key, rows in rows_of(code).items()})

    assert len(due) > 3
    assert written == due


def attendees(row: Placement) -> tuple[str, ...]:
    item = EVENT.programme_item.get(row.item)
    return row.people if item is None else EVENT.attendees(item)


def test_card_says_when_to_be_there_where_and_who_comes() -> None:
    (france,) = [rows for key, rows in rows_of("FRA").items() if key.startswith("FRA-1")]

    said = "\n".join(france)
    assert "be there 08:50" in said
    assert "Bilateral meeting with Kenya" in said
    assert "Name of KEN-1, Minister of KEN" in said
    assert "FRA-1" not in said


def test_card_is_a_page_of_a6() -> None:
    kind = KINDS["cards"]
    sheets = tuple(cards(for_delegation(WHOLE, "FRA"), "FRA"))

    made = pdf(Document("Event", kind.title, stamp_for(WHOLE.stamp, kind, View.DELEGATION), kind.form, sheets))

    pages = PdfReader(io.BytesIO(made.content)).pages
    assert [(round(float(one.mediabox.width)), round(float(one.mediabox.height))) for one in pages] == [
        (298, 420) for _ in sheets
    ]

"""Hostile texts in names, codes, zones and files come out of papers and feeds as what they are: text."""

import json
import re
from datetime import UTC, datetime
from html.parser import HTMLParser

import pytest
from defusedxml.ElementTree import fromstring
from icalendar import Calendar

from planner.feeds.calendars import calendars
from planner.feeds.frab import schedule_json, schedule_xml
from planner.feeds.occasions import Agenda
from planner.feeds.site import site
from planner.papers import KINDS, View, edition_of
from planner.workbook import Workbook, read
from tests.scenes.hostile_book import OUTSIDE, OVERRIDE, READ, hostile_book
from tests.scenes.papers_samples import printed, squeezed, words


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    workbook = read(hostile_book(tmp_path_factory.mktemp("hostile"))).workbook
    assert workbook is not None
    return workbook


@pytest.fixture(scope="module")
def agenda(book: Workbook) -> Agenda:
    return Agenda.of(book, datetime(2026, 5, 1, tzinfo=UTC))


def test_papers_of_every_kind_print_them(book: Workbook) -> None:
    files = printed(edition_of(book))

    made = {(file.paper, file.view) for file in files.values()}
    assert made == {(kind.name, view) for kind in KINDS.values() for view in kind.views if not kind.since}
    assert all("/" not in name and OVERRIDE not in name for name in files)
    for name, file in files.items():
        if name.endswith(".pdf"):
            text = words(file.content)
            assert OVERRIDE not in text, name
            assert OUTSIDE in text, name


def test_programme_of_an_event_says_its_name_to_the_letter(book: Workbook) -> None:
    files = printed(edition_of(book), "programme", views=(View.PUBLIC,))

    ((_, file),) = files.items()
    typed = re.sub(r"[^\x21-\x7e]", "", f"Event {READ}")[:60]
    assert squeezed(typed) in words(file.content)


AWAY = re.compile(r"(?:[a-z]+:)?//|javascript:|mailto:", re.IGNORECASE)
"""How an address begins that is not beside the page."""


class Outward(HTMLParser):
    """Collects what of a page leads or fetches from elsewhere, or runs."""

    def __init__(self) -> None:
        super().__init__()
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        led = [value for name, value in attrs if name in ("href", "src", "action") and AWAY.match(value or "")]
        if led or tag in ("img", "i"):
            self.wrong.append(self.get_starttag_text() or tag)


def test_web_pages_lead_nowhere(agenda: Agenda) -> None:
    files = {name: content for name, content in site(agenda).items() if name.endswith(".html")}

    assert files
    for name, content in files.items():
        page = Outward()
        page.feed(content if isinstance(content, str) else content.decode())
        assert page.wrong == [], name


def test_schedules_give_them_back(book: Workbook, agenda: Agenda) -> None:
    titles = {one.title for one in book.event.programme if one.public}

    root = fromstring(schedule_xml(agenda))
    days = json.loads(schedule_json(agenda))["schedule"]["conference"]["days"]

    assert titles <= {one.text for one in root.iter("title")}
    assert titles <= {one["title"] for day in days for room in day["rooms"].values() for one in room}


def test_calendars_give_them_back_under_names_that_are_harmless(book: Workbook, agenda: Agenda) -> None:
    files = calendars(agenda)

    assert len(files) > len(book.event.delegations)
    assert all(re.fullmatch(r"[\w./ -]+", name, re.ASCII) for name in files), [*files]
    assert len({name.casefold() for name in files}) == len(files)
    whole = Calendar.from_ical(next(content for name, content in files.items() if "organiser" in name))
    said = {str(entry["SUMMARY"]) for entry in whole.walk("VEVENT")}
    assert {one.title for one in book.event.programme} <= said

"""Whatever the reader accepts can be handed on: odd names, times without order, texts that are no texts."""

from xml.etree.ElementTree import fromstring

import vobject
from hypothesis import given

from planner.feeds.calendars import calendars
from planner.feeds.frab import schedule_json, schedule_xml
from planner.feeds.site import site
from planner.feeds.views import public_view
from planner.workbook import Workbook
from tests.scenes.feed_scenes import agenda
from tests.scenes.workbook_strategies import workbooks
from tests.workbook.test_roundtrip import calm


@calm
@given(workbooks())
def test_any_event_makes_calendars_that_another_library_reads(book: Workbook) -> None:
    of = agenda(book)
    files = calendars(of)

    event = book.event
    each = (event.delegations, event.people, event.rooms, event.lines, event.interpreters)
    assert len(files) == 2 + sum(map(len, each))
    read = vobject.readOne(files["organiser.ics"].decode())
    assert len(read.contents.get("vevent", [])) == len(of.items)


@calm
@given(workbooks())
def test_any_event_makes_pages_and_schedules(book: Workbook) -> None:
    of = agenda(book)

    pages = site(of)

    assert all(page.startswith(b"<!doctype html>") for page in pages.values())
    assert fromstring(schedule_xml(of)).tag == "schedule"
    assert schedule_json(of) == schedule_json(agenda(book))


@calm
@given(workbooks())
def test_what_is_public_of_any_event_is_neither_a_bilateral_nor_a_turn(book: Workbook) -> None:
    kept = {one.id for one in book.event.bilaterals} | {*book.event.entry}
    hidden = {one.id for one in (*book.event.programme, *book.event.side_events) if not one.public}

    shown = public_view(agenda(book))

    assert not (kept | hidden) & {one.key for one in shown}
    assert not any(one.people or one.interpreters or one.restricted for one in shown)

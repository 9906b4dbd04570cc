"""An item over several days, such as an exhibition, stands on each of its days with the hours of that day."""

import json
import re
from datetime import date
from itertools import pairwise
from xml.etree.ElementTree import fromstring

import pytest

from planner.domain.days import day_parts, on_each_day
from planner.feeds.calendars import calendars
from planner.feeds.frab import schedule_json, schedule_xml
from planner.feeds.occasions import Agenda
from planner.feeds.reading import reading_sheets
from planner.feeds.site import site
from planner.papers import KINDS, View, edition_of
from planner.papers.kinds import Editions, sheets_of
from planner.ui.drawing.timeline import bars_by_delegation, bars_by_room, days_of
from planner.workbook import Workbook
from tests.scenes.builders import at, delegation, event, plan, programme, room

EVENT = event(
    delegation("FRA"),
    room("EXPO", zone="Centre", uses="other"),
    room("HALL", zone="Centre", uses="other"),
    programme("FAIR", "09:00", "27 18:00", room="EXPO", who="FRA"),
    programme("GALA", "19:00", "26 00:30", room="HALL", who="none"),
    programme("LAST", "27 22:00", "28 01:00", room="HALL", who="none"),
    programme("SHORT", "26 10:00", "26 11:00", room="HALL", who="none"),
    end_date=date(2025, 10, 27),
)
WORKBOOK = Workbook.of(EVENT, plan(EVENT))
AGENDA = Agenda.of(WORKBOOK, at("07:00"))
DAYS = EVENT.days
FAIR = ("09:00–24:00", "00:00–24:00", "00:00–18:00")
"""The hours of the fair on each of its days."""


@pytest.mark.parametrize(
    ("start", "end", "parts"),
    [
        ("09:00", "18:00", ["25 09:00-25 18:00"]),
        ("09:00", "26 00:00", ["25 09:00-26 00:00"]),
        ("09:00", "26 18:00", ["25 09:00-26 00:00", "26 00:00-26 18:00"]),
        ("24 09:00", "25 18:00", ["24 09:00-25 00:00", "25 00:00-25 18:00"]),
        ("27 22:00", "28 01:00", ["27 22:00-28 01:00"]),  # the night after the last day belongs to it
    ],
)
def test_stretch_is_cut_at_the_midnights_of_the_event(start: str, end: str, parts: list[str]) -> None:
    assert [f"{one:%d %H:%M}-{two:%d %H:%M}" for one, two in day_parts(EVENT, at(start), at(end))] == parts


def test_parts_of_a_row_are_all_of_it() -> None:
    for row in plan(EVENT).rows:
        parts = on_each_day(EVENT, row)
        assert (parts[0].start, parts[-1].end) == (row.start, row.end)
        assert all(one.end == two.start for one, two in pairwise(parts))


# --- for others ------------------------------------------------------------------------------------------------------


def section(page: str, day: date) -> str:
    """What a page shows below the heading of a day."""
    return page.split(f'id="{day.isoformat()}"')[1].split("<section")[0]


def test_web_page_shows_it_on_each_day() -> None:
    page = site(AGENDA)["index.html"].decode()

    for day, hours in zip(DAYS, FAIR, strict=True):
        shown = section(page, day)
        start, _, end = hours.partition("–")
        assert re.search(rf"<time>{start}</time><span> – {end}</span>.*?Title of FAIR", shown, re.DOTALL)
    assert section(page, DAYS[0]).count("Title of") == 2
    assert section(page, DAYS[2]).count("Title of") == 2


def test_page_by_room_and_displays_show_it_on_each_day() -> None:
    files = {name: content.decode() for name, content in site(AGENDA).items()}
    displays = [text for name, text in files.items() if name.startswith("lobby") or "display" in name]

    assert files["rooms.html"].count("Title of FAIR") >= 3
    assert any('"end": "24:00"' in text or "24:00" in text for text in displays)
    assert any(text.count("Title of FAIR") >= 3 for text in displays)


def test_schedules_have_it_on_each_day() -> None:
    days = json.loads(schedule_json(AGENDA))["schedule"]["conference"]["days"]
    talks = [talk for day in days for talk in day["rooms"]["Room EXPO"]]
    xml = fromstring(schedule_xml(AGENDA))

    assert [(talk["start"], talk["duration"]) for talk in talks] == [
        ("09:00", "15:00"),
        ("00:00", "24:00"),
        ("00:00", "18:00"),
    ]
    assert len({talk["guid"] for talk in talks}) == len({talk["id"] for talk in talks}) == 3
    assert [len(day.findall("room[@name='Room EXPO']/event")) for day in xml.findall("day")] == [1, 1, 1]


def test_calendars_have_it_as_one_entry() -> None:
    public = calendars(AGENDA)["public.ics"].decode()

    assert public.count("SUMMARY:Title of FAIR") == 1
    assert "DTEND;TZID=Asia/Ho_Chi_Minh:20251027T180000" in public


def test_sheets_for_reading_have_it_on_each_day() -> None:
    sheets = {sheet.name: str(sheet.rows) for sheet in reading_sheets(AGENDA)}

    with_fair = [name for name, rows in sheets.items() if "Title of FAIR" in rows]
    assert len(with_fair) == 4, "three days and the itineraries"
    assert sheets["Itineraries"].count("Title of FAIR") == 3


# --- on paper --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["programme", "rooms", "roombook", "delegations"])
def test_paper_shows_it_on_each_day(kind: str) -> None:
    sheets = str(sheets_of(KINDS[kind], View.ORGANISER, Editions(edition_of(WORKBOOK))))

    assert all(hours in sheets for hours in FAIR)


def test_run_sheet_shows_it_on_each_day_and_its_end_once() -> None:
    sheets = str(sheets_of(KINDS["runsheet"], View.ORGANISER, Editions(edition_of(WORKBOOK))))

    assert sheets.count("until 24:00") == 3, "two days of the fair, and the gala"
    assert sheets.count("until 18:00") == 1
    assert sheets.count("Room EXPO: Title of FAIR") == 1


# --- in the desk -----------------------------------------------------------------------------------------------------


def test_chart_of_the_desk_shows_it_on_each_day() -> None:
    made = plan(EVENT)

    assert days_of(EVENT, made) == DAYS
    for day, (start, end) in zip(DAYS, [(540, 1440), (0, 1440), (0, 1080)], strict=True):
        bars = [
            *bars_by_room(EVENT, made, day, ["EXPO"], frozenset()),
            *(one for one in bars_by_delegation(EVENT, made, day, ["FRA"], frozenset()) if one.item == "FAIR"),
        ]
        assert [(bar.item, bar.start, bar.end) for bar in bars] == [("FAIR", start, end)] * 2

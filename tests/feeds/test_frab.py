"""schedule.json and schedule.xml: their form, as the format describes it, and what they hold and not."""

import json
import re
from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID
from xml.etree.ElementTree import Element, fromstring

import pytest

from planner.domain.plan import Plan
from planner.feeds.frab import schedule_json, schedule_xml
from planner.feeds.frab.schedule import schedule_of
from planner.feeds.occasions import Agenda
from planner.workbook import Workbook
from tests.scenes.builders import at, delegation, event, placed, plan, programme
from tests.scenes.feed_scenes import EVENT, HOSTILE, agenda, hostile, leaks, planned_of

JSON, XML = schedule_json(agenda()), schedule_xml(agenda())
CONFERENCE = json.loads(JSON)["schedule"]["conference"]
TALKS = [talk for day in CONFERENCE["days"] for talks in day["rooms"].values() for talk in talks]
ROOT = fromstring(XML)

TEXTS = {"room", "title", "type", "language", "subtitle", "track", "abstract", "description", "slug"}
PRIVATE = ("France – Kenya", "Viet Nam – Japan", "Title of P2", "Title of S2", "Minister of", "Name of", "FRA-1")


def text(of: Element, name: str) -> str:
    (found,) = of.findall(name)
    return found.text or ""


@pytest.mark.parametrize("content", [JSON, XML], ids=["json", "xml"])
def test_schedule_holds_the_public_view_alone(content: bytes) -> None:
    assert leaks(content.decode(), *PRIVATE) == []
    assert [talk["title"] for talk in TALKS] == ["Title of P1", "Signing of the Convention", "Title of S1"]
    assert all(talk["persons"] == [] for talk in TALKS)


def test_json_says_which_format_it_is() -> None:
    assert json.loads(JSON)["$schema"] == "https://c3voc.de/schedule/schema.json"


def test_json_has_the_members_of_the_format_in_their_types() -> None:
    assert {*CONFERENCE} == {
        *("acronym", "title", "start", "end", "daysCount", "timeslot_duration", "time_zone_name"),
        *("rooms", "tracks", "days"),
    }
    assert re.fullmatch(r"[a-z0-9_-][a-z0-9_]{3,}", CONFERENCE["acronym"])
    assert date.fromisoformat(CONFERENCE["start"]) + timedelta(days=CONFERENCE["daysCount"] - 1) == date.fromisoformat(
        CONFERENCE["end"]
    )
    for room in CONFERENCE["rooms"]:
        assert {*room} == {"name", "guid", "capacity"}
        assert UUID(room["guid"]).version == 5
    for day in CONFERENCE["days"]:
        assert {*day} == {"index", "date", "day_start", "day_end", "rooms"}
        assert datetime.fromisoformat(day["day_start"]) < datetime.fromisoformat(day["day_end"])


@pytest.mark.parametrize("talk", TALKS, ids=lambda talk: talk["title"])
def test_json_event_has_the_members_of_the_format(talk: dict[str, object]) -> None:
    assert {*talk} == TEXTS | {"id", "guid", "date", "start", "duration", "url", "persons", "links", "attachments"}
    assert all(isinstance(talk[name], str) for name in TEXTS | {"url", "date", "start", "duration"})
    assert isinstance(talk["id"], int)
    assert 1 <= talk["id"] < 2**31
    assert UUID(str(talk["guid"])).version == 5
    assert re.fullmatch(r"[0-9]+:[0-9]{2}", str(talk["duration"]))
    assert re.fullmatch(r"[a-z0-9_-]+[a-z0-9]", str(talk["slug"]))
    begins = datetime.fromisoformat(str(talk["date"]))
    assert begins.utcoffset() == timedelta(hours=7)
    assert talk["start"] == f"{begins:%H:%M}"
    assert str(talk["url"]).startswith("urn:uuid:")


def test_xml_has_the_elements_of_the_format_and_says_the_same() -> None:
    assert [one.tag for one in ROOT] == ["version", "conference", "day", "day"]
    assert {one.tag for one in ROOT[1]} == {"title", "acronym", "start", "end", "days", "timeslot_duration"}
    events = ROOT.findall("day/room/event")
    assert [(int(one.attrib["id"]), one.attrib["guid"]) for one in events] == [
        (talk["id"], talk["guid"]) for talk in TALKS
    ]
    for one, talk in zip(events, TALKS, strict=True):
        assert {part.tag for part in one} == TEXTS | {"date", "start", "duration", "persons", "links"}
        assert {name: text(one, name) for name in TEXTS} == {name: talk[name] for name in TEXTS}
        assert re.fullmatch(r"[0-9]{1,2}:[0-9]{2}", text(one, "duration"))
    assert [day.attrib["index"] for day in ROOT.findall("day")] == ["1", "2"]


def test_identifiers_stay_when_other_items_come_and_times_change() -> None:
    later = replace(EVENT.programme[0], start=at("07:00"), end=at("07:30"))
    more = replace(EVENT, programme=(programme("P0", "06:00", "06:30"), later, *EVENT.programme[1:]))
    moved = schedule_of(agenda(Workbook(more, planned_of(more))))

    before = {talk.title: (talk.id, talk.guid) for day in schedule_of(agenda()).days for talk in day.talks}
    after = {talk.title: (talk.id, talk.guid) for day in moved.days for talk in day.talks}
    assert before.items() <= after.items()
    assert len({talk[0] for talk in after.values()}) == len(after)


def test_hostile_titles_are_text() -> None:
    shown = json.loads(schedule_json(agenda(hostile())))["schedule"]["conference"]["days"][0]["rooms"]["Room HALL"]
    root = fromstring(schedule_xml(agenda(hostile())))

    assert shown[0]["title"] == HOSTILE
    assert text(root.findall("day/room/event")[0], "title") == HOSTILE.replace("\x07", "\N{REPLACEMENT CHARACTER}")


def test_rooms_of_one_name_are_told_apart_and_items_without_a_room_have_one() -> None:
    twins = tuple(replace(one, name="Hall") for one in EVENT.rooms)
    odd = replace(EVENT, rooms=twins, programme=(replace(EVENT.programme[0], room=""),))

    (day, _) = schedule_of(agenda(Workbook(odd, Plan()))).days

    assert [*day.rooms] == ["No room", "Hall (HALL)"]


@pytest.mark.parametrize("name", ["X", "Hội nghị", "4711", "東京"])
def test_any_name_of_an_event_makes_an_acronym(name: str) -> None:
    bare = event(delegation("FRA"), programme("P", "09:00", "10:00"), name=name)
    book = Workbook(bare, plan(bare, placed(bare, "P", "09:00")))

    told = json.loads(schedule_json(Agenda.of(book, at("07:00"))))["schedule"]["conference"]

    assert re.fullmatch(r"[a-z0-9_-][a-z0-9_]{3,}", told["acronym"])
    assert told["title"] == name

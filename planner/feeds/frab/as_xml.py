"""The schedule as `schedule.xml`."""

import re
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from planner.feeds.frab.schedule import Schedule, ScheduleDay, ScheduleTalk, schedule_of
from planner.feeds.occasions import Agenda

_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that an XML file cannot hold in any spelling."""


def schedule_xml(agenda: Agenda) -> bytes:
    """The file, in UTF-8."""
    schedule = schedule_of(agenda)
    root = Element("schedule")
    _put(root, "version", schedule.version)
    _put_conference(root, schedule)
    for day in schedule.days:
        _put_day(root, day)
    indent(root)
    return bytes(tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def _put(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)


def _put_conference(root: Element, schedule: Schedule) -> None:
    conference = SubElement(root, "conference")
    for name, text in (
        ("title", schedule.title),
        ("acronym", schedule.acronym),
        ("start", schedule.days[0].date.isoformat()),
        ("end", schedule.days[-1].date.isoformat()),
        ("days", str(len(schedule.days))),
        ("timeslot_duration", schedule.timeslot),
    ):
        _put(conference, name, text)


def _put_day(root: Element, day: ScheduleDay) -> None:
    named = {"index": str(day.index), "date": day.date.isoformat()}
    part = SubElement(root, "day", named | {"start": day.start.isoformat(), "end": day.end.isoformat()})
    for name, talks in day.rooms.items():
        room = SubElement(part, "room", {"name": _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", name)})
        for talk in talks:
            _put_talk(room, talk)


def _put_talk(room: Element, talk: ScheduleTalk) -> None:
    part = SubElement(room, "event", {"id": str(talk.id), "guid": str(talk.guid)})
    for name, text in (
        ("room", talk.room),
        ("title", talk.title),
        ("subtitle", talk.subtitle),
        ("type", "other"),
        ("track", talk.track),
        ("date", talk.start.isoformat()),
        ("start", f"{talk.start:%H:%M}"),
        ("duration", talk.duration),
        ("language", talk.language),
        ("slug", talk.slug),
        ("abstract", ""),
        ("description", ""),
    ):
        _put(part, name, text)
    SubElement(part, "persons")
    SubElement(part, "links")

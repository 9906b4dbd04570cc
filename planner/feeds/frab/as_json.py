"""The schedule as `schedule.json`."""

import json
import re
from importlib.metadata import version

from planner.feeds.frab.schedule import Schedule, ScheduleDay, ScheduleTalk, schedule_of
from planner.feeds.occasions import Agenda

SCHEMA = "https://c3voc.de/schedule/schema.json"
"""By this, programs that take in the format know it."""

_KNOWN_ZONE = re.compile(r"[A-Z][a-z]+/[A-Z][a-z]+|UTC$")
"""The format asks for region and place; other names of zones are left out."""


def schedule_json(agenda: Agenda) -> bytes:
    """The file, in UTF-8."""
    schedule = schedule_of(agenda)
    conference = {
        "$schema": SCHEMA,
        "generator": {"name": "planner", "version": version("planner")},
        "schedule": {"version": schedule.version, "conference": _conference(schedule)},
    }
    return json.dumps(conference, ensure_ascii=False, indent=2).encode("utf-8", "replace") + b"\n"


def _conference(schedule: Schedule) -> dict[str, object]:
    zone = {"time_zone_name": schedule.timezone} if _KNOWN_ZONE.match(schedule.timezone) else {}
    return {
        "acronym": schedule.acronym,
        "title": schedule.title,
        "start": schedule.days[0].date.isoformat(),
        "end": schedule.days[-1].date.isoformat(),
        "daysCount": len(schedule.days),
        "timeslot_duration": schedule.timeslot,
        **zone,
        "rooms": [{"name": name, "guid": str(guid), "capacity": size} for name, guid, size in schedule.rooms],
        "tracks": [{"name": name} for name in schedule.tracks],
        "days": [_day(day) for day in schedule.days],
    }


def _day(day: ScheduleDay) -> dict[str, object]:
    return {
        "index": day.index,
        "date": day.date.isoformat(),
        "day_start": day.start.isoformat(),
        "day_end": day.end.isoformat(),
        "rooms": {name: [_talk(talk) for talk in talks] for name, talks in day.rooms.items()},
    }


def _talk(talk: ScheduleTalk) -> dict[str, object]:
    return {
        "id": talk.id,
        "guid": str(talk.guid),
        "date": talk.start.isoformat(),
        "start": f"{talk.start:%H:%M}",
        "duration": talk.duration,
        "room": talk.room,
        "slug": talk.slug,
        "url": talk.url,
        "title": talk.title,
        "subtitle": talk.subtitle,
        "track": talk.track,
        "type": "other",
        "language": talk.language,
        "abstract": "",
        "description": "",
        "persons": [],
        "links": [],
        "attachments": [],
    }

"""Calendars of others as a few entries, and what is taken of them as busy times."""

from dataclasses import replace
from datetime import datetime

from planner.feeds.importing import Addition, busy_times
from tests.scenes.builders import delegation, event, person, room

EVENT = event(
    delegation("FRA"),
    replace(person("FRA-1"), name="Anne Martin"),
    replace(room("R1"), name="Main Hall"),
)

GOOD = "UID:good\nSUMMARY:Good\nDTSTART:20251025T020000Z\nDTEND:20251025T030000Z"
"""09:00 to 10:00 on the first day, on the clock of the event."""

AT_FIVE = "DTSTART:20251025T050000Z\nDTEND:20251025T060000Z"

ZONE = (
    "BEGIN:VTIMEZONE\nTZID:{name}\nBEGIN:DAYLIGHT\nDTSTART:19810329T020000\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\n"
    "TZOFFSETFROM:+0100\nTZOFFSETTO:+0200\nEND:DAYLIGHT\nBEGIN:STANDARD\nDTSTART:19961027T030000\n"
    "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0100\nEND:STANDARD\nEND:VTIMEZONE"
)


def taken(*entries: str, head: str = "", who: str = "FRA-1") -> Addition:
    parts = [f"BEGIN:VEVENT\n{entry}\nEND:VEVENT" for entry in entries]
    text = "\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *filter(None, [head]), *parts, "END:VCALENDAR", ""])
    return busy_times(EVENT, who, "fra.ics", text.replace("\n", "\r\n").encode())


def hours(addition: Addition) -> list[str]:
    """`25 09:00-10:00`, in order."""
    shown = []
    for row in addition.rows:
        start, end = row.cells["from"], row.cells["to"]
        assert isinstance(start, datetime)
        assert isinstance(end, datetime)
        shown.append(f"{start:%d %H:%M}-{end:%H:%M}")
    return sorted(shown)


def warnings(addition: Addition) -> list[str]:
    return [f"{one.cell}: {one.sentence}" for one in addition.problems if one.severity == "warning"]


def of(count: int, entry: str) -> bytes:
    parts = "".join(f"BEGIN:VEVENT\nUID:{n}\n{entry}\nEND:VEVENT\n" for n in range(count))
    return f"BEGIN:VCALENDAR\n{parts}END:VCALENDAR\n".encode()

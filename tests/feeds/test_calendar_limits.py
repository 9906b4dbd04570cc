"""Calendars of any size and shape: never an error, and what is sound in them is taken."""

# ruff: noqa: E501 - words are read row by row

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.feeds.importing import busy, busy_times
from tests.scenes.calendars import AT_FIVE, EVENT, GOOD, ZONE, hours, of, taken, warnings
from tests.scenes.effort import examples


@pytest.mark.parametrize(
    ("content", "limit"),
    [
        (of(41, "DTSTART:20200101T000000Z"), "40 entries"),
        (of(21, AT_FIVE), "20 entries that repeat or are on the days"),
        (b"BEGIN:VCALENDAR\n" + b"BEGIN:A\n" * 300, "300 lines"),
    ],
)
def test_calendar_that_is_too_large_is_refused_with_the_limit(
    content: bytes, limit: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(busy, "MAX_ENTRIES", 40)
    monkeypatch.setattr(busy, "MAX_AT_HAND", 20)
    monkeypatch.setattr(busy, "MAX_LINES", 300)
    found = busy_times(EVENT, "FRA-1", "fra.ics", content)

    assert found.failed
    assert limit in found.problems[0].sentence


def test_entries_deep_in_each_other_do_not_hide_the_others() -> None:
    deep = "BEGIN:VEVENT\n" * 900 + "END:VEVENT\n" * 900
    text = f"BEGIN:VCALENDAR\n{deep}BEGIN:VEVENT\n{GOOD}\nEND:VEVENT\nEND:VCALENDAR\n"

    found = busy_times(EVENT, "FRA-1", "fra.ics", text.encode())

    assert hours(found) == ["25 09:00-10:00"]
    assert "850 entries more cannot be read" in " ".join(warnings(found))


WORDS = {
    "DTSTART": ["20251025T090000", "20251025", "00010101T000000", "99991231T235959Z", "20251025T0900", "", "20251025T090000Z/PT1H"],
    "DTEND": ["20251025T100000", "20251026", "00010101", "99991231T235959", "20251024T000000Z"],
    "DURATION": ["PT1H", "P999999999D", "-PT5M", "P", "PT99999999999H", "P1W"],
    "RRULE": ["FREQ=DAILY", "FREQ=SECONDLY", "FREQ=MONTHLY;BYDAY=5MO,-1SU;BYSETPOS=-1", "FREQ=YEARLY;BYWEEKNO=53;COUNT=400",
              "FREQ=HOURLY;BYHOUR=9;UNTIL=99991231T235959Z", "FREQ=WEEKLY;INTERVAL=99999;WKST=SU", "INTERVAL=0", "FREQ=DAILY;UNTIL=x"],
    "RDATE": ["20251026T090000", "070000Z", "00010101T000000/99991231T000000", "20251025T090000/P9999D,20251026"],
    "EXDATE": ["20251025T090000", "20251025", "00010101T000000Z", "99991231T235959Z", "x"],
    "RECURRENCE-ID": ["20251025T090000", "20251025", "00010101T000000", "99991231T235959Z"],
    "UID": ["a", "b", ""],
    "SEQUENCE": ["1", "x", "-1", "9" * 20],
    "STATUS": ["CANCELLED", "CONFIRMED"],
    "ATTENDEE": ["mailto:x", ""],
    "BEGIN": ["VEVENT", "VALARM", "VCALENDAR", "VTIMEZONE", "STANDARD"],
    "END": ["VEVENT", "VALARM", "VCALENDAR", "VTIMEZONE"],
    "TZID": ["Moon", "Europe/Paris"],
    "TZOFFSETTO": ["+0200", "+9999", "x"],
    "FREEBUSY": ["20251025T090000Z/PT1H", "99991231T235959Z/P9D", "x", "20251025T090000Z"],
}  # fmt: skip

PARAMETERS = ["", "", "", ";TZID=Europe/Paris", ";TZID=Moon", ";VALUE=DATE", ";VALUE=PERIOD", ";RANGE=THISANDFUTURE",
              ';TZID="(UTC-12:00) X"', ";PARTSTAT=DECLINED;CN=Anne Martin", ';TZID="', ";="]  # fmt: skip

LINES = st.sampled_from([*WORDS]).flatmap(
    lambda name: st.builds("{}{}:{}".format, st.just(name), st.sampled_from(PARAMETERS), st.sampled_from(WORDS[name]))
)

ENTRIES = st.lists(st.lists(LINES, max_size=9).map("\n".join), max_size=6)


@settings(max_examples=examples(25))
@given(
    ENTRIES, ENTRIES, st.sampled_from(["", ZONE.format(name="Europe/Paris"), "X-WR-TIMEZONE:Moon", "METHOD:REQUEST"])
)
def test_no_calendar_ends_in_an_error_and_good_entries_are_taken(
    before: list[str], after: list[str], head: str
) -> None:
    good = "\nEND:VEVENT\nEND:VCALENDAR\nBEGIN:VCALENDAR\nBEGIN:VEVENT\n" + GOOD.replace("good", "the good one")

    found = taken(*before, good, *after, head=head)

    assert not found.failed
    assert "25 09:00-10:00" in hours(found)

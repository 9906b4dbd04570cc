"""Repetitions of calendars: on the days of the event alone, with their changes, as another reader has them, in time."""

# ruff: noqa: DTZ001, DTZ007, E501 - clocks on walls know no zone, and tables are read row by row

from datetime import datetime, timedelta
from itertools import islice, takewhile

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.feeds.importing import busy_times
from planner.feeds.importing.calendar.repetition import DayBudget
from planner.feeds.importing.calendar.repetition_text import repetition_of
from tests.scenes.calendars import EVENT, hours, of, taken, warnings
from tests.scenes.counted import steps


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        # For the days of the event only, however long ago they began.
        ("DTSTART:20150406T060000\nDURATION:PT1H\nRRULE:FREQ=DAILY", ["25 06:00-07:00", "26 06:00-07:00"]),
        ("DTSTART:20251001T060000\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=25", ["25 06:00-07:00"]),
        ("DTSTART:20251001T060000\nDURATION:PT1H\nRRULE:FREQ=DAILY;UNTIL=20251024T235959Z", ["25 06:00-07:00"]),
        ("DTSTART:20251001T060000\nDURATION:PT1H\nRRULE:FREQ=DAILY;UNTIL=20251024T225959Z", []),
        ("DTSTART;VALUE=DATE:20251001\nRRULE:FREQ=DAILY;UNTIL=20251025", ["25 00:00-00:00"]),
        ("DTSTART:20251001T060000\nDURATION:PT1H\nRRULE:FREQ=DAILY\nEXDATE:20251025T060000", ["26 06:00-07:00"]),
        ("DTSTART:20251001T060000\nDURATION:PT1H\nRRULE:FREQ=DAILY\nEXDATE:20251024T230000Z", ["26 06:00-07:00"]),
        ("DTSTART:20251001T060000\nDURATION:PT1H\nRRULE:FREQ=DAILY\nEXDATE;VALUE=DATE:20251025", ["26 06:00-07:00"]),
        ("DTSTART:20251001T060000\nDURATION:PT1H\nRDATE:20251025T080000,20251101T080000", ["25 08:00-09:00"]),
        ("DTSTART:20251001T060000\nDURATION:PT1H\nRDATE;VALUE=PERIOD:20251025T080000/PT2H", ["25 08:00-10:00"]),
        ("DTSTART:20150131T060000\nDURATION:PT1H\nRRULE:FREQ=MONTHLY;BYDAY=-1SU", ["26 06:00-07:00"]),
        ("DTSTART;TZID=Europe/Paris:20250601T230000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY", []),
        # Paris goes back to winter time in the night to the 26th: an hour later in Hanoi.
        ("DTSTART;TZID=Europe/Paris:20250601T100000\nDURATION:PT1H\nRRULE:FREQ=DAILY", ["25 15:00-16:00", "26 16:00-17:00"]),
    ],
)  # fmt: skip
def test_entry_stands_on_each_day_of_the_event_on_which_it_repeats(entry: str, expected: list[str]) -> None:
    found = taken(f"UID:1\nSUMMARY:Audience\n{entry}")

    assert hours(found) == expected
    assert warnings(found) == []


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ("RECURRENCE-ID:20251025T060000\nDTSTART:20251025T080000\nDURATION:PT2H", ["25 08:00-10:00", "26 06:00-07:00"]),
        ("RECURRENCE-ID:20251025T060000\nDTSTART:20251025T060000\nSTATUS:CANCELLED", ["26 06:00-07:00"]),
        ("RECURRENCE-ID:20251025T060000\nDTSTART:20251101T060000\nDURATION:PT1H", ["26 06:00-07:00"]),
        (
            "RECURRENCE-ID;RANGE=THISANDFUTURE:20251025T060000\nDTSTART:20251025T073000\nDURATION:PT30M",
            ["25 07:30-08:00", "26 07:30-08:00"],
        ),
        ("RECURRENCE-ID;RANGE=THISANDFUTURE:20251026T060000\nDTSTART:20251026T060000\nSTATUS:CANCELLED", ["25 06:00-07:00"]),
        ("RECURRENCE-ID;VALUE=DATE:20251025\nDTSTART:20251025T080000\nDURATION:PT2H", ["25 08:00-10:00", "26 06:00-07:00"]),
    ],
)  # fmt: skip
def test_changed_repetition_stands_in_place_of_it(change: str, expected: list[str]) -> None:
    series = "UID:1\nDTSTART:20251001T060000\nDURATION:PT1H\nRRULE:FREQ=DAILY"

    assert hours(taken(series, f"UID:1\n{change}")) == expected
    assert hours(taken(f"UID:1\n{change}", series)) == expected


@pytest.mark.parametrize(
    "entry",
    [
        "DTSTART:19500101T000000Z\nDURATION:PT1H\nRRULE:FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30;COUNT=999999",
        "DTSTART:19500101T000000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=9",
        "DTSTART:00010101T000000Z\nDURATION:PT1H\nRRULE:FREQ=YEARLY;BYSETPOS=-1;BYWEEKNO=53;COUNT=99999",
    ],
)
def test_no_repetition_takes_long(entry: str) -> None:
    assert hours(busy_times(EVENT, "FRA-1", "fra.ics", of(50, entry))) == []
    assert steps(lambda: busy_times(EVENT, "FRA-1", "fra.ics", of(1, entry))) < 1_000_000


def test_all_repetitions_of_a_file_together_take_no_longer_than_some() -> None:
    entry = "DTSTART:19500101T000000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=9"

    said = warnings(busy_times(EVENT, "FRA-1", "fra.ics", of(50, entry)))

    assert any("its calendar has more repetitions than can be worked out" in one for one in said)


DAYS = st.sampled_from(["MO", "TU", "WE", "TH", "FR", "SA", "SU"])

RULES = st.builds(
    "FREQ={};INTERVAL={}{}{}{}{}{}".format,
    st.sampled_from(["YEARLY", "MONTHLY", "WEEKLY", "DAILY"]),
    st.integers(1, 2),
    st.sampled_from(["", ";BYMONTH=4,10,11"]),
    st.one_of(st.just(""), st.sets(DAYS, min_size=1).map(lambda days: ";BYDAY=" + ",".join(sorted(days)))),
    st.sampled_from(["", ";BYHOUR=7,19", ";BYMINUTE=0,30"]),
    st.one_of(st.just(""), st.integers(1, 200).map(";COUNT={}".format)),
    st.one_of(st.just(""), DAYS.map(";WKST={}".format)),
)


@settings(max_examples=60, deadline=None)
@given(RULES, st.datetimes(datetime(2022, 1, 1), datetime(2025, 12, 1)).map(lambda at: at.replace(microsecond=0)))
def test_repetitions_are_those_of_another_reader(rule: str, first: datetime) -> None:
    earliest, latest = datetime(2025, 10, 1), datetime(2025, 11, 20)
    count = int(rule.split("COUNT=")[1].split(";")[0]) if "COUNT" in rule else None
    endless = ";".join(part for part in rule.split(";") if not part.startswith("COUNT"))
    later = takewhile(lambda start: start < latest, islice(rrulestr(endless, dtstart=first), 5_000))
    expected = [first, *(start for start in later if start > first)][:count]  # the first time always counts

    found = list(repetition_of(rule).starts(first, earliest, latest, DayBudget(10**6)))

    assert found == [start for start in expected if earliest <= start < latest]


@pytest.mark.parametrize(
    ("rule", "first", "expected"),
    [
        ("FREQ=MONTHLY;BYDAY=2FR", "20200110", ["1010", "1114"]),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "20200131", ["1031"]),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "20200131", ["1031"]),
        ("FREQ=YEARLY;BYWEEKNO=43;BYDAY=MO", "20201019", ["1020"]),
        ("FREQ=YEARLY;BYYEARDAY=-61", "20201101", ["1101"]),
        ("FREQ=YEARLY;BYDAY=-10SU", "20201025", ["1026"]),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=SU;WKST=SU", "20250907", ["1005", "1019", "1102", "1116"]),
    ],
)
def test_rules_of_the_format_are_right(rule: str, first: str, expected: list[str]) -> None:
    start = datetime.strptime(first, "%Y%m%d")
    window = datetime(2025, 10, 1), datetime(2025, 10, 1) + timedelta(days=49)

    assert [f"{one:%m%d}" for one in repetition_of(rule).starts(start, *window, DayBudget(10**6))] == expected

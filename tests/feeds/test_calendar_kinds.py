"""Calendars as people have them: what is wrong with one entry is said of it, and all others are taken, in time."""

# ruff: noqa: DTZ001, DTZ007, E501 - clocks on walls know no zone, and tables are read row by row

import time
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import islice, takewhile

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.feeds.importing import Addition, busy, busy_times
from planner.feeds.importing.calendar.repetition import Budget, rule_of
from planner.feeds.importing.calendar.unread import UnknownZone
from planner.feeds.importing.calendar.zones import zone_named
from tests.scenes.builders import delegation, event, person, room

EVENT = event(
    delegation("FRA"),
    replace(person("FRA-1"), name="Anne Martin"),
    replace(room("R1"), name="Main Hall"),
)
GOOD = "UID:good\nSUMMARY:Good\nDTSTART:20251025T020000Z\nDTEND:20251025T030000Z"
"""09:00 to 10:00 on the first day, on the clock of the event."""


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


AT_FIVE = "DTSTART:20251025T050000Z\nDTEND:20251025T060000Z"


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        ("DTEND:20251025T050000Z", "no start"),
        ("DTSTART:20251025T050000Z\nDTSTART:20251025T053000Z", "2 starts"),
        (f"{AT_FIVE}\nDTEND:20251025T063000Z", "2 ends"),
        (f"{AT_FIVE}\nDURATION:PT1H", "an end and a length"),
        ("DTSTART:20251025T050000Z\nDURATION:PT1H\nDURATION:PT2H", "2 lengths"),
        ("DTSTART:20251025T0900\nDTEND:20251025T1030", "'20251025T0900' is no time"),
        ("DTSTART:2025-10-25T09:00:00Z\nDTEND:2025-10-25T10:00:00Z", "'2025-10-25T09:00:00Z' is no time"),
        ("DTSTART:20251325T090000Z", "is no time"),
        ("DTSTART:00000101T000000", "is no time"),
        ("DTSTART;VALUE=PERIOD:20251025T100000Z/PT1H", "given as PERIOD"),
        (
            "DTSTART;TZID=Asia/Tokyo;TZID=Europe/Paris:20251025T100000\nDURATION:PT1H",
            "its start is told in 2 time zones",
        ),
        ("DTSTART:00010101T000000\nDTEND:99991231T235959", "a hundred years"),
        ("DTSTART;VALUE=DATE:00010101\nDTEND;VALUE=DATE:99991231", "a hundred years"),
        ("DTSTART:20251025T100000\nDURATION:P999999999D", "a hundred years"),
        ("DTSTART:20251025T100000\nDURATION:P999999999W", "a hundred years"),
        ("DTSTART:20251025T100000\nDURATION:-P999999999999W", "a hundred years"),
        ("DTSTART:20251025T100000\nDURATION:PT999999999999S", "a hundred years"),
        ("DTSTART:20251025T100000\nDURATION:1 hour", "'1 hour' is none"),
        ("DTSTART:20251025T100000Z\nDTEND:20251025T090000Z", "ends before it begins"),
        ("DTSTART:20251025T100000\nDTEND:20251025T110000Z", "only one of its start and its end"),
        ("DTSTART;VALUE=DATE:20251025\nDTEND:20251025T110000Z", "a whole day"),
        (f"{AT_FIVE}\nRDATE;VALUE=TIME:070000Z", "given as TIME"),
        (f"{AT_FIVE}\nRRULE:FREQ=DAILY;INTERVAL=0", "INTERVAL=0"),
        (f"{AT_FIVE}\nRRULE:FREQ=DAILY;INTERVAL=-1", "INTERVAL=-1"),
        (f"{AT_FIVE}\nRRULE:FREQ=FORTNIGHTLY", "FORTNIGHTLY"),
        (f"{AT_FIVE}\nRRULE:FREQ=DAILY;COUNT=0", "COUNT=0"),
        (f"{AT_FIVE}\nRRULE:FREQ=WEEKLY;BYDAY=XX", "weekday 'XX'"),
        (f"{AT_FIVE}\nRRULE:FREQ=DAILY\nRRULE:FREQ=WEEKLY", "2 rules"),
        (f"{AT_FIVE}\nRRULE:FREQ=SECONDLY", "more than 1,000 times"),
        (f"{AT_FIVE}\nRRULE:FREQ=MINUTELY;COUNT=1000000", "more than 1,000 times"),
        (
            "DTSTART:19500101T000000Z\nDURATION:PT1S\nRRULE:FREQ=SECONDLY;UNTIL=20500101T000000Z",
            "more than 1,000 times",
        ),
        (f"{AT_FIVE}\nRRULE:FREQ=HOURLY;BYMINUTE={','.join(map(str, range(60)))}", "more than 1,000 times"),
        ("DTSTART;TZID=GMT Standard Time 1:20251025T140000\nDURATION:PT1H", "time zone 'GMT Standard Time 1'"),
        ("DTSTART;TZID=\x00:20251025T140000\nDURATION:PT1H", "Nobody knows the time zone"),
        ("DTSTART;TZID=../../etc/passwd:20251025T140000\nDURATION:PT1H", "Nobody knows the time zone"),
        ("DTSTART;TZID=Asia:20251025T140000\nDURATION:PT1H", "Nobody knows the time zone 'Asia'"),
        (f"{AT_FIVE}\nSUMMARY:Other", "says SUMMARY more than once"),
        (f"{AT_FIVE}\nUID:a\nUID:b", "says UID more than once"),
    ],
)
def test_bad_entry_is_named_and_all_others_are_taken(entry: str, reason: str) -> None:
    found = taken(GOOD, f"SUMMARY:Audience\n{entry}", GOOD.replace("T02", "T12").replace("T03", "T13"))

    (warning,) = warnings(found)
    assert warning.startswith("line 9: ")
    assert "'Audience'" in warning
    assert reason in warning
    assert {"25 09:00-10:00", "25 19:00-20:00"} <= set(hours(found))
    assert not found.failed


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("DTSTART;VALUE=DATE:20251025\nDTEND;VALUE=DATE:20251025", ["25 00:00-00:00"]),
        ("DTSTART;VALUE=DATE:20251026\nDURATION:P0D", ["26 00:00-00:00"]),
        ("DTSTART;VALUE=DATE:20251026", ["26 00:00-00:00"]),
        ("DTSTART:20251025T100000\nDTEND:20251025T240000", ["25 10:00-00:00"]),
        ("DTSTART:20251025T000000\nDTEND:20251025T000000\nX-MICROSOFT-CDO-ALLDAYEVENT:TRUE", ["25 00:00-00:00"]),
        ("DTSTART:20251025T000000\nX-MICROSOFT-CDO-ALLDAYEVENT:TRUE", ["25 00:00-00:00"]),
        ("DTSTART:20251025T000000\nDTEND:20251025T000000\nX-MICROSOFT-CDO-ALLDAYEVENT:FALSE", []),
        (f"{AT_FIVE}\nX-MICROSOFT-CDO-ALLDAYEVENT:TRUE", ["25 12:00-13:00"]),
        (f"{AT_FIVE}\nX-MICROSOFT-CDO-BUSYSTATUS:FREE", []),
        (f"{AT_FIVE}\nX-MICROSOFT-CDO-INTENDEDSTATUS:FREE", []),
        (f"{AT_FIVE}\nX-MICROSOFT-CDO-BUSYSTATUS:OOF\nX-MICROSOFT-CDO-INTENDEDSTATUS:FREE", ["25 12:00-13:00"]),
        (f"{AT_FIVE}\nTRANSP:TRANSPARENT", []),
        (f"{AT_FIVE}\nSTATUS:CANCELLED", []),
        (f"{AT_FIVE}\nATTENDEE;PARTSTAT=DECLINED;CN=Anne Martin:mailto:x@y.org", []),
        (f'{AT_FIVE}\nATTENDEE;PARTSTAT=DECLINED;CN="MARTIN, Anne":mailto:x@y.org', []),
        (f"{AT_FIVE}\nATTENDEE;PARTSTAT=DECLINED:mailto:anne.martin@y.org", []),
        (f"{AT_FIVE}\nATTENDEE;PARTSTAT=DECLINED;CN=Somebody:mailto:x@y.org", ["25 12:00-13:00"]),
        (f"{AT_FIVE}\nATTENDEE;PARTSTAT=ACCEPTED;CN=Anne Martin:mailto:x@y.org", ["25 12:00-13:00"]),
        # Zones: of the database, of Windows, as labels, with and without quotes, behind a path.
        ("DTSTART;TZID=Europe/Paris:20251025T120000\nDURATION:PT1H", ["25 17:00-18:00"]),
        ("DTSTART;TZID=Romance Standard Time:20251025T120000\nDURATION:PT1H", ["25 17:00-18:00"]),
        ('DTSTART;TZID="(UTC+07:00) Bangkok, Hanoi, Jakarta":20251025T140000\nDURATION:PT1H', ["25 14:00-15:00"]),
        ("DTSTART;TZID=(UTC+07:00) Bangkok, Hanoi, Jakarta:20251025T140000\nDURATION:PT1H", ["25 14:00-15:00"]),
        ("DTSTART;TZID=(UTC+01:00) Brussels, Copenhagen, Madrid, Paris:20251025T120000\nDURATION:PT1H", ["25 17:00-18:00"]),
        ("DTSTART;TZID=(UTC-05:00) Eastern Time (US & Canada):20251025T120000\nDURATION:PT1H", ["25 23:00-00:00"]),
        ("DTSTART;TZID=GMT+0900:20251025T140000\nDURATION:PT1H", ["25 12:00-13:00"]),
        ("DTSTART;TZID=/mozilla.org/20050126_1/Europe/Paris:20251025T120000\nDURATION:PT1H", ["25 17:00-18:00"]),
        ("DTSTART;TZID=Europe/Paris:20251025T120000\nDTEND;TZID=Europe/London:20251025T120000", ["25 17:00-18:00"]),
        # Repetitions: for the days of the event only, however long ago they began.
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
def test_entry_is_taken_as_it_is_meant(entry: str, expected: list[str]) -> None:
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


def test_entry_that_was_sent_again_stands_once() -> None:
    again = GOOD.replace("T02", "T04").replace("T03", "T05")

    assert hours(taken(f"{GOOD}\nSEQUENCE:1", f"{again}\nSEQUENCE:2")) == ["25 11:00-12:00"]
    assert hours(taken(f"{GOOD}\nSEQUENCE:1", f"{again.replace('1025', '1125')}\nSEQUENCE:2")) == []
    assert hours(taken(GOOD, again)) == ["25 09:00-10:00", "25 11:00-12:00"], "one identifier for all is no update"


def test_withdrawn_calendar_is_not_busy() -> None:
    assert hours(taken(GOOD, head="METHOD:CANCEL")) == []
    assert hours(taken(GOOD, head="METHOD:PUBLISH")) == ["25 09:00-10:00"]


def test_declined_by_an_unknown_guest_is_counted() -> None:
    found = taken(f"{GOOD}\nATTENDEE;PARTSTAT=DECLINED;CN=Somebody:mailto:x@y.org")

    assert "1 entry was declined by guests of whom none is known to be FRA-1; such entries count as busy." in [
        one.sentence for one in found.problems
    ]


def test_who_has_declined_may_be_a_room_or_a_head() -> None:
    hall = f"{GOOD}\nATTENDEE;CUTYPE=ROOM;PARTSTAT=DECLINED;CN=Main Hall:mailto:hall@y.org"
    head = f"{GOOD}\nATTENDEE;PARTSTAT=DECLINED;CN=Anne Martin:mailto:x@y.org"

    assert hours(taken(hall, who="R1")) == []
    assert hours(taken(head, who="FRA")) == []
    assert hours(taken(head, who="R1")) == ["25 09:00-10:00"]


ZONE = (
    "BEGIN:VTIMEZONE\nTZID:{name}\nBEGIN:DAYLIGHT\nDTSTART:19810329T020000\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\n"
    "TZOFFSETFROM:+0100\nTZOFFSETTO:+0200\nEND:DAYLIGHT\nBEGIN:STANDARD\nDTSTART:19961027T030000\n"
    "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0100\nEND:STANDARD\nEND:VTIMEZONE"
)


@pytest.mark.parametrize("name", ["Customized Time Zone", "Asia/Tokyo", "(UTC+09:00) Osaka, Sapporo, Tokyo"])
def test_zone_that_the_file_tells_comes_first(name: str) -> None:
    entry = f'DTSTART;TZID="{name}":2025{{}}T120000\nDURATION:PT1H'

    found = taken(entry.format("1025"), entry.format("1026"), head=ZONE.format(name=name))

    assert hours(found) == ["25 17:00-18:00", "26 18:00-19:00"]
    assert warnings(found) == []


def test_broken_zone_of_the_file_is_named_once() -> None:
    found = taken(GOOD, head="BEGIN:VTIMEZONE\nTZID:Odd\nEND:VTIMEZONE")

    assert hours(found) == ["25 09:00-10:00"]
    assert warnings(found) == ["line 3: The time zone 'Odd' is left out: it does not say how its clocks are set."]


def test_entries_of_an_unknown_zone_are_named_together() -> None:
    found = taken(*(f"SUMMARY:E{n}\nDTSTART;TZID=Moon:20251025T{n}0000\nDURATION:PT1H" for n in (10, 11, 12)))

    (warning,) = warnings(found)
    assert all(part in warning for part in ("'Moon'", "'E10' (line 3)", "'E11' (line 8)", "'E12' (line 13)"))


def test_calendar_wide_zone_holds_for_times_without_one() -> None:
    entry = "SUMMARY:Talk\nDTSTART:20251025T120000\nDTEND:20251025T130000"

    assert hours(taken(entry, head="X-WR-TIMEZONE:Europe/Paris")) == ["25 17:00-18:00"]
    assert "'Nowhere/Land'" in warnings(taken(entry, head="X-WR-TIMEZONE:Nowhere/Land"))[0]


@pytest.mark.parametrize("name", ["", "\x00", "../x", "/", "Asia", "Moon", "(UTC+99:00) X", "UTC+1 / UTC+2", "+"])
def test_what_is_no_zone_is_unknown(name: str) -> None:
    with pytest.raises(UnknownZone):
        zone_named(name)


def test_file_that_breaks_off_says_so_and_gives_what_it_has() -> None:
    text = f"BEGIN:VCALENDAR\nBEGIN:VEVENT\n{GOOD}\nEND:VEVENT\nBEGIN:VEVENT\nSUMMARY:Half\nDTSTART:2025"

    found = busy_times(EVENT, "FRA-1", "fra.ics", text.encode())

    assert hours(found) == ["25 09:00-10:00"]
    assert [warning.split(": ")[0] for warning in warnings(found)] == ["line 8", ""]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_calendar_is_read_in_any_encoding(encoding: str, end: str) -> None:
    text = f"BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Dîner à\n  deux\nDTSTART:x\nEND:VEVENT\nBEGIN:VEVENT\n{GOOD}\nEND:VEVENT\n"

    found = busy_times(EVENT, "FRA-1", "fra.ics", (text + "END:VCALENDAR\n").replace("\n", end).encode(encoding))

    assert hours(found) == ["25 09:00-10:00"]
    assert "'Dîner à deux'" in warnings(found)[0]


# --- time and size ---------------------------------------------------------------------------------------------------


def of(count: int, entry: str) -> bytes:
    parts = "".join(f"BEGIN:VEVENT\nUID:{n}\n{entry}\nEND:VEVENT\n" for n in range(count))
    return f"BEGIN:VCALENDAR\n{parts}END:VCALENDAR\n".encode()


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


@pytest.mark.parametrize(
    "entry",
    [
        "DTSTART:19500101T000000Z\nDURATION:PT1H\nRRULE:FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30;COUNT=999999",
        "DTSTART:19500101T000000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=9",
        "DTSTART:00010101T000000Z\nDURATION:PT1H\nRRULE:FREQ=YEARLY;BYSETPOS=-1;BYWEEKNO=53;COUNT=99999",
    ],
)
def test_no_repetition_takes_long(entry: str) -> None:
    begun = time.process_time()
    found = busy_times(EVENT, "FRA-1", "fra.ics", of(50, entry))

    assert time.process_time() - begun < 4  # a second on a machine with nothing else to do
    assert hours(found) == []


def test_entries_deep_in_each_other_do_not_hide_the_others() -> None:
    deep = "BEGIN:VEVENT\n" * 900 + "END:VEVENT\n" * 900
    text = f"BEGIN:VCALENDAR\n{deep}BEGIN:VEVENT\n{GOOD}\nEND:VEVENT\nEND:VCALENDAR\n"

    found = busy_times(EVENT, "FRA-1", "fra.ics", text.encode())

    assert hours(found) == ["25 09:00-10:00"]
    assert "850 entries more cannot be read" in " ".join(warnings(found))


# --- anything --------------------------------------------------------------------------------------------------------

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


@settings(max_examples=60, deadline=None)
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

    found = list(rule_of(rule).starts(first, earliest, latest, Budget(10**6)))

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

    assert [f"{one:%m%d}" for one in rule_of(rule).starts(start, *window, Budget(10**6))] == expected

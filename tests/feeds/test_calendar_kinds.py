"""Calendars as people have them: what is wrong with one entry is said of it, and all others are taken."""

# ruff: noqa: E501 - tables are read row by row

import pytest

from planner.feeds.importing import busy_times
from tests.scenes.calendars import AT_FIVE, EVENT, GOOD, hours, taken, warnings


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
    ],
)  # fmt: skip
def test_entry_is_taken_as_it_is_meant(entry: str, expected: list[str]) -> None:
    found = taken(f"UID:1\nSUMMARY:Audience\n{entry}")

    assert hours(found) == expected
    assert warnings(found) == []


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

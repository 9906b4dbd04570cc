"""Time zones of calendars: of every name that people have, of the file itself, or unknown and said so."""

# ruff: noqa: E501 - tables are read row by row

import pytest

from planner.feeds.importing.calendar.unread import UnknownZone
from planner.feeds.importing.calendar.zones import zone_named
from tests.scenes.calendars import GOOD, ZONE, hours, taken, warnings


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        # Names of the database, of Windows, as labels, with and without quotes, behind a path.
        ("DTSTART;TZID=Europe/Paris:20251025T120000\nDURATION:PT1H", ["25 17:00-18:00"]),
        ("DTSTART;TZID=Romance Standard Time:20251025T120000\nDURATION:PT1H", ["25 17:00-18:00"]),
        ('DTSTART;TZID="(UTC+07:00) Bangkok, Hanoi, Jakarta":20251025T140000\nDURATION:PT1H', ["25 14:00-15:00"]),
        ("DTSTART;TZID=(UTC+07:00) Bangkok, Hanoi, Jakarta:20251025T140000\nDURATION:PT1H", ["25 14:00-15:00"]),
        ("DTSTART;TZID=(UTC+01:00) Brussels, Copenhagen, Madrid, Paris:20251025T120000\nDURATION:PT1H", ["25 17:00-18:00"]),
        ("DTSTART;TZID=(UTC-05:00) Eastern Time (US & Canada):20251025T120000\nDURATION:PT1H", ["25 23:00-00:00"]),
        ("DTSTART;TZID=GMT+0900:20251025T140000\nDURATION:PT1H", ["25 12:00-13:00"]),
        ("DTSTART;TZID=/mozilla.org/20050126_1/Europe/Paris:20251025T120000\nDURATION:PT1H", ["25 17:00-18:00"]),
        ("DTSTART;TZID=Europe/Paris:20251025T120000\nDTEND;TZID=Europe/London:20251025T120000", ["25 17:00-18:00"]),
    ],
)  # fmt: skip
def test_times_of_a_zone_are_on_the_clock_of_the_event(entry: str, expected: list[str]) -> None:
    found = taken(f"UID:1\nSUMMARY:Audience\n{entry}")

    assert hours(found) == expected
    assert warnings(found) == []


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

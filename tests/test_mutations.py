"""Real files of every kind with their structure made odd end in sentences: at the readers, at the desk, and at the
commands, which have little time and memory for each.

`FUZZ_ROUNDS=2000 FUZZ_SEED=7 pytest tests/test_mutations.py` makes a longer hunt of it.
"""

import os
import time
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from random import Random

import pytest

from planner.domain.event import Event
from planner.feeds.importing import busy_times, sessions
from planner.office.draft import Revision, draft_bytes, open_upload
from planner.workbook import read
from planner.workbook.grid import Unreadable
from planner.workbook.writer import workbook_bytes
from tests.scenes.limited import Limited, limited
from tests.scenes.mutations import mutated_json, mutated_package, mutated_text
from tests.scenes.organiser_book import save_organiser_book
from tests.scenes.workbook_samples import SMALL, csv_files, save_zip

ROUNDS = int(os.environ.get("FUZZ_ROUNDS", "25"))
SEED = int(os.environ.get("FUZZ_SEED", "1"))
SECONDS = 20
"""Of one processor for one file, on a machine that is busy with other work."""


@cache
def event() -> Event:
    workbook = read(Path(__file__).parents[1] / "inputs" / "morning.xlsx").workbook
    assert workbook is not None
    return workbook.event


def at_the_desk(name: str, data: bytes) -> Revision | None:
    """What the desk makes of a file that was sent: a state with its problems, or a sentence."""
    try:
        revision = open_upload(name, data)
    except Unreadable:
        return None
    assert revision.workbook is not None or revision.problems
    return revision


def test_mutated_workbooks(tmp_path: Path) -> None:
    original = save_organiser_book(tmp_path / "own.xlsx").read_bytes()

    def look(random: Random) -> None:
        data = mutated_package(random, original)
        revision = at_the_desk("own.xlsx", data)
        if revision is not None:
            assert draft_bytes(revision)
            if revision.workbook is not None:
                assert workbook_bytes(revision.workbook)
        (tmp_path / "odd.xlsx").write_bytes(data)
        reading = read(tmp_path / "odd.xlsx")
        assert reading.workbook is not None or reading.problems

    rounds(look)


def test_mutated_tables(tmp_path: Path) -> None:
    tables = csv_files(SMALL)

    def look(random: Random) -> None:
        chosen = random.choice(list(tables))
        odd = mutated_text(random, tables[chosen].decode()).encode(
            random.choice(("utf-8", "utf-16", "cp1252")), "replace"
        )
        save_zip(tables | {chosen: odd}, tmp_path / "odd.zip")
        at_the_desk("odd.zip", (tmp_path / "odd.zip").read_bytes())

    rounds(look)


CALENDARS = sorted((Path(__file__).parents[1] / "tests").rglob("*.ics"))


def test_mutated_calendars() -> None:
    originals = [path.read_bytes().decode("utf-8", "replace") for path in CALENDARS] + [CALENDAR]

    def look(random: Random) -> None:
        odd = mutated_text(random, random.choice(originals)).encode("utf-8", "replace")
        found = busy_times(event(), event().people[0].id, "odd.ics", odd)
        assert found.rows or found.problems

    rounds(look)


@pytest.mark.parametrize("kind", ["json", "xml"])
def test_mutated_schedules(kind: str) -> None:
    mutated: Callable[[Random, str], str] = mutated_json if kind == "json" else mutated_text
    original = SCHEDULE if kind == "json" else SCHEDULE_XML

    def look(random: Random) -> None:
        odd = mutated(random, original).encode("utf-8", "replace")
        found = sessions(event(), f"odd.{kind}", odd)
        assert found.rows or found.problems

    rounds(look)


@pytest.fixture(scope="module")
def commands(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Limited]:
    with limited(tmp_path_factory.mktemp("limited")) as commands:
        yield commands


def test_mutated_files_at_the_commands(commands: Limited, tmp_path: Path) -> None:
    package, tables = save_organiser_book(tmp_path / "own.xlsx").read_bytes(), csv_files(SMALL)
    out = ("--output", tmp_path / "new.xlsx", "--force")

    def look(random: Random) -> None:
        kind = random.choice(("xlsx", "zip", "ics", "json", "xml"))
        odd = tmp_path / f"odd.{kind}"
        match kind:
            case "xlsx":
                odd.write_bytes(mutated_package(random, package))
            case "zip":
                chosen = random.choice(list(tables))
                save_zip(tables | {chosen: mutated_text(random, tables[chosen].decode()).encode()}, odd)
            case "json":
                odd.write_text(mutated_json(random, SCHEDULE), encoding="utf-8", errors="replace")
            case _:
                odd.write_bytes(
                    mutated_text(random, CALENDAR if kind == "ics" else SCHEDULE_XML).encode("utf-8", "replace")
                )
        words: dict[str, tuple[object, ...]] = {
            "ics": ("import", tmp_path / "own.xlsx", "--busy", odd, "--who", "FRA", *out),
            "json": ("import", tmp_path / "own.xlsx", "--frab", odd, *out),
            "xml": ("import", tmp_path / "own.xlsx", "--frab", odd, *out),
        }

        status, told, wrong = commands.run(*words.get(kind, ("check", odd)))

        assert status in (0, 1), (status, told, wrong)
        assert told or wrong
        assert "Traceback" not in told + wrong

    rounds(look)


def rounds(look: Callable[[Random], None]) -> None:
    """Looks at one file after another; the seed of one that fails is named."""
    for seed in range(SEED * 1_000_000, SEED * 1_000_000 + ROUNDS):
        started = time.process_time()
        try:
            look(Random(seed))
        except Exception as error:
            error.add_note(f"seed {seed}")
            raise
        assert time.process_time() - started < SECONDS, f"seed {seed}"


CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Example//EN
BEGIN:VTIMEZONE
TZID:Hanoi
BEGIN:STANDARD
DTSTART:19700101T000000
TZOFFSETFROM:+0700
TZOFFSETTO:+0700
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
UID:1
DTSTART;TZID=Hanoi:20260512T090000
DTEND;TZID=Hanoi:20260512T100000
RRULE:FREQ=DAILY;COUNT=5;BYDAY=MO,TU,WE
EXDATE;TZID=Hanoi:20260513T090000
RDATE;VALUE=PERIOD:20260512T130000Z/PT1H
SUMMARY:Dentist
ATTENDEE;PARTSTAT=ACCEPTED:mailto:a@example.org
END:VEVENT
BEGIN:VEVENT
UID:1
RECURRENCE-ID;TZID=Hanoi:20260513T090000
DTSTART;TZID=Hanoi:20260513T110000
DURATION:PT30M
SUMMARY:Moved
END:VEVENT
BEGIN:VFREEBUSY
UID:2
FREEBUSY;FBTYPE=BUSY:20260512T020000Z/20260512T030000Z,20260512T050000Z/PT2H
END:VFREEBUSY
END:VCALENDAR
"""
SCHEDULE = """{"schedule": {"version": "1", "base_url": "https://example.org", "conference": {"title": "Rivers",
"start": "2026-05-12", "end": "2026-05-13", "daysCount": 2, "timeslot_duration": "00:05", "days": [{"index": 1,
"date": "2026-05-12", "day_start": "2026-05-12T08:00:00+07:00", "day_end": "2026-05-12T20:00:00+07:00",
"rooms": {"Main Hall": [{"id": 1, "guid": "a", "date": "2026-05-12T09:00:00+07:00", "start": "09:00",
"duration": "01:00", "title": "Lakes", "track": "Water", "persons": [{"id": 3, "public_name": "Anne Martin"}]},
{"id": 2, "start": "10:30", "duration": "0:45", "title": "Seas", "persons": ["Kenji Sato"]}]}}]}}}"""
SCHEDULE_XML = """<?xml version="1.0" encoding="UTF-8"?>
<schedule>
<version>1</version>
<conference><title>Rivers</title><start>2026-05-12</start><end>2026-05-13</end></conference>
<day index="1" date="2026-05-12" start="2026-05-12T08:00:00+07:00" end="2026-05-12T20:00:00+07:00">
<room name="Main Hall">
<event id="1" guid="a">
<date>2026-05-12T09:00:00+07:00</date>
<start>09:00</start>
<duration>01:00</duration>
<title>Lakes</title>
<persons><person id="3">Anne Martin</person></persons>
</event>
</room>
</day>
</schedule>
"""

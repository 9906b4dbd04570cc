"""What others export: busy times, sessions, foreign lists. What is taken, what is said, and where."""

import json
from dataclasses import replace
from datetime import datetime

import pytest

from planner.domain.records import Absence
from planner.domain.vocabulary import Severity
from planner.feeds.calendars import calendars
from planner.feeds.frab import schedule_json
from planner.feeds.importing import Addition, Imported, Mapping, add, busy_times, grids_of, guess, requests, sessions
from planner.workbook import Workbook
from planner.workbook.grid import Grid
from tests.scenes.builders import at, bilateral, delegation, event, person, room
from tests.scenes.counted import steps
from tests.scenes.feed_scenes import agenda

EVENT = event(
    delegation("FRA"),
    replace(delegation("CIV"), name="Republic of Côte d'Ivoire", short_name="Côte d'Ivoire"),
    delegation("JPN"),
    person("FRA-1"),
    replace(person("JPN-1"), name="Taro"),
    room("R1"),
    bilateral("B1"),
)


def into(addition: Addition, of=EVENT) -> Imported:
    return add(grids_of(Workbook.of(of)), [addition], "event.xlsx")


def told(found: Imported) -> list[str]:
    return [f"{one.severity} {one.sheet}!{one.cell} {one.sentence}" for one in found.problems]


def spans(found: Imported) -> list[tuple[str, datetime, datetime]]:
    assert found.workbook is not None, told(found)
    return [(one.who, one.from_, one.to) for one in found.workbook.event.absences]


# --- calendars -------------------------------------------------------------------------------------------------------


def calendar(*entries: str) -> bytes:
    parts = [f"BEGIN:VEVENT\r\nUID:{number}\r\n{entry}\r\nEND:VEVENT" for number, entry in enumerate(entries)]
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x", *parts, "END:VCALENDAR", ""]).encode()


TIMES = "DTSTART:20251025T020000Z\r\nDTEND:20251025T030000Z"


def test_busy_times_become_restricted_absences_on_the_clock_of_the_event() -> None:
    found = into(
        busy_times(
            EVENT,
            "FRA-1",
            "fra.ics",
            calendar(
                f"{TIMES}\r\nSUMMARY:Dentist",
                "DTSTART;TZID=Europe/Paris:20251025T120000\r\nDURATION:PT30M",
                "DTSTART:20251025T180000\r\nDTEND:20251025T190000",
                "DTSTART;VALUE=DATE:20251026\r\nDTEND;VALUE=DATE:20251027",
            ),
        )
    )

    assert spans(found) == [
        ("FRA-1", at("09:00"), at("10:00")),
        ("FRA-1", at("17:00"), at("17:30")),
        ("FRA-1", at("18:00"), at("19:00")),
        ("FRA-1", at("26 00:00"), datetime(2025, 10, 27, tzinfo=EVENT.zone)),
    ]
    assert found.workbook is not None
    assert {(one.reason, one.restricted) for one in found.workbook.event.absences} == {("Busy", True)}
    assert found.added == {"Absences": 4}


def test_repeated_entry_is_taken_for_each_day_of_the_event() -> None:
    daily = "DTSTART:20251001T020000Z\r\nDTEND:20251001T023000Z\r\nRRULE:FREQ=DAILY\r\nEXDATE:20251026T020000Z"

    found = into(busy_times(EVENT, "R1", "room.ics", calendar(daily)))

    assert [one for one in spans(found) if one[1].day in (25, 26)] == [("R1", at("09:00"), at("09:30"))]


def test_free_busy_periods_are_taken() -> None:
    part = (
        "BEGIN:VFREEBUSY\r\nUID:1\r\nFREEBUSY:20251025T020000Z/20251025T030000Z,20251025T050000Z/PT1H\r\nEND:VFREEBUSY"
    )
    content = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n{part}\r\nEND:VCALENDAR\r\n".encode()

    assert [one[1] for one in spans(into(busy_times(EVENT, "FRA", "fb.ics", content)))] == [at("09:00"), at("12:00")]


def test_what_is_not_taken_from_a_calendar_is_said() -> None:
    content = calendar(
        f"{TIMES}\r\nTRANSP:TRANSPARENT",
        f"{TIMES}\r\nSTATUS:CANCELLED",
        "DTSTART:20250101T020000Z\r\nDTEND:20250101T030000Z",
        "DTSTART:20251025T020000Z\r\nDTEND:20251025T020000Z",
        TIMES,
    )
    known = replace(EVENT, absences=(Absence("FRA", at("09:00"), at("10:00")),))

    found = into(busy_times(known, "FRA", "fra.ics", content), known)

    assert len(spans(found)) == 1
    sentences = "\n".join(told(found))
    for part in ("2 entries are free", "1 entry is on other days", "takes no time", "1 entry is in the workbook"):
        assert part in sentences


@pytest.mark.parametrize(
    "content", [b"", b"hello", b"\xff\xfe", b"BEGIN:VCALENDAR\r\n", b"BEGIN:VCARD\r\nEND:VCARD\r\n"]
)
def test_what_is_no_calendar_is_an_error(content: bytes) -> None:
    found = into(busy_times(EVENT, "FRA", "fra.ics", content))

    assert found.workbook is None
    assert [one.sheet for one in found.problems] == ["fra.ics"]


def test_own_calendar_comes_back_as_busy_times() -> None:
    own = agenda()

    found = add(
        grids_of(Workbook.of(EVENT)),
        [busy_times(EVENT, "FRA-1", "FRA.ics", calendars(own)["people/FRA-1.ics"])],
        "event.xlsx",
    )

    assert {(one[1], one[2]) for one in spans(found)} == {
        (one.start, one.end) for one in own.of_party["FRA-1"] if one.held
    }


# --- conferences -----------------------------------------------------------------------------------------------------


def schedule(*talks: dict[str, object], hall: str = "Room R1") -> bytes:
    day = {"index": 1, "date": "2025-10-25", "rooms": {hall: list(talks)}}
    return json.dumps({"schedule": {"conference": {"days": [day]}}}).encode()


TALK = {"date": "2025-10-25T09:00:00+07:00", "duration": "01:30", "persons": [{"public_name": "TARO"}, {"name": "Ann"}]}


def test_sessions_take_their_rooms_and_speakers() -> None:
    found = into(sessions(EVENT, "schedule.json", schedule(TALK)))

    assert spans(found) == [("R1", at("09:00"), at("10:30")), ("JPN-1", at("09:00"), at("10:30"))]
    assert "notice schedule.json! 1 speaker is nobody of the event, and so nobody is absent for them." in told(found)


def test_sessions_are_those_of_whom_they_are_said_to_be() -> None:
    found = into(sessions(EVENT, "schedule.json", schedule(TALK, hall="Elsewhere"), "FRA"))

    assert spans(found) == [("FRA", at("09:00"), at("10:30"))]


def test_unknown_rooms_and_broken_sessions_are_named() -> None:
    found = into(sessions(EVENT, "schedule.json", schedule(TALK, {"date": "soon"}, hall="Elsewhere")))

    lines = told(found)
    assert any(line.startswith("warning schedule.json!days[0].rooms['Elsewhere'][1] ") for line in lines)
    assert any("no room 'Elsewhere'" in line for line in lines)


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"{}", b'{"schedule": 1}', b'{"schedule": {"conference": {"days": {}}}', b"[" * 9]
)
def test_what_is_no_schedule_is_an_error(content: bytes) -> None:
    found = into(sessions(EVENT, "schedule.json", content))

    assert found.workbook is None
    assert "This is no schedule of a conference." in told(found)[0]


def test_own_schedule_is_read() -> None:
    found = into(sessions(EVENT, "schedule.json", schedule_json(agenda()), "JPN"))

    assert [one[1] for one in spans(found)] == [at("08:00"), at("09:00"), at("14:00")]


# --- foreign spreadsheets --------------------------------------------------------------------------------------------


def sheet(*rows: tuple[object, ...], name: str = "Requests") -> tuple[Grid, ...]:
    cells = {
        number: {column: cell for column, cell in enumerate(row, 1) if cell is not None}
        for number, row in enumerate(rows, 1)
        if row
    }
    return (Grid("Cover", {1: {1: "Requests of bilaterals"}}), Grid(name, cells))


HEADER = ("Requesting delegation", "Meeting with", "Duration (min)", "Importance", "Phone")
GRIDS = sheet(("List of 3 October",), (), HEADER, ("France", "cote d'ivoire", 30, 5, "+84 1"), ("JPN", "France", None))


def test_guess_finds_sheet_header_and_columns() -> None:
    mapping = guess(GRIDS)

    assert (mapping.sheet, mapping.header_row) == ("Requests", 3)
    assert mapping.columns == {
        "requester": "Requesting delegation",
        "counterpart": "Meeting with",
        "minutes": "Duration (min)",
        "priority": "Importance",
    }


def test_requests_are_taken_with_names_as_codes_and_nothing_lost() -> None:
    found = into(requests(EVENT, GRIDS, guess(GRIDS), "foreign.xlsx"))

    assert found.workbook is not None, told(found)
    made = {one.id: one for one in found.workbook.event.bilaterals}
    assert [(one.requester, one.counterpart, one.minutes, one.priority) for one in made.values()][1:] == [
        ("FRA", "CIV", 30, 5),
        ("JPN", "FRA", None, 3),
    ]
    assert [*made] == ["B1", "REQUESTS-4", "REQUESTS-5"]
    (extra,) = found.workbook.extras.columns
    assert (extra.header, dict(extra.cells)) == ("Phone", {"REQUESTS-4": "+84 1"})


def test_problems_are_told_at_the_cell_of_the_foreign_sheet() -> None:
    grids = sheet(HEADER, ("France", "Atlantis", "long", 5), ("Japan", "Japan", 20, 9))

    found = into(requests(EVENT, grids, guess(grids), "foreign.xlsx"))

    assert found.workbook is None
    places = {line.partition(" ")[2].partition(" ")[0] for line in told(found) if line.startswith("error")}
    assert {"Requests!B2", "Requests!C2", "Requests!D3"} <= places


def test_names_that_the_user_has_told_are_known() -> None:
    grids = sheet(HEADER, ("France", "Ivory Coast", 20, 3))
    mapping = replace(guess(grids), delegations={"ivory coast": "CIV"})

    found = into(requests(EVENT, grids, mapping, "foreign.xlsx"))

    assert found.workbook is not None, told(found)
    assert found.workbook.event.bilaterals[1].counterpart == "CIV"


def test_column_that_cannot_be_guessed_is_asked_for() -> None:
    grids = sheet(("Requesting delegation", "XYZ"), ("France", "Japan"))

    lines = told(into(requests(EVENT, grids, guess(grids), "foreign.xlsx")))

    assert lines == ["error Requests!A1 It is not clear which column is the counterpart."]


def test_columns_of_one_header_are_not_lost() -> None:
    grids = sheet((*HEADER, "Phone"), ("France", "Japan", 20, 3, "+84 1", "+84 2"))
    doubled = sheet((*HEADER, "Meeting with"), ("France", "Japan", 20, 3, "+84 1", "Chile"))

    kept = into(requests(EVENT, grids, guess(grids), "foreign.xlsx"))
    refused = into(requests(EVENT, doubled, guess(doubled), "foreign.xlsx"))

    assert kept.workbook is not None, told(kept)
    assert [column.header for column in kept.workbook.extras.columns] == ["Phone", "Phone F1"]
    assert refused.workbook is None
    assert "is the header of two columns" in told(refused)[0]


def test_same_list_twice_is_noticed() -> None:
    first = into(requests(EVENT, GRIDS, guess(GRIDS), "foreign.xlsx"))

    again = add(first.grids, [requests(EVENT, GRIDS, guess(GRIDS), "foreign.xlsx")], "event.xlsx")

    assert again.workbook is None
    assert {one.sheet for one in again.problems if one.severity == Severity.ERROR} == {"Requests"}


def test_mapping_is_kept_as_json_that_can_be_corrected() -> None:
    mapping = guess(GRIDS)

    told = json.loads(mapping.as_json())
    told["columns"]["source"] = "Phone"
    corrected = Mapping.of_json(json.dumps(told).encode())

    assert Mapping.of_json(mapping.as_json()) == mapping
    assert corrected.columns == mapping.columns | {"source": "Phone"}


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"columns": {"nosuch": "x"}}', '{"columns": {}, "header_row": "x"}'])
def test_what_is_no_mapping_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        Mapping.of_json(text.encode())


def test_guess_takes_no_time_where_there_is_much_to_guess() -> None:
    wide = sheet(*(tuple(f"Some text in cell {row} {column}" for column in range(20)) for row in range(2_000)))
    long = sheet(tuple(f"{'requesting ' * 2_000}{column}" for column in range(2_000)))

    assert guess((*wide, *long, *GRIDS)) == guess(GRIDS)
    # Some hundred for each column that is looked at, where there are 42,000 cells.
    assert steps(lambda: guess((*wide, *long, *GRIDS))) < 400_000

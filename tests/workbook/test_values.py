"""What cells of every type are understood as, and what is made of blanks."""

from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import xlsxwriter

from planner.domain.event import Event
from planner.domain.records import Policy
from planner.domain.vocabulary import Rank
from planner.rules.terms import ranking
from planner.workbook import read
from planner.workbook.files.xlsx_sheet import from_serial
from tests.scenes.workbook_samples import Sheets, changed, csv_files, lines, read_changed, save_xlsx, save_zip

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")


def event_of(folder: Path, changes: dict[str, object]) -> Event:
    reading = read_changed(folder, changes)
    assert reading.workbook is not None, lines(reading)
    return reading.workbook.event


def with_cell(folder: Path, sheet: str, row: int, column: int, value: object, form: str) -> Path:
    """The small workbook with one cell of a certain number format."""
    path = folder / "formatted.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for name, rows in changed({}).items():
            worksheet = book.add_worksheet(name)
            for number, cells in enumerate(rows):
                worksheet.write_row(number, 0, cells)
            if name == sheet:
                worksheet.write(row - 1, column - 1, value, book.add_format({"num_format": form}))
    return path


@pytest.mark.parametrize(
    "form", ["yyyy-mm-dd hh:mm", 'dd/mm/yyyy" at "hh:mm:ss', "[$-409]d mmm yyyy h:mm AM/PM;@", "m/d/yy h:mm"]
)
def test_read_excel_date_time(tmp_path: Path, form: str) -> None:
    path = with_cell(tmp_path, "Bilaterals", 2, 8, 45955.583333333336, form)

    workbook = read(path).workbook

    assert workbook is not None
    assert workbook.event.bilaterals[0].not_before == datetime(2025, 10, 25, 14, 0, tzinfo=HANOI)


@pytest.mark.parametrize(
    ("value", "form"), [(0.375, "hh:mm"), (0.375, "h:mm AM/PM"), (0.375, "[h]:mm"), (45955.375, "h:mm")]
)
def test_read_excel_time(tmp_path: Path, value: float, form: str) -> None:
    workbook = read(with_cell(tmp_path, "Rooms", 2, 6, value, form)).workbook

    assert workbook is not None
    assert workbook.event.rooms[0].opens == time(9)


@pytest.mark.parametrize(
    ("number", "meaning", "expected"),
    [
        (1, "date", date(1900, 1, 1)),
        (59, "date", date(1900, 2, 28)),
        (61, "date", date(1900, 3, 1)),
        (45955.99999998842, "datetime", datetime(2025, 10, 26)),  # noqa: DTZ001
        (1.25, "duration", timedelta(hours=30)),
        (-1, "date", -1),
        (1e300, "date", 1e300),
    ],
)
def test_from_serial(number: float, meaning: str, expected: object) -> None:
    assert from_serial(number, meaning) == expected


def test_from_serial_counted_from_1904() -> None:
    assert from_serial(0, "date", from_1904=True) == date(1904, 1, 1)


def test_read_defaults_of_blanks(tmp_path: Path) -> None:
    event = event_of(tmp_path, {})

    second = event.bilaterals[1]
    assert (second.minutes, second.priority, second.seats, second.room) == (None, 3, 8, "")
    assert event.programme[0].public is True
    assert event.entries[1].line == "SIGN"
    assert event.settings.time_step == 5


def test_read_must_room(tmp_path: Path) -> None:
    first = event_of(tmp_path, {}).bilaterals[0]

    assert (first.room, first.must_room) == ("RED", True)


def test_read_implied_person(tmp_path: Path) -> None:
    event = event_of(tmp_path, {})

    head = event.head("JPN")
    assert (head.id, head.name, head.rank, head.implied) == ("JPN", "Japan", Rank.SENIOR_OFFICIAL, True)
    assert event.side_events[0].speakers == ("JPN",)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [("yes", True), ("X", True), (1, True), (True, True), ("no", False), (0, False), ("FALSE", False), (None, True)],
)
def test_read_yes_and_no(tmp_path: Path, cell: object, expected: bool) -> None:
    event = event_of(tmp_path, {"Programme!G1": "public", "Programme!G2": cell})

    assert event.programme[0].public is expected


def test_read_number_as_code(tmp_path: Path) -> None:
    event = event_of(tmp_path, {"Rooms!A2": 12.0, "Bilaterals!I2": "!12"})

    assert (event.rooms[0].code, event.bilaterals[0].room) == ("12", "12")


def test_read_person_before_delegation_of_other_case(tmp_path: Path) -> None:
    event = event_of(tmp_path, {"People!A4": "vnm", "Bilaterals!D2": "FRA-1", "Programme!F2": "VNM; vnm"})

    assert event.programme[0].who == ("VNM", "vnm")


def test_read_policy(tmp_path: Path) -> None:
    changes = {"Policy!A4": "max_run", "Policy!B4": 6, "Policy!A5": "spread", "Policy!C5": 0, "Policy!A6": "fairness"}

    policy = event_of(tmp_path, changes).policy

    assert (policy.bilateral_start_grid, policy.side_event, policy.max_run) == (10, 3, 6)
    # The three terms listed share their own places in the order in which they are listed.
    swapped = {"fairness": "max_run", "max_run": "spread", "spread": "fairness"}
    assert [term for term, _ in policy.secondary] == [swapped.get(term, term) for term, _ in ranking(Policy())]
    assert dict(policy.secondary)["spread"] == 0


@pytest.mark.parametrize(("weight", "expected"), [(None, 0), (1, 1)])
def test_slack_is_a_rule_with_a_value_and_a_term_that_is_off_without_a_weight(tmp_path, weight, expected) -> None:
    reading = read_changed(tmp_path, {"Policy!A4": "slack", "Policy!B4": 15, "Policy!C4": weight})

    assert reading.workbook is not None
    policy = reading.workbook.event.policy
    assert (policy.slack, dict(ranking(policy))["slack"]) == (15, expected)
    assert not [problem for problem in reading.problems if problem.sheet == "Policy"]


def test_read_plan(tmp_path: Path) -> None:
    workbook = read_changed(tmp_path, {}).workbook

    assert workbook is not None
    assert workbook.plan is not None
    (row,) = workbook.plan.rows
    assert (row.item, row.kind, row.people) == ("B2", "bilateral", ("FRA-1", "VNM-1"))


def test_read_without_plan(tmp_path: Path) -> None:
    workbook = read_changed(tmp_path, {"Plan": None}).workbook

    assert workbook is not None
    assert workbook.plan is None


def test_read_skipped_hour(tmp_path: Path) -> None:
    zone = {"Event!B3": "Europe/Paris", "Event!B4": "2026-03-28", "Event!B5": "2026-03-30"}

    reading = read_changed(tmp_path, {**zone, "Bilaterals!H2": "2026-03-29 02:30"})

    sentence = "not_before: 02:30 on 2026-03-29 does not exist: the clock goes from 02:00 to 03:00."
    assert [(p.cell, p.cure) for p in reading.problems if p.sentence == sentence] == [
        ("H2", "Write 01:59 or earlier, or 03:00 or later.")
    ]


def test_read_repeated_hour(tmp_path: Path) -> None:
    zone = {"Event!B3": "Europe/Paris", "Event!B4": "2025-10-25", "Event!B5": "2025-10-26"}

    reading = read_changed(tmp_path, {**zone, "Bilaterals!H2": "2025-10-26 02:30"})

    assert reading.workbook is not None
    assert reading.workbook.event.bilaterals[0].not_before == datetime(
        2025, 10, 26, 2, 30, tzinfo=ZoneInfo("Europe/Paris")
    )
    assert [line[:26] for line in lines(reading)] == ["notice Bilaterals!H2: 02:3"]


def test_locate(tmp_path: Path) -> None:
    workbook = read_changed(tmp_path, {}).workbook

    assert workbook is not None
    places = [
        ("Bilaterals", "B2", "counterpart"),
        ("Signings", "SIGN/JPN", "delegation"),
        ("Event", "host", "value"),
        ("Policy", "side_event", "weight"),
        ("Absences", "0", "from_"),
        ("Plan", "B2", "end"),
        ("Bilaterals", "B2", "seats"),
        ("Bilaterals", "B9", "id"),
    ]
    assert [workbook.locate(*place) for place in places] == ["C3", "B3", "B6", "C3", "B2", "C2", "", ""]


@pytest.mark.parametrize(("delimiter", "encoding"), [(",", "utf-8"), (";", "utf-8-sig"), (",", "utf-8-sig")])
def test_read_csv_equals_xlsx(tmp_path: Path, delimiter: str, encoding: str) -> None:
    sheets: Sheets = changed({"Rooms!B2": 'Salon "Été", 1; nord'})
    files = csv_files(sheets, delimiter=delimiter, encoding=encoding)
    (tmp_path / "csv").mkdir()
    for name, content in files.items():
        (tmp_path / "csv" / name).write_bytes(content)

    from_xlsx = read(save_xlsx(sheets, tmp_path / "event.xlsx")).workbook
    from_folder = read(tmp_path / "csv").workbook
    from_zip = read(
        save_zip({f"event/{name}": content for name, content in files.items()}, tmp_path / "csv.zip")
    ).workbook

    assert from_xlsx is not None
    assert from_folder is not None
    assert from_zip is not None
    assert from_xlsx.event == from_folder.event == from_zip.event
    assert from_xlsx.plan == from_folder.plan == from_zip.plan
    assert len({from_xlsx.sha256, from_folder.sha256, from_zip.sha256}) == 3

"""Lists with other separators, codes that look the same, numbers and lengths as people write them, and their bounds."""

from datetime import time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from planner.workbook.checks import sizes
from planner.workbook.format.event import RULES, SETTINGS
from planner.workbook.format.sheets import SHEETS
from planner.workbook.grid import fold
from planner.workbook.kinds.single import MOST, Margin, Misread, Whole, minutes
from tests.scenes.workbook_samples import lines, read_changed

MARGIN = Margin(ZoneInfo("UTC"), lambda *_: None)


@pytest.mark.parametrize(
    ("written", "named"),
    [
        ("\n", "line breaks"),
        ("\r\n", "line breaks"),
        ("；", "full-width semicolons"),
        ("、", "commas"),
        ("，", "commas"),
        (" / ", "slashes"),
        ("|", "bars"),
    ],
)
def test_list_with_another_separator(tmp_path: Path, written: str, named: str) -> None:
    changes = {"Programme!F2": written.join(["VNM", "FRA", "JPN"]), "Rooms!E3": written.join(["signing", "side_event"])}

    reading = read_changed(tmp_path, changes)

    assert reading.workbook is not None, lines(reading)
    assert reading.workbook.event.programme[0].who == ("VNM", "FRA", "JPN")
    assert [use.value for use in reading.workbook.event.rooms[1].uses] == ["signing", "side_event"]
    assert len([line for line in lines(reading) if f"is separated by {named}." in line]) == 2


def test_list_of_which_a_part_is_unknown_says_how_to_separate(tmp_path: Path) -> None:
    (line,) = lines(read_changed(tmp_path, {"Programme!F2": "VNM / XYZ"}))

    assert "there is no person or delegation 'VNM / XYZ'. " in line
    assert "Separate the parts of a list by `;`." in line


@pytest.mark.parametrize(
    "code", ["CO\u0302TE", "C\u00d4TE\u200b", "\ufeffc\u00f4te", "C\u00d4T\u00adE\u00a0", "\uff23\u00d4\uff34\uff25"]
)
def test_codes_that_look_the_same_are_the_same(tmp_path: Path, code: str) -> None:
    reading = read_changed(
        tmp_path,
        {
            "Delegations!A4": "C\u00d4TE",
            "Bilaterals!C2": code,
            "Signings!B3": code,
            "SideEvents!C2": code,
            "SideEvents!E2": code,
            "KeepApart!B2": code,
        },
    )

    assert reading.workbook is not None, lines(reading)
    assert reading.workbook.event.bilaterals[0].counterpart == "C\u00d4TE"


def test_dashes_are_the_same() -> None:
    assert len({fold(f"KEN{dash}1") for dash in "-\u2010\u2011\u2012\u2013\u2014\u2212"}) == 1


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("20", 20),
        ("20,0", 20),
        ("20.00", 20),
        ("1 440", 1440),
        ("1\u202f440", 1440),
        ("2e1", 20),
        (20.0, 20),
        ("２０", 20),
        (time(0, 20), 20),
        (timedelta(hours=2), 120),
        ("0:20", 20),
        ("1:30:00", 90),
    ],
)
def test_minutes(cell: object, expected: int) -> None:
    assert minutes().read(cell, MARGIN) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "cell",
    [
        "1.000",
        "1,000",
        "20,5",
        "nan",
        "inf",
        "1e400",
        "1e-3",
        "9" * 400,
        "0:20:30",
        "1_0",
        "4²",
        "²",
        "①",
        "--1",
        time(0, 0, 30),
        True,
    ],
)
def test_no_minutes(cell: object) -> None:
    with pytest.raises(Misread, match=r"is not a whole number|out of bounds"):
        minutes().read(cell, MARGIN)  # type: ignore[arg-type]


def test_a_time_is_no_number_of_seats() -> None:
    with pytest.raises(Misread, match="is not a whole number"):
        Whole().read(time(0, 20), MARGIN)


def test_every_number_of_the_table_has_bounds() -> None:
    """But for what the planner itself counts up."""
    columns = [*SETTINGS, *RULES, *(column for sheet in SHEETS for column in sheet.columns)]
    kinds = [(column.header, getattr(column.kind, "of", column.kind)) for column in columns]

    assert [header for header, kind in kinds if isinstance(kind, Whole) and kind.most == MOST] == ["revision"]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        (
            {"Policy!A4": "person_gap", "Policy!B4": 1_000_000_000},
            "person_gap: 1000000000 is out of bounds. Write a whole number 0 to 1,440.",
        ),
        ({"Event!B5": "2025-12-25"}, "Event!B5: The event lasts 62 days; the limit is 31."),
        ({"Lines!E2": "2026-10-25 12:00", "Lines!F2": 1}, "SIGN has time for 31,541,400 turns; the limit is 20,000."),
    ],
)
def test_absurd_numbers_are_refused_with_the_limit(tmp_path: Path, changes: dict[str, object], expected: str) -> None:
    reading = read_changed(tmp_path, changes)

    assert reading.workbook is None
    assert [line for line in lines(reading) if expected in line]


def test_more_rows_than_can_be_planned_are_refused_with_the_limit(tmp_path: Path) -> None:
    rooms = {
        f"Rooms!{letter}{row}": value
        for row in range(4, 4 + sizes.MAX_ROOMS)
        for letter, value in (("A", f"R{row}"), ("B", "Room"), ("D", 9), ("E", "bilateral"))
    }

    assert (
        "error Rooms: The event has 502 rooms; the limit is 500. Split the event, or leave out what is not planned."
        in lines(read_changed(tmp_path, rooms))
    )


@pytest.mark.parametrize(
    ("locked", "state", "warned"),
    [("yes", None, True), ("yes", "unplaced", True), ("no", None, False), ("yes", "cancelled", False)],
)
def test_locked_row_without_a_time(tmp_path: Path, locked: str, state: str | None, warned: bool) -> None:
    changes = {
        "Plan!E1": "locked",
        "Plan!F1": "state",
        "Plan!B2": None,
        "Plan!C2": None,
        "Plan!E2": locked,
        "Plan!F2": state,
    }

    said = [line for line in lines(read_changed(tmp_path, changes)) if "is locked but has no time" in line]

    assert [line[:17] for line in said] == ["warning Plan!E2: "] * warned


def test_page_of_limits_is_in_step() -> None:
    page = (Path(__file__).parents[2] / "docs" / "limits.md").read_text(encoding="utf-8")

    rows = [f"| {what} | {most:,} |" for what, most in sizes.LIMITS]
    assert "\n".join(rows) in page

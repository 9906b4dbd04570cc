"""Clumsy input: what is changed in a good workbook, and all that the reader then says."""

from pathlib import Path

import pytest

from planner.workbook import read
from planner.workbook.grid import letters
from tests.scenes.workbook_samples import changed, csv_files, lines, read_changed, save_xlsx

ERRORS = [
    # --- cells ---
    ({"Event!B3": "Asia/Hanoy"}, "Event!B3: 'Asia/Hanoy' is not a time zone."),
    ({"Event!B2": None}, "Event!B2: The setting name is missing."),
    ({"Delegations!B3": "  "}, "Delegations!B3: name is missing. Fill it in."),
    ({"People!D3": "ministre"}, "People!D3: rank: 'ministre' is not one of the allowed words. Did you mean minister?"),
    ({"Bilaterals!G2": 6}, "Bilaterals!G2: priority: 6 is out of bounds. Write a whole number 1 to 5."),
    ({"Bilaterals!F2": "20.5"}, "Bilaterals!F2: minutes: '20.5' is not a whole number."),
    ({"Bilaterals!F2": True}, "Bilaterals!F2: minutes: 'TRUE' is not a whole number."),
    ({"Bilaterals!F2": "nan"}, "Bilaterals!F2: minutes: 'nan' is not a whole number."),
    ({"Bilaterals!F2": "1e400"}, "Bilaterals!F2: minutes: '1e400' is not a whole number."),
    ({"Bilaterals!H2": "25.25.2025 14:00"}, "Bilaterals!H2: not_before: '25.25.2025 14:00' is not in the calendar"),
    ({"Bilaterals!H2": "the 25th"}, "Bilaterals!H2: not_before: 'the 25th' is not a date"),
    ({"Bilaterals!H2": "2025-02-30 14:00"}, "Bilaterals!H2: not_before: '2025-02-30 14:00' is not in the calendar."),
    ({"Bilaterals!H2": "0001-01-01 00:00"}, "Bilaterals!H2: not_before: The year 1 is out of bounds."),
    ({"Bilaterals!H2": 45955.5}, "Bilaterals!H2: not_before: '45955.5' is not a date"),
    ({"Rooms!F2": "9 am"}, "Rooms!F2: opens: '9 am' is not a time of day."),
    ({"Rooms!F2": "24:00"}, "Rooms!F2: opens: '24:00' is not a time of day."),
    ({"Bilaterals!I2": "!"}, "Bilaterals!I2: room: The `!` has no room code behind it."),
    ({"Interpreters!C2": "en"}, "Interpreters!C2: languages: 'en' is not a pair of languages."),
    ({"Delegations!E2": "English"}, "Delegations!E2: languages: 'english' is not a language code."),
    ({"Rooms!A2": "RED;1"}, "Rooms!A2: code: 'RED;1' contains a semicolon"),
    ({"Policy!A4": "value_of_priority", "Policy!B4": "1; 2"}, "Policy!B4: value_of_priority: The list has 2 parts."),
    # --- codes and ids ---
    ({"Bilaterals!C2": "JPX"}, "Bilaterals!C2: counterpart: there is no delegation 'JPX'. Did you mean JPN?"),
    ({"Bilaterals!D2": "FRA-9"}, "Bilaterals!D2: requester_person: there is no person 'FRA-9'."),
    ({"Bilaterals!D2": "any; FRA-1"}, "there is no person 'any'. any stands alone, without other parts."),
    ({"Programme!F2": "heads; FRA"}, "there is no person or delegation 'heads'. heads stands alone"),
    ({"Bilaterals!I2": "!BLUE"}, "Bilaterals!I2: room: there is no room 'BLUE'."),
    ({"Signings!A2": "SIGNS"}, "Signings!A2: line: there is no line 'SIGNS'. Did you mean SIGN?"),
    ({"Event!B6": "VN"}, "Event!B6: host: there is no delegation 'VN'. Did you mean VNM?"),
    ({"Absences!A2": "X"}, "Absences!A2: who: there is no person or delegation or room or interpreter 'X'."),
    ({"Bilaterals!J1": "after", "Bilaterals!J2": "B9"}, "Bilaterals!J2: after: there is no item or line 'B9'."),
    ({"Bilaterals!J1": "after", "Bilaterals!J2": "B1"}, "Bilaterals!J2: B1 is to take place after itself."),
    ({"Plan!D2": "FRA-9"}, "Plan!D2: people: there is no person 'FRA-9'."),
    ({"Delegations!A4": "Any"}, "Delegations!A4: 'Any' cannot be the code of a delegation: the word any has a meaning"),
    ({"Rooms!A2": "!RED"}, "Rooms!A2: '!RED' cannot be the code of a room: a `!` in front says"),
    ({"Delegations!A4": "fra"}, "Delegations!A4: fra stands in A3 already."),
    ({"SideEvents!A2": "b1"}, "SideEvents!A2: b1 stands in Bilaterals!A2 already."),
    ({"Bilaterals!A2": "SIGN/FRA"}, "Signings!B2: SIGN/FRA stands in Bilaterals!A2 already."),
    ({"Signings!B3": "FRA"}, "Signings!B3: SIGN/FRA stands in B2 already."),
    ({"Plan!A3": "b2"}, "Plan!A3: B2 stands in A2 already."),
    ({"People!A4": "JPN"}, "Delegations!A4: JPN lists no people, and its code is the id of a person"),
    ({"Event!A7": "Name", "Event!B7": "Other"}, "Event!A7: 'Name' stands in A2 already."),
    ({"Walking!A3": "north", "Walking!B3": "SOUTH", "Walking!C3": 9}, "Walking!B3: The walk from North to South is"),
    # --- records that disagree ---
    ({"Bilaterals!C2": "FRA"}, "Bilaterals!C2: B1: FRA asks to meet itself."),
    ({"Bilaterals!D2": "VNM-1"}, "Bilaterals!D2: B1: Lan (VNM-1) belongs to VNM, not to FRA."),
    ({"Signings!C2": "VNM-1"}, "Signings!C2: SIGN/FRA: Lan (VNM-1) belongs to VNM, not to FRA."),
    ({"Signings!D3": 1}, "Signings!D3: SIGN/JPN and SIGN/FRA both have the fixed place 1."),
    (
        {
            "Signings!A1": "line",
            "Lines!A3": "SIGN2",
            "Lines!B3": "signing",
            "Lines!C3": "HALL",
            "Lines!D3": "2025-10-26 10:00",
            "Lines!E3": "2025-10-26 11:00",
            "Lines!F3": 60,
        },
        "Signings!A3: The entry names no line of kind signing, and there are several: SIGN, SIGN2.",
    ),
    (
        {"Statements!A1": "delegation", "Statements!A2": "FRA"},
        "Statements!A2: The entry names no line of kind statement",
    ),
    ({"Lines!B2": "statement"}, "Signings!A2: The line SIGN is of kind statement, not signing."),
    ({"Programme!D2": "2025-10-25 08:00"}, "Programme!D2: OPEN: end (08:00 on Saturday 25 October) is not after start"),
    ({"Absences!C2": "2025-10-25 12:00"}, "Absences!C2: to (12:00 on Saturday 25 October) is not after from"),
    (
        {"Delegations!D3": "2025-10-25 07:00"},
        "Delegations!D3: FRA: departs (07:00 on Saturday 25 October) is not after",
    ),
    ({"People!E3": "2025-10-25 07:00"}, "People!E3: Anne arrives at 08:00 on Saturday 25 October, after departing"),
    ({"Rooms!G2": "08:00"}, "Rooms!G2: RED: closes (08:00) is not after opens (09:00)."),
    ({"Rooms!F3": "21:00"}, "Rooms!F3: Hall closes at 20:00, before it opens at 21:00."),
    ({"Event!B5": "2025-10-24"}, "Event!B5: The event ends on 2025-10-24, before it starts on 2025-10-25."),
    ({"Event!B5": "2925-10-24"}, "Event!B5: The event lasts from 2025-10-25 to 2925-10-24, longer than a year."),
    ({"Event!A7": "day_end", "Event!B7": "07:00"}, "Event!B7: The day ends at 07:00, but starts at 08:00."),
    ({"Policy!B2": 7}, "Policy!B2: bilateral_start_grid (7 minutes) is no multiple of time_step (5 minutes)."),
    ({"Event!A7": "precedence", "Event!B7": "un_recent; minister"}, "Event!B7: precedence names the preset un_recent"),
    (
        {"Event!A7": "tie_break", "Event!B7": "alphabetical; alphabetical"},
        "Event!B7: tie_break names alphabetical twice",
    ),
    ({"Event!A7": "alphabet_from", "Event!B7": "AB"}, "Event!B7: alphabet_from is 'AB'. Write a single letter."),
    ({"KeepApart!B2": "VNM"}, "KeepApart!B2: VNM is to be kept apart from itself."),
    # --- what may come otherwise ---
    ({"Uncertainty!A2": "late"}, "Uncertainty!A2: what: 'late' is not one of the allowed words."),
    (
        {"Uncertainty!B2": "FRANCE"},
        "Uncertainty!B2: of: there is no item or person or delegation or interpreter or line",
    ),
    ({"Uncertainty!B2": "minister; FRA"}, "Uncertainty!B2: of: there is no"),
    ({"Uncertainty!B2": "minister; FRA"}, "minister stands alone, without other parts."),
    ({"Uncertainty!B2": "B1"}, "Uncertainty!B2: of: 'B1' has no late_arrival. Name delegations, people or interp"),
    ({"Uncertainty!B2": "bilateral"}, "Uncertainty!B2: of: 'bilateral' has no late_arrival."),
    ({"Uncertainty!A2": "overrun"}, "Uncertainty!B2: of: 'FRA' has no overrun. Name programme items or meetings"),
    (
        {"Uncertainty!B3": "plenary"},
        "Uncertainty!B3: of: 'plenary' has no cadence. Name lines or their entries, or one",
    ),
    ({"Uncertainty!A3": "patience", "Uncertainty!B3": "FRA-1"}, "Uncertainty!B3: of: 'FRA-1' has no patience."),
    ({"Uncertainty!C2": 101}, "Uncertainty!C2: chance: 101 is out of bounds. Write a whole number 0 to 100."),
    ({"Uncertainty!E2": 4}, "Uncertainty!E2: worst (4) is less than usual (5). Write at least 5."),
    # --- headers and sheets ---
    ({"Delegations!B1": "title"}, "Delegations!A1: The required column name is missing. Add it to row 1."),
    ({"Delegations!C1": "NAME"}, "Delegations!C1: The header 'NAME' stands in B1 already."),
    ({"Rooms": None}, "Rooms: The sheet Rooms is missing or has no rows."),
    ({"Ro oms!A1": "code"}, "The sheet is there twice, as 'Rooms' and 'Ro oms'."),
    ({"Event!A7": None, "Event!B7": "lost"}, "Event!A7: The row has no setting."),
]


@pytest.mark.parametrize(("changes", "expected"), ERRORS)
def test_read_one_slip(tmp_path: Path, changes: dict[str, object], expected: str) -> None:
    reading = read_changed(tmp_path, changes)

    assert reading.workbook is None
    assert [line for line in lines(reading) if line.startswith("error") and expected in line]


TAKEN = [
    ({"Bilaterals!F2": "20"}, []),
    ({"Bilaterals!F2": "2e1"}, []),
    (
        {"Bilaterals!H2": "25.10.2025 14:00"},
        ["notice Bilaterals!H2: not_before: dates such as 25.10.2025 14:00 are read as day, month, year."],
    ),
    ({"Bilaterals!B2": " fra ", "Bilaterals!D2": "fra-1 ;FRA-2;"}, []),
    ({"Rooms!C2": "north"}, []),
    ({"Bilaterals!H1": " Not-Before *", "Rooms!E1": "USES"}, []),
    ({"Bilaterals!D2": "FRA-1, fra-2"}, ["warning Bilaterals!D2: requester_person: the list is separated by commas."]),
    ({"Delegations!E2": "vi, en"}, ["warning Delegations!E2: 'vi, en' is separated by commas."]),
    ({"Delegations!C3": "2025-10-25"}, ["warning Delegations!C3: 2025-10-25 has no time of day; 00:00 is taken."]),
    ({"Plan!A2": "B9"}, ["warning Plan!A2: There is no item B9; its row is left out of the plan."]),
    ({"Plan!C2": None}, ["warning Plan!C2: B2 has no end in the plan, so that it takes no time."]),
    ({"Programme!C2": "2025-10-24 09:00"}, ["warning Programme!C2: OPEN: start is 09:00 on Friday 24 October;"]),
    ({"Bilaterals!H2": "2025-10-27 09:00"}, ["warning Bilaterals!H2: B1: not_before is 09:00 on Monday 27 October;"]),
    ({"Uncertainty!B2": "fra, vnm-1"}, ["warning Uncertainty!B2: of: the list is separated by commas."]),
    ({"Uncertainty!B3": "SIGN/FRA; sign"}, []),
    (
        {"Uncertainty!D3": 2},
        [
            "warning Uncertainty!D3: cadence has no usual, so that the number has no effect. "
            "Use chance and usual_seconds and worst_seconds, or empty the cell."
        ],
    ),
    ({"Walking!B2": "Suoth"}, ["warning Walking!B2: No room lies in the zone 'Suoth'"]),
    ({"Event!A7": "time_stpe", "Event!B7": 10}, ["warning Event!A7: The setting 'time_stpe' is not known; it is kept"]),
    ({"Event!A7": "website", "Event!B7": "Hanoi"}, ["notice Event!A7: The setting 'website' is not known; it is kept"]),
    ({"Rooms!H1": "capacty"}, ["warning Rooms!H1: The column 'capacty' is not known; it is kept"]),
    ({"Rooms!H1": "colour"}, ["notice Rooms!H1: The column 'colour' is not known; it is kept"]),
    (
        {"Rooms!H1": "colour", "Rooms!I1": "capacty", "Rooms!J1": "wing"},
        [
            "warning Rooms!I1: The column 'capacty' is not known; it is kept and carried through. Did you mean capac",
            "notice Rooms!H1: The columns 'colour', 'wing' are not known; they are kept and carried through.",
        ],
    ),
    (
        {"Event!A7": "website", "Event!B7": "Hanoi", "Event!A8": "caterer", "Event!B8": "Trust"},
        ["notice Event!A7: The settings 'website', 'caterer' are not known; they are kept and carried through."],
    ),
    ({"Rooms!I2": "x"}, ["warning Rooms!I2: Column I has values but no header; they are left out."]),
    ({"Budget!A1": "x"}, ["notice Budget: The sheet is not known; it is kept and carried through."]),
    ({"Policy!A4": "person_gap", "Policy!C4": 2}, ["warning Policy!C4: person_gap has no weight, only a value."]),
    ({"Policy!A4": "waiting", "Policy!B4": 2}, ["warning Policy!B4: waiting has no value, only a weight."]),
]


@pytest.mark.parametrize(("changes", "expected"), TAKEN)
def test_read_what_can_be_taken(tmp_path: Path, changes: dict[str, object], expected: list[str]) -> None:
    reading = read_changed(tmp_path, changes)

    assert reading.workbook is not None
    assert len(reading.problems) == len(expected)
    assert all(line.startswith(start) for line, start in zip(lines(reading), expected, strict=True))


def test_read_many_unknown_columns_names_the_first(tmp_path: Path) -> None:
    changes = {f"Rooms!A{letters(number)}1": f"box {number}" for number in range(1, 20)}
    changes |= {f"Rooms!B{letters(number)}1": f"bin {number}" for number in range(1, 27)}

    (line,) = lines(read_changed(tmp_path, changes))

    assert line.startswith("notice Rooms!AA1: The columns 'box 1', 'box 2', ")
    assert line.endswith(", 'bin 21' and 5 more are not known; they are kept and carried through.")


def test_read_many_slips_reports_all(tmp_path: Path) -> None:
    changes = {key: value for slip, _ in ERRORS[2:8] for key, value in slip.items()}

    reading = read_changed(tmp_path, changes)

    assert {problem.cell for problem in reading.problems} == {"B3", "D3", "G2", "F2"}


def test_read_problem_names_value_and_cure(tmp_path: Path) -> None:
    (problem,) = read_changed(tmp_path, {"People!D3": "ministre"}).problems

    assert (problem.sheet, problem.cell, problem.value) == ("People", "D3", "ministre")
    assert problem.cure.startswith("Did you mean minister? Allowed: head_of_state, ")


def test_read_header_below_a_title(tmp_path: Path) -> None:
    sheets = changed({})
    sheets["Rooms"].insert(0, ["Our rooms"])

    reading = read(save_xlsx(sheets, tmp_path / "event.xlsx"))

    cure = "Row 1 must be the header; delete the rows above row 2."
    assert {problem.cell for problem in reading.problems if problem.cure == cure} == {"A1"}


def test_read_csv_names_cells_too(tmp_path: Path) -> None:
    for name, content in csv_files(changed({"Bilaterals!G2": 6}), delimiter=";", encoding="utf-8-sig").items():
        (tmp_path / name).write_bytes(content)

    assert [line[:21] for line in lines(read(tmp_path))] == ["error Bilaterals!G2: "]


def test_row_of_the_plan_whose_request_has_an_error_is_no_more_than_that(tmp_path: Path) -> None:
    reading = read_changed(tmp_path, {"Bilaterals!B3": None})

    assert reading.workbook is None
    assert any(line.startswith("error Bilaterals!B3: requester") for line in lines(reading)), lines(reading)

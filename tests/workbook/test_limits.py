"""Every hostile and clumsy file, checked by the command with 10 seconds of processor time and 1 GiB of memory."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.scenes.limited import Limited, limited
from tests.scenes.workbook_attacks import (
    ENTITIES,
    OUTSIDE,
    SHEET,
    Save,
    bilaterals,
    cells,
    content,
    part,
    save_far_corner,
    save_formatted_rows,
    save_large,
    save_truncated,
    spoilt,
)


@pytest.fixture(scope="module")
def commands(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Limited]:
    with limited(tmp_path_factory.mktemp("limited")) as commands:
        yield commands


def checked(commands: Limited, path: Path) -> tuple[int, list[str]]:
    """Status and lines of `planner check` under the limits; beyond them it would be killed or fail."""
    status, told, wrong = commands.run("check", path)
    assert (status in (0, 1), wrong) == (True, "")
    assert "Traceback" not in told
    return status, told.splitlines()


REFUSED: dict[str, tuple[Save, str]] = {
    "no zip": (content(b"name,rank\n"), "error event.xlsx: The file is not an Excel workbook."),
    "truncated": (save_truncated, "error event.xlsx: The file is damaged: its zip container cannot be read."),
    "bomb": (part("xl/media/a.xml", b" " * 40_000_000), "times its size, as only a zip bomb does."),
    "large": (save_large, "error event.xlsx: The file unpacks to more than 64 MB."),
    "entities": (part(SHEET, ENTITIES), "error event.xlsx: The workbook declares XML entities"),
    "outside entity": (part(SHEET, OUTSIDE), "error event.xlsx: The workbook declares XML entities"),
    "macros": (part("xl/vbaProject.bin", b"macro"), "error event.xlsx: The workbook contains macros."),
    "merged header": (
        spoilt("Rooms", lambda rooms: rooms.merge_range("F1:G1", "hours")),
        "error Rooms!F1: The header cells F1:G1 are merged",
    ),
    "repeated text": (bilaterals(room="x" * 32_000), "hold more than 4,000,000 characters, repeated texts included."),
    "repeated list": (bilaterals(also="VNM;" * 8_000), "hold more than 4,000,000 characters, repeated texts included."),
    "long list": (cells({"Bilaterals!E2": "VNM;" * 1_200}), "error Bilaterals!E2: also: The list has 1,201 parts"),
    "many slips": (
        bilaterals(also="a; b", minutes="long", priority=9, not_before="never", room="?"),
        "error event.xlsx: There are more than 5,000 errors; the reading ended there.",
    ),
    "skipped hour": (
        cells({"Event!B3": "Europe/Paris", "Bilaterals!H2": "2025-03-30 02:30"}),
        "error Bilaterals!H2: not_before: 02:30 on 2025-03-30 does not exist: the clock goes from 02:00 to 03:00.",
    ),
    "time zone": (cells({"Event!B3": "Asia/Hanoy"}), "error Event!B3: 'Asia/Hanoy' is not a time zone."),
    "id twice": (cells({"Delegations!A4": "fra"}), "error Delegations!A4: fra stands in A3 already."),
    "unknown code": (
        cells({"Bilaterals!C2": "JPX"}),
        "error Bilaterals!C2: counterpart: there is no delegation 'JPX'. Did you mean JPN?",
    ),
    "reversed": (
        cells({"Programme!D2": "2025-10-25 08:00"}),
        "error Programme!D2: OPEN: end (08:00 on Saturday 25 October) is not after start",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_check_refuses_within_the_limits(name: str, commands: Limited, tmp_path: Path) -> None:
    save, expected = REFUSED[name]

    status, told = checked(commands, save(tmp_path / "event.xlsx"))

    assert status == 1
    assert [line for line in told if expected in line]
    assert told[-1].endswith("; nothing was imported.")


TAKEN: dict[str, tuple[Save, str]] = {
    "links": (part("xl/externalLinks/externalLink1.xml", b"<externalLink/>"), "The workbook has links to other"),
    "hidden sheet": (
        spoilt("Rooms", lambda rooms: rooms.hide()),
        "notice Rooms: The sheet is hidden; it is read like any other.",
    ),
    "formatted rows": (save_formatted_rows, ""),
    "far corner": (save_far_corner, "warning Rooms!XFD1048576: Column XFD has values but no header"),
    "number as text": (cells({"Bilaterals!F2": "20", "Rooms!D2": "20"}), ""),
    "trailing spaces": (cells({"Bilaterals!B2": "FRA  ", "Delegations!A2": "VNM "}), ""),
    "other case": (cells({"Bilaterals!A1": "ID", "Bilaterals!H1": " Not-Before ", "Rooms!E1": "USES"}), ""),
    "comma list": (
        cells({"Bilaterals!D2": "FRA-1, FRA-2"}),
        "warning Bilaterals!D2: requester_person: the list is separated by commas.",
    ),
    "repeated hour": (
        cells({"Event!B3": "Europe/Paris", "Bilaterals!H2": "2025-10-26 02:30"}),
        "notice Bilaterals!H2: 02:30 on 2025-10-26 comes twice because the clock is put back; the first is taken.",
    ),
}


@pytest.mark.parametrize("name", TAKEN)
def test_check_takes_within_the_limits(name: str, commands: Limited, tmp_path: Path) -> None:
    save, expected = TAKEN[name]

    status, told = checked(commands, save(tmp_path / "event.xlsx"))

    assert status == 0
    about_the_file = [line for line in told[:-1] if not line.startswith("warning Signings: ")]
    assert [expected in line for line in about_the_file] == [True] * bool(expected)
    assert told[-1].startswith("event.xlsx: errors: 0, ")

"""What is written is read back equal: every field of event and plan, and what the planner does not know."""

import tempfile
import zipfile
from dataclasses import replace
from datetime import datetime, time, timedelta
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, Phase, given, settings

from planner.domain.vocabulary import Severity
from planner.workbook import ExtraColumn, Extras, ExtraSetting, ExtraSheet, Reading, Workbook, read, write, write_csv
from tests.scenes.builders import bilateral, delegation, event, plan, room, unplaced
from tests.scenes.effort import examples
from tests.scenes.workbook_samples import changed, lines, read_changed
from tests.scenes.workbook_strategies import workbooks

# Never shrunk: that takes minutes for whole events, and the first problem printed says where to look.
calm = settings(
    max_examples=examples(15),
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.generate),
)


def assert_same(reading: Reading, workbook: Workbook) -> None:
    assert [line for line in lines(reading) if line.startswith(Severity.ERROR)] == []
    assert reading.workbook is not None
    assert reading.workbook.event == workbook.event
    assert reading.workbook.plan == workbook.plan
    assert reading.workbook.extras == workbook.extras


@calm
@given(workbooks())
def test_xlsx_reads_back_equal(workbook: Workbook) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "event.xlsx"

        write(workbook, path)

        assert_same(read(path), workbook)


@calm
@given(workbooks(), workbooks())
def test_xlsx_written_into_another_reads_back_equal(before: Workbook, after: Workbook) -> None:
    with tempfile.TemporaryDirectory() as folder:
        first, second = Path(folder) / "before.xlsx", Path(folder) / "after.xlsx"
        write(before, first)
        opened = read(first).workbook
        assert opened is not None

        write(replace(after, origin=opened.origin), second)

        assert_same(read(second), after)


@calm
@given(workbooks())
def test_csv_reads_back_equal(workbook: Workbook) -> None:
    with tempfile.TemporaryDirectory() as folder:
        sheets, packed = Path(folder) / "csv", Path(folder) / "csv.zip"

        write_csv(workbook, sheets)
        with zipfile.ZipFile(packed, "w") as archive:
            for path in sheets.iterdir():
                archive.write(path, path.name)

        assert_same(read(sheets), workbook)
        assert_same(read(packed), workbook)


@pytest.fixture
def small() -> Workbook:
    asked = event(delegation("FRA"), delegation("JPN"), room(), bilateral("B1"), bilateral("B2"))
    return Workbook.of(asked, plan(asked, unplaced(asked, "B1")))


def test_write_leaves_no_formula(tmp_path: Path, small: Workbook) -> None:
    dangerous = tuple(
        replace(one, notes="=HYPERLINK(1)", contact="@SUM(1)", region="-1+1") for one in small.event.delegations
    )
    write(replace(small, event=replace(small.event, delegations=dangerous)), tmp_path / "event.xlsx")

    with zipfile.ZipFile(tmp_path / "event.xlsx") as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert not [
        name for name, part in parts.items() if "worksheets/sheet" in name and (b"<f>" in part or b"<f " in part)
    ]
    assert b'quotePrefix="1"' in parts["xl/styles.xml"]


def test_write_csv_leaves_no_formula(tmp_path: Path, small: Workbook) -> None:
    dangerous = tuple(replace(one, notes="=1+1") for one in small.event.delegations)

    write_csv(replace(small, event=replace(small.event, delegations=dangerous)), tmp_path)

    assert ",'=1+1" in (tmp_path / "Delegations.csv").read_text(encoding="utf-8-sig")


def test_write_is_read_alike_by_openpyxl(tmp_path: Path, small: Workbook) -> None:
    write(small, tmp_path / "event.xlsx")

    book = openpyxl.load_workbook(tmp_path / "event.xlsx")

    assert [cell.value for cell in book["Delegations"]["A"]] == ["code", "FRA", "JPN"]
    assert book["Event"]["B4"].value == datetime(2025, 10, 25)  # noqa: DTZ001 -- a spreadsheet's dates know no zone
    assert book["Event"]["B6"].value == time(8)
    assert book["Bilaterals"].freeze_panes == "B2"
    assert book["Policy"].max_row == 22
    assert book.sheetnames[-1] == "Plan"


def test_write_omits_implied_people_and_missing_plan(tmp_path: Path, small: Workbook) -> None:
    write(replace(small, plan=None), tmp_path / "event.xlsx")

    book = openpyxl.load_workbook(tmp_path / "event.xlsx")

    assert book["People"].max_row == 1
    assert "Plan" not in book.sheetnames


def test_write_keeps_extras_of_every_type(tmp_path: Path, small: Workbook) -> None:
    cells = {(1, 1): "a", (3, 2): 1.5, (4, 1): True, (9, 9): timedelta(hours=30), (2, 1): time(9), (1, 16_384): "=x"}
    extras = Extras(
        (ExtraColumn("Event", "basis", {"name": "fact", "website": "guess"}), ExtraColumn("KeepApart", "why", {})),
        (ExtraSetting("Event", ("website", "Hall")),),
        (ExtraSheet("Budget", cells), ExtraSheet("budget 2", {(1_048_576, 1): "far"})),
    )
    write(replace(small, extras=extras), tmp_path / "event.xlsx")

    workbook = read(tmp_path / "event.xlsx").workbook

    assert workbook is not None
    assert workbook.extras == replace(extras, columns=extras.columns[:1])


def test_write_fits_names_of_unknown_sheets(tmp_path: Path, small: Workbook) -> None:
    odd = ("../../etc/passwd", "Rooms", "a" * 40, "A" * 40, "'")
    workbook = replace(small, extras=Extras(sheets=tuple(ExtraSheet(name, {(1, 1): "x"}) for name in odd)))

    write(workbook, tmp_path / "event.xlsx")
    write_csv(workbook, tmp_path / "csv")

    expected = [".._.._etc_passwd", "Rooms 2", "a" * 31, "A" * 26 + " 2", "Sheet"]
    assert openpyxl.load_workbook(tmp_path / "event.xlsx").sheetnames[-5:] == expected
    assert {path.stem for path in (tmp_path / "csv").iterdir()} > set(expected)
    assert {path.name for path in tmp_path.iterdir()} == {"event.xlsx", "csv"}


def test_write_keeps_rows_of_the_file_in_order(tmp_path: Path) -> None:
    first = read_changed(tmp_path, {"Delegations!F1": "basis", "Delegations!F3": "fact"}).workbook
    assert first is not None
    moved = replace(first.event, delegations=first.event.delegations[::-1])

    write(replace(first, event=moved), tmp_path / "moved.xlsx")

    rows = openpyxl.load_workbook(tmp_path / "moved.xlsx")["Delegations"].iter_rows(min_row=2, values_only=True)
    assert [(row[0], row[-1]) for row in rows] == [("JPN", None), ("FRA", "fact"), ("VNM", None)]


def test_write_refuses_to_replace(tmp_path: Path, small: Workbook) -> None:
    path = tmp_path / "event.xlsx"
    path.write_text("precious")

    with pytest.raises(FileExistsError):
        write(small, path)
    assert path.read_text() == "precious"

    write(small, path, force=True)
    assert read(path).workbook is not None


def test_write_too_long_text_leaves_nothing(tmp_path: Path, small: Workbook) -> None:
    long = tuple(replace(one, notes="x" * 32_768) for one in small.event.delegations)

    with pytest.raises(ValueError, match="the text in Delegations!O2 has 32,768 characters"):
        write(replace(small, event=replace(small.event, delegations=long)), tmp_path / "event.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_write_csv_replaces_an_earlier_export(tmp_path: Path, small: Workbook) -> None:
    write_csv(small, tmp_path)
    (tmp_path / "mine.csv").write_text("x\n")

    with pytest.raises(FileExistsError):
        write_csv(small, tmp_path)
    write_csv(replace(small, plan=None), tmp_path, force=True)

    assert not (tmp_path / "Plan.csv").exists()
    assert (tmp_path / "mine.csv").exists()
    assert changed({}).keys() - {path.stem for path in tmp_path.iterdir()} == {"Plan"}

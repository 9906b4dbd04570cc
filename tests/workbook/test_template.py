"""The template and the reference page follow from the same table as the reader."""

from dataclasses import fields
from pathlib import Path

import openpyxl
import pytest

from planner.domain.vocabulary import Severity
from planner.workbook import read, write_template
from planner.workbook.format.sheets import SHEETS
from planner.workbook.format.table import Sheet
from planner.workbook.writing.reference import reference
from tests.scenes.workbook_samples import lines

DOCS = Path(__file__).parents[2] / "docs" / "workbook.md"


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "template.xlsx"
    write_template(path)
    return path


def test_template_reads_with_warnings_of_its_examples_only(template: Path) -> None:
    reading = read(template)

    assert reading.workbook is not None
    assert {problem.severity for problem in reading.problems} == {Severity.WARNING}
    assert all(line.endswith("Overwrite or delete the example rows.") for line in lines(reading))


def test_template_has_every_column_with_a_note(template: Path) -> None:
    book = openpyxl.load_workbook(template)

    for sheet in SHEETS:
        header = book[sheet.name][1]
        assert [cell.value for cell in header] == [column.header for column in sheet.columns]
        assert all(cell.comment is not None for cell in header)


def test_template_offers_every_choice(template: Path) -> None:
    book = openpyxl.load_workbook(template)

    for sheet in SHEETS:
        offered = {item.formula1 for item in book[sheet.name].data_validations.dataValidation}
        choices = {f'"{",".join(column.kind.choices)}"' for column in sheet.columns if column.kind.choices}
        assert choices <= offered


def test_template_shows_examples_in_italics(template: Path) -> None:
    book = openpyxl.load_workbook(template)

    assert book["Delegations"]["A2"].value == "EXAMPLE-A"
    assert book["Delegations"]["A2"].font.italic is True
    assert book["Delegations"]["A1"].font.italic is False


def test_write_template_refuses_to_replace(template: Path) -> None:
    with pytest.raises(FileExistsError):
        write_template(template)


@pytest.mark.parametrize(
    "sheet", [sheet for sheet in SHEETS if sheet.member or sheet.name == "Plan"], ids=lambda s: s.name
)
def test_table_covers_every_field(sheet: Sheet) -> None:
    in_table = [name for column in sheet.columns for name in column.fields]
    in_record = [field.name for field in fields(sheet.record)]

    # `implied` people are not in the workbook; full powers are a matter of signings.
    assert set(in_record) - set(in_table) <= {"implied", "full_powers"}
    assert set(in_table) <= set(in_record)


def test_reference_page_is_in_step() -> None:
    """To renew it: python -c "from planner.workbook.writing.reference import reference; print(reference(), end='')" """
    assert DOCS.read_text(encoding="utf-8") == reference()

"""A workbook as an organiser keeps it: notes, colours, widths, links, formulas, merged cells, sheets of their own."""

import zipfile
from pathlib import Path

import openpyxl
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Font, PatternFill
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table
from openpyxl.worksheet.worksheet import Worksheet

from planner.workbook import read
from planner.workbook.format.changes import CHANGES
from planner.workbook.format.sheets import SHEETS
from tests.scenes.workbook_samples import SMALL

YELLOW = PatternFill("solid", fgColor="FFFFFF00")
NOTE = "Ask the embassy again"


def save_organiser_book(path: Path) -> Path:
    """The small workbook with an organiser's work in it, and sheets that only its organiser knows."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in SMALL.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    _dress_bilaterals(book["Bilaterals"])
    _dress_plan(book["Plan"])
    book["Delegations"].add_table(Table(displayName="Parties", ref="A1:E4"))
    _add_seating(book.create_sheet("Seating"))
    book.defined_names["requests"] = DefinedName("requests", attr_text="Bilaterals!$A$2:$A$3")
    book.create_sheet("Archive").sheet_state = "hidden"
    book["Archive"]["A1"] = "=Bilaterals!A3"
    book.save(path)
    return path


def assert_kept(path: Path) -> None:
    """That what `save_organiser_book` puts in beside the records is there, and every sheet of the format."""
    reading = read(path)
    assert reading.workbook is not None, reading.problems
    book = openpyxl.load_workbook(path)
    with zipfile.ZipFile(path) as archive:
        assert "xl/charts/chart1.xml" in archive.namelist()
    assert {sheet.name for sheet in SHEETS} - {CHANGES.name} <= set(book.sheetnames)
    seating, bilaterals = book["Seating"], book["Bilaterals"]
    assert [str(area) for area in seating.merged_cells.ranges] == ["A1:C1"]
    assert [seating[place].value for place in ("B2", "B3")] == ["=COUNTA(Bilaterals!A2:A3)", "=Bilaterals!$A$2"]
    assert seating["A5"].comment.text == "Not beside each other"
    assert book["Archive"].sheet_state == "hidden"
    assert bilaterals["A3"].comment.text == NOTE
    assert bilaterals["A3"].fill.fgColor.rgb == YELLOW.fgColor.rgb
    assert [bilaterals[place].value for place in ("K2", "K3")] == ['="F-"&A2', '="F-"&A3']
    assert [str(area.sqref) for area in bilaterals.conditional_formatting] == ["A2:K3"]
    assert bilaterals.column_dimensions["J"].hidden
    assert bilaterals["A3"].hyperlink.target == "https://example.org/notes/2"
    assert "requests" in book.defined_names
    assert list(book["Delegations"].tables) == ["Parties"]
    assert any(cell.value == "Car 7" for row in book["Plan"] for cell in row)


def _dress_bilaterals(sheet: Worksheet) -> None:
    sheet["K1"], sheet["K2"], sheet["K3"] = "our file", '="F-"&A2', '="F-"&A3'
    sheet["A3"].comment = Comment(NOTE, "Lan")
    sheet["G3"].comment = Comment("Their wish", "Lan")
    for column in "ABCDEFGHIJK":
        sheet[f"{column}3"].fill = YELLOW
    sheet["A3"].hyperlink = "https://example.org/notes/2"
    sheet["A3"].font = Font(bold=True)
    sheet.column_dimensions["A"].width = 33
    sheet.column_dimensions["J"].hidden = True
    sheet.row_dimensions[3].height = 40
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = "A1:K3"
    sheet.conditional_formatting.add("A2:K3", FormulaRule(formula=["$G2>3"], fill=YELLOW))
    choice = DataValidation(type="list", formula1='"1,2,3,4,5"')
    choice.add("G2:G3")
    sheet.add_data_validation(choice)
    sheet.print_title_rows = "1:1"
    sheet.print_area = "A1:K3"


def _dress_plan(sheet: Worksheet) -> None:
    sheet["E1"], sheet["E2"] = "our car", "Car 7"
    sheet["A2"].comment = Comment("Bring the gift", "Lan")
    sheet["B2"].fill = YELLOW
    sheet["B2"].number_format = "dd/mm hh:mm"


def _add_seating(sheet: Worksheet) -> None:
    sheet.merge_cells("A1:C1")
    sheet["A1"] = "Seating of the dinner"
    sheet["A2"], sheet["B2"] = "requests", "=COUNTA(Bilaterals!A2:A3)"
    sheet["A3"], sheet["B3"] = "first", "=Bilaterals!$A$2"
    sheet["A4"], sheet["B4"] = "second", '=UPPER(Bilaterals!A3)&" A3"'
    sheet["A5"].comment = Comment("Not beside each other", "Lan")
    sheet["D2"], sheet["D3"], sheet["D4"] = 1, 2, 3
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=4, min_row=2, max_row=4))
    sheet.add_chart(chart, "F2")

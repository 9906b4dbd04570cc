"""The event workbook: one declarative table of sheets and columns, and what follows from it.

`read` takes an .xlsx, a folder of CSV files or a zip of them and returns a workbook or the reasons why not; `write`,
`write_csv` and `write_template` make such files. Nothing in a file is evaluated, and nothing in it is dropped unsaid.
"""

from planner.workbook.reading.reader import read
from planner.workbook.workbook import ExtraColumn, Extras, ExtraSetting, ExtraSheet, Reading, Workbook
from planner.workbook.writer import csv_of, write, write_csv, write_for_reading, write_template

__all__ = [
    "ExtraColumn",
    "ExtraSetting",
    "ExtraSheet",
    "Extras",
    "Reading",
    "Workbook",
    "csv_of",
    "read",
    "write",
    "write_csv",
    "write_for_reading",
    "write_template",
]

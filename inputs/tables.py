"""The parts of a sample that are written by hand: one CSV file a sheet, under the sheet's name."""

import csv
from pathlib import Path

from inputs.sheets import Row, Sheets

TABLES = Path(__file__).parent / "tables"


def table(sample: str, sheet: str) -> list[Row]:
    """The rows of one sheet; whole numbers are numbers, blank cells are left out."""
    with (TABLES / sample / f"{sheet}.csv").open(encoding="utf-8", newline="") as file:
        return [
            {header: int(text) if text.isdigit() else text for header, text in row.items() if text}
            for row in csv.DictReader(file)
        ]


def tables(sample: str) -> Sheets:
    """Every sheet of a sample that is written by hand."""
    return {path.stem: table(sample, path.stem) for path in sorted((TABLES / sample).glob("*.csv"))}

"""Builds the sample workbooks that come with the planner: `python -m inputs.build`."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZIP_DEFLATED, ZipFile

from inputs import hanoi, matchmaking, morning, week
from inputs.sheets import Sheets, save
from planner.domain.vocabulary import Severity
from planner.workbook import Workbook, read, write

HERE = Path(__file__).parent
BUILT = HERE.parent / "planner" / "samples"
"""Where they lie; next to this file are links to them."""
SAMPLES: dict[str, Callable[[], Sheets]] = {
    "hanoi_2025": hanoi.build,
    "high_level_week": week.build,
    "matchmaking_day": matchmaking.build,
    "morning": morning.build,
}

_AGE, _MADE = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"), b"2025-10-25T00:00:00Z"
"""The moment of writing in a file's properties, and the one that the samples have instead."""


def workbook(sheets: Sheets) -> Workbook:
    """The rows as the planner reads them; a sample that draws an error or a warning is not fit to be shown."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "sample.xlsx"
        save(sheets, path)
        reading = read(path)
    faults = [str(problem) for problem in reading.problems if problem.severity != Severity.NOTICE]
    if reading.workbook is None or faults:
        raise ValueError("\n".join(faults))
    return replace(reading.workbook, origin=None)  # drawn by the planner, not patched into the rows' own file


def write_sample(name: str, path: Path) -> None:
    """Write a sample to a file, the same bytes each time."""
    write(workbook(SAMPLES[name]()), path, force=True)
    with ZipFile(path) as book:
        parts = [(part, book.read(part)) for part in book.infolist()]
    with ZipFile(path, "w", ZIP_DEFLATED) as book:
        for part, content in parts:
            book.writestr(part, _AGE.sub(_MADE, content) if part.filename == "docProps/core.xml" else content)


def main() -> None:
    for name in SAMPLES:
        write_sample(name, BUILT / f"{name}.xlsx")


if __name__ == "__main__":
    main()

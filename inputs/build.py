"""Builds the sample workbooks next to this file: `python -m inputs.build`."""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from inputs import hanoi, morning, week
from inputs.sheets import Sheets, save
from planner.domain.vocabulary import Severity
from planner.workbook import Workbook, read, write

HERE = Path(__file__).parent
SAMPLES: dict[str, Callable[[], Sheets]] = {
    "hanoi_2025": hanoi.build,
    "high_level_week": week.build,
    "morning": morning.build,
}


def workbook(sheets: Sheets) -> Workbook:
    """The rows as the planner reads them; a sample that draws an error or a warning is not fit to be shown."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "sample.xlsx"
        save(sheets, path)
        reading = read(path)
    faults = [str(problem) for problem in reading.problems if problem.severity != Severity.NOTICE]
    if reading.workbook is None or faults:
        raise ValueError("\n".join(faults))
    return reading.workbook


def main() -> None:
    for name, build in SAMPLES.items():
        write(workbook(build()), HERE / f"{name}.xlsx", force=True)


if __name__ == "__main__":
    main()

"""A run can be repeated: the same input, seed and work give the same plan to the last byte."""

import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

MORNING = Path(__file__).parents[2] / "inputs" / "morning.xlsx"
PLANNER = [sys.executable, "-c", "from planner.cli import main; main()"]
EFFORT = ["--workers", "1", "--seed", "7", "--work-limit", "20"]


def plan_bytes(out: Path, *, hashes: str) -> tuple[bytes, bytes]:
    """The XML of the Plan sheet after a solve, and of the texts that its cells point to."""
    words = [*PLANNER, "solve", str(MORNING), "--output", str(out), *EFFORT]
    # Text hashes differently in each process, so that nothing may hang on the order of a set.
    subprocess.run(words, capture_output=True, timeout=120, check=True, env={**os.environ, "PYTHONHASHSEED": hashes})
    with zipfile.ZipFile(out) as archive:
        number = re.findall(rb'<sheet name="(\w+)"', archive.read("xl/workbook.xml")).index(b"Plan") + 1
        return archive.read(f"xl/worksheets/sheet{number}.xml"), archive.read("xl/sharedStrings.xml")


def test_same_work_writes_the_same_bytes_of_the_plan(tmp_path: Path) -> None:
    first, second = (plan_bytes(tmp_path / f"{hashes}.xlsx", hashes=hashes) for hashes in "12")

    assert first == second
    assert first[0].count(b"<row ") == 1 + 37  # the header, and a row for each item of the morning

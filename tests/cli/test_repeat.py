"""A run can be repeated: the same input, seed and work give the same plan to the last byte."""

import os
import re
import subprocess
import zipfile
from pathlib import Path

from tests.scenes.commands import MORNING, PLANNER, run

EFFORT = ["--workers", "1", "--seed", "7", "--work-limit", "20"]


def plan_bytes(out: Path) -> tuple[bytes, bytes]:
    """The XML of the Plan sheet after a solve, and of the texts that its cells point to."""
    with zipfile.ZipFile(out) as archive:
        number = re.findall(rb'<sheet name="(\w+)"', archive.read("xl/workbook.xml")).index(b"Plan") + 1
        return archive.read(f"xl/worksheets/sheet{number}.xml"), archive.read("xl/sharedStrings.xml")


def test_same_work_writes_the_same_bytes_of_the_plan(tmp_path: Path) -> None:
    here, there = tmp_path / "here.xlsx", tmp_path / "there.xlsx"

    run("solve", MORNING, "--output", here, *EFFORT)
    # Text hashes differently in each process, so that nothing may hang on the order of a set.
    hashes = "1" if os.environ.get("PYTHONHASHSEED") != "1" else "2"
    words = [*PLANNER, "solve", str(MORNING), "--output", str(there), *EFFORT]
    subprocess.run(words, capture_output=True, timeout=600, check=True, env={**os.environ, "PYTHONHASHSEED": hashes})

    assert plan_bytes(here) == plan_bytes(there)
    # The header, and a row for each item of the morning.
    assert plan_bytes(here)[0].count(b"<row ") == 1 + 37

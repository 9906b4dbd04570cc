"""Readers under mutated files: whatever the bytes, there is a workbook or a sentence, and never an exception."""

import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.workbook import Reading, read
from planner.workbook.files.xlsx_formats import meaning_of_code
from planner.workbook.files.xlsx_sheet import without_blanks
from tests.scenes.workbook_samples import changed, csv_files, save_xlsx, save_zip

calm = settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))

with (
    tempfile.TemporaryDirectory() as folder,
    zipfile.ZipFile(save_xlsx(changed({}), Path(folder) / "e.xlsx")) as archive,
):
    PARTS = {name: archive.read(name) for name in archive.namelist()}
TABLES = csv_files(changed({}))

ODD = st.sampled_from(
    [
        b"",
        b"<",
        b"&#0;",
        b"99999999999999999999",
        b"1e308",
        b"-1",
        b"\x00",
        b"\xff\xfe",
        b"<c>" * 50,
        b"]]>",
        b'"',
        b"\n",
        b"/",
    ]
)


def answered(path: Path) -> Reading:
    reading = read(path)
    assert reading.workbook is not None or reading.problems
    return reading


def put(content: bytes, at: float, length: int, odd: bytes) -> bytes:
    """The content with a stretch of it replaced."""
    place = int(at * len(content))
    return content[:place] + odd + content[place + length :]


@calm
@given(st.sampled_from(sorted(PARTS)), st.floats(0, 1), st.integers(0, 40), ODD | st.binary(max_size=20))
def test_mutated_parts_of_a_workbook(name: str, at: float, length: int, odd: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        answered(save_zip(PARTS | {name: put(PARTS[name], at, length, odd)}, Path(folder) / "event.xlsx"))


@calm
@given(st.sets(st.sampled_from(sorted(PARTS)), max_size=3), st.permutations(sorted(PARTS)))
def test_missing_and_exchanged_parts(missing: set[str], order: list[str]) -> None:
    exchanged = dict(zip(sorted(PARTS), (PARTS[name] for name in order), strict=True))
    with tempfile.TemporaryDirectory() as folder:
        answered(save_zip({name: part for name, part in PARTS.items() if name not in missing}, Path(folder) / "a.xlsx"))
        answered(save_zip(PARTS | {order[0]: exchanged[order[0]]}, Path(folder) / "b.xlsx"))


@calm
@given(st.floats(0, 1), st.integers(0, 40), ODD | st.binary(max_size=20))
def test_mutated_bytes_of_a_zip(at: float, length: int, odd: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = save_zip(PARTS, Path(folder) / "event.xlsx")
        path.write_bytes(put(path.read_bytes(), at, length, odd))
        answered(path)


@calm
@given(st.sampled_from(sorted(TABLES)), st.floats(0, 1), st.integers(0, 40), ODD | st.binary(max_size=200))
def test_mutated_csv(name: str, at: float, length: int, odd: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for table, content in TABLES.items():
            (Path(folder) / table).write_bytes(put(content, at, length, odd) if table == name else content)
        answered(Path(folder))
        answered(Path(folder) / name)


@pytest.mark.parametrize(
    ("work", "piece"),
    [
        (lambda text: meaning_of_code(text), "[h"),
        (lambda text: meaning_of_code(text), '"'),
        (lambda text: without_blanks(text.encode()), '<c s="1"/>'),
        (lambda text: without_blanks(text.encode()), '<row r="1"><c r="A1" s="3"/>'),
        (lambda text: without_blanks(text.encode()), '<row r="1" '),
    ],
)
def test_twice_the_input_takes_twice_the_time(work: Callable[[str], object], piece: str) -> None:
    """Eight times as much takes at most some thirty times as long; what goes with the square takes sixty-four."""

    def seconds(times: int) -> float:
        text = piece * times
        spent = []
        for _ in range(3):
            begun = time.process_time()
            work(text)
            spent.append(time.process_time() - begun)
        return min(spent)

    assert seconds(160_000) < 30 * max(seconds(20_000), 0.001)

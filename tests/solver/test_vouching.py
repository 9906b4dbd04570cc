"""Compiled code of which any file is not what was compiled is thrown away, and made anew."""

from pathlib import Path

import pytest

from planner.solver.searching.vouching import LOCK, drop_unvouched, is_vouched, vouch
from planner.workbook.files.holding import held

STEPS = ("search", "comfort")
FILES = ("moves_1/annealing.anneal-1.py311.nbi", "moves_1/annealing.anneal-1.py311.1.nbc")


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    folder = tmp_path / "kept"
    for name in FILES:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"compiled code")
    return folder


def test_vouched_code_is_kept(kept: Path) -> None:
    for step in STEPS:
        vouch(kept, step)

    drop_unvouched(kept, STEPS)

    assert all(is_vouched(kept, step) for step in STEPS)


def test_code_that_nobody_vouched_for_is_dropped(kept: Path) -> None:
    drop_unvouched(kept, STEPS)

    assert not any(path.is_file() for path in kept.rglob("*"))


@pytest.mark.parametrize("name", [*FILES, "search.done"])
@pytest.mark.parametrize("content", [b"", b"compiled", b"compiled c0de", None])
def test_broken_file_has_all_made_anew(kept: Path, name: str, content: bytes | None) -> None:
    vouch(kept, "search")
    if content is None:
        (kept / name).unlink()
    else:
        (kept / name).write_bytes(content)

    drop_unvouched(kept, STEPS)

    assert not any(path.is_file() for path in kept.rglob("*"))
    assert not is_vouched(kept, "search")


def test_code_that_is_being_compiled_is_left_alone(kept: Path) -> None:
    with held(kept / LOCK, 0o600):
        drop_unvouched(kept, STEPS)

    assert kept.exists()

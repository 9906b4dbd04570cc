"""Compiled code that is not what was compiled is thrown away, and made anew."""

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


BROKEN = [b"", b"compiled", b"compiled c0de", None]
"""What is left of a file; None where it is gone."""


def spoil(path: Path, content: bytes | None) -> None:
    if content is None:
        path.unlink()
    else:
        path.write_bytes(content)


def files_in(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("content", BROKEN)
def test_broken_file_is_made_anew_and_the_others_are_kept(kept: Path, name: str, content: bytes | None) -> None:
    for step in STEPS:
        vouch(kept, step)
    spoil(kept / name, content)
    (kept / "moves_1/refining.refine-1.py311.nbi").write_bytes(b"never vouched for")

    drop_unvouched(kept, STEPS)

    assert files_in(kept) == [one for one in FILES if one != name]
    assert not any(is_vouched(kept, step) for step in STEPS)


@pytest.mark.parametrize("content", [*BROKEN, b"[]"])
def test_code_whose_mark_is_broken_is_dropped(kept: Path, content: bytes | None) -> None:
    vouch(kept, "search")
    spoil(kept / "search.done", content)

    drop_unvouched(kept, STEPS)

    assert files_in(kept) == []
    assert not is_vouched(kept, "search")


def test_code_that_is_listed_with_one_of_two_steps_is_kept(kept: Path) -> None:
    vouch(kept, "search")
    later = kept / "moves_1/refining.refine-1.py311.nbi"
    later.write_bytes(b"compiled code")
    vouch(kept, "comfort")
    later.write_bytes(b"")

    drop_unvouched(kept, STEPS)

    assert files_in(kept) == sorted(FILES)


def test_code_that_is_being_compiled_is_left_alone(kept: Path) -> None:
    with held(kept / LOCK, 0o600):
        drop_unvouched(kept, STEPS)

    assert kept.exists()

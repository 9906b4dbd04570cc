"""Compiled code of a real solve: broken, kept elsewhere, and asked for by two programs at once."""

import json
import os
import shutil
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from planner.cli.solving import COMPILED_MEANWHILE
from planner.solver.searching.moves import KEPT
from planner.solver.searching.vouching import LOCK, MARK, is_vouched, place_for
from planner.workbook import read
from planner.workbook.files.holding import held
from tests.scenes.commands import HANOI, MORNING

STEPS = ("compile_search", "compile_comfort", "compile_exchange")
TOOK_LONGER = "longer than the time limit. Nothing was searched beyond it."


def program(code: str, kept: Path, *words: object, **more: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "NUMBA_CACHE_DIR": str(kept.parent), **more}
    given = [sys.executable, "-c", code, *map(str, words)]
    return subprocess.run(given, env=environment, capture_output=True, text=True, timeout=600, check=False)


def solved(kept: Path, event: Path, out: Path, seconds: float) -> subprocess.CompletedProcess[str]:
    words = ("solve", event, "--output", out, "--time-limit", seconds, "--workers", 1, "--force")
    return program("from planner.cli import main; main()", kept, *words)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where all is compiled, in a folder of its own."""
    kept = tmp_path_factory.mktemp("whole") / KEPT.name
    if KEPT.is_dir():
        shutil.copytree(KEPT, kept)
    done = program("from planner.solver.compiled import compile_ahead; compile_ahead()", kept)
    assert (done.returncode, done.stderr) == (0, "")
    assert all((kept / f"{step}{MARK}").exists() for step in STEPS)
    return kept


def test_solve_on_broken_compiled_code_ends_well_says_so_and_all_is_compiled_again(whole: Path, tmp_path: Path) -> None:
    kept, out = tmp_path / whole.name, tmp_path / "hanoi.xlsx"
    shutil.copytree(whole, kept)
    vouched = json.loads((kept / f"compile_search{MARK}").read_bytes())
    broken = max((kept / name for name in vouched if name.endswith(".nbc")), key=lambda path: path.stat().st_size)
    broken.write_bytes(broken.read_bytes()[:4096] + b"\0" * 4096)

    done = solved(kept, HANOI, out, 3)

    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    assert COMPILED_MEANWHILE in done.stderr or TOOK_LONGER in done.stderr  # by the second a slow machine says more
    assert read(out).workbook is not None
    # What was begun goes on though the command has ended; whoever waits for its turn finds all done, or does it.
    ended = program("from planner.solver.compiled import compile_ahead; compile_ahead()", kept)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert all(is_vouched(kept, step) for step in STEPS)
    assert not broken.exists() or broken.read_bytes()[4096:8192].strip(b"\0")


def test_solve_with_all_compiled_says_nothing_of_it(whole: Path, tmp_path: Path) -> None:
    done = solved(whole, HANOI, tmp_path / "hanoi.xlsx", 3)

    assert done.returncode == 0, done.stderr
    assert COMPILED_MEANWHILE not in done.stderr


def test_first_plan_that_took_longer_than_the_limit_is_said(whole: Path, tmp_path: Path) -> None:
    done = solved(whole, HANOI, tmp_path / "hanoi.xlsx", 0.1)

    assert done.returncode == 0, done.stderr
    assert TOOK_LONGER in done.stderr
    assert COMPILED_MEANWHILE not in done.stderr


def test_who_waits_for_another_program_does_not_do_its_work_again(whole: Path, tmp_path: Path) -> None:
    kept = tmp_path / whole.name
    kept.mkdir()
    waiting = """
import sys
from planner.solver.searching.preparing import in_turn
def compile_search():
    print("compiled again", flush=True)
print("at the door", flush=True)
in_turn(compile_search)
"""
    environment = {**os.environ, "NUMBA_CACHE_DIR": str(kept.parent)}
    with held(kept / LOCK, 0o600):
        other = subprocess.Popen([sys.executable, "-c", waiting], env=environment, stdout=subprocess.PIPE, text=True)
        assert other.stdout is not None
        assert other.stdout.readline() == "at the door\n"
        for path in whole.rglob("*"):
            if path.is_file() and path.name != LOCK:
                (kept / path.relative_to(whole)).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(path, kept / path.relative_to(whole))

    told, _ = other.communicate(timeout=600)
    assert (other.returncode, told) == (0, "")


def test_installed_where_nothing_may_be_written_it_is_kept_in_the_cache_of_the_user(tmp_path: Path) -> None:
    package, home = tmp_path / "planner", tmp_path / "home"
    package.write_text("a file, so that no folder can be made in its place")
    place = program(
        "import sys; from pathlib import Path; from planner.solver.searching.vouching import place_for; "
        "print(place_for(Path(sys.argv[1]) / '__pycache__'))",
        tmp_path,
        package,
        XDG_CACHE_HOME=str(home),
    ).stdout.strip()

    assert place == str(home / "planner")
    assert place_for(tmp_path / "own" / "__pycache__") == tmp_path / "own" / "__pycache__"


def test_solve_works_where_nothing_can_be_kept(tmp_path: Path) -> None:
    """Neither beside the program nor in the user's cache."""
    nowhere = tmp_path / "nowhere"
    nowhere.write_text("a file, so that no folder can be made in its place")
    out, code = tmp_path / "morning.xlsx", "from planner.cli import main; main()"
    words = ("solve", MORNING, "--output", out, "--time-limit", 3)

    done = program(code, nowhere / "kept", *words, XDG_CACHE_HOME=str(nowhere), HOME=str(nowhere))
    end_all_of(nowhere)

    assert done.returncode == 0, done.stderr
    assert read(out).workbook is not None


def end_all_of(home: Path) -> None:
    """Ends what a program has left at work in this home: what it compiles there is for nobody any more."""
    for environment in Path("/proc").glob("[0-9]*/environ"):
        with suppress(OSError):  # it has ended meanwhile, or is somebody else's
            if f"HOME={home}\0".encode() in environment.read_bytes():
                os.kill(int(environment.parent.name), signal.SIGKILL)

"""Ctrl-C, kills and full disks at every stage: a plan that is there is kept, and no file is ever half-written."""

import json
import os
import pty
import select
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
import typer

from planner.cli.checking import check
from planner.cli.interrupts import stopped_by_interrupt
from planner.cli.output import answering
from planner.papers import Printed, View, edition_of, print_papers, write_papers
from planner.workbook import Workbook, read, write
from planner.workbook.files.whole import recover
from tests.scenes.commands import HANOI, MORNING, PLANNER, ROOT, run

WEEK = ROOT / "inputs" / "high_level_week.xlsx"
LEFT_ALONE = "Interrupted before the end; no file is left half-written."

# --- while solving ---------------------------------------------------------------------------------------------------


def until_shown(terminal: int, text: bytes) -> None:
    """Waits until a command has shown the text on its terminal."""
    shown = b""
    while text not in shown:
        assert select.select([terminal], [], [], 600)[0], shown.decode()
        shown += os.read(terminal, 65_536)


def test_interrupt_keeps_the_best_plan_so_far(tmp_path: Path) -> None:
    out = tmp_path / "hanoi.xlsx"
    words = [*PLANNER, "solve", str(HANOI), "--output", str(out), "--time-limit", "600"]
    ours, theirs = pty.openpty()
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=theirs, text=True) as process:
        until_shown(ours, b"Ctrl-C keeps the best")
        process.send_signal(signal.SIGINT)
        told, _ = process.communicate(timeout=600)
    os.close(ours)
    os.close(theirs)

    assert process.returncode == 0
    assert told.splitlines()[-1] == f"Written to {out}."
    assert json.loads(run("check", out, "--json").stdout)["ok"] is True
    assert list(tmp_path.iterdir()) == [out]


def test_first_interrupt_asks_to_stop_and_the_second_ends() -> None:
    before = signal.getsignal(signal.SIGINT)
    with stopped_by_interrupt() as stop:
        assert not stop()
        signal.raise_signal(signal.SIGINT)
        assert stop()
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)

    assert signal.getsignal(signal.SIGINT) is before


def test_second_interrupt_ends_at_once_without_a_plan_and_says_so(tmp_path: Path) -> None:
    out = tmp_path / "hanoi.xlsx"
    words = [sys.executable, "-c", DEAF_WORK, "solve", str(MORNING), "--output", str(out)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        for told in ("at work\n", "asked to stop\n"):
            assert told in iter(process.stderr.readline, "")
            process.send_signal(signal.SIGINT)
        _, wrong = process.communicate(timeout=600)

    assert process.returncode == 1
    assert wrong.splitlines()[-1] == "error planner: Interrupted twice, and ended at once: there is no plan."
    assert list(tmp_path.iterdir()) == []


DEAF_WORK = """
import sys, threading
import planner.solver
from planner.solver.stopping import unless_stopped

def deaf(*_, stop, **more):
    print("at work", file=sys.stderr, flush=True)
    told = []

    def never() -> bool:
        if stop() and not told:
            told.append(print("asked to stop", file=sys.stderr, flush=True))
        return False

    return unless_stopped(threading.Event().wait, never)

sys.modules['planner.solver.solve'].plan_lines = deaf
from planner.cli import main
main()
"""
"""A planner whose first step never ends."""


def test_killed_run_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    out = tmp_path / "plan.xlsx"
    out.write_bytes(b"the plan of yesterday")
    words = [*PLANNER, "solve", str(HANOI), "--output", str(out), "--time-limit", "60", "--force"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        # The prechecks are printed when the workbook has been read and the solve begins.
        assert process.stderr is not None
        process.stderr.readline()
        process.kill()

    assert process.returncode == -signal.SIGKILL
    assert out.read_bytes() == b"the plan of yesterday"
    assert list(tmp_path.iterdir()) == [out]


# --- before and after ------------------------------------------------------------------------------------------------


@contextmanager
def interrupted_after(seconds: float) -> Iterator[None]:
    """Ctrl-C once the time is up, by a clock of the system."""
    before = signal.signal(signal.SIGALRM, signal.default_int_handler)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def test_interrupt_while_reading_ends_without_a_traceback(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(typer.Exit) as ended, interrupted_after(0.05):
        check(WEEK)

    shown = capsys.readouterr()
    assert ended.value.exit_code == 1
    assert (shown.out, shown.err) == ("", f"error planner: {LEFT_ALONE}\n")


SOON = """
import signal, sys
from planner.cli import main
signal.signal(signal.SIGALRM, signal.default_int_handler)
signal.setitimer(signal.ITIMER_REAL, float(sys.argv.pop(1)))
main()
"""


@pytest.mark.parametrize("seconds", [0.05, 0.1, 0.2, 0.3])
def test_interrupt_from_the_first_moment_ends_without_a_traceback(seconds: float) -> None:
    words = [sys.executable, "-c", SOON, str(seconds), "check", str(WEEK)]
    done = subprocess.run(words, capture_output=True, text=True, timeout=600, check=False)

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"error planner: {LEFT_ALONE}\n"


@pytest.fixture(scope="module")
def week() -> Workbook:
    workbook = read(WEEK).workbook
    assert workbook is not None
    return workbook


def test_interrupt_while_writing_leaves_nothing(week: Workbook, tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), interrupted_after(0.05):
        write(week, tmp_path / "out.xlsx")

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("as_json", [False, True])
def test_interrupt_is_said_in_a_sentence(as_json: bool, capsys: pytest.CaptureFixture[str]) -> None:
    @answering
    def interrupted(as_json: bool) -> None:
        signal.raise_signal(signal.SIGINT)

    with pytest.raises(typer.Exit) as ended:
        interrupted(as_json=as_json)

    shown = capsys.readouterr()
    assert ended.value.exit_code == 1
    assert shown.err == f"error planner: {LEFT_ALONE}\n"
    assert bool(shown.out) is as_json


def test_interrupt_of_the_desk_is_its_ordinary_end() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    words = [*PLANNER, "app", "--port", str(port), "--json"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        told = [process.stdout.readline() for _ in range(3)]
        process.send_signal(signal.SIGINT)
        rest, wrong = process.communicate(timeout=600)

    assert json.loads("".join(told)) == {"url": f"http://localhost:{port}"}
    assert (process.returncode, rest) == (0, "")
    assert "Traceback" not in wrong


# --- while printing --------------------------------------------------------------------------------------------------

TODAY, YESTERDAY = b"%PDF of today", b"%PDF of yesterday"


def test_interrupt_while_pages_are_set_writes_nothing(tmp_path: Path) -> None:
    workbook = read(ROOT / "tests" / "papers" / "golden" / "morning.xlsx").workbook
    assert workbook is not None

    with pytest.raises(KeyboardInterrupt):
        write_papers(
            print_papers(edition_of(workbook), on_progress=lambda _: signal.raise_signal(signal.SIGINT)), tmp_path
        )

    assert list(tmp_path.iterdir()) == []


# An interrupt can meet Python opening a file, which then closes it with a warning.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("seconds", [0.001, 0.005, 0.02, 0.03, 0.04, 0.05, 0.06])
def test_interrupt_while_papers_are_written_leaves_the_old_set_or_the_new_one(tmp_path: Path, seconds: float) -> None:
    papers = [Printed(f"{number}.pdf", "programme", View.PUBLIC, TODAY) for number in range(400)]
    for paper in papers:
        (tmp_path / paper.name).write_bytes(YESTERDAY)

    with suppress(KeyboardInterrupt), interrupted_after(seconds):
        write_papers(papers, tmp_path)

    assert len({path.read_bytes() for path in tmp_path.iterdir()}) == 1
    assert {path.name for path in tmp_path.iterdir()} == {paper.name for paper in papers}


# --- in the middle of writing ----------------------------------------------------------------------------------------

SMALL_DISK = """
import resource, signal
resource.setrlimit(resource.RLIMIT_FSIZE, (9_000, 9_000))
signal.signal(signal.SIGXFSZ, signal.{reaction})
from planner.cli import main
main()
"""


def export_to_small_disk(out: Path, reaction: str) -> subprocess.CompletedProcess[str]:
    """An export of which the system lets only 9,000 bytes of each file through."""
    words = [sys.executable, "-c", SMALL_DISK.format(reaction=reaction), "export", str(MORNING), "--output", str(out)]
    return subprocess.run([*words, "--force"], capture_output=True, text=True, timeout=600, check=False)


@pytest.fixture
def old(tmp_path: Path) -> Path:
    out = tmp_path / "morning.xlsx"
    out.write_bytes(b"the export of yesterday")
    return out


def test_kill_while_writing_leaves_the_old_file_and_the_next_run_removes_the_rest(old: Path) -> None:
    done = export_to_small_disk(old.parent, "SIG_DFL")

    assert done.returncode == -signal.SIGXFSZ
    assert old.read_bytes() == b"the export of yesterday"
    (left,) = (path for path in old.parent.iterdir() if path != old)
    assert (left.name[0], left.suffix) == (".", ".part")
    recover(old.parent)
    assert list(old.parent.iterdir()) == [old]


def test_rest_of_a_killed_export_is_not_read(tmp_path: Path) -> None:
    run("export", MORNING, "--output", tmp_path, "--formats", "csv")
    folder = tmp_path / "morning-csv"
    whole = read(folder)
    for name in (".Rooms.csv.4711.part", ".Event.csv.4711.part"):
        (folder / name).write_bytes(b"code,na")

    again = read(folder)

    assert again.problems == whole.problems
    assert again.workbook == whole.workbook


def test_full_disk_while_writing_is_said_in_a_sentence_and_leaves_the_old_file(old: Path) -> None:
    done = export_to_small_disk(old.parent, "SIG_IGN")

    assert done.returncode == 1
    assert done.stderr == f"error {old.parent}: It cannot be written: File too large.\n"
    assert old.read_bytes() == b"the export of yesterday"
    assert [path.name for path in old.parent.iterdir() if path.name.startswith(".")] == []

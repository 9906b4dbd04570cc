"""A solve from the terminal: streams kept apart, live progress on terminals only, nothing half-written, repeatable."""

import json
import os
import pty
import select
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from planner.cli.output import answering
from planner.cli.solving import LiveProgress, stopped_by_interrupt
from planner.solver import Progress
from planner.workbook import read

ROOT = Path(__file__).parent.parent
MORNING, HANOI = ROOT / "inputs" / "morning.xlsx", ROOT / "inputs" / "hanoi_2025.xlsx"
PLANNER = [sys.executable, "-c", "from planner.cli import main; main()"]


def solved(out: Path, *words: str, **more: object) -> subprocess.CompletedProcess[str]:
    """The morning, planned."""
    command = [*PLANNER, "solve", str(MORNING), "--output", str(out), *words]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=True, **more)


def test_prechecks_go_to_standard_error_and_the_summary_to_standard_output(tmp_path):
    done = solved(tmp_path / "p.xlsx")

    assert "warning Signings!J7: " in done.stderr
    assert "warning" not in done.stdout
    assert done.stdout.splitlines()[-1] == f"Written to {tmp_path / 'p.xlsx'}."
    assert "no plan is worth more than" in done.stdout
    assert "\x1b" not in done.stdout + done.stderr


def test_json_leaves_standard_error_empty(tmp_path):
    done = solved(tmp_path / "p.xlsx", "--json")

    answer = json.loads(done.stdout)
    assert done.stderr == ""
    assert answer["placed"]["side_event"] == 1
    assert all(set(row) == {"item", "why"} and row["why"] for row in answer["unplaced"])
    assert answer["provisional"] == ["B11"]


def test_work_limit_repeats_a_run(tmp_path):
    answers = [
        json.loads(solved(tmp_path / f"{name}.xlsx", "--work-limit", "20", "--seed", "3", "--json").stdout)
        for name in "ab"
    ]

    assert [answer["workers"] for answer in answers] == [1, 1]
    plans = [read(tmp_path / f"{name}.xlsx").workbook.plan for name in "ab"]
    assert plans[0] == plans[1]


def test_unknown_sheets_and_columns_stay(tmp_path):
    solved(tmp_path / "p.xlsx")

    before, after = (read(path).workbook for path in (MORNING, tmp_path / "p.xlsx"))
    assert after.extras == before.extras
    assert after.event == before.event


# --- terminals -------------------------------------------------------------------------------------------------------


def on_terminal(*words: str, environment: dict[str, str]) -> str:
    """What a command shows on a terminal of its own."""
    child, terminal = pty.fork()
    if child == 0:
        os.execve(sys.executable, [*PLANNER, *words], {**os.environ, "TERM": "xterm", "COLUMNS": "120", **environment})
    shown = b""
    while select.select([terminal], [], [], 60)[0]:
        try:
            part = os.read(terminal, 65536)
        except OSError:  # how Linux says that the other end of a terminal is closed
            break
        shown += part
    assert os.waitpid(child, 0)[1] == 0
    return shown.decode()


@pytest.mark.parametrize(("environment", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False)])
def test_terminal_shows_progress_and_colours_unless_told_not_to(environment, coloured, tmp_path):
    environment = {"NO_COLOR": "", **environment}
    shown = on_terminal("solve", str(MORNING), "--output", str(tmp_path / "p.xlsx"), environment=environment)

    assert "Ctrl-C keeps the best" in shown or "lines and board" in shown
    assert ("\x1b[33m" in shown) is coloured


def test_progress_line_tells_phase_worth_bound_gap_and_meetings():
    live = LiveProgress()
    assert live.line() == "lines and board, 0 s"

    live.follow(Progress("search", 3.0, 4540, 4562, 560, 600))

    assert live.line() == (
        "search: worth 4,540 of at most 4,562 (gap 0.48%), 560 of 600 meetings, 0 s; Ctrl-C keeps the best"
    )


# --- interrupts ------------------------------------------------------------------------------------------------------


def test_first_interrupt_asks_to_stop_and_the_second_ends():
    before = signal.getsignal(signal.SIGINT)
    with stopped_by_interrupt() as stop:
        assert not stop()
        signal.raise_signal(signal.SIGINT)
        assert stop()
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)

    assert signal.getsignal(signal.SIGINT) is before


def test_killed_run_leaves_the_old_file_and_nothing_else(tmp_path):
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


@pytest.mark.parametrize("as_json", [False, True])
def test_interrupt_before_there_is_a_plan_ends_without_a_traceback(as_json, capsys):
    @answering
    def interrupted(as_json: bool) -> None:
        signal.raise_signal(signal.SIGINT)

    with pytest.raises(typer.Exit) as ended:
        interrupted(as_json=as_json)

    shown = capsys.readouterr()
    assert ended.value.exit_code == 1
    assert bool(shown.out) is as_json
    assert "Interrupted; nothing was written." in shown.out + shown.err

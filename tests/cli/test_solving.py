"""A solve from the terminal: streams kept apart, live progress on terminals only, nothing half-written, repeatable."""

import json
import os
import pty
import select
import subprocess
import sys
from dataclasses import replace

import pytest

from planner.cli.solving import LiveProgress
from planner.solver import Progress
from planner.workbook import read
from tests.scenes.commands import MORNING, PLANNER, run


def test_prechecks_go_to_standard_error_and_the_summary_to_standard_output(tmp_path):
    command = [*PLANNER, "solve", str(MORNING), "--output", str(tmp_path / "p.xlsx")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=600, check=True)

    assert "warning Signings!J7: " in done.stderr
    assert "warning" not in done.stdout
    assert done.stdout.splitlines()[-1] == f"Written to {tmp_path / 'p.xlsx'}."
    assert "no plan is worth more than" in done.stdout
    assert "\x1b" not in done.stdout + done.stderr


def test_json_leaves_standard_error_empty_and_a_work_limit_means_one_worker(tmp_path):
    done = run("solve", MORNING, "--output", tmp_path / "p.xlsx", "--work-limit", "20", "--json")

    answer = json.loads(done.stdout)
    assert done.stderr == ""
    assert answer["workers"] == 1
    assert answer["placed"]["side_event"] == 1
    assert all(set(row) == {"item", "why"} and row["why"] for row in answer["unplaced"])
    assert answer["provisional"] == ["B11"]


def test_unknown_sheets_and_columns_stay(morning_plan):
    before, after = (read(path).workbook for path in (MORNING, morning_plan))
    unproven = tuple(sheet for sheet in after.extras.sheets if sheet.name != "Proof")
    assert replace(after.extras, sheets=unproven) == before.extras
    assert len(after.extras.sheets) == len(before.extras.sheets) + 1
    assert after.event == before.event


# --- terminals -------------------------------------------------------------------------------------------------------


def on_terminal(*words: str, environment: dict[str, str]) -> str:
    """What a command shows on a terminal of its own."""
    child, terminal = pty.fork()
    if child == 0:
        os.execve(sys.executable, [*PLANNER, *words], {**os.environ, "TERM": "xterm", "COLUMNS": "120", **environment})
    shown = b""
    while select.select([terminal], [], [], 600)[0]:
        try:
            part = os.read(terminal, 65536)
        except OSError:  # how Linux says that the other end of a terminal is closed
            break
        shown += part
    assert os.waitpid(child, 0)[1] == 0
    return shown.decode()


def test_terminal_shows_progress_of_a_solve(tmp_path):
    shown = on_terminal("solve", str(MORNING), "--output", str(tmp_path / "p.xlsx"), environment={"NO_COLOR": ""})

    assert "Ctrl-C keeps the best" in shown or "lines and board" in shown
    assert "\x1b[33m" in shown


@pytest.mark.parametrize(("environment", "coloured"), [({"NO_COLOR": ""}, True), ({"NO_COLOR": "1"}, False)])
def test_terminal_shows_colours_unless_told_not_to(environment, coloured):
    shown = on_terminal("check", str(MORNING), environment=environment)

    assert "warning Signings!J7" in shown
    assert ("\x1b[33m" in shown) is coloured


def test_progress_line_tells_phase_worth_bound_gap_and_meetings():
    live = LiveProgress()
    assert live.line() == "lines and board, 0 s"

    live.follow(Progress("search", 3.0, 4540, 4562, 560, 600))

    assert live.line() == (
        "search: worth 4,540 of at most 4,562 (gap 0.48%), 560 of 600 meetings, 0 s; Ctrl-C keeps the best"
    )

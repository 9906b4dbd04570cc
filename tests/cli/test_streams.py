"""Where the answers go: pipes, narrow and colourless terminals, other encodings, JSON for every command."""

import json
import os
import shlex
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from typer.main import get_command

from planner.cli.commands import app
from planner.cli.entry import run as run_words
from tests.cli.test_refusals import call, good, workbook
from tests.scenes.commands import HANOI, MORNING, PLANNER, ROOT, run

COMMANDS = get_command(app).commands  # type: ignore[attr-defined]

__all__ = ["good"]  # a fixture, of two meetings of which one is planned


# --- JSON ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "keys"),
    [
        (("template", "blank.xlsx"), {"written"}),
        (("check", "good.xlsx"), {"problems", "breaches", "ok"}),
        (("why", "good.xlsx", "B2"), {"item", "placed", "verdict", "blocked", "cures", "proof"}),
        (("diff", "good.xlsx", "good.xlsx"), {"changes", "by_delegation"}),
        (("simulate", "good.xlsx"), {"runs", "seed", "score", "items", "links", "buffers"}),
        (("export", "good.xlsx", "--output", "out", "--formats", "csv"), {"written"}),
    ],
)
def test_json_is_one_object_and_nothing_else(words, keys, good, monkeypatch):
    monkeypatch.chdir(good.parent)

    done = call(*words, "--json")

    assert set(json.loads(done.stdout)) == keys
    assert done.stderr == ""


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("template",), "Missing argument 'out'."),
        (("check", "a", "b"), "Got unexpected extra argument(s) (b)"),
        (("solve", "a.xlsx"), "Missing option '--output'."),
        (("solve", "a.xlsx", "--output", "b.xlsx", "--seed", "one"), "Invalid value for '--seed'"),
        (("frobnicate",), "No such command 'frobnicate'."),
    ],
)
def test_json_of_wrong_usage_is_one_object_too(words, said, capsys):
    status = run_words([*words, "--json"])

    shown = capsys.readouterr()
    (problem,) = json.loads(shown.out)["problems"]
    assert status == 2
    assert said in problem["sentence"]
    assert len(shown.err.splitlines()) == 1


def test_wrong_usage_for_people_names_the_help(capsys):
    status = run_words(["solve"])

    shown = capsys.readouterr()
    assert status == 2
    assert shown.out == ""
    assert "Try 'planner solve --help'" in shown.err


# --- help ------------------------------------------------------------------------------------------------------------


def test_help_says_each_command_in_one_whole_sentence(capsys):
    assert run_words(["--help"]) == 0

    listed = capsys.readouterr().out.partition("Commands:\n")[2].splitlines()
    assert len(listed) == len(COMMANDS)
    assert all(line.endswith(".") and not line.endswith("..") for line in listed)


@pytest.mark.parametrize("command", [name for name in COMMANDS if name != "bench"])
def test_help_of_a_command_explains_every_word(command, capsys):
    assert run_words([command, "-h"]) == 0

    shown = capsys.readouterr().out
    names = [line.split()[0] for line in shown.splitlines() if line.startswith("  ") and "<" in line]
    assert "Traceback" not in shown
    assert shown.startswith(f"Usage: planner {command} ")
    assert all(f"{name} <path>  [required]" not in shown for name in names)


def test_module_is_the_command():
    words = [sys.executable, "-m", "planner", "--help"]

    done = subprocess.run(words, capture_output=True, text=True, cwd=ROOT, timeout=600, check=True)

    assert done.stdout.startswith("Usage: planner [OPTIONS] COMMAND")


# --- terminals -------------------------------------------------------------------------------------------------------


def test_tables_fit_the_terminal(good):
    words, environment = [*PLANNER, "why", str(good), "B2"], {**os.environ, "COLUMNS": "60"}
    done = subprocess.run(words, capture_output=True, text=True, env=environment, timeout=600, check=True)

    drawn = [line for line in done.stdout.splitlines() if line and line[0] in "┏┃┡│└"]
    assert {len(line) for line in drawn} == {60}


def test_answers_in_a_pipe_have_no_colours_even_for_errors(tmp_path):
    done = run("why", workbook(tmp_path / "plan.xlsx"), "B9", status=1)

    assert "\x1b" not in done.stdout + done.stderr


def test_reader_that_closes_the_pipe_gets_no_complaint():
    words = [*PLANNER, "check", str(HANOI)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == ""

    assert process.returncode == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the full device is there on Linux only")
@pytest.mark.parametrize("as_json", [[], ["--json"]])
def test_answer_that_cannot_be_written_is_said_in_a_sentence(as_json):
    with Path("/dev/full").open("w") as full:
        words = [*PLANNER, "check", str(MORNING), *as_json]
        done = subprocess.run(words, stdout=full, stderr=subprocess.PIPE, text=True, timeout=600, check=False)

    assert done.returncode == 1
    assert done.stderr == "error planner: The system refused: No space left on device.\n"


@pytest.mark.parametrize(
    ("closed", "as_json"), [(">&-", ["--json"]), ("2>&-", []), (">&- 2>&-", []), (">&- 2>&-", ["--json"])]
)
def test_closed_streams_change_no_status(closed, as_json, good):
    words = shlex.join([*PLANNER, "check", str(good), *as_json])
    done = subprocess.run(["sh", "-c", f"{words} {closed}"], capture_output=True, timeout=600, check=False)

    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize(
    ("encoding", "as_json", "said"),
    [
        ("ascii", [], "Brazil ? Japan"),
        ("latin-1", [], "Brazil ? Japan"),
        ("ascii", ["--json"], "Brazil \\u2013 Japan"),
    ],
)
def test_letters_that_the_terminal_lacks_are_replaced_and_escaped_in_json(encoding, as_json, said, good):
    words, environment = [*PLANNER, "why", str(good), "B2", *as_json], {**os.environ, "PYTHONIOENCODING": encoding}
    done = subprocess.run(words, capture_output=True, env=environment, timeout=600, check=True)

    assert said in done.stdout.decode(encoding)
    assert not as_json or json.loads(done.stdout)["verdict"]


def test_file_name_in_no_encoding_is_shown_as_well_as_can_be(tmp_path):
    name = os.fsdecode(b"caf\xe9.xlsx")
    (tmp_path / name).write_bytes(b"no workbook")

    done = subprocess.run(
        [*PLANNER, "check", str(tmp_path / name)], capture_output=True, text=True, timeout=600, check=False
    )

    assert done.returncode == 1
    assert done.stdout.startswith("error caf?.xlsx: The file is not an Excel workbook.")


# --- places ----------------------------------------------------------------------------------------------------------

LONG = "x" * 300


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("template", f"{LONG}.xlsx"), "It cannot be written: File name too long."),
        (("solve", "good.xlsx", "--output", f"{LONG}.xlsx"), "It cannot be written: File name too long."),
        (("export", "good.xlsx", "--output", LONG), "It cannot be written: File name too long."),
        (("export", "good.xlsx", "--output", "good.xlsx"), "This is a file, not a folder."),
        (("export", "good.xlsx", "--output", "."), "good.xlsx: It exists already. Give --force"),
    ],
)
def test_place_that_cannot_be_written_to_is_named(words, said, good, monkeypatch):
    monkeypatch.chdir(good.parent)

    done = call(*words)

    assert done.exit_code == 1
    assert done.stdout == ""
    assert said in done.stderr
    assert [path.name for path in good.parent.iterdir()] == ["good.xlsx"]


def test_output_may_be_the_input(good):
    call("solve", good, "--output", good, "--force", "--work-limit", "5")

    assert call("check", good).stdout.endswith("broken rules in its plan: 0.\n")


def test_longest_possible_name_is_written(tmp_path):
    out = tmp_path / f"{'x' * 250}.xlsx"

    assert call("template", out).exit_code == 0
    assert [path.name for path in tmp_path.iterdir()] == [out.name]


def test_port_that_is_taken_is_named():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = call("app", "--port", port)

    assert done.exit_code == 1
    assert done.stderr.startswith(f"error --port: Port {port} cannot be had: ")

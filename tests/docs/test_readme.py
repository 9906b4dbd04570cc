"""What the README and the pages tell people to type works: commands run, options exist, the Python tour runs."""

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer
from typer.main import get_command

from planner.cli.commands import app
from tests.scenes.commands import ROOT, run

README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
COMMANDS = get_command(app).commands  # type: ignore[attr-defined]
ALL = [*COMMANDS.values(), *(one for group in COMMANDS.values() for one in getattr(group, "commands", {}).values())]


def shell_lines() -> list[str]:
    """The commands in blocks of code, in order, without their remarks."""
    blocks = re.findall(r"```\n(.*?)```", README, re.DOTALL)
    return [line.partition("#")[0].strip() for block in blocks for line in block.splitlines()]


SESSION = [shlex.split(line)[1:] for line in shell_lines() if line.startswith(".venv/bin/planner ")]
SHOWN = [shlex.split(line)[1:] for line in re.findall(r"^\| `(planner [^`]+)`", README, re.MULTILINE)]


def test_session_runs_from_beginning_to_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "inputs").symlink_to(ROOT / "inputs")
    monkeypatch.chdir(tmp_path)

    for words in SESSION:
        quick = ["3" if before == "--time-limit" else word for before, word in zip(["", *words], words, strict=False)]
        run(*quick)

    assert len(SESSION) == 9
    assert {path.name for path in tmp_path.iterdir()} == {
        *("inputs", "plan.xlsx", "plan2.xlsx", "hanoi.xlsx", "hanoi", "my_event.xlsx"),
    }


def commands_of(page: Path) -> Iterator[list[str]]:
    """What a page tells people to type, in blocks of code and within its sentences, without the name of the program."""
    text = page.read_text(encoding="utf-8").replace("\\\n", " ")
    blocks = "\n".join(re.findall(r"```\w*\n(.*?)```", text, re.DOTALL))
    lines = re.findall(r"^(?:[A-Z_]+=\S+ )?(?:\.venv/bin/)?planner (.*)", blocks, re.MULTILINE)
    for line in (*lines, *re.findall(r"`planner ([^`\n]+)`", text)):
        yield shlex.split(line.partition("#")[0])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_commands_of_a_page_take_the_options_that_it_shows(page: Path) -> None:
    for words in commands_of(page):
        command = COMMANDS[words[0]]
        if len(words) > 1:
            command = getattr(command, "commands", {}).get(words[1], command)
        known = {option for one in command.params for option in (*one.opts, *one.secondary_opts)}
        assert {word for word in words if word.startswith("--")} <= known, words


def test_pages_show_commands() -> None:
    assert sum(1 for page in PAGES for _ in commands_of(page)) > 80


@pytest.mark.parametrize("words", SHOWN, ids=" ".join)
def test_command_of_the_table_is_understood(words: list[str]) -> None:
    context = typer.Context(get_command(app))

    assert COMMANDS[words[0]].make_context(words[0], words[1:], parent=context).params


def test_table_shows_every_command() -> None:
    assert sorted({words[0] for words in SHOWN}) == sorted(COMMANDS)  # what a command does may take several rows


def test_options_that_are_named_exist() -> None:
    known = {option for command in ALL for one in command.params for option in (*one.opts, *one.secondary_opts)} | {
        "--help"
    }

    assert {*re.findall(r"(?<![\w-])--[a-z][a-z-]*", README)} <= known


def test_make_targets_exist() -> None:
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)

    assert {line.split()[1] for line in shell_lines() if line.startswith("make ")} <= {*targets}


def test_python_tour_runs(tmp_path: Path) -> None:
    (tour,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    (tmp_path / "inputs").symlink_to(ROOT / "inputs")

    done = subprocess.run([sys.executable, "-c", tour], cwd=tmp_path, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    assert (tmp_path / "plan.xlsx").exists()


def test_numbers_of_the_model_event_are_those_of_the_samples() -> None:
    told = (ROOT / "inputs" / "README.md").read_text(encoding="utf-8")

    for number in ("119 delegations", "72 signatures", "38 side events"):
        assert number in README
        assert number in told

"""What a user can get wrong: each is said in one line, with the exit status that fits, and nothing is written."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from planner.cli.commands import app
from planner.workbook import Workbook, write
from tests.scenes.builders import bilateral, delegation, event, placed, plan, room


def call(*words: object) -> Result:
    """The command in this process; whatever it raises but an exit is a traceback for the user."""
    done = CliRunner().invoke(app, [str(word) for word in words])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


def workbook(path: Path, *, second_start: str = "", locked: bool = False) -> Path:
    """Two meetings of one delegation, the second planned too if a start is given."""
    codes = ("BRA", "FRA", "JPN")
    of = event(*map(delegation, codes), room(), room("R2"), bilateral(), bilateral("B2", "BRA", "JPN"))
    rows = [placed(of, "B1", "09:00", room="R1", locked=locked)]
    if second_start:
        rows.append(placed(of, "B2", second_start, room="R2", locked=locked))
    write(Workbook.of(of, plan(of, *rows)), path)
    return path


@pytest.fixture
def good(tmp_path: Path) -> Path:
    return workbook(tmp_path / "good.xlsx")


@pytest.fixture
def clashing(tmp_path: Path) -> Path:
    return workbook(tmp_path / "clashing.xlsx", second_start="09:00", locked=True)


# --- broken rules ----------------------------------------------------------------------------------------------------

CLASH = "The head of Japan has 'France – Japan' until 09:20 on Saturday 25 October and 'Brazil – Japan' from 09:00"


def test_check_prints_breaches_with_the_cell_and_fails(clashing):
    done = call("check", clashing)

    assert done.exit_code == 1
    assert f"error Plan!A2: {CLASH}" in done.stdout
    assert done.stdout.splitlines()[-1] == (
        "clashing.xlsx: errors: 0, warnings and notices: 0, broken rules in its plan: 1."
    )


def test_check_json_lists_breaches(clashing):
    done = call("check", clashing, "--json")
    answer = json.loads(done.stdout)

    assert done.exit_code == 1
    assert set(answer) == {"problems", "breaches", "ok"}
    assert answer["ok"] is False
    assert [(one["rule"], one["items"]) for one in answer["breaches"]] == [("person-free", ["B1", "B2"])]
    assert all(set(one) == {"severity", "sheet", "cell", "value", "sentence", "cure"} for one in answer["problems"])


def test_solve_refuses_locked_rows_that_clash_and_names_the_cure(clashing, tmp_path):
    done = call("solve", clashing, "--output", tmp_path / "out.xlsx")

    assert done.exit_code == 1
    assert done.stdout == ""
    assert f"error Plan!A2: {CLASH}" in done.stderr
    assert "unlock or change" in done.stderr
    assert not (tmp_path / "out.xlsx").exists()


def test_solve_json_of_locked_rows_that_clash_is_one_object(clashing, tmp_path):
    done = call("solve", clashing, "--output", tmp_path / "out.xlsx", "--json")
    answer = json.loads(done.stdout)

    assert done.exit_code == 1
    assert answer["ok"] is False
    assert [one["rule"] for one in answer["breaches"]] == ["person-free"]


# --- files -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", [("solve", "--output", "out.xlsx"), ("why", "B1"), ("diff", "x.xlsx")])
@pytest.mark.parametrize("name", ["missing.xlsx", ".", "notes.txt"])
def test_what_is_no_workbook_is_refused_in_one_line(command, name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "notes.txt").write_text("not a workbook")

    done = call(command[0], name, *command[1:])

    assert done.exit_code == 1
    assert done.stdout == ""
    assert done.stderr.startswith("error ")


def test_check_of_a_missing_file_is_one_line_and_a_count(tmp_path):
    done = call("check", tmp_path / "missing.xlsx")

    assert done.exit_code == 1
    assert done.stderr == ""
    assert done.stdout.startswith("error missing.xlsx: ")
    assert done.stdout.endswith("missing.xlsx: errors: 1, warnings and notices: 0; nothing was imported.\n")


def test_missing_file_with_json_is_one_object_and_one_line(tmp_path):
    done = call("why", tmp_path / "missing.xlsx", "B1", "--json")

    assert done.exit_code == 1
    assert json.loads(done.stdout)["problems"][0]["severity"] == "error"
    assert done.stderr.startswith("error missing.xlsx: ")


@pytest.mark.parametrize(
    ("out", "status", "said"),
    [
        ("out.csv", 2, "ends in .xlsx"),
        ("folder.xlsx", 1, "This is a folder."),
        ("good.xlsx", 1, "Give --force to replace it"),
        ("nowhere/out.xlsx", 1, "There is no folder"),
        ("good.xlsx/out.xlsx", 1, "There is no folder"),
    ],
)
def test_output_that_cannot_be_is_refused_before_the_solve(out, status, said, good, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder.xlsx").mkdir()
    before = good.read_bytes()

    done = call("solve", "good.xlsx", "--output", out)

    assert done.exit_code == status
    assert done.stderr.startswith(f"error {out}: ")
    assert said in done.stderr
    assert good.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["folder.xlsx", "good.xlsx"]


def test_full_disk_is_said_in_a_sentence(good):
    done = call("export", good, "--output", "/dev/full/x", "--formats", "csv")

    assert done.exit_code == 1
    assert done.stderr.startswith("error /dev/full/x: It cannot be written: ")


def test_plan_that_is_not_there_is_named_with_the_command_that_makes_it(tmp_path):
    of = event(delegation("FRA"), delegation("JPN"), room(), bilateral())
    write(Workbook.of(of), tmp_path / "event.xlsx")

    done = call("why", tmp_path / "event.xlsx", "B1")

    assert done.exit_code == 1
    assert "has no plan in it. Make one: planner solve" in done.stderr


@pytest.mark.parametrize("item", ["B12", "b12"])
def test_unknown_item_is_answered_with_those_that_look_like_it(item, good):
    done = call("why", good, item)

    assert done.exit_code == 1
    assert done.stderr == f"error good.xlsx: The event has no item '{item}'. Did you mean B2 or B1?\n"


def test_item_that_looks_like_none_is_answered_with_where_the_ids_are(good):
    done = call("why", good, "OPENING")

    assert done.exit_code == 1
    assert done.stderr.endswith("has no item 'OPENING'. Ids are in the first column of the sheet Plan.\n")


# --- usage -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        ("frobnicate",),
        ("solve", "good.xlsx"),
        ("solve", "good.xlsx", "--output", "o.xlsx", "--time-limit", "0"),
        ("solve", "good.xlsx", "--output", "o.xlsx", "--workers", "0"),
        ("solve", "good.xlsx", "--output", "o.xlsx", "--seed", "x"),
        ("export", "good.xlsx", "--output", "d", "--formats", "docx"),
        ("app", "--port", "0"),
    ],
)
def test_wrong_usage_is_status_two(words):
    assert call(*words).exit_code == 2

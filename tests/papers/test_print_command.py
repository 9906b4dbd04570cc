"""The command print, run as a user runs it."""

import json
from pathlib import Path

import pytest

from planner.workbook import Workbook, write
from tests.scenes.builders import bilateral, delegation, event, placed, plan, room
from tests.scenes.commands import run

MEETINGS = (bilateral("B1", "FRA", "JPN"), bilateral("B2", "FRA", "KEN"))
MORNING = Path(__file__).parent / "golden" / "morning.xlsx"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The papers of the morning."""
    out = tmp_path_factory.mktemp("papers") / "out"
    run("print", MORNING, "--output", out)
    return out


def test_print_writes_whole_files_and_nothing_else(folder: Path) -> None:
    names = {path.name for path in folder.iterdir()}

    assert {"organiser-runsheet.pdf", "delegation-delegations.zip", "public-programme.pdf"} <= names
    assert all(path.read_bytes().startswith((b"%PDF", b"PK")) for path in folder.iterdir())


def test_print_refuses_to_replace_files_without_force(folder: Path) -> None:
    before = {path: path.read_bytes() for path in folder.iterdir()}

    done = run("print", MORNING, "--output", folder, status=1)

    assert "--force" in done.stderr
    assert {path: path.read_bytes() for path in folder.iterdir()} == before
    run("print", MORNING, "--output", folder, "--papers", "programme", "--force")


def test_json_lists_files_and_pages_and_why_something_is_left_out(tmp_path: Path) -> None:
    words = ("--papers", "programme,changes", "--view", "public", "--json")
    answer = json.loads(run("print", MORNING, "--output", tmp_path, *words).stdout)

    assert [(file["paper"], file["view"], file["pages"]) for file in answer["files"]] == [("programme", "public", 1)]
    assert "--since" in answer["left_out"]["changes"]
    assert Path(answer["files"][0]["path"]).stat().st_size == answer["files"][0]["bytes"]


@pytest.mark.parametrize(
    "option", [("--papers", "posters"), ("--view", "press"), ("--delegations", "XXX"), ("--papers", ",")]
)
def test_word_that_is_not_known_is_wrong_usage(tmp_path: Path, option: tuple[str, str]) -> None:
    done = run("print", MORNING, "--output", tmp_path, *option, status=2)

    assert option[0] in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_workbook_without_a_plan_is_said_in_a_sentence(tmp_path: Path) -> None:
    done = run("print", MORNING.parents[3] / "inputs" / "morning.xlsx", "--output", tmp_path, status=1)

    assert "no plan" in done.stderr


def test_since_the_plan_itself_leaves_everything_out(tmp_path: Path) -> None:
    answer = json.loads(run("print", MORNING, "--output", tmp_path, "--since", MORNING, "--json").stdout)

    assert answer["files"] == []
    assert answer["left_out"]["delegations"] == "Nothing on it has changed."


def test_plan_that_breaks_rules_is_printed_and_the_rules_are_named(tmp_path: Path) -> None:
    world = event(delegation("FRA"), delegation("JPN"), delegation("KEN"), room("R1"), room("R2"), *MEETINGS)
    edited = plan(world, placed(world, "B1", "10:00", room="R1"), placed(world, "B2", "10:10", room="R2"))
    write(Workbook.of(world, edited), tmp_path / "edited.xlsx")
    words = ("print", tmp_path / "edited.xlsx", "--papers", "programme,delegations", "--view", "delegation")

    said = run(*words, "--output", tmp_path / "out")
    answer = json.loads(run(*words, "--output", tmp_path / "json", "--json").stdout)

    assert "warning Plan: " in said.stderr
    assert (tmp_path / "out" / "delegation-delegations.pdf").exists()
    assert {"B1", "B2"} <= {item for one in answer["breaches"] for item in one["items"]}

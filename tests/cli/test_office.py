"""The commands `events`, `backup` and `restore`, and what they refuse."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from planner.cli.commands import app
from planner.store import open_store
from planner.store.database import VARIABLE
from tests.scenes.office_states import appended, sheet, step


@pytest.fixture(autouse=True)
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where these commands find their office."""
    monkeypatch.setenv(VARIABLE, str(tmp_path / "office.db"))
    return tmp_path / "office.db"


@pytest.fixture
def hanoi() -> str:
    """An event of two steps in the office."""
    with open_store() as store:
        event = store.create("Hanoi [2025]", step(sheet("Rooms", "Blue"))).event
        appended(store, event, step(sheet("Rooms", "Red"), author="Bo"))
    return event


def call(*words: object, answer: str = "") -> Result:
    """The command in this process; whatever it raises but an exit is a traceback for the user."""
    done = CliRunner().invoke(app, [str(word) for word in words], input=answer)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


def told(*words: object) -> dict[str, object]:
    done = call(*words, "--json")
    assert done.exit_code == 0, done.output
    answer = json.loads(done.stdout)
    assert isinstance(answer, dict)
    return answer


def test_events_are_listed(hanoi: str) -> None:
    listed = call("events").stdout

    assert hanoi in listed
    assert "Hanoi [2025]" in listed
    assert "Bo" in listed
    (event,) = told("events")["events"]  # type: ignore[misc]
    assert (event["id"], event["name"], event["head"], event["archived"]) == (hanoi, "Hanoi [2025]", 2, None)


def test_empty_office_is_said() -> None:
    assert call("events").stdout == "There is no event in the office.\n"
    assert told("events") == {"events": []}


def test_event_is_put_aside_and_taken_back(hanoi: str) -> None:
    assert call("events", "archive", hanoi).stdout == "Hanoi [2025] is put aside; planner events --all lists it.\n"
    assert told("events") == {"events": []}
    assert "put aside" in call("events", "--all").stdout

    assert told("events", "unarchive", hanoi)["archived"] is None
    assert len(told("events")["events"]) == 1  # type: ignore[arg-type]


def test_states_in_the_middle_are_given_up_of_an_event_that_was_put_aside(hanoi: str) -> None:
    with open_store() as store:
        appended(store, hanoi, step(sheet("Rooms")))

    refused = call("events", "compact", hanoi)
    assert refused.exit_code == 1
    assert "Hanoi [2025] is at hand: nothing of it is given up. Put it aside first" in refused.stderr

    call("events", "archive", hanoi)
    assert call("events", "compact", hanoi).stdout == "Hanoi [2025]: 1 state given up.\n"
    assert told("events", "compact", hanoi)["compacted"] == 0


def test_event_is_deleted_only_when_that_is_meant(hanoi: str) -> None:
    for words in (("events", "delete", hanoi), ("events", "delete", hanoi, "--json")):
        refused = call(*words, answer="y\n")
        assert refused.exit_code == 2
        assert "Hanoi [2025] with its history of 2 steps would be gone for good. Give --yes" in refused.stderr

    assert call("events", "delete", hanoi, "--yes").stdout == "Hanoi [2025] is deleted.\n"
    gone = call("events", "delete", hanoi, "--yes")
    assert gone.exit_code == 1
    assert gone.stderr == f"error office: There is no event {hanoi} in the office. Look it up: planner events.\n"


def test_office_goes_into_a_file_and_comes_back(hanoi: str, office: Path, tmp_path: Path) -> None:
    file = tmp_path / "all.backup"

    assert call("backup", file).stdout == f"1 event with 2 steps is in {file}.\n"
    assert "Give --force to replace it" in call("backup", file).stderr
    assert told("backup", file, "--force")["written"] == [str(file)]

    held = call("restore", file)
    assert held.exit_code == 1
    assert "The office holds 1 event already; nothing was changed." in held.stderr
    office.unlink()
    assert call("restore", file).stdout.startswith("1 event with 2 steps is back, as the office was on ")
    assert told("restore", file, "--force")["revisions"] == 2
    assert told("events", "check") == {"problems": [], "ok": True}


def test_file_that_is_no_backup_is_refused(tmp_path: Path) -> None:
    assert call("restore", tmp_path / "none").stderr == (
        f"error {tmp_path / 'none'}: It cannot be read: No such file or directory.\n"
    )
    (tmp_path / "text").write_text("no backup")
    assert "is not a whole backup of an office" in call("restore", tmp_path / "text").stderr
    assert "cannot be written" in call("backup", tmp_path / "no folder" / "all.backup").stderr


def test_damaged_office_is_said(hanoi: str, office: Path) -> None:
    office.write_bytes(b"no database" * 1000)

    for command in ("events", "events check"):
        done = call(*command.split(), "--json")
        assert done.exit_code == 1
        (problem,) = json.loads(done.stdout)["problems"]
        assert problem["sentence"] == f"{office} is not a database of the planner."
        assert problem["cure"].endswith("planner restore FILE.")

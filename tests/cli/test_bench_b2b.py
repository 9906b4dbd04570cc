"""The command `bench b2b`: its rows, its table, and what it refuses."""

import json

import pytest
from typer.testing import CliRunner, Result

from planner.bench.b2b.instance import InstanceMeeting, InstanceSession
from planner.bench.b2b.published import PUBLISHED
from planner.bench.b2b.run import BreaksRow
from planner.cli.commands import app
from tests.scenes.matchmaking import day, dzn

APART = day(InstanceMeeting(0, 1, fixed=0), InstanceMeeting(0, 2, fixed=2))


def call(*words: object) -> Result:
    """The command in this process; whatever it raises but an exit is a traceback for the user."""
    done = CliRunner().invoke(app, ["bench", "b2b", *(str(word) for word in words)])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "apart.dzn").write_text(dzn(APART))
    (tmp_path / "tic-12.original.dzn").write_text(dzn(day((0, 1), (0, 2))))
    return tmp_path


def test_json_has_a_row_for_each_day(folder):
    done = call("--data", folder, "--json")

    rows = json.loads(done.stdout)["rows"]
    seconds = [row.pop("seconds") for row in rows]
    assert done.exit_code == 0
    assert all(isinstance(one, float) for one in seconds)
    assert rows == [
        {
            **{"name": "apart", "meetings": 2, "placed": 2, "breaks": 1, "bound": 1},
            **{"proven": True, "published": None},
        },
        {
            **{"name": "tic-12.original", "meetings": 2, "placed": 2, "breaks": 0, "bound": 0},
            **{"proven": True, "published": 0},
        },
    ]


def test_keys_are_those_that_are_promised():
    assert list(BreaksRow.__dataclass_fields__) == [
        *("name", "meetings", "placed", "breaks", "bound", "proven", "published", "seconds")
    ]


def test_table_has_rows_and_totals_and_progress_goes_aside(folder):
    done = call("--data", folder)

    lines = done.stdout.splitlines()
    assert done.exit_code == 0
    assert [line.split("|")[1].strip() for line in lines] == [
        *("name", "---------------", "apart", "tic-12.original", "together")
    ]
    assert [cell.strip() for cell in lines[-1].split("|")[2:8]] == ["4", "4", "1", "1", "2 of 2", "0"]
    assert "1 of 2: apart, 2 meetings" in done.stderr
    assert "apart: 1 breaks, proven" in done.stderr


def test_impossible_day_is_told_as_proven(tmp_path):
    (tmp_path / "full.dzn").write_text(dzn(day((0, 1), (0, 2), slots=1)))

    (row,) = json.loads(call("--data", tmp_path, "--json").stdout)["rows"]

    assert (row["placed"], row["breaks"], row["proven"]) == (1, None, True)


def test_faulty_file_is_named_before_anything_is_solved(folder):
    (folder / "bad.dzn").write_text(dzn(APART, nTables="many"))

    done = call("--data", folder)

    assert done.exit_code == 1
    assert done.stdout == ""
    assert done.stderr == "error bad.dzn: nTables: 'many' is no whole number.\n"


def test_faulty_file_in_json(folder):
    (folder / "bad.dzn").write_text("")

    done = call("--data", folder, "--json")

    assert done.exit_code == 1
    assert [one["sentence"] for one in json.loads(done.stdout)["problems"]] == ["nBusiness is missing."]


@pytest.mark.parametrize(
    ("of", "said"),
    [
        (
            day((0, 1), (0, 2), InstanceMeeting(2, 3, follows=(0, 1))),
            "precedences: meeting 3 must follow 1 and 2; a workbook can say one of them.",
        ),
        (
            day(InstanceMeeting(0, 1, InstanceSession.AFTERNOON), slots=2, morning=2),
            "requested: meeting 1 has no slot in the afternoon.",
        ),
        (day((0, 1), tables=0), "nTables and nBusiness: a workbook has a table and a participant at least."),
    ],
)
def test_day_that_fits_no_workbook_is_named(tmp_path, of, said):
    (tmp_path / "odd.dzn").write_text(dzn(of))

    done = call("--data", tmp_path)

    assert done.exit_code == 1
    assert done.stderr == f"error odd.dzn: {said}\n"


def test_empty_folder(tmp_path):
    done = call("--data", tmp_path)

    assert done.exit_code == 1
    assert "There is no .dzn file in this folder." in done.stderr


@pytest.mark.parametrize("words", [(), ("--data", "nowhere"), ("--data", ".", "--time-limit", "0")])
def test_wrong_use(words):
    assert call(*words).exit_code == 2


def test_published_optima_are_of_twenty_instances():
    assert len(PUBLISHED) == 20
    assert sum(PUBLISHED.values()) == 36

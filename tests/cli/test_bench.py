"""The commands of `planner bench`, as a user runs them."""

import json

import pytest

from tests.scenes.commands import run

KEYS = ["size", "seed", "solver", "objective", "bound", "gap", "placed", "first_plan_seconds", "seconds", "peak_mb"]


def test_core_json_has_the_promised_keys_and_nothing_else_on_standard_output():
    done = run("bench", "core", "--sizes", "S", "--seeds", "1", "--time-limit", 2, "--workers", 1, "--json")

    rows = json.loads(done.stdout)["rows"]

    assert [list(row) for row in rows] == [KEYS, KEYS]
    assert [(row["solver"], row["size"], row["seed"]) for row in rows] == [("planner", "S", 1), ("greedy", "S", 1)]
    planner, greedy = rows
    assert planner["gap"] == (planner["bound"] - planner["objective"]) / planner["bound"]
    assert greedy["bound"] is None
    assert planner["objective"] >= greedy["objective"]


def test_core_prints_tables_and_progress_apart():
    done = run("bench", "core", "--sizes", "S", "--seeds", "1,2", "--solvers", "greedy")

    assert done.stdout.startswith("| events | size | seed | solver | limit | worth |")
    assert done.stderr.count("core S seed 2, greedy, 30 s") == 2


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("core", "--sizes", "S,Q"), "There is no 'Q'. There are S, M, L, XL."),
        (("full", "--sizes", ""), "There is no ''. There are S, M, L, XL."),
        (("core", "--seeds", "1,two"), "'two' is no seed. Seeds are whole numbers from 0 to 2147483647."),
        (("core", "--seeds", "-1"), "'-1' is no seed. Seeds are whole numbers from 0 to 2147483647."),
        (("core", "--solvers", "cplex"), "There is no 'cplex'. There are planner, greedy, textbook, timefold."),
        (("core", "--time-limit", "-3"), "greater than or equal to 0.1"),
        (("--suite", "huge"), "There is no 'huge'. There are quick, full."),
        (("--suite", "quick", "--seeds", ""), "'' is no seed."),
        ((), "Nothing was said of what to measure. Try --suite quick"),
    ],
)
def test_wrong_usage_is_said_in_a_sentence(words, sentence):
    assert sentence in run("bench", *words, status=2).stderr


def test_suite_refuses_at_once_what_it_could_not_write(tmp_path):
    (tmp_path / "benchmarks.md").write_text("mine")

    refused = run("bench", "--suite", "full", "--output", tmp_path, status=1)

    assert "benchmarks.md: It exists already. Give --force to replace it, or name another folder." in refused.stderr
    assert (tmp_path / "benchmarks.md").read_text() == "mine"


def test_suite_refuses_a_folder_of_instances_that_is_not_there(tmp_path):
    refused = run("bench", "--suite", "quick", "--data", tmp_path / "none", "--json", status=2)

    assert json.loads(refused.stdout)["problems"][0]["sentence"] == f"There is no folder {tmp_path / 'none'}."

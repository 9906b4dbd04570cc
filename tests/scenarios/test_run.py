"""Scenarios planned beside each other: plans keep the rules, more is never worth less, and stopping keeps plans."""

import json
import signal
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from multiprocessing import active_children
from pathlib import Path
from time import sleep

import pytest
from typer.testing import CliRunner

from planner.background import Processes
from planner.background.threads import Shared
from planner.cli.commands import app
from planner.diff import diff
from planner.domain.event import Event
from planner.domain.plan import Effort
from planner.domain.scenario import Patch, PatchKind, Scenario
from planner.domain.vocabulary import ItemKind
from planner.fairness import ledger
from planner.rules import check
from planner.scenarios.report import Comparison, files, table
from planner.scenarios.run import run
from planner.scenarios.standing import MEASURES, Standing, cells, standings
from planner.scenarios.sweep import sweep
from planner.scenarios.variant import Variant, variants
from planner.workbook import Workbook, read, write
from planner.workbook.proof import plan_sha256, proof_of
from tests.scenes.builders import at, bilateral, delegation, event, placed, plan, room
from tests.scenes.commands import MORNING, PLANNER
from tests.scenes.commands import run as command

CODES = ("BRA", "CHL", "FRA", "JPN")
PAIRS = [(one, other) for one in CODES for other in CODES if one < other]
EFFORT = Effort(20.0, None, 1, 2)


def crowded(*, rooms: int = 2) -> Event:
    """Six meetings of half an hour that want to be held in the same two hours, and rooms for some of them."""
    asked = (
        bilateral(f"B{n}", *pair, minutes=30, priority=1 + n % 3, not_before="09:00", not_after="10:30")
        for n, pair in enumerate(PAIRS)
    )
    return event(*map(delegation, CODES), *(room(f"R{n}", uses="bilateral") for n in range(1, rooms + 1)), *asked)


@dataclass
class Threads:
    """A pool as a cluster would be one: it has an executor of its own kind, and a line to each work."""

    executor: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(2))
    places: int = 2
    lines: list[Shared] = field(default_factory=list)

    def line(self) -> tuple[Shared, Shared]:
        self.lines.append(Shared())
        return self.lines[-1], self.lines[-1]


@pytest.fixture
def pool() -> Iterator[Threads]:
    threads = Threads()
    yield threads
    threads.executor.shutdown()


WORKBOOK = Workbook.of(crowded())
SWEEP = sweep(WORKBOOK.event, "rooms bilateral: 0-3")
CLOSED = Scenario("Closed", (Patch("Rooms", "R2", PatchKind.REMOVE),))


@pytest.fixture(scope="module")
def swept() -> Iterator[dict[str, Standing]]:
    """The event as it is, and with none to three rooms."""
    threads = Threads()
    yield planned(WORKBOOK, threads, *(scenario for _, scenario in SWEEP.steps))
    threads.executor.shutdown()


def planned(workbook: Workbook, pool: Threads, *scenarios: Scenario) -> dict[str, Standing]:
    return {one.name: one for one in standings(run(variants(workbook, scenarios), EFFORT, pool))}


def test_more_rooms_are_never_worth_less_and_every_plan_keeps_the_rules(swept: dict[str, Standing]) -> None:
    found = swept

    assert next(iter(found)) == "As it is"
    assert all(check(one.event, one.plan) == () for one in found.values())
    worths = [found[scenario.name].measures["worth"] for _, scenario in SWEEP.steps]
    assert worths[0] == 0
    assert worths == sorted(worths)
    assert worths[2] == found["As it is"].measures["worth"]
    assert all(one.measures["gap"] == 0 for one in found.values())


def test_measures_are_those_of_the_plan(pool: Threads) -> None:
    closed = planned(WORKBOOK, pool, CLOSED)["Closed"]

    held = closed.plan.of(ItemKind.BILATERAL)
    assert closed.base is not None
    changes = diff(closed.base, closed.plan, closed.event)
    assert closed.measures["placed_bilateral"] == len(held)
    assert sum(closed.measures[f"placed_priority_{n}"] for n in range(1, 6)) == len(held)
    assert closed.measures["gini"] == ledger(closed.event, closed.plan).gini
    assert (closed.measures["changes"], closed.measures["parties"]) == (
        len(changes.changes),
        len(changes.by_delegation),
    )
    assert {row.room for row in held} == {"R1"}
    assert [*closed.measures] == [measure.key for measure in MEASURES]


def test_scenario_that_changes_nothing_keeps_the_plan(pool: Threads) -> None:
    same = planned(WORKBOOK, pool, Scenario("Same", (Patch("Rooms", "R1", PatchKind.SET, "name", "Another name"),)))[
        "Same"
    ]

    assert same.measures["worth"] == same.ledger.total.worth.granted // 2
    assert same.measures["gap"] == 0


def test_locked_row_is_kept_and_one_that_cannot_be_is_a_failure_of_its_scenario(pool: Threads) -> None:
    of = crowded()
    book = Workbook.of(of, plan(of, placed(of, "B0", "10:00", room="R2", locked=True)))
    early = Scenario("Early", (Patch("Event", "day_end", PatchKind.SET, "value", "10:15"),))

    found = planned(book, pool, Scenario("Wider", (Patch("Rooms", "R2", PatchKind.SET, "capacity", "40"),)), early)

    for name in ("As it is", "Wider"):
        row = found[name].plan.by_item["B0"]
        assert (row.start, row.room, row.locked) == (at("10:00"), "R2", True)
    assert found["Early"].outcome is None
    assert found["Early"].failure.startswith("Locked or done rows break rules: ")
    assert found["Early"].failure.endswith("Unlock or change these rows in the scenario.")
    assert set(cells(found["Early"])) == {"–"}


def test_event_that_cannot_be_planned_as_it_is_ends_the_comparison(pool: Threads) -> None:
    of = crowded()
    book = Workbook.of(of, plan(of, placed(of, "B0", "11:00", room="R1", locked=True)))

    found = planned(book, pool, CLOSED)

    assert [*found] == ["As it is"]
    assert found["As it is"].failure


def test_stopping_leaves_what_was_not_begun(pool: Threads) -> None:
    results = list(run(variants(WORKBOOK, [CLOSED]), EFFORT, pool, lambda: True))

    assert [result.variant.name for result in results] in ([], ["As it is"])  # the first may have begun by then
    assert any(line.halted() for line in pool.lines)


def test_local_pool_gives_the_same_and_its_end_leaves_no_process() -> None:
    before = {*active_children()}
    with Processes(2) as local:
        found = list(run(variants(WORKBOOK, [CLOSED]), EFFORT, local))
        assert {*active_children()} - before

    assert [result.variant.name for result in found] == ["As it is", "Closed"]
    assert all(result.outcome is not None for result in found)
    assert not {*active_children()} - before


# --- files -----------------------------------------------------------------------------------------------------------


def test_files_hold_each_plan_with_its_proof_and_the_curve(swept: dict[str, Standing], tmp_path: Path) -> None:
    found = tuple(swept.values())

    made = files(Comparison(found, SWEEP, complete=True), at("07:00"))

    names = {"As_it_is.xlsx", *(f"rooms_bilateral_{n}.xlsx" for n in range(4))}
    assert {*made} == names | {"comparison.csv", "comparison.json", "sweep.csv", "sweep.svg"}
    (tmp_path / "one.xlsx").write_bytes(made["rooms_bilateral_1.xlsx"])
    book = read(tmp_path / "one.xlsx").workbook
    one = next(standing for standing in found if standing.name == "rooms bilateral = 1")
    assert book is not None
    assert book.plan == one.plan
    proof = proof_of(book)
    assert proof is not None
    assert (proof.worth, proof.plan_sha256) == (one.measures["worth"], plan_sha256(one.plan))
    lines = made["sweep.csv"].decode("utf-8-sig").splitlines()
    assert [line.split(",")[0] for line in lines] == ["rooms bilateral", "0", "1", "2", "3"]
    assert made["sweep.svg"].startswith(b"<svg")


def test_name_that_a_spreadsheet_would_evaluate_is_text_in_the_table(pool: Threads) -> None:
    (base,) = planned(WORKBOOK, pool).values()
    evil = replace(base, variant=Variant(Scenario("=cmd|x"), (), base.variant.workbook))

    content = files(Comparison((evil,), None, complete=True), at("07:00"))

    assert "\n=cmd" not in content["comparison.csv"].decode()
    assert next(one.value for one in table((evil,)).rows[0]) == "=cmd|x"


# --- the command -----------------------------------------------------------------------------------------------------


def sheet(folder: Path, *rows: str) -> Path:
    folder.mkdir()
    text = "\n".join(["scenario,sheet,row,change,column,value", *rows])
    (folder / "Scenarios.csv").write_text(text, encoding="utf-8")
    return folder


def test_command_compares_and_writes(tmp_path: Path) -> None:
    asked = sheet(tmp_path / "asked", "Without the Rose Room,Rooms,ROSE,remove,,", "Two desks,Lines,SIGN,set,desks,2")
    words = ["scenarios", str(MORNING), "--scenarios", str(asked), "--sweep", "Policy person_gap value: 10; 20"]

    told = json.loads(command(*words, "--output", tmp_path / "out", "--time-limit", "2", "--json").stdout)

    names = ["As it is", "Without the Rose Room", "Two desks", *(f"Policy person_gap value = {n}" for n in (10, 20))]
    assert [one["name"] for one in told["scenarios"]] == names
    assert told["complete"] is True
    assert told["sweep"]["steps"][1] == {"value": "20", "scenario": names[4]}
    worths = [one["worth"] for one in told["scenarios"]]
    assert worths[1] < worths[0]
    assert worths[4] <= worths[3]
    assert told["scenarios"][1]["changes"]
    assert all(Path(path).exists() for path in told["written"])
    assert len(told["written"]) == len(names) + 4


def refused(*words: object) -> tuple[int, str]:
    done = CliRunner().invoke(app, ["scenarios", *map(str, words)])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.stderr


def test_what_cannot_be_compared_is_refused_before_anything_is_planned(tmp_path: Path) -> None:
    out, full = tmp_path / "out", sheet(tmp_path / "full", "One,Rooms,TEAL,remove,,", "Two,Rooms,BLUE,set,capacity,x")

    assert refused(MORNING, "--output", full)[0] == 1
    assert "It exists already" in refused(MORNING, "--output", full)[1]
    assert "The sheet Scenarios is missing" in refused(MORNING, "--output", out)[1]
    status, told = refused(MORNING, "--output", out, "--scenarios", full)
    assert status == 1
    assert "error Scenarios!C2: Rooms has no row 'TEAL'. There are: HALL, DOOR, BLUE, GREEN, ROSE." in told
    assert "error Scenarios!F3: capacity: 'x' is not a whole number." in told
    status, told = refused(MORNING, "--output", out, "--sweep", "rooms")
    assert (status, told.startswith("error --sweep: 'rooms' is no sweep.")) == (2, True)
    assert not any(out.iterdir())


@pytest.fixture
def crowded_book(tmp_path: Path) -> Path:
    """The small event as a file."""
    write(WORKBOOK, tmp_path / "crowded.xlsx")
    return tmp_path / "crowded.xlsx"


def test_interrupt_keeps_what_is_planned(crowded_book: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    words = [
        "scenarios",
        str(crowded_book),
        "--sweep",
        "rooms bilateral: 1-40",
        "--output",
        str(out),
        "--time-limit",
        "2",
    ]
    with subprocess.Popen([*PLANNER, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        assert any("of 41: rooms" in line for line in iter(process.stderr.readline, ""))
        process.send_signal(signal.SIGINT)
        told, _ = process.communicate(timeout=600)

    assert process.returncode == 1
    assert "Stopped before the end: what was planned by then is kept." in told
    kept = json.loads((out / "comparison.json").read_text(encoding="utf-8"))
    assert kept["complete"] is False
    assert 2 <= len(kept["scenarios"]) < 41
    assert (out / "As_it_is.xlsx").exists()


@pytest.mark.parametrize("seconds", [0.0, 0.2])
def test_late_interrupt_keeps_everything_and_never_ends_without_a_word(
    crowded_book: Path, tmp_path: Path, seconds: float
) -> None:
    out = tmp_path / "out"
    words = [
        "scenarios",
        str(crowded_book),
        "--sweep",
        "rooms bilateral: 1-2",
        "--output",
        str(out),
        "--time-limit",
        "1",
        "--workers",
        "1",
    ]
    with subprocess.Popen([*PLANNER, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        assert any("3 of 3: rooms" in line for line in iter(process.stderr.readline, ""))
        sleep(seconds)
        process.send_signal(signal.SIGINT)
        told, wrong = process.communicate(timeout=600)

    kept = json.loads((out / "comparison.json").read_text(encoding="utf-8"))
    assert process.returncode in (0, 1)
    assert kept["complete"] or "Stopped before the end: what was planned by then is kept." in told
    assert told.splitlines()[-1].startswith("Written: ")
    assert (len(kept["scenarios"]), wrong) == (3, "")

"""The sheet Proof: what was proven of a plan comes back from the file, and is claimed of no other plan."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from planner.domain.plan import Outcome, Plan
from planner.papers import edition_of
from planner.workbook import Workbook, read, write, write_csv
from planner.workbook.proof import PROOF, plan_sha256, proof_of, proven
from tests.scenes.builders import bilateral, delegation, event, placed, plan, room

WHEN = datetime(2025, 10, 20, 5, 6, 7, tzinfo=UTC)


def outcome(start: str = "09:00", worth: int = 4) -> tuple[Workbook, Outcome]:
    world = event(delegation("FRA"), delegation("JPN"), room("R1"), bilateral("B1"))
    rows = plan(world, placed(world, "B1", start, room="R1"))
    return Workbook.of(world), Outcome(rows, worth, 4, 1.0, 0.5, 7, 2, "planner, solver", "ab" * 32)


def planned(start: str = "09:00") -> Workbook:
    workbook, made = outcome(start)
    return proven(workbook, made, WHEN)


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_proof_comes_back_from_the_file_without_a_notice(tmp_path: Path, form: str) -> None:
    workbook, path = planned(), tmp_path / f"plan.{form}"
    (write if form == "xlsx" else write_csv)(workbook, path)

    reading = read(path)

    assert reading.workbook is not None
    assert proof_of(reading.workbook) == proof_of(workbook)
    assert [problem for problem in reading.problems if problem.sheet == PROOF] == []


def test_proof_says_when_and_how_the_plan_was_made() -> None:
    proof = proof_of(planned())

    assert proof is not None
    assert (proof.version, proof.worth, proof.bound, proof.gap, proof.seed) == (1, 4, 4, 0.0, 7)
    assert f"{proof.planned_at:%d %B %H:%M:%S}" == "20 October 12:06:07"


def test_version_counts_plans_that_differ() -> None:
    first = planned()
    workbook, same = outcome()
    _, other = outcome("10:00")

    again = proven(replace(workbook, extras=first.extras), same, WHEN)
    second = proven(first, other, WHEN)

    assert [proof_of(one).version for one in (again, second)] == [1, 2]
    assert [sheet.name for sheet in second.extras.sheets] == [PROOF]


def test_plan_that_was_edited_is_marked_and_nothing_is_claimed_of_it() -> None:
    workbook = planned()
    assert workbook.plan is not None
    moved = replace(workbook.plan.rows[0], room="")

    edited = edition_of(replace(workbook, plan=Plan((moved,)))).stamp

    assert edited.version.startswith("1+ (")
    assert "does not hold" in edited.proof
    assert "proven best" in edition_of(workbook).stamp.proof


def test_sheet_that_somebody_wrote_over_is_no_proof() -> None:
    workbook = planned()
    (sheet,) = workbook.extras.sheets
    spoilt = replace(sheet, cells={**sheet.cells, (4, 2): "many"})

    assert proof_of(replace(workbook, extras=replace(workbook.extras, sheets=(spoilt,)))) is None


def test_remark_is_no_part_of_the_fingerprint() -> None:
    workbook = planned()
    assert workbook.plan is not None
    remarked = Plan(tuple(replace(row, why="Seen.") for row in workbook.plan.rows))

    assert plan_sha256(remarked) == plan_sha256(workbook.plan)

"""The full events of the benchmark: the same for a seed, everything in use, fit to be read, planned and checked."""

from dataclasses import replace

import pytest

from planner.bench.core import SIZES
from planner.bench.full.event import full_event, locked_rows
from planner.domain.plan import Effort
from planner.domain.vocabulary import (
    ApartRule,
    BilateralKind,
    BilateralStatus,
    DelegationKind,
    LineKind,
    RoomUse,
    Severity,
)
from planner.prechecks import precheck
from planner.rules import check
from planner.solver.solve import solve
from planner.workbook import Workbook, read, write


def test_full_event_is_the_same_for_a_seed_and_says_that_it_is_illustrative():
    event = full_event("S", 3)

    assert event == full_event("S", 3)
    assert event != full_event("S", 4)
    assert "illustrative" in event.settings.name
    assert all("illustrative" in one.name for one in event.delegations)


@pytest.mark.parametrize("size", SIZES)
def test_full_event_has_the_numbers_of_the_core(size):
    event = full_event(size, 1)

    booths = [room for room in event.rooms if room.uses == (RoomUse.BILATERAL,)]
    assert (len(event.delegations), len(event.bilaterals), len(booths), len(event.days)) == (
        SIZES[size].delegations,
        SIZES[size].requests,
        SIZES[size].rooms,
        SIZES[size].days,
    )


@pytest.mark.parametrize("seed", [1, 2])
def test_full_event_uses_every_sheet_and_every_kind_of_rule(seed):
    event = full_event("M", seed)

    sheets = (event.absences, event.walks, event.programme, event.side_events, event.interpreters)
    assert all(sheets)
    assert {line.kind for line in event.lines} == {*LineKind}
    assert {pair.rule for pair in event.keep_apart} == {*ApartRule}
    asked = event.bilaterals
    wishes = ("after", "room", "must_room", "also", "features", "languages", "not_before", "not_after", "prefer_from")
    assert [wish for wish in wishes if not any(getattr(one, wish) for one in asked)] == []
    assert {one.kind for one in asked} == {*BilateralKind}
    assert {one.status for one in asked} == {*BilateralStatus}


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_only_invented_organisations_are_kept_apart(seed):
    event = full_event("M", seed)

    kept = {code for pair in event.keep_apart for code in (pair.a, pair.b)}
    assert {event.delegation[code].kind for code in kept} == {DelegationKind.ORGANISATION}


def test_full_event_is_read_back_from_a_workbook_as_it_was(tmp_path):
    event = full_event("S", 1)

    write(Workbook.of(event), tmp_path / "full.xlsx")
    reading = read(tmp_path / "full.xlsx")

    assert reading.problems == ()
    assert reading.workbook is not None
    assert reading.workbook.event == event
    assert [problem for problem in precheck(event) if problem.severity == Severity.ERROR] == []


def test_full_event_with_locked_rows_is_planned_without_a_breach():
    event = full_event("S", 1)
    before = locked_rows(event)

    outcome = solve(event, before, Effort(3, workers=1))

    assert before.rows
    assert check(event, outcome.plan, before) == ()
    stamps = {"revision": None, "changed": None, "issued": ""}  # what the solve adds to rows that were never issued
    assert all(replace(outcome.plan.by_item[row.item], **stamps) == row for row in before.rows)

"""Offers are found again as they were read, whatever else the machine does, or are refused."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import time
from pathlib import Path

import pytest
from typer.testing import CliRunner

from planner.cli.commands import app
from planner.domain.event import Event
from planner.domain.plan import Plan
from planner.explain import Cure, why
from planner.explain.options import best
from planner.explain.options.best import least_disturbing
from planner.explain.places.candidates import Candidates
from planner.solver.repairing import limits
from planner.workbook import write
from planner.workbook.workbook import Workbook
from tests.scenes.builders import bilateral, delegation, event, placed, plan, room
from tests.scenes.busy_events import busy_event

TIMES = 6

SMALL = event(
    *(delegation(code) for code in ("BRA", "CHL", "FRA", "JPN")),
    *(room("R1", opens=time(9), closes=time(10)), bilateral(not_after="09:25"), bilateral("B2", "BRA", "CHL")),
)
"""An hour in one room, in which one meeting has to make room for another."""


def crowded(seed: int) -> tuple[Event, Plan]:
    """A full event: its meetings one after another at their first open place, as long as there is one."""
    of = busy_event(seed)
    beside = plan(of)
    for item, meeting in of.meeting.items():
        row = next(Candidates.of(of, beside, meeting).open_rows(), None)
        beside = Plan(tuple(row if row and one.item == item else one for one in beside.rows))
    return of, beside


@dataclass(frozen=True, slots=True)
class Question:
    """A full plan, a meeting without a place for which others could move, and what is offered for it."""

    event: Event
    plan: Plan
    item: str
    offers: tuple[Cure, ...]


@pytest.fixture(scope="module")
def question() -> Question:
    of, beside = crowded(1)
    items = [row.item for row in beside.rows if row.item in of.meeting and not row.stands]
    asked = (Question(of, beside, item, why(of, beside, item).cures) for item in reversed(items))
    return next(one for one in asked if any(cure.kind == "move" for cure in one.offers))


@contextmanager
def load() -> Iterator[None]:
    """A process that does nothing but work."""
    busy = subprocess.Popen([sys.executable, "-c", "while True: pass"])
    try:
        yield
    finally:
        busy.kill()
        busy.wait()


def test_search_that_runs_into_its_limit_ends_alike_under_load(question, monkeypatch):
    monkeypatch.setattr(best, "WORK", 0.02)
    known = least_disturbing(question.event, question.plan, question.item)

    with load():
        for _ in range(TIMES):
            assert least_disturbing(question.event, question.plan, question.item) == known


@pytest.mark.parametrize("command", ["why", "suggest"])
@pytest.mark.parametrize("form", [(), ("--json",)], ids=["text", "json"])
def test_whole_answer_is_the_same_half_a_dozen_times_under_load(tmp_path, command, form):
    book = tmp_path / "plan.xlsx"
    write(Workbook(SMALL, plan(SMALL, placed(SMALL, "B2", "09:00", room="R1"))), book)

    def answer() -> str:
        done = CliRunner().invoke(app, [command, str(book), "B1", *form], catch_exceptions=False)
        assert done.exit_code == 0
        return done.stdout

    known = answer()
    assert "'Brazil – Chile' moves from 09:00–09:20" in known
    with load():
        for _ in range(TIMES):
            assert answer() == known


def test_search_for_an_answer_is_limited_by_work_alone(question, monkeypatch):
    known = least_disturbing(question.event, question.plan, question.item)
    monkeypatch.setattr(limits, "PATIENT", 0.0)
    monkeypatch.setattr(limits, "AT_LEAST", 0.0)  # a machine so busy that the clock would end it at once

    assert known is not None
    assert least_disturbing(question.event, question.plan, question.item) == known


def test_same_question_has_the_same_offers_in_another_process(question, tmp_path):
    book = tmp_path / "plan.xlsx"
    write(Workbook(question.event, question.plan), book)

    here = CliRunner().invoke(app, ["why", str(book), question.item, "--json"], catch_exceptions=False).stdout

    assert asked_elsewhere(book, question.item) == here
    assert len(json.loads(here)["cures"]) == len(question.offers)


def asked_elsewhere(book: Path, item: str) -> str:
    """What the command answers in a process of its own, where sets of words have another order."""
    command = [sys.executable, "-c", "from planner.cli import main; main()", "why", str(book), item, "--json"]
    own = os.environ | {"PYTHONHASHSEED": "1" if os.environ.get("PYTHONHASHSEED") != "1" else "2"}
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=600, env=own).stdout


def test_offer_is_another_one_once_the_plan_has_changed(question):
    first = question.plan.standing[0]
    rows = (replace(row, why="Seen by the chair.") if row is first else row for row in question.plan.rows)

    changed = why(question.event, Plan(tuple(rows)), question.item).cures

    assert {cure.fingerprint for cure in question.offers}.isdisjoint(cure.fingerprint for cure in changed)
    assert len({cure.fingerprint for cure in question.offers}) == len(question.offers)

"""The Python interface: what `import planner` gives, and what it does not need."""

import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

import planner
from planner.domain.plan import Plan

ROOT = Path(__file__).parent.parent


def test_the_tour_in_the_docstring_runs(tmp_path, monkeypatch):
    monkeypatch.chdir(ROOT)
    tour = (planner.__doc__ or "").partition("\n\n")[2].replace("plan.xlsx", str(tmp_path / "plan.xlsx"))
    names: dict[str, object] = {}

    exec(compile(tour, "tour", "exec"), names)

    outcome = names["outcome"]
    assert isinstance(outcome, planner.Outcome)
    assert planner.check(outcome_event(names), outcome.plan) == ()
    again = planner.load(tmp_path / "plan.xlsx").workbook
    assert again is not None
    assert again.plan == outcome.plan


def outcome_event(names: dict[str, object]) -> planner.Event:
    event = names["event"]
    assert isinstance(event, planner.Event)
    return event


def test_every_exported_name_is_there():
    assert [name for name in planner.__all__ if getattr(planner, name, None) is None] == []
    assert planner.__all__ == sorted(planner.__all__)


def test_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="manage"):
        planner.manage  # noqa: B018


def test_reading_and_checking_need_no_ortools():
    script = (
        "import sys; sys.modules['ortools'] = None\n"
        "from pathlib import Path; import planner; from planner.cli import commands\n"
        "event = planner.load(Path('inputs/morning.xlsx')).workbook.event\n"
        "print(len(planner.check(event, planner.Plan())) > 0, 'numba' in sys.modules)"
    )

    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)

    assert done.stdout == "True False\n"


def test_solve_reports_and_stops_when_told():
    workbook = planner.load(ROOT / "inputs" / "morning.xlsx").workbook
    assert workbook is not None
    told: list[float] = []

    outcome = planner.solve(
        workbook.event, Plan(), time_limit=10, on_progress=lambda step: told.append(step.gap), stop=lambda: True
    )

    assert told
    assert outcome.breaches == ()
    assert replace(outcome, plan=Plan()).gap == outcome.gap


def test_readme_session_uses_the_same_interface():
    text = (ROOT / "README.md").read_text()

    used = set(re.findall(r"planner\.(\w+)\(", text))
    assert used <= set(planner.__all__)

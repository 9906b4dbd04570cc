"""What tests of the commands share: one plan of the morning, solved once for all of them. Nobody writes into it."""

from pathlib import Path

import pytest

from tests.scenes.commands import MORNING, run


@pytest.fixture(scope="session")
def morning_plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The morning, planned."""
    out = tmp_path_factory.mktemp("morning") / "plan.xlsx"
    run("solve", MORNING, "--output", out, "--time-limit", 10)
    return out

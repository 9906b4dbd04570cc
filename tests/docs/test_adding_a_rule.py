"""The code in docs/adding_a_rule.md works as it stands: its blocks, one after the other, are a test that passes."""

import re
import subprocess
import sys
from pathlib import Path

from planner.board.draft import Draft
from tests.scenes.builders import event

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "adding_a_rule.md").read_text(encoding="utf-8")


def test_code_of_the_page_is_a_test_file_that_passes(tmp_path: Path) -> None:
    blocks = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    (tmp_path / "test_page.py").write_text("\n\n".join(blocks), encoding="utf-8")

    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-n", "0", "-p", "no:cacheprovider", "-c", ROOT / "pyproject.toml", tmp_path],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert len(blocks) == 6
    assert run.returncode == 0, run.stdout + run.stderr


def test_draft_has_what_the_page_says_it_has() -> None:
    table = PAGE.partition("| what the rule does |")[2].partition("\n\n")[0]
    named = [word for row in table.splitlines()[2:] for word in re.findall(r"`(\w+)`", row.split("|")[2])]

    assert len(named) == 19
    assert [word for word in named if not hasattr(Draft(event()), word)] == []


def test_files_of_the_page_exist() -> None:
    files = re.findall(r"`((?:planner|tests|docs)/[\w/.]+)`", PAGE)

    assert [name for name in files if not (ROOT / name).exists()] == []

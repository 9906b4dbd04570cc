"""Pages of the documentation whose code works as it stands: its blocks, one after the other, are a test file."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def page(name: str) -> str:
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


def blocks(name: str) -> list[str]:
    return re.findall(r"```python\n(.*?)```", page(name), re.DOTALL)


def run_as_test(name: str, folder: Path) -> str:
    """What pytest says against the blocks of the page; nothing if they pass."""
    (folder / "test_page.py").write_text("\n\n".join(blocks(name)), encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-n", "0", "-p", "no:cacheprovider", "-c", ROOT / "pyproject.toml", folder],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    return run.stdout + run.stderr if run.returncode else ""


def missing_files(name: str) -> list[str]:
    """Files that the page names and that do not exist."""
    named = re.findall(r"`((?:planner|tests|docs)/[\w/.]+)`", page(name))
    return [file for file in named if not (ROOT / file).exists()]

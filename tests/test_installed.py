"""The planner as others have it: installed from a wheel, with no repository near."""

import os
import shutil
import site
import subprocess
import sys
import sysconfig
from hashlib import sha1
from pathlib import Path

import pytest

import planner
from planner.solver.searching.moves import KEPT
from planner.solver.searching.vouching import MARK, vouch

ROOT = Path(__file__).parents[1]
MOVES = Path("planner/solver/searching/moves")
VISIT = """
import os
os.environ["PLANNER_DATABASE"] = "visited.db"
from streamlit.testing.v1 import AppTest
from planner.ui.serving.door import SCRIPT
from planner.ui.state import PAGES
visit = AppTest.from_file(str(SCRIPT), default_timeout=600).run()
title, wrong = visit.title[0].value, [str(one.value) for one in visit.exception]
samples = [*visit.switch_page(str(PAGES / "events.py")).run().selectbox[0].options]
print(SCRIPT, title, samples, wrong + [str(one.value) for one in visit.exception], sep="\\n")
"""


def told(*words: str | Path, cwd: Path) -> str:
    """What a program says that ends well; it knows nothing of where the tests run."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "NUMBA"))}
    done = subprocess.run([*map(str, words)], cwd=cwd, env=clean, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an environment in `venv`, into which a wheel was installed; what it needs is lent by this one, and
    so are the compiled moves, which take longer than all else.
    """
    folder = tmp_path_factory.mktemp("elsewhere")
    source = folder / "source"
    shutil.copytree(ROOT / "planner", source / "planner", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    build = (sys.executable, "-m", "pip", "--disable-pip-version-check")
    told(*build, "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", folder, source, cwd=folder)
    shutil.rmtree(source)
    told(sys.executable, "-m", "venv", "--without-pip", folder / "venv", cwd=folder)
    (wheel,) = folder.glob("planner-*.whl")
    into = sysconfig.get_path("purelib", vars={"base": str(folder / "venv"), "platbase": str(folder / "venv")})
    told(*build, "install", "--no-deps", "--no-index", "--no-compile", "--target", into, wheel, cwd=folder)
    lent = [path for path in site.getsitepackages() if Path(path).is_dir()]
    (Path(into) / "lent.pth").write_text("\n".join(lent))
    lend_compiled(Path(into) / MOVES)
    return folder


def lend_compiled(moves: Path) -> None:
    """What is compiled here, kept where the same sources in another folder look for it."""
    here, there = (KEPT / compiled_from(ROOT / MOVES), moves / "__pycache__" / KEPT.name)
    if here.is_dir():
        shutil.copytree(here, there / compiled_from(moves))
        for mark in KEPT.glob(f"*{MARK}"):
            vouch(there, mark.name.removesuffix(MARK))


def compiled_from(folder: Path) -> str:
    """The name under which numba keeps what it compiles of the sources in a folder."""
    return f"{folder.name}_{sha1(str(folder).encode()).hexdigest()}"


def test_installed_planner_opens_its_samples_at_the_desk(elsewhere: Path) -> None:
    script, title, samples, wrong = told(elsewhere / "venv" / "bin" / "python", "-c", VISIT, cwd=elsewhere).splitlines()

    assert Path(script).is_relative_to(elsewhere)
    assert title == "Signing Ceremony and High-Level Conference, Hanoi 2025"
    assert (
        samples == "['hanoi 2025', 'high level week', 'matchmaking day', 'morning', 'A new event, from the template']"
    )
    assert wrong == "[]"


def test_installed_planner_solves_a_sample(elsewhere: Path) -> None:
    (morning,) = elsewhere.glob("venv/lib/*/site-packages/planner/samples/morning.xlsx")

    told(
        elsewhere / "venv" / "bin" / "python", "-m", "planner", "solve", morning, "--output", "plan.xlsx", cwd=elsewhere
    )

    solved = planner.load(elsewhere / "plan.xlsx").workbook
    assert solved is not None
    assert solved.plan is not None
    assert planner.check(solved.event, solved.plan) == ()


def test_installed_desk_has_its_settings(elsewhere: Path) -> None:
    """Those that keep it on its own machine and quiet; Streamlit looks for them beside the file that starts it."""
    (settings,) = elsewhere.glob("venv/lib/*/site-packages/planner/ui/serving/.streamlit/config.toml")

    assert settings.read_bytes() == (ROOT / ".streamlit" / "config.toml").read_bytes()


def test_installed_planner_makes_its_office(elsewhere: Path) -> None:
    """The steps that make its tables are files which nothing imports: they must have come along."""
    ask = "from planner.store import open_store; store = open_store('office.db'); print(store.events(), store.verify())"

    assert told(elsewhere / "venv" / "bin" / "python", "-c", ask, cwd=elsewhere) == "() ()\n"

"""The pages in docs/ and the README speak of files, links and layers that exist."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", ROOT / "inputs" / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
LIBRARIES = ("streamlit", "altair", "pandas", "typer", "rich", "numpy", "OR-tools", "numba", "openpyxl", "xlsxwriter")
LIBRARIES += ("icalendar", "jinja2")


def text(page: Path) -> str:
    return page.read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: f"{page.parent.name}/{page.name}")
def test_links_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#]+?)(?:#[^)]*)?\)", text(page))

    assert [link for link in links if "://" not in link and not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: f"{page.parent.name}/{page.name}")
def test_files_that_are_named_exist(page: Path) -> None:
    named = re.findall(r"`((?:planner|tests|docs|inputs|benchmarks)(?:/[\w.]+)*)`", text(page))

    assert [name for name in named if name != "planner" and not (ROOT / name).exists()] == []


def test_files_of_the_solver_that_are_named_shortly_exist() -> None:
    named = re.findall(
        r"`((?:lines|placing|proving|searching|repairing)/[\w./]*)`", text(ROOT / "docs" / "architecture.md")
    )

    assert named
    assert [name for name in named if not (ROOT / "planner" / "solver" / name).exists()] == []


def test_every_page_is_in_the_index() -> None:
    index = text(ROOT / "docs" / "README.md")

    assert [page.name for page in (ROOT / "docs").glob("*.md") if f"({page.name})" not in index] == ["README.md"]


def layers() -> list[list[str]]:
    """The layers that the import linter holds, from the top."""
    settings = tomllib.loads(text(ROOT / "pyproject.toml"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    (house,) = (each for each in contracts if each["type"] == "layers" and "containers" not in each)
    return [layer.split(" | ") for layer in house["layers"]]


def table_of_layers() -> list[str]:
    table = text(ROOT / "docs" / "architecture.md").partition("| layer | knows |")[2].partition("\n\n")[0]
    return table.splitlines()[2:]


def test_architecture_lists_the_layers_in_their_order() -> None:
    listed = [re.findall(r"`planner/(\w+)", row.split("|")[1]) for row in table_of_layers()]
    named = [name for row in listed for name in row]

    assert named == [
        module.removeprefix("planner.") for layer in layers() for module in sorted(layer, key=order(named))
    ]


def order(named: list[str]):
    return lambda module: named.index(module.removeprefix("planner."))


def test_architecture_names_the_libraries_of_each_layer() -> None:
    for row in table_of_layers():
        cells = row.split("|")
        sources = [ROOT / place for place in re.findall(r"`(planner/[\w.]+)`", cells[1])]
        files = [path for place in sources for path in ([place] if place.suffix else place.rglob("*.py"))]
        imported = {word for path in files for word in re.findall(r"^(?:from|import) (\w+)", text(path), re.MULTILINE)}
        imported |= {"OR-tools"} & ({"OR-tools"} if "ortools" in imported else set())

        assert {name for name in LIBRARIES if name in imported} == {name for name in LIBRARIES if name in cells[3]}

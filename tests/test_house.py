"""What a machine can hold of the way the code is written: what others use says what it is, files are one thought."""

import ast
from collections.abc import Iterator
from functools import cache
from itertools import chain
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCES = sorted((ROOT / "planner").rglob("*.py"))

LONGEST = 320
"""Lines of a file: about 300, with some to spare, so that none is cut for the sake of a line."""

ONE_THOUGHT = {
    "planner/office/desks.py": "all that a desk can be asked for by a page",
    "planner/office/office.py": "all that an office can be asked for by a desk",
    "planner/replanning/settle.py": "the recipe of a re-plan",
    "planner/ui/drawing/parts.py": "the parts that every page is made of",
    "planner/ui/state.py": "the only place that names keys of the session",
}
"""Longer files, with the thought that cutting them would part."""

Definition = ast.FunctionDef | ast.ClassDef


@cache
def tree(source: Path) -> ast.Module:
    return ast.parse(source.read_text(encoding="utf-8"))


def module(source: Path) -> str:
    parts = source.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def room(name: str) -> str:
    return ".".join(name.split(".")[:2])


def statements(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """Every statement, those inside of others too; expressions, which are most of a tree, are not looked into."""
    for one in body:
        yield one
        for part in ("body", "orelse", "finalbody"):
            yield from statements(getattr(one, part, []))


def imported_by_other_rooms() -> set[tuple[str, str]]:
    """Every name that a file of one room takes from a module of another."""
    return {
        (node.module or "", alias.name)
        for source in SOURCES
        for node in statements(tree(source).body)
        if isinstance(node, ast.ImportFrom)
        and (node.module or "").startswith("planner")
        and room(node.module or "") != room(module(source))
        for alias in node.names
    }


def definitions(body: list[ast.stmt]) -> Iterator[Definition]:
    return (one for one in body if isinstance(one, Definition) and not one.name.startswith("_"))


def promised_members() -> set[str]:
    """The members that a protocol says once for all that keep it."""
    protocols = (
        one
        for source in SOURCES
        for one in definitions(tree(source).body)
        if isinstance(one, ast.ClassDef) and any(ast.unparse(base).startswith("Protocol") for base in one.bases)
    )
    return {member.name for one in protocols for member in definitions(one.body) if ast.get_docstring(member)}


def silent(source: Path, used: set[tuple[str, str]], promised: set[str]) -> Iterator[str]:
    """What others use of a file, its classes' members included, without a word on what it is."""
    for one in definitions(tree(source).body):
        if (module(source), one.name) in used:
            members = definitions(one.body) if isinstance(one, ast.ClassDef) else iter(())
            for each in chain([one], members):
                if not ast.get_docstring(each) and each.name not in promised:
                    yield f"{source.relative_to(ROOT)}:{each.lineno} {each.name}"


def test_what_other_rooms_use_says_what_it_is() -> None:
    used, promised = imported_by_other_rooms(), promised_members()

    assert len(used) > 300
    assert {"check", "because", "encode", "closes", "cost", "read", "write"} <= promised
    assert [one for source in SOURCES for one in silent(source, used, promised)] == []


def test_every_file_says_what_it_is() -> None:
    assert [str(source.relative_to(ROOT)) for source in SOURCES if not ast.get_docstring(tree(source))] == []


def test_files_are_one_thought() -> None:
    lengths = {str(one.relative_to(ROOT)): len(one.read_text(encoding="utf-8").splitlines()) for one in SOURCES}

    assert {name for name, lines in lengths.items() if lines > LONGEST} <= ONE_THOUGHT.keys()
    assert all(name in lengths for name in ONE_THOUGHT)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ('class A:\n    """A."""\n    def b(self): ...', ["planner/x.py:3 b"]),
        ('class A:\n    """A."""\n    def _b(self): ...', []),
        ('class A:\n    """A."""\n    def check(self): ...', []),
        ("def a(): ...", ["planner/x.py:1 a"]),
        ("def unused(): ...", []),
    ],
)
def test_what_is_silent_is_found(words: str, says: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(globals(), "tree", lambda _: ast.parse(words))
    used = {("planner.x", "A"), ("planner.x", "a")}

    assert list(silent(ROOT / "planner" / "x.py", used, {"check"})) == says

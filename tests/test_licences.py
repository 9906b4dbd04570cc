"""What the planner is built on may be used and passed on: the licence of every locked package is one of a list."""

import re
from importlib.metadata import PackageMetadata, PackageNotFoundError, metadata
from pathlib import Path

import pytest

LOCK = Path(__file__).parents[1] / "requirements.lock"
LOCKED = sorted(set(re.findall(r"^([\w.-]+)==", LOCK.read_text(encoding="utf-8"), re.MULTILINE)))

ALLOWED = {
    *("0BSD", "Apache-2.0", "Apache-2.0 WITH LLVM-exception", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "ISC", "MIT"),
    *("MIT-CMU", "MPL-2.0", "OFL-1.1", "PSF-2.0", "Zlib"),
    *(
        "Apache License 2.0",
        "Apache Software License",
        "BSD",
        "BSD License",
        "3-Clause BSD License",
        "ISC License (ISCL)",
    ),
    *("MIT License", "Mozilla Public License 2.0 (MPL 2.0)", "Python Software Foundation License"),
}
"""Licences by the names that packages give them; none asks that a program which uses its package be under it too."""
OF_TOOLS = {"pyxdg": "GNU Lesser General Public License v2 (LGPLv2)", "urwid": "LGPL-2.1-only"}
"""Others, of packages that only a calendar program brings with which the tests read our files."""
OF_EXTRAS = dict.fromkeys(("psycopg", "psycopg-binary"), "LGPL-3.0-only")
"""Others, of packages that are installed on request alone, and used as they are."""


def licences(package: PackageMetadata) -> set[str]:
    """What a package says of its licence: as an expression, else in its classifiers, else in words."""
    said = package.get("License-Expression")
    if said is not None:
        return set(re.split(r" AND | OR ", said))
    kinds = [one.rpartition(" :: ")[2] for one in package.get_all("Classifier", []) if one.startswith("License ::")]
    return set(kinds) or {str(package.get("License", "none"))}


@pytest.mark.parametrize("name", LOCKED)
def test_licence_of_a_locked_package_is_allowed(name: str) -> None:
    try:
        said = licences(metadata(name))
    except PackageNotFoundError:
        pytest.skip("it is for other systems than this one")

    assert said <= ALLOWED | {OF_TOOLS.get(name, ""), OF_EXTRAS.get(name, "")}


def test_every_locked_package_has_its_hashes() -> None:
    pins = re.split(r"^(?=[\w.-]+==)", LOCK.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]

    assert [pin.partition(" ")[0] for pin in pins if "--hash=sha256:" not in pin] == []

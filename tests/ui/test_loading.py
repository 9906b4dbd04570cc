"""What is loaded before a page is drawn: no page brings in a package of its own, beside another thread that does."""

import subprocess
import sys

BROUGHT_BY_PAGES = """
import sys
from importlib import import_module
from pkgutil import iter_modules

import streamlit as st

from planner.ui.serving.loading import load

def packages():
    named = {name for name, module in sys.modules.items() if hasattr(module, "__path__")}
    return {name for name in named if name.startswith("planner") and not name.startswith("planner.ui")}

load()
before = packages()
st.components.v2.component = lambda *names, **files: None  # is declared by a server that runs
import planner.ui.sections as sections
for section in iter_modules(sections.__path__, "planner.ui.sections."):
    import_module(section.name)
print(*sorted(packages() - before))
"""


def test_pages_bring_in_no_package() -> None:
    found = subprocess.run([sys.executable, "-c", BROUGHT_BY_PAGES], capture_output=True, text=True, check=True)

    assert found.stdout.split() == []

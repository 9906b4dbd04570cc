"""What the board takes: seconds from what somebody does in a real browser to what they see, beside the goals.

The seeded events of the bilateral core, planned within seconds, in an office of their own; a server, and two windows of
a Chromium. What a place would mean is measured in the program alone as well, in seconds of the processor.
"""

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import TYPE_CHECKING

import planner
from planner.bench.core import SIZES, core_event
from planner.domain.event import Event
from planner.domain.plan import Plan
from planner.moving import places_of
from planner.office.draft import open_file
from planner.office.office import Office
from planner.solver import solve
from planner.store import open_store
from planner.workbook import Workbook, write

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ASKED = 12
"""Items of which the places are looked up, placed and waiting ones by turns."""

MOVES = 6
"""Moves of which the middle one counts."""

PATIENCE = 600_000
"""Milliseconds after which nothing is waited for any more."""

GOALS: dict[str, dict[str, float]] = {
    "M": {"places": 0.1, "first paint": 1.5, "a drop": 0.3, "seen by another": 2.0},
    "L": {"places": 0.3, "first paint": 2.0, "a drop": 0.6, "seen by another": 2.0},
}


class NoBrowser(RuntimeError):
    """There is no browser, or nothing to steer one with."""


@dataclass(frozen=True, slots=True)
class DeskRow:
    """One measure at one size: seconds, and what they may be at most."""

    size: str
    measure: str
    seconds: float
    goal: float

    @property
    def met(self) -> bool:
        return self.seconds <= self.goal


def measure(sizes: tuple[str, ...], time_limit: float, tell: Callable[[str], None]) -> tuple[DeskRow, ...]:
    """All measures at these sizes, of plans that were searched for so many seconds; NoBrowser where there is none."""
    rows: list[DeskRow] = []
    for size in sizes:
        tell(f"planning the core of size {size} for {time_limit:g} s")
        event = core_event(SIZES[size], 1)
        plan = solve(event, time_limit=time_limit).plan
        with TemporaryDirectory() as folder:
            found = {"places": _places(event, plan)} | _seen(Path(folder), event, plan, tell)
        rows += (DeskRow(size, name, found[name], goal) for name, goal in GOALS[size].items())
    return tuple(rows)


def _places(event: Event, plan: Plan) -> float:
    """Seconds of the processor for all places of an item on the first day: the middle of several items."""
    placed = [row.item for row in plan.standing][: ASKED // 2]
    waiting = [row.item for row in plan.rows if not row.stands][: ASKED // 2]
    taken = []
    for item in (*placed, *waiting):
        began = process_time()
        places_of(event, plan, item, event.days[0])
        taken.append(process_time() - began)
    return median(taken)


# --- in a browser ----------------------------------------------------------------------------------------------------


def _seen(folder: Path, event: Event, plan: Plan, tell: Callable[[str], None]) -> dict[str, float]:
    database = str(folder / "office.db")
    write(Workbook(event, plan), folder / "core.xlsx")
    with open_store(database) as store:
        kept = Office(store).create("Bench", open_file(folder / "core.xlsx")).event
    with _server(database) as address, _chromium() as browser:
        where = f"{address}/board?event={kept}"
        tell("opening the board")
        with _window(browser, where) as first, _window(browser, where) as second:
            paint = median(_painted(first, where) for _ in range(3))
            tell("moving")
            moved = [_moved(first, second) for _ in range(MOVES)]
    drops, others = zip(*moved, strict=True)
    return {"first paint": paint, "a drop": median(drops), "seen by another": median(others)}


@contextmanager
def _window(browser: "Browser", where: str) -> "Iterator[Page]":
    with browser.new_context(viewport={"width": 1440, "height": 900}) as context:
        page = context.new_page()
        _painted(page, where)
        yield page


def _painted(page: "Page", where: str) -> float:
    """Seconds from the address to the bars."""
    began = perf_counter()
    page.goto(where, timeout=PATIENCE, wait_until="commit")
    page.locator(".item").first.wait_for(timeout=PATIENCE)
    return perf_counter() - began


def _moved(page: "Page", other: "Page") -> tuple[float, float]:
    """Seconds until the first meeting that may move, taken off the plan by its key, is seen to be gone: checked, kept
    and drawn anew; and until the other window has seen it.
    """
    bar = page.locator(".item.movable").first
    item = bar.get_attribute("data-id")
    bar.focus()
    page.keyboard.press("Enter")
    page.locator(f'.shaded .item.chosen[data-id="{item}"]').wait_for(timeout=PATIENCE)
    bar.focus()
    began = perf_counter()
    page.keyboard.press("u")
    page.locator(f'.item[data-id="{item}"]').wait_for(state="detached", timeout=PATIENCE)
    drawn = perf_counter() - began
    other.locator(f'.item[data-id="{item}"]').wait_for(state="detached", timeout=PATIENCE)
    return drawn, perf_counter() - began


@contextmanager
def _chromium() -> "Iterator[Browser]":
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError as lacking:
        raise NoBrowser("Playwright is not installed: pip install playwright") from lacking
    if path is None:
        raise NoBrowser("There is no Chromium on this machine.")
    arguments = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=arguments)
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def _server(database: str) -> Iterator[str]:
    """A desk of its own on a free port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    start = Path(planner.__file__).parent / "ui" / "serving" / "start.py"
    command = [sys.executable, "-m", "streamlit", "run", str(start), "--server.port", str(port)]
    environment = os.environ | {"PLANNER_DATABASE": database}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            for line in process.stdout:
                if "URL" in line:
                    break
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait()

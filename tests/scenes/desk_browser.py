"""The desk as its users have it: a server of its own, and a Chromium that talks to nobody else."""

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, expect, sync_playwright

from planner.office.keeping import Detail
from planner.store import NewRevision, RevisionKind, open_store

ROOT = Path(__file__).parents[2]
MORNING = ROOT / "inputs" / "morning.xlsx"
MORNING_NAME = "Signing of the Agreement on Lakes and Rivers (illustrative)"
HANOI_NAME = "Signing Ceremony and High-Level Conference, Hanoi 2025"
SECOND = 1000
PATIENCE = 300 * SECOND
"""What anything may take on a machine with much to do; a solve waits for the compilation of its search as well."""
PROBES = ("/_stcore/health", "/_stcore/host-config")
"""What Streamlit looks for below the path of the page before it looks where it is; it need not be there."""

expect.set_options(timeout=PATIENCE)


@dataclass(frozen=True, slots=True)
class Server:
    """A running desk: where it answers, its process, which leads a session of its own, what it complained of, and the
    address of its office.
    """

    address: str
    process: subprocess.Popen[str]
    complaints: Path
    office: str

    @property
    def port(self) -> int:
        return int(self.address.rpartition(":")[2])


@contextmanager
def serving(
    folder: Path, start: Path = ROOT / "app.py", watched: Sequence[str] = (), port: int = 0, **environment: str
) -> Iterator[Server]:
    """A desk on a free port, or on this one, with its office in the folder, stopped at the end as Ctrl-C would stop it;
    `watched` are words that its start follows. The office has an event, so that the desk opens on the page of events.
    """
    office = environment.get("PLANNER_DATABASE", str(folder / "office" / "office.db"))
    _begin(office)
    port = port or _free_port()
    complaints = folder / "complaints.txt"
    command = [*watched, sys.executable, "-m", "streamlit", "run", str(start), "--server.port", str(port)]
    command += ["--logger.level", "error"]
    with (
        complaints.open("w") as stderr,
        subprocess.Popen(
            command,
            cwd=ROOT,
            env=os.environ | environment | {"PLANNER_DATABASE": office},
            stdout=subprocess.PIPE,
            stderr=stderr,
            text=True,
            start_new_session=True,
        ) as process,
    ):
        assert process.stdout is not None
        assert any("URL" in line for line in process.stdout), complaints.read_text()
        try:
            yield Server(f"http://127.0.0.1:{port}", process, complaints, office)
        finally:
            process.terminate()
            process.wait(timeout=PATIENCE / SECOND)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _begin(office: str) -> None:
    with open_store(office) as store:
        if not store.events():
            detail = Detail("before.xlsx").written()
            store.create("An event of before", NewRevision(RevisionKind.OPENED, "Somebody", "Opened", (), detail))


@contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, without a window; where there is none, the test is skipped, or fails if it must run."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        lacking = "there is no Chromium on this machine to drive the desk with (Debian: apt-get install chromium)"
        if os.environ.get("BROWSER_TESTS") == "required":
            pytest.fail(lacking)
        pytest.skip(lacking)
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=arguments)
        yield browser
        browser.close()


@contextmanager
def visiting(browser: Browser, server: Server, path: str = "", *, loses_it: bool = False) -> Iterator[Page]:
    """A window of its own on the desk. Nothing may leave the machine, nor may the browser's console show an error,
    except where it loses its desk for a while.
    """
    unwanted: list[str] = []

    def look(url: str) -> None:
        if not url.startswith((server.address, server.address.replace("http", "ws"), "data:", "blob:")):
            unwanted.append(url)

    def listen(message: ConsoleMessage) -> None:
        if message.type == "error" and not message.location["url"].endswith(PROBES):
            unwanted.append(f"{message.text} {message.location['url']}")

    with browser.new_context(viewport={"width": 1440, "height": 900}) as context:
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        page.on("request", lambda request: look(request.url))
        page.on("websocket", lambda socket: look(socket.url))
        if not loses_it:
            page.on("console", listen)
        page.on("pageerror", lambda error: unwanted.append(str(error)))
        page.goto(f"{server.address}/{path}", timeout=PATIENCE)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        yield page
    assert not unwanted, "\n".join(unwanted)


# --- what a user does ------------------------------------------------------------------------------------------------


def turn_to(page: Page, name: str) -> None:
    """Opens a page of the desk from the sidebar."""
    page.get_by_test_id("stSidebarNav").get_by_role("link", name=name, exact=True).click()


def title(page: Page, words: str) -> None:
    """The title of the page is, or soon becomes, this."""
    expect(page.get_by_role("heading", level=1)).to_have_text(words)


def open_hanoi(page: Page) -> None:
    """A new event of the large sample, which is the first that is offered."""
    page.get_by_role("button", name="Open the sample").click()
    title(page, HANOI_NAME)


def upload(page: Page, file: Path) -> None:
    page.locator("input[type=file]").set_input_files(file)


def open_file(page: Page, file: Path) -> None:
    """A new event from a file."""
    turn_to(page, "Events")
    title(page, "Events")
    settled(page)  # the field is drawn anew with the page, whoever goes there twice
    upload(page, file)


def open_morning(page: Page) -> None:
    open_file(page, MORNING)
    title(page, MORNING_NAME)


def solve(page: Page, seconds: int, button: str = "Solve") -> None:
    """Starts a solve from the page of that name; where there is a plan, with one of its two actions.

    One worker leaves the other half of a small machine to those who look at the pages.
    """
    turn_to(page, "Solve")
    title(page, "Solve")
    for field, number in (("Time limit in seconds", seconds), ("Workers", 1)):
        page.get_by_role("spinbutton", name=field).fill(str(number))
    page.get_by_test_id("stMain").get_by_role("button", name=button).first.click()
    begun(page)


def begun(page: Page) -> None:
    """A solve is under way, or has ended already: a short one may, before the page is drawn."""
    expect(page.get_by_role("button", name="Stop").or_(page.get_by_text("Planned in")).first).to_be_visible()


def settled(page: Page) -> None:
    """The page has been drawn to its end."""
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")


def open_sheet(page: Page, name: str, told: str) -> None:
    """Shows a sheet in the tables; `told` is what stands above it."""
    turn_to(page, "Tables")
    title(page, "Tables")  # another page may have a field of this name
    page.get_by_role("combobox", name="Sheet").click()
    page.get_by_role("option", name=name).click()
    expect(page.get_by_text(told)).to_be_visible()
    settled(page)


def table(page: Page) -> Locator:
    """The table that can be edited; the one before it may be there unseen."""
    return page.get_by_test_id("stDataFrameResizable").filter(visible=True)


def type_over(page: Page, row: int, column: int, typed: str) -> None:
    """Types into a cell of the table, counted from its first row and its first column after the row number."""
    grid = table(page)
    expect(grid.locator("canvas").first).to_be_visible()
    grid.click(position={"x": 100, "y": 35 * row + 52})
    for _ in range(column):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    cell = page.locator("#portal").get_by_role("textbox")
    cell.fill(typed)
    cell.press("Enter")

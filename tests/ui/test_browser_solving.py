"""Solving at the desk in a real browser: progress, stop, coming back, two at a time, and nothing left behind."""

import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic, sleep

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

import planner
from planner.office.asking import SOLVES
from planner.store import KeptJob, open_store
from planner.workbook import Workbook, write
from tests.scenes.builders import delegation, event, room
from tests.scenes.databases import KINDS, postgresql
from tests.scenes.desk_browser import (
    HANOI_NAME,
    MORNING_NAME,
    PATIENCE,
    SECOND,
    Server,
    begun,
    open_file,
    open_hanoi,
    open_morning,
    serving,
    solve,
    title,
    turn_to,
    visiting,
)
from tests.scenes.office_events import goes_on_from

pytestmark = pytest.mark.browser


def test_plan_of_a_morning_is_made_shown_and_taken_away(page: Page, tmp_path: Path) -> None:
    open_morning(page)

    solve(page, 3)
    expect(page.get_by_text("Planned in").first).to_be_visible()
    page.get_by_role("link", name="See the plan").click()
    title(page, "Plan")
    expect(page.get_by_test_id("stVegaLiteChart").locator("svg, canvas").first).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download the workbook (with plan)").click()
    download.value.save_as(tmp_path / "taken.xlsx")

    taken = planner.load(tmp_path / "taken.xlsx").workbook
    assert taken is not None
    assert taken.plan is not None
    assert taken.plan.standing
    assert planner.check(taken.event, taken.plan) == ()


def test_keyboard_alone_starts_a_solve_that_goes_on_when_its_window_is_closed(browser: Browser, server: Server) -> None:
    with visiting(browser, server) as first:
        open_morning(first)
        turn_to(first, "Solve")
        title(first, "Solve")
        first.get_by_role("spinbutton", name="Time limit in seconds").fill("2")
        tab_to(first, first.get_by_test_id("stMain").get_by_role("button", name="Solve"))
        first.keyboard.press("Enter")
        begun(first)
        address = first.url.removeprefix(f"{server.address}/")

    with visiting(browser, server, address) as second:
        expect(second.get_by_text("Planned in").first).to_be_visible()
        turn_to(second, "Workbook")
        title(second, MORNING_NAME)


def tab_to(page: Page, button: Locator) -> None:
    """Goes on from field to field until the button has the keyboard."""
    for _ in range(12):
        if button.evaluate("button => button === document.activeElement"):
            break
        page.keyboard.press("Tab")


def worth(page: Page) -> int:
    """What the plan is worth so far, once there is one."""
    figure = page.get_by_test_id("stMetric").filter(has_text="Worth").get_by_test_id("stMetricValue")
    expect(figure).to_be_visible()
    return int(figure.inner_text().replace(",", ""))


def test_stopped_solve_of_hanoi_survives_a_reload_and_keeps_its_best_plan(page: Page) -> None:
    open_hanoi(page)
    solve(page, 600)
    expect(page.get_by_role("progressbar")).to_be_visible()
    reached = worth(page)

    page.reload()
    expect(page.get_by_test_id("stSidebar").get_by_text("Solving")).to_be_visible()
    page.get_by_role("button", name="Stop").click()

    expect(page.get_by_text("Planned in").first).to_be_visible()
    page.get_by_role("link", name="See the plan").click()
    title(page, "Plan")
    assert worth(page) >= reached


def test_two_windows_at_once_keep_apart(browser: Browser, server: Server, page: Page, tmp_path: Path) -> None:
    write(Workbook.of(event(delegation("FRA"), room(), name="Another conference")), tmp_path / "another.xlsx")
    open_morning(page)
    with visiting(browser, server) as other:
        open_file(other, tmp_path / "another.xlsx")
        title(other, "Another conference")
        solve(page, 2)
        turn_to(other, "Plan")
        expect(page.get_by_text("Planned in").first).to_be_visible()

        other.reload()
        expect(other.get_by_text("There is no plan yet.")).to_be_visible()
        turn_to(other, "Workbook")
        title(other, "Another conference")


# --- a server that ends ----------------------------------------------------------------------------------------------


def running(session: int) -> list[str]:
    """The processes of a session that are alive, each as it was started."""
    alive = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            state, _, _, of = (folder / "stat").read_text().rpartition(") ")[2].split()[:4]
            if int(of) == session and state != "Z":
                alive.append((folder / "cmdline").read_text().replace("\0", " "))
        except (FileNotFoundError, ProcessLookupError):
            continue  # it ended while it was looked at
    return alive


def end(server: Server, by: signal.Signals) -> None:
    """Ends a server, and waits until it has left no process behind."""
    server.process.send_signal(by)
    server.process.wait(timeout=PATIENCE / SECOND)
    deadline = monotonic() + PATIENCE / SECOND
    while alive := running(server.process.pid):
        assert monotonic() < deadline, alive
        sleep(0.1)


@pytest.fixture(params=KINDS)
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an office that outlives its server."""
    if request.param == "sqlite":
        yield str(tmp_path / "kept" / "office.db")
        return
    with postgresql() as server:
        yield server.new_database()


def test_server_that_ends_leaves_no_process_and_its_solve_is_taken_up_again(
    browser: Browser, tmp_path: Path, database: str
) -> None:
    """Killed during a solve: the event is whole, and the solve goes on from the plan that it had, with nobody asking
    for it again. Ended by Ctrl-C during another: nothing is left at work either.
    """
    with serving(tmp_path, PLANNER_DATABASE=database) as server, visiting(browser, server) as page:
        open_hanoi(page)
        solve(page, 600)
        worth(page)
        address = page.url.removeprefix(f"{server.address}/")
        event = address.partition("event=")[2]
        until(database, event, lambda job: job.result is not None)  # its worth is told at once, its plan kept later
        page.goto("about:blank")  # a page whose server ends complains of it
        end(server, signal.SIGKILL)
    had = latest_solve(database, event)

    with serving(tmp_path, PLANNER_DATABASE=database) as server, visiting(browser, server, address) as page:
        turn_to(page, "Solve")
        expect(page.get_by_text("Solving again, from the plan it had").first).to_be_visible()
        page.get_by_role("button", name="Stop").click()
        expect(page.get_by_text("Planned in").first).to_be_visible()
        page.get_by_role("link", name="See the plan").click()
        title(page, "Plan")
        turn_to(page, "Workbook")
        title(page, HANOI_NAME)
        with open_store(database) as store:
            goes_on_from(store, store.jobs.job(had.id), had)

        solve(page, 600, "Plan anew")
        until(database, event, lambda job: job.id != had.id and job.progress is not None)
        page.goto("about:blank")
        end(server, signal.SIGINT)


def until(database: str, event: str, holds: Callable[[KeptJob], bool]) -> None:
    """Waits until something holds of the latest solve of an event."""
    deadline = monotonic() + PATIENCE / SECOND
    while not holds(latest_solve(database, event)):
        assert monotonic() < deadline
        sleep(0.5)


def latest_solve(database: str, event: str) -> KeptJob:
    """The latest solve of an event as the store keeps it."""
    with open_store(database) as store:
        job = store.jobs.latest(event, SOLVES)
    assert job is not None
    return job

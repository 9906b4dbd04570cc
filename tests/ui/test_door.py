"""The door of the desk: who is let in, what its pages may load, and that the desk itself calls nobody."""

import os
import subprocess
import sys
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from socket import create_connection
from time import monotonic, sleep
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect
from starlette.types import Scope
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect
from websockets.typing import Origin

from planner.ui.serving.door import from_own_page
from tests.scenes.desk_browser import (
    PATIENCE,
    ROOT,
    Server,
    open_morning,
    open_sheet,
    serving,
    settled,
    solve,
    title,
    turn_to,
    type_over,
    visiting,
)
from tests.scenes.system_calls import Trace, tracing, wanted

FOREIGN = ("https://elsewhere.example", "http://127.0.0.1.elsewhere.example", "http://127.0.0.1:1", "null", "")
START = ROOT / "planner" / "ui" / "serving" / "start.py"
WATCH = ROOT / "tests" / "scenes" / "watch"


def asked(host: str | None, origin: str | None = None, came_in: str = "127.0.0.1") -> Scope:
    """A request that came in at an address of this machine."""
    named = (("host", host), ("origin", origin))
    headers = [(name.encode(), value.encode("latin-1")) for name, value in named if value is not None]
    return {"type": "http", "headers": headers, "server": (came_in, 8501)}


@pytest.mark.parametrize(
    ("host", "origin", "came_in", "let_in"),
    [
        ("127.0.0.1:8501", None, "127.0.0.1", True),
        ("localhost:8501", "http://localhost:8501", "127.0.0.1", True),
        ("LOCALHOST:8501", None, "127.0.0.1", True),
        ("[::1]:8501", "http://[::1]:8501", "::1", True),
        ("localhost:8501", None, "::ffff:127.0.0.1", True),
        ("192.168.7.4:8501", "http://192.168.7.4:8501", "192.168.7.4", True),
        ("192.168.7.4:8501", "http://192.168.7.4:8501", "::ffff:192.168.7.4", True),
        ("192.168.7.4:8501", None, "127.0.0.1", False),
        ("localhost:8501", None, "192.168.7.4", False),
        ("elsewhere.example:8501", "http://elsewhere.example:8501", "127.0.0.1", False),
        ("localhost.elsewhere.example", None, "127.0.0.1", False),
        ("0.0.0.0:8501", None, "127.0.0.1", False),
        ("127.0.0.1@elsewhere.example", None, "127.0.0.1", False),
        ("[::1", None, "127.0.0.1", False),
        ("", None, "127.0.0.1", False),
        (None, None, "127.0.0.1", False),
        ("127.0.0.1:8501", "http://localhost:8501", "127.0.0.1", False),
        ("127.0.0.1:8501", "http://127.0.0.1:3000", "127.0.0.1", False),
        ("127.0.0.1:8501", "https://elsewhere.example", "127.0.0.1", False),
        ("127.0.0.1:8501", "http://[", "127.0.0.1", False),
        ("127.0.0.1:8501", "null", "127.0.0.1", False),
        ("127.0.0.1:8501", "", "127.0.0.1", False),
    ],
)
def test_door_lets_in_the_pages_of_the_desk_alone(
    host: str | None, origin: str | None, came_in: str, let_in: bool
) -> None:
    assert from_own_page(asked(host, origin, came_in)) is let_in


def test_door_refuses_a_request_that_names_two_hosts() -> None:
    scope = asked("127.0.0.1:8501")
    scope["headers"].append((b"host", b"elsewhere.example"))

    assert not from_own_page(scope)


# --- a desk that is watched ------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def calls(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the desk of this file writes down whom it calls."""
    log = tmp_path_factory.mktemp("watched") / "calls.txt"
    log.touch()
    return log


@pytest.fixture(scope="module")
def trace(tmp_path_factory: pytest.TempPathFactory) -> Trace | None:
    """What the desk of this file and its solvers ask of the kernel."""
    return tracing(tmp_path_factory.mktemp("traced") / "calls.txt")


@pytest.fixture(scope="module")
def watched(calls: Path, trace: Trace | None) -> Iterator[Server]:
    path = os.pathsep.join([str(WATCH), str(ROOT)])
    words = [] if trace is None else trace.words
    with serving(calls.parent, START, words, PYTHONPATH=path, CALLS_LOG=str(calls)) as server:
        yield server


def knock(server: Server, origin: str | None = None, host: str | None = None) -> int:
    """The status with which the WebSocket of the desk answers."""
    address = urlsplit(server.address)
    there = create_connection((str(address.hostname), address.port or 80))
    try:
        with connect(
            f"ws://{host or address.netloc}/_stcore/stream",
            sock=there,
            origin=Origin(origin) if origin is not None else None,
        ):
            return 101
    except InvalidStatus as refused:
        return refused.response.status_code


def test_websocket_is_open_to_the_desk_and_shut_to_others(watched: Server, calls: Path) -> None:
    own = urlsplit(watched.address).netloc
    assert knock(watched, watched.address) == 101
    assert knock(watched) == 101

    answers = [knock(watched, origin) for origin in FOREIGN]
    answers += [knock(watched, f"http://{host}", host) for host in ("elsewhere.example", f"x.{own}")]

    assert answers == [403] * len(answers)
    assert calls.read_text() == ""


def test_page_is_not_given_to_another_name_and_forbids_outside_sources(watched: Server) -> None:
    address = urlsplit(watched.address)
    answers = {}
    for host in (address.netloc, "elsewhere.example"):
        connection = HTTPConnection(str(address.hostname), address.port or 80, timeout=600)
        connection.request("GET", "/", headers={"Host": host})
        answers[host] = connection.getresponse()
        answers[host].read()
        connection.close()

    assert {host: answer.status for host, answer in answers.items()} == {address.netloc: 200, "elsewhere.example": 403}
    policy = answers[address.netloc].headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe-eval" not in policy
    assert "http" not in policy


@pytest.mark.browser
def test_day_at_the_desk_calls_nobody_while_others_knock(
    browser: Browser, watched: Server, calls: Path, trace: Trace | None
) -> None:
    with visiting(browser, watched) as page:
        open_morning(page)
        open_sheet(page, "Rooms", "Rooms, halls and booths.")
        type_over(page, 0, 3, "12")
        expect(page.get_by_text("Last step: Rooms!D2")).to_be_visible()
        solve(page, 2)
        expect(page.get_by_text("Planned in").first).to_be_visible(timeout=PATIENCE)
        for name in ("Problems", "Plan", "Not placed", "Signing line", "Fairness", "Today", "Exchange", "Papers"):
            knocks = [knock(watched, origin) for origin in FOREIGN]
            turn_to(page, name)
            title(page, name)
            settled(page)
            assert set(knocks) == {403}
        page.get_by_role("button", name="Set the papers").click()
        expect(page.get_by_role("button", name="Download all")).to_be_visible(timeout=PATIENCE)
        take_away(page, "Download all")
        turn_to(page, "Workbook")
        take_away(page, "Download the workbook (with plan)")
    assert calls.read_text() == ""
    assert wanted(trace).outside() == []


def take_away(page: Page, label: str) -> None:
    settled(page)
    with page.expect_download(timeout=PATIENCE) as sent:
        page.get_by_role("button", name=label).click()
    assert sent.value.path().stat().st_size > 0


CALLERS = {
    "a packet": "udp.sendto(b'x', ('192.0.2.1', 9))",
    "a connection": "tcp.connect_ex(('2001:db8::1', 80))",
    "a look-up on this machine": "udp.sendto(b'x', ('127.0.0.53', 53))",
    "native code": "ctypes.CDLL(None).connect(udp.fileno(), bytes([2, 0, 0, 9, 192, 0, 2, 1]) + bytes(8), 16)",
    "a process that it starts": "subprocess.run([sys.executable, '-c', sys.argv[1], ''])",
}


@pytest.mark.parametrize(("caller", "seen"), [*((one, True) for one in CALLERS), ("nobody", False)])
def test_trace_sees_who_calls_however_it_is_done(caller: str, seen: bool, tmp_path: Path) -> None:
    """So that the trace of a day is no idle one."""
    trace = wanted(tracing(tmp_path / "calls.txt"))
    opened = "import ctypes, socket, subprocess, sys; udp = socket.socket(type=socket.SOCK_DGRAM)\n"
    opened += "tcp = socket.socket(socket.AF_INET6); tcp.settimeout(0.1); udp.sendto(b'x', ('127.0.0.1', 9))\n"
    done = f"{opened}if sys.argv[1:]: {CALLERS.get(caller, '...')}"
    child = f"{opened}{CALLERS['a packet']}"

    subprocess.run([*trace.words, sys.executable, "-c", done, child], check=False, timeout=600, capture_output=True)

    until = monotonic() + 600
    while not trace.log.read_text().endswith("+++\n") and monotonic() < until:
        sleep(0.05)
    assert bool(trace.outside()) is seen


def test_watch_sees_a_call(tmp_path: Path) -> None:
    """Without a door Streamlit does ask outside, so that the watch of the other tests is no idle one."""
    calls = tmp_path / "calls.txt"
    calls.touch()
    path = os.pathsep.join([str(WATCH), str(ROOT)])
    with serving(
        tmp_path, ROOT / "planner" / "ui" / "serving" / "desk.py", PYTHONPATH=path, CALLS_LOG=str(calls)
    ) as server:
        assert knock(server, "https://elsewhere.example") == 403

    assert "socket.getaddrinfo" in calls.read_text()

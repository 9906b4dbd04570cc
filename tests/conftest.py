"""What all tests share: the same examples in every run, and for those of the desk a server and a browser."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, Page

from tests.scenes.desk_browser import Server, chromium, serving, visiting

# Which examples are looked at is no matter of chance, nor is a test ended by the clock of a machine with much to do.
settings.register_profile(
    "the same everywhere",
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("the same everywhere")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The desk; it must not have complained of anything when all is done."""
    with serving(tmp_path_factory.mktemp("desk")) as server:
        yield server
    assert server.complaints.read_text() == ""


@pytest.fixture
def page(browser: Browser, server: Server) -> Iterator[Page]:
    """A window on the desk."""
    with visiting(browser, server) as page:
        yield page

"""What tests of the desk share: one server for all of them, and one browser for those of a file."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.scenes.desk_browser import Server, chromium, serving, visiting


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

"""An office that is not as it was stored: every page says so and what to do, and nothing is written over it."""

import sqlite3
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from planner.office.keeping import Detail
from planner.store import NewRevision, RevisionKind, open_store
from planner.ui import state
from planner.ui.serving.door import SCRIPT
from tests.ui.test_pages import PATIENCE, said, turned

PAGE = 4096
"""Bytes of a page of an SQLite database."""


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """The file of an office with an event that came from a file."""
    file = tmp_path / "office" / "office.db"
    with open_store(str(file)) as store:
        detail, data = Detail("hanoi.xlsx").written(), bytes(range(256)) * 400
        store.create("Hanoi", NewRevision(RevisionKind.OPENED, "Linh", "Opened", (), detail, data))
    return file


def desk() -> AppTest:
    app = AppTest.from_file(str(SCRIPT), default_timeout=PATIENCE).run()
    assert not app.exception
    return app


def test_damaged_database_is_said_on_every_page_and_left_until_it_is_brought_back(office: Path) -> None:
    backup = office.with_name("backup.zip")
    with open_store(str(office)) as store:
        store.backup(backup)
    pages = bytearray(office.read_bytes())
    pages[-5 * PAGE :] = b"\xff" * 5 * PAGE
    office.write_bytes(pages)

    app = desk()

    for name in ("events", "workbook", "rule_book"):
        told = said(turned(app, name))
        assert f"The database {office} is damaged" in told, name
        assert "Nothing is written to it." in told
        assert "planner restore FILE" in told
    assert office.read_bytes() == pages
    office.rename(office.with_name("damaged.db"))
    with open_store(str(office)) as store:
        store.restore(backup)
    assert "**Hanoi**" in said(turned(app, "events"))
    assert "damaged" not in said(app)


def test_damaged_file_of_an_event_is_said_and_others_go_on(office: Path) -> None:
    with sqlite3.connect(office) as connection:
        connection.execute("UPDATE original SET data = ?", (b"other",))
    connection.close()

    app = desk()

    for name in ("events", "rule_book"):
        told = said(turned(app, name))
        assert "A file that came into Hanoi is not as it was stored." in told
        assert "Nothing is written over that" in told
        assert "planner restore FILE" in told
    assert app.title[0].value == "Rule book"
    assert [event.name for event in state.desks().office.events()] == ["Hanoi"]

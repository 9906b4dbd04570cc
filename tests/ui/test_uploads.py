"""Files that cannot be read, handed to the desk: a sentence on the page and no traceback."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from planner.ui import state
from tests.scenes.desk_browser import ROOT
from tests.ui.test_pages import click, page, said, turned

__all__ = ["page"]  # a fixture

ENTRY = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n{}END:VCALENDAR\r\n"
EVENT = "BEGIN:VEVENT\r\nUID:1\r\n{}\r\nEND:VEVENT\r\n"
CALENDARS = {
    "no calendar": "Dear colleagues",
    "empty": "",
    "no start": ENTRY.format(EVENT.format("SUMMARY:x")),
    "year 1": ENTRY.format(EVENT.format("DTSTART:00010101T000000Z\r\nDTEND:00010101T010000Z")),
    "zone with NUL": ENTRY.format(EVENT.format("DTSTART;TZID=Europe/\x00Paris:20260512T090000")),
    "zone as path": ENTRY.format(EVENT.format("DTSTART;TZID=../../etc/passwd:20260512T090000")),
    "period": ENTRY.format(EVENT.format("DTSTART;VALUE=PERIOD:20260512T090000Z/PT1H")),
    "each second": ENTRY.format(EVENT.format("DTSTART:20260512T090000Z\r\nRRULE:FREQ=SECONDLY;COUNT=1000000000")),
    "weeks beyond all clocks": ENTRY.format(EVENT.format("DTSTART:20260512T090000Z\r\nDURATION:P999999999W")),
    "nested": ENTRY.format("BEGIN:VEVENT\r\n" * 900 + "END:VEVENT\r\n" * 900),
}
SCHEDULES = {
    "no json": b"Dear colleagues",
    "a list": b"[]",
    "deep": b"[" * 100_000,
    "another kind": b'{"schedule": {"conference": {"days": [{"rooms": {"A": [{"date": "9999-12-31"}]}}]}}}',
    "no text": b"\xff\xfe\x00\xd8",
}


@pytest.mark.parametrize(
    ("kind", "ending", "files"),
    [
        ("Busy times", "ics", {name: content.encode() for name, content in CALENDARS.items()}),
        ("Sessions", "json", SCHEDULES),
        ("Requests", "xlsx", SCHEDULES),
    ],
)
def test_files_of_others_that_cannot_be_read_end_in_a_sentence(
    page: AppTest, kind: str, ending: str, files: dict[str, bytes]
) -> None:
    for name, content in files.items():
        turned(page, "workbook")
        turned(page, "exchange").segmented_control[0].set_value(kind).run()
        page.file_uploader[0].upload(f"{name}.{ending}", content).run()
        assert not page.exception, name
        if any(button.label == "Add to the workbook" for button in page.button):
            click(page, "Add to the workbook")

        assert [*page.error, *page.info, *page.success] or f"{name}.{ending}" in said(page), name


def test_session_is_read_and_written_in_one_place() -> None:
    modules = (ROOT / "planner" / "ui").rglob("*.py")

    naming = [path.name for path in modules if "session_state" in path.read_text(encoding="utf-8")]

    assert naming == [Path(state.__file__).name]

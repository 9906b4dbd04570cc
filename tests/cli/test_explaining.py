"""The commands `why` and `suggest`, and that what they apply is what they promised."""

import json
from pathlib import Path

import pytest

from planner.diff import diff
from planner.rules import RULES, check
from planner.workbook import Workbook, read, write
from tests.cli.test_refusals import call
from tests.scenes.builders import at, bilateral, delegation, event, placed, plan, room

EVENT = event(
    *(delegation(code) for code in ("BRA", "CHL", "FRA", "JPN")),
    room(closes=at("10:00").time()),
    bilateral("B1", "FRA", "JPN", not_before="09:00", not_after="09:40"),
    bilateral("B2", "BRA", "CHL"),
    day_start=at("09:00").time(),
    day_end=at("11:00").time(),
)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A workbook of which one meeting is not placed."""
    path = tmp_path / "plan.xlsx"
    write(Workbook.of(EVENT, plan(EVENT, placed(EVENT, "B2", "09:10", room="R1"))), path)
    return path


def workbook(path: Path) -> Workbook:
    found = read(path).workbook
    assert found is not None
    return found


@pytest.mark.parametrize("number", [1, 2, 3])
def test_cure_that_is_applied_gives_what_it_promised(number, book, tmp_path):
    before, new = workbook(book), tmp_path / "new.xlsx"

    answer = json.loads(call("why", book, "B1", "--apply", number, "--output", new, "--json").stdout)

    cure, after = answer["cures"][number - 1], workbook(new)
    assert set(cure) == {"kind", "sentence", "changes", "parties", "worth", "fingerprint"}
    assert check(after.event, after.plan) == ()
    assert after.plan.by_item["B1"].stands
    found = diff(before.plan, after.plan, after.event)
    assert list(found.by_delegation) == cure["parties"]
    moved = {change["item"] for change in cure["changes"]} if cure["kind"] == "move" else set()
    assert {change.item for change in found.changes} == moved | {"B1"}
    assert (before.event == after.event) == (cure["kind"] == "move")


def test_option_that_is_applied_stands_where_it_was_promised(book, tmp_path):
    new = tmp_path / "new.xlsx"

    answer = json.loads(call("suggest", book, "B2", "--top", 2, "--apply", 2, "--output", new, "--json").stdout)

    option, after = answer["options"][1], workbook(new)
    row = after.plan.by_item["B2"]
    assert len(answer["options"]) == 2
    assert set(option) == {
        "start",
        "end",
        "room",
        "people",
        "worth_change",
        "moves",
        "parties",
        "sentence",
        "fingerprint",
    }
    assert (f"{row.start:%Y-%m-%d %H:%M}", f"{row.end:%Y-%m-%d %H:%M}", row.room) == (
        option["start"],
        option["end"],
        option["room"],
    )
    assert check(after.event, after.plan) == ()


def test_cures_are_numbered_for_people_and_what_was_applied_is_said(book, tmp_path):
    new = tmp_path / "new.xlsx"

    done = call("why", book, "B1", "--apply", 1, "--output", new)

    assert "cure 1 (relax): " in done.stdout
    assert f"Applied 1 and written to {new}: " in done.stdout


def test_what_is_in_the_way_is_told_in_words(book):
    told = call("why", book, "B1").stdout

    assert "its window" in told
    assert [rule.key for rule in RULES if "-" in rule.key and rule.key in told] == []


def test_place_that_was_asked_for_is_answered(book):
    answer = json.loads(call("why", book, "B1", "--at", "2025-10-25 09:15", "--room", "r1", "--json").stdout)

    assert answer["verdict"].startswith("Not there: ")
    assert answer["placed"] is False
    assert answer["proof"] is None


def test_options_are_told_one_a_line(book):
    told = call("suggest", book, "b2", "--top", "2").stdout.splitlines()

    assert [line[:3] for line in told] == ["1. ", "2. "]


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("why", "B1", "--room", "R1"), 2, "error --room: A room alone is no place."),
        (("why", "B1", "--at", "tea time"), 2, "error --at: 'tea time' is not a date that can be read."),
        (("why", "B1", "--at", "2025-10-25"), 2, "error --at: 2025-10-25 has no time of day"),
        (("why", "B1", "--at", " "), 2, "error --at: It names no moment."),
        (("why", "B1", "--at", "2025-10-25 09:00", "--room", "R9"), 1, "error --room: The event has no room 'R9'."),
        (("why", "B1", "--apply", "1"), 2, "error --apply: What is applied is written to a file of its own."),
        (("suggest", "B1", "--output", "x.xlsx"), 2, "error --apply: What is applied is written to a file of its own."),
        (("why", "B1", "--apply", "9", "--output", "x.xlsx"), 1, "error --apply: There is no cure 9."),
        (("why", "B1", "--apply", "1", "--output", "x.txt"), 2, "error x.txt: The name of a workbook ends in .xlsx."),
        (("suggest", "B2", "--apply", "9", "--output", "x.xlsx"), 1, "error --apply: There is no option 9."),
        (("suggest", "B12"), 1, "error plan.xlsx: The event has no item 'B12'. Did you mean B2 or B1?"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence_and_nothing_is_written(words, status, said, book, monkeypatch):
    monkeypatch.chdir(book.parent)

    done = call(words[0], book, *words[1:])

    assert done.exit_code == status
    assert said in done.stderr
    assert [path.name for path in book.parent.iterdir()] == ["plan.xlsx"]


def test_file_that_is_there_is_replaced_only_when_told_to(book):
    assert call("suggest", book, "B2", "--apply", 1, "--output", book).exit_code == 1
    assert call("suggest", book, "B2", "--apply", 1, "--output", book, "--force").exit_code == 0


def test_offer_is_applied_as_it_was_read_or_not_at_all(book, tmp_path):
    read_first = json.loads(call("suggest", book, "B2", "--json").stdout)["options"][1]
    new = tmp_path / "new.xlsx"

    applied = call("suggest", book, "B2", "--offer", read_first["fingerprint"], "--output", new)
    wrong_number = call(
        "suggest", book, "B2", "--apply", 1, "--offer", read_first["fingerprint"], "--output", tmp_path / "w.xlsx"
    )
    too_late = call("suggest", new, "B2", "--offer", read_first["fingerprint"], "--output", tmp_path / "late.xlsx")

    assert applied.exit_code == 0
    row = workbook(new).plan.by_item["B2"]
    assert (f"{row.start:%Y-%m-%d %H:%M}", row.room) == (read_first["start"], read_first["room"])
    assert wrong_number.exit_code == too_late.exit_code == 1
    assert "is option 2 and not 1." in wrong_number.output
    assert "it has changed since that was read." in too_late.output
    assert not (tmp_path / "late.xlsx").exists()

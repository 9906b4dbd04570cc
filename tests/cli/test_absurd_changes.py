"""Changes that nobody could mean: each ends in a sentence with its cell and a cure, and nothing is lost."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from planner.domain.issue import carried
from planner.domain.plan import Plan, Problem
from planner.encoding import build
from planner.replanning import CannotApply, Replanned, replan
from planner.solver.lines.plan import plan_lines
from planner.solver.placing.greedy import first_plan
from planner.solver.placing.rows import meeting_rows, programme_rows
from planner.workbook import read, write
from planner.workbook.format.changes import CHANGES
from tests.scenes.commands import MORNING, run

DAY, NOW = "2026-05-12", "2026-05-12 10:12"

HEADS = [column.header for column in CHANGES.columns]


@pytest.fixture(scope="module")
def plan(tmp_path_factory) -> Path:
    """The morning, planned as it comes."""
    workbook = read(MORNING).workbook
    assert workbook is not None
    event, none = workbook.event, Plan()
    turns = plan_lines(event, none)
    meetings = meeting_rows(event, none, first_plan(build(event, Plan(turns.rows))))
    out = tmp_path_factory.mktemp("plans") / "plan.xlsx"
    rows = (*programme_rows(event, none), *turns.rows, *meetings)
    write(replace(workbook, plan=carried(event, Plan(rows), none)), out)
    return out


def sheet(folder: Path, heads: list[str], *rows: list[object]) -> Path:
    """A file with one sheet Changes."""
    book = openpyxl.Workbook()
    book.active.title = CHANGES.name
    for row in (heads, *rows) if heads else rows:
        book.active.append(row)
    path = folder / "changes.xlsx"
    book.save(path)
    return path


def answer(plan: Path, told: Path) -> tuple[list[Problem], Replanned | None]:
    """What is said of the changes, and the re-plan if they are taken in."""
    reading = read(plan, told)
    said = [one for one in reading.problems if one.sheet == CHANGES.name]
    if reading.workbook is None:
        return said, None
    event = reading.workbook.event
    now = datetime.fromisoformat(NOW).replace(tzinfo=event.zone)
    try:
        found = replan(event, reading.workbook.dated_plan, event.changes, now, locate=reading.workbook.locate)
    except CannotApply as refused:
        return [*said, *refused.problems], None
    return said, found


def change(**cells: object) -> dict[str, object]:
    return {("from" if key == "from_" else key): value for key, value in cells.items()}


REFUSED = {
    "a word that is no kind": ([change(what="person_lost", who="ALD-1")], "A2", "Did you mean person_late?"),
    "no kind at all": ([change(who="ALD-1")], "A2", "what is missing"),
    "somebody of another event": ([change(what="person_absent", who="LKA-1")], "B2", "'LKA-1'"),
    "an item of another event": ([change(what="item_cancelled", item="P-OPEN")], "C2", "'P-OPEN'"),
    "a room that is not there": ([change(what="room_changed", item="P4", room="XX")], "J2", "'XX'"),
    "the room where it is": ([change(what="room_changed", item="P4", room="HALL")], "J2", "is in Great Hall already"),
    "a room lost to itself": ([change(what="room_lost", who="HALL", room="HALL")], "J2", "Great Hall is closed"),
    "a negative overrun": ([change(what="item_overruns", item="B03", minutes=-10)], "F2", "are no overrun"),
    "no overrun": ([change(what="item_overruns", item="B03", minutes=0)], "F2", "are no overrun"),
    "a year": ([change(what="item_overruns", item="B03", minutes=525_600)], "F2", "out of bounds"),
    "a meeting of a day": ([change(what="item_overruns", item="B03", minutes=1440)], "F2", "longer than any day"),
    "a photo of a day": ([change(what="item_overruns", item="P2", minutes=1440)], "F2", "end after the event"),
    "minutes in words": ([change(what="item_overruns", item="B03", minutes="a while")], "F2", "not a whole number"),
    "half a minute": ([change(what="item_overruns", item="B03", minutes=2.5)], "F2", "not a whole number"),
    "shifted to the next day": ([change(what="programme_shifted", item="P4", minutes=1440)], "F2", "on no day of"),
    "shifted by a month": ([change(what="programme_shifted", item="P4", from_="2026-06-12 10:00")], "D2", "on no day"),
    "shifted into the past": ([change(what="programme_shifted", item="P4", minutes=-200)], "D2", "before now"),
    "shifted by nothing": ([change(what="programme_shifted", item="P4", minutes=0)], "F2", "is no change"),
    "shifted neither way": ([change(what="programme_shifted", item="P4")], "D2", "neither when"),
    "shifted both ways": (
        [change(what="programme_shifted", item="P4", minutes=5, from_=f"{DAY} 12:30")],
        "F2",
        "both when",
    ),
    "a bilateral shifted": ([change(what="programme_shifted", item="B03", minutes=5)], "C2", "not a programme item"),
    "from after to": (
        [change(what="person_absent", who="ALD-1", from_=f"{DAY} 12:00", to=f"{DAY} 11:00")],
        "E2",
        "is not after from",
    ),
    "from at to": (
        [change(what="person_absent", who="ALD-1", from_=f"{DAY} 12:00", to=f"{DAY} 12:00")],
        "E2",
        "is not after from",
    ),
    "late until an hour ago": ([change(what="person_late", who="ALD-1", to=f"{DAY} 09:00")], "E2", "is over at 10:12"),
    "leaves after the event": (
        [change(what="person_leaves", who="ALD-1", from_="2026-06-12 12:00")],
        "D2",
        "is after the event",
    ),
    "a moment in words": ([change(what="person_late", who="ALD-1", to="tomorrow")], "E2", "not a date that can be"),
    "a moment without its day": ([change(what="person_late", who="ALD-1", to="11:00")], "E2", "not a date that can be"),
    "cancelled, and withdrawn": ([change(what="item_cancelled", item="B14")], "C2", "was declined or withdrawn"),
    "raised, and withdrawn": ([change(what="priority_raised", item="B14")], "C2", "was declined or withdrawn"),
    "overrun, and declined": (
        [change(what="item_overruns", item="B12", minutes=5)],
        "C2",
        "was declined or withdrawn",
    ),
    "a turn cancelled, and withdrawn": (
        [change(what="item_cancelled", item="STAT/FRN")],
        "C2",
        "was declined or withdrawn",
    ),
    "promoted, and withdrawn": ([change(what="standby_promoted", item="STAT/FRN")], "C2", "is withdrawn"),
    "missed, and withdrawn": ([change(what="turn_missed", item="STAT/FRN")], "C2", "is not planned"),
    "missed on standby": ([change(what="turn_missed", item="STAT/IOB")], "C2", "is not planned"),
    "missed before it is called": ([change(what="turn_missed", item="STAT/ALD")], "C2", "still to come"),
    "promoted without full powers": ([change(what="standby_promoted", item="SIGN/IOA")], "C2", "The full powers of"),
    "full powers for a statement": (
        [change(what="full_powers_received", who="FRN", item="STAT/FRN")],
        "B2",
        "no entry in a signing line",
    ),
    "full powers of a room": ([change(what="full_powers_received", who="HALL")], "B2", "is a room"),
    "inscribed again": ([change(what="new_inscription", who="ALD", item="STAT")], "B2", "in 'Statements' already"),
    "inscribed in a meeting": ([change(what="new_inscription", who="ALD", item="B03")], "C2", "not a line"),
    "inscribed in a line that is over": ([change(what="new_inscription", who="CVA", item="ARR")], "C2", "is over"),
    "a line that missed its turn": ([change(what="turn_missed", item="STAT")], "C2", "is a line"),
    "a line cancelled": ([change(what="item_cancelled", item="STAT")], "C2", "is a line"),
    "a programme item that was held": ([change(what="item_cancelled", item="P1")], "C2", "was held 09:00–09:20"),
    "one that was held moved": (
        [change(what="programme_shifted", item="P1", from_=f"{DAY} 12:00")],
        "C2",
        "was held 09:00–09:20",
    ),
    "a turn that overruns": ([change(what="item_overruns", item="STAT/DLM", minutes=5)], "C2", "is a turn of a line"),
    "a person lost for a room": ([change(what="room_lost", who="ALD-1")], "B2", "is a person, not a room"),
    "a person for an interpreter": ([change(what="interpreter_ill", who="ALD-1")], "B2", "not an interpreter"),
    "a person for a delegation": (
        [change(what="delegation_late", who="ALD-1", to=f"{DAY} 11:00")],
        "B2",
        "not a delegation",
    ),
    "leaves, and nobody says when": ([change(what="person_leaves", who="ALD-1")], "D2", "from is missing"),
    "meets itself": ([change(what="new_bilateral", who="ALD", counterpart="ALD-2")], "G2", "does not meet itself"),
    "meets nobody": ([change(what="new_bilateral", who="ALD")], "G2", "counterpart is missing"),
    "meets a stranger": ([change(what="new_bilateral", who="ALD", counterpart="ZZZ")], "G2", "'ZZZ'"),
    "a new one by the id of another": (
        [change(what="new_bilateral", who="ALD", counterpart="FRN", id="B03")],
        "I2",
        "is the id of something else",
    ),
    "a new one by the id of a turn": (
        [change(what="new_bilateral", who="ALD", counterpart="FRN", id="SIGN/ZZZ")],
        "I2",
        "reads like a turn",
    ),
    "two new ones of one id": (
        [
            change(what="new_bilateral", who="ALD", counterpart="FRN", id="N1"),
            change(what="new_bilateral", who="BRV", counterpart="FRN", id="n1"),
        ],
        "I3",
        "says already",
    ),
    "the same new one twice": ([change(what="new_bilateral", who="ALD", counterpart="FRN")] * 2, "B3", "says already"),
    "a meeting of no time": (
        [change(what="new_bilateral", who="ALD", counterpart="FRN", minutes=0)],
        "F2",
        "cannot last 0 minutes",
    ),
    "a priority of nine": (
        [change(what="new_bilateral", who="ALD", counterpart="FRN", priority=9)],
        "H2",
        "out of bounds",
    ),
    "hours that are over": (
        [change(what="new_bilateral", who="ALD", counterpart="FRN", to=f"{DAY} 10:00")],
        "E2",
        "is over",
    ),
    "hours that are too short": (
        [
            change(
                what="new_bilateral", who="ALD", counterpart="FRN", minutes=30, from_=f"{DAY} 11:00", to=f"{DAY} 11:20"
            )
        ],
        "E2",
        "do not fit into",
    ),
    "a turn raised": ([change(what="priority_raised", item="SIGN/ALD")], "C2", "is a turn of a line"),
    "a way that is none": ([change(what="person_absent", who="ALD-1", under_way="stop")], "K2", "end, move, hold"),
    "cancelled twice": ([change(what="item_cancelled", item="P4")] * 2, "C3", "says already"),
    "missed twice": ([change(what="turn_missed", item="SIGN/ALD")] * 2, "C3", "says already"),
    "lost twice": ([change(what="room_lost", who="BLUE")] * 2, "B3", "says already"),
    "cancelled, then shifted": (
        [change(what="item_cancelled", item="P4"), change(what="programme_shifted", item="P4", minutes=5)],
        "C3",
        "is cancelled in a row above",
    ),
    "cancelled, then moved": (
        [change(what="item_cancelled", item="P4"), change(what="room_changed", item="P4", room="ROSE")],
        "C3",
        "is cancelled in a row above",
    ),
    "all rooms lost": (
        [change(what="room_lost", who=code) for code in ("BLUE", "GREEN", "ROSE")],
        "J3",
        "Where does it go?",
    ),
}
"""What is written, the cell at which it is refused, and what is said there."""


@pytest.mark.parametrize("kind", REFUSED)
def test_what_nobody_can_mean_is_refused_at_its_cell_with_a_cure(kind, plan, tmp_path):
    rows, cell, words = REFUSED[kind]

    said, found = answer(plan, sheet(tmp_path, HEADS, *([row.get(head) for head in HEADS] for row in rows)))

    assert found is None
    wrong = [one for one in said if one.severity == "error"]
    assert all(one.cell and one.sentence and one.cure for one in wrong)
    assert [one for one in wrong if one.cell == cell and words in f"{one.sentence} {one.cure}"], wrong


TAKEN = {
    "absent since a month ago": (
        change(what="person_absent", who="ALD-1", from_="2026-04-12 12:00"),
        "D2 person_absent: 12:00 on Sunday 12 April 2026 is before the event.",
    ),
    "away until a month from now": (
        change(what="person_absent", who="ALD-1", to="2026-06-12 12:00"),
        "E2 person_absent: 12:00 on Friday 12 June 2026 is after the event.",
    ),
    "a column that says nothing here": (
        change(what="item_cancelled", item="B10", who="ALD-1"),
        "B2 item_cancelled: who is not looked at.",
    ),
}
"""What is taken in with a warning, and its cell and words."""


@pytest.mark.parametrize("kind", TAKEN)
def test_what_may_be_a_slip_is_taken_in_and_asked_about(kind, plan, tmp_path):
    row, words = TAKEN[kind]

    said, found = answer(plan, sheet(tmp_path, HEADS, [row.get(head) for head in HEADS]))

    assert found is not None
    assert [one for one in said if f"{one.cell} {one.sentence}".startswith(words)], said


def test_request_that_fits_nowhere_is_listed_and_not_lost(plan, tmp_path):
    asked = change(what="new_bilateral", who="ALD", counterpart="FRN", id="N1", minutes=1440)

    _, found = answer(plan, sheet(tmp_path, HEADS, [asked.get(head) for head in HEADS]))

    assert found is not None
    assert found.left_out == ("N1",)
    assert "no start for 24 hours" in found.plan.by_item["N1"].why


@pytest.mark.parametrize(
    ("heads", "words"),
    [
        (["quoi", "qui", "objet"], "The required column what is missing."),
        (["who", "item"], "The required column what is missing."),
        (["what", "item", "item"], "The header 'item' stands in B1 already."),
    ],
)
def test_headers_that_cannot_be_are_refused(heads, words, plan, tmp_path):
    said, found = answer(plan, sheet(tmp_path, heads, ["item_cancelled", "B10", "B10"][: len(heads)]))

    assert found is None
    assert any(one.sentence == words for one in said)


@pytest.mark.parametrize("heads", [HEADS, []])
def test_sheet_that_reports_nothing_is_said_and_changes_nothing(heads, plan, tmp_path):
    out = tmp_path / "new.xlsx"

    done = run("replan", plan, "--changes", sheet(tmp_path, heads), "--now", NOW, "--output", out)

    assert "reports nothing: its sheet Changes has no rows." in done.stdout
    assert "Nothing has to change; nobody need be called." in done.stdout

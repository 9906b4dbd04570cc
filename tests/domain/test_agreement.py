"""Records that cannot be beside each other: each fault has a sentence, and nothing is planned or checked with one."""

import re
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.domain.agreement import contradictions, refuse_unsound, strangers
from planner.domain.plan import Plan
from planner.domain.sound import Unsound
from planner.rules import check
from planner.workbook.grid import address
from tests.scenes.builders import (
    absence,
    bilateral,
    delegation,
    entry,
    event,
    interpreter,
    keep_apart,
    line,
    person,
    programme,
    room,
    side_event,
    walk,
)
from tests.scenes.effort import examples
from tests.scenes.workbook_samples import SMALL, read_changed

SOUND = (
    delegation("FRA"),
    delegation("JPN"),
    person("FRA-1"),
    person("JPN-1"),
    room("R1"),
    room("HALL", uses="signing"),
    line(),
    entry("FRA"),
    interpreter("I1"),
    bilateral("B1"),
    side_event("S1", speakers="FRA-1"),
)


@pytest.mark.parametrize(
    ("record", "sentence"),
    [
        (person("DEU-1"), "DEU-1: delegation is 'DEU', and there is no such delegation."),
        (delegation("DEU"), None),
        (absence("R9", "09:00", "10:00"), "R9: who is 'R9', and there is no such person or delegation or room or"),
        (programme("P1", "09:00", "10:00", room="R9"), "P1: room is 'R9', and there is no such room."),
        (programme("P1", "09:00", "10:00", who="FRA; DEU"), "P1: who is 'DEU', and there is no such person or"),
        (line("SPEAK", room="R9"), "SPEAK: room is 'R9', and there is no such room."),
        (entry("JPN", "LATER"), "LATER/JPN: line is 'LATER', and there is no such line."),
        (entry("DEU"), "SIGN/DEU: delegation is 'DEU', and there is no such delegation."),
        (entry("JPN", person="JPN-9"), "SIGN/JPN: person is 'JPN-9', and there is no such person."),
        (bilateral("B2", "DEU"), "B2: requester is 'DEU', and there is no such delegation."),
        (bilateral("B2", counterpart="DEU"), "B2: counterpart is 'DEU', and there is no such delegation."),
        (bilateral("B2", requester_person="FRA-1; FRA-9"), "B2: requester_person is 'FRA-9', and there is no such"),
        (bilateral("B2", also="DEU"), "B2: also is 'DEU', and there is no such person or delegation."),
        (bilateral("B2", room="R9"), "B2: room is 'R9', and there is no such room."),
        (bilateral("B2", after="B9"), "B2: after is 'B9', and there is no such item or line."),
        (bilateral("B2", after="SIGN"), None),
        (bilateral("B2", after="SIGN/FRA"), None),
        (bilateral("B2", requester_person="any", also="FRA-1; JPN"), None),
        (side_event("S2", "DEU"), "S2: organiser is 'DEU', and there is no such delegation."),
        (side_event("S2", co_organisers="DEU"), "S2: co_organisers is 'DEU', and there is no such delegation."),
        (side_event("S2", speakers="FRA"), "S2: speakers is 'FRA', and there is no such person."),
        (keep_apart("FRA", "DEU", "same_zone"), "A pair kept apart: b is 'DEU', and there is no such delegation."),
        (bilateral("B1", "JPN", "FRA"), "B1 is there twice."),
        (side_event("B1"), "B1 is there twice."),
        (room("R1", capacity=3), "R1 is there twice."),
        (delegation("FRA"), "FRA is there twice."),
        (person("FRA-1"), "FRA-1 is there twice."),
        (entry("FRA"), "SIGN/FRA is there twice."),
        (interpreter("I1"), "I1 is there twice."),
        (line("SIGN"), "SIGN is there twice."),
        (bilateral("B2", "FRA", "FRA"), "B2: FRA asks to meet itself."),
        (bilateral("B2", after="B2"), "B2 is to take place after itself."),
        (bilateral("B2", counterpart_person="FRA-1"), "B2: Name of FRA-1 (FRA-1) belongs to FRA, not to JPN."),
        (entry("JPN", person="FRA-1"), "SIGN/JPN: Name of FRA-1 (FRA-1) belongs to FRA, not to JPN."),
        (keep_apart("FRA", "FRA", "same_zone"), "FRA is to be kept apart from itself."),
    ],
    ids=str,
)  # fmt: skip
def test_what_cannot_be_beside_the_others_is_refused(record: object, sentence: str | None) -> None:
    whole = event(*SOUND, record)

    if sentence is None:
        assert [*strangers(whole), *contradictions(whole)] == []
        return
    with pytest.raises(Unsound) as refusal:
        refuse_unsound(whole)
    assert str(refusal.value).startswith(sentence)
    with pytest.raises(Unsound):
        check(whole, Plan())


def test_delegation_without_people_is_refused() -> None:
    alone = replace(event(*SOUND, delegation("DEU")), people=event(*SOUND).people)

    assert [str(fault) for fault in strangers(alone)] == [
        "DEU has no people. Add its head, implied where no name is known."
    ]


def test_two_entries_for_one_place_and_a_walk_given_twice_are_refused() -> None:
    places = event(*SOUND, entry("JPN", position=1), delegation("DEU"), entry("DEU", position=1))
    walks = event(*SOUND, walk("A", "B", 5), walk("A", "B", 6))

    assert [fault.sentence for fault in contradictions(places)] == [
        "SIGN/DEU and SIGN/JPN both have the fixed place 1."
    ]
    assert [fault.sentence for fault in contradictions(walks)] == ["The walk from A to B is given twice."]


def test_host_that_is_not_there_and_endless_event_are_refused() -> None:
    with pytest.raises(Unsound, match="The event: host is 'DEU', and there is no such delegation"):
        refuse_unsound(event(*SOUND, host="DEU"))
    with pytest.raises(Unsound, match="longer than a year"):
        refuse_unsound(event(*SOUND, end_date=replace(event().settings).end_date.replace(year=2999)))


def test_many_faults_are_said_in_part_and_counted() -> None:
    whole = event(*SOUND, *(bilateral(f"B{number}", "DEU") for number in range(2, 11)))

    with pytest.raises(Unsound) as refusal:
        refuse_unsound(whole)

    assert str(refusal.value).count("'DEU'") == 5
    assert str(refusal.value).endswith("There are 4 faults more.")


# --- what reading accepts, planning accepts --------------------------------------------------------------------------

KINDS = {"a moment": r"\d{4}-\d{2}-\d{2}.*|\d{2}:\d{2}", "a code": r"[A-Z]+(-?\d)?"}
CELLS = {
    f"{sheet}!{address(number, column)}": value
    for sheet, rows in SMALL.items()
    for number, row in enumerate(rows[1:], start=2)
    for column, value in enumerate(row, start=1)
}
"""Every cell of the small workbook below the headers, with what it holds."""


def kind_of(value: object) -> str:
    return next((kind for kind, form in KINDS.items() if re.fullmatch(form, str(value))), type(value).__name__)


ALIKE = {
    kind: [one for one in dict.fromkeys(CELLS.values()) if kind_of(one) == kind]
    for kind in map(kind_of, CELLS.values())
}


@st.composite
def exchanges(draw: st.DrawFn) -> dict[str, object]:
    """Some cells with what others of their kind hold: codes of others, times out of order, lists; or with nothing."""
    places = draw(st.lists(st.sampled_from([*CELLS]), min_size=1, max_size=2, unique=True))
    return {place: draw(st.sampled_from(ALIKE[kind_of(CELLS[place])]) | st.none()) for place in places}


@settings(max_examples=examples(30))
@given(exchanges())
def test_every_event_that_reading_accepts_may_be_planned(changes: dict[str, object]) -> None:
    with TemporaryDirectory() as folder:
        reading = read_changed(Path(folder), changes)

    if reading.workbook is not None:
        refuse_unsound(reading.workbook.event)

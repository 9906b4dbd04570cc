"""What is in the way of a meeting, counted by rule and subject."""

from datetime import time

import pytest

from planner.domain.event import Event
from planner.domain.plan import Placement
from planner.domain.records import Policy
from planner.explain import Why, why
from planner.rules import RULES
from tests.scenes.builders import (
    bilateral,
    delegation,
    entry,
    event,
    interpreter,
    keep_apart,
    line,
    person,
    placed,
    plan,
    programme,
    room,
    side_event,
)

PARTIES = tuple(delegation(code) for code in ("BRA", "CHL", "FRA", "JPN"))
MINISTER = person("FRA-1", title="Minister of Justice")
SUBJECT, CAUSE = "the Minister of Justice of France", "'Title of P1' 09:00–10:00 on Saturday 25 October"


def asked(*records: object, rows: tuple[tuple[str, str, str], ...] = (), item: str = "B1", **settings: object) -> Why:
    """Why an item is not placed beside the rows, given as item, start and room."""
    of = event(*PARTIES, *records, **settings)
    return why(of, plan(of, *(placed(of, one, start, room=where) for one, start, where in rows)), item)


def rules_named(found: Why) -> set[str]:
    return {one.rule for one in found.blocked}


def test_blocked_counts_candidates_by_rule_and_subject():
    found = asked(
        room(), bilateral(not_before="09:00", not_after="10:00"), programme("P1", "09:00", "09:30", who="JPN")
    )

    counts = {(one.rule, one.subject): one.candidates for one in found.blocked}
    # 144 starts a day: 9 of them lie in the window, and those from 08:35 to 09:35 are too near the programme item.
    assert counts == {
        ("time-window", "B1"): 288 - 9,
        ("person-free", "JPN"): 13,
        ("event-hours", "B1"): 6,
        ("room-open", "R1"): 6,
    }


def full_event() -> tuple[Event, tuple[Placement, ...]]:
    """An event in which B1 meets every rule that can stand in the way of a meeting."""
    of = event(
        *PARTIES,
        MINISTER,
        person("JPN-1", max_bilaterals_per_day=1, departs="26 12:00"),
        room("R1", zone="A", capacity=6),
        room("R2", zone="A"),
        room("R3", zone="A"),
        room("HALL", uses="signing"),
        programme("P1", "12:00", "12:30", who="FRA"),
        line(room="HALL"),
        entry("FRA", full_powers="verified"),
        interpreter("I1", "en-vi; en-fr", max_minutes_per_day=45, max_run=30, from_="08:30"),
        bilateral("B0", "BRA", "JPN", languages="en; vi", not_before="10:00", minutes=30),
        side_event("S1", "CHL", minutes=30),
        side_event("S2", "CHL", minutes=30),
        bilateral("B1", languages="vi; en", not_before="08:10", room="!R2", after="P0", seats=8),
        programme("P0", "08:00", "08:05", who="none"),
        keep_apart("FRA", "CHL", "same_zone"),
        keep_apart("JPN", "CHL", "same_room_next"),
        keep_apart("FRA", "JPN", "same_item"),
    )
    rows = (
        placed(of, "B0", "11:00", room="R2", interpreters="I1"),
        placed(of, "S1", "13:00", room="R2"),
        placed(of, "S2", "15:00", room="R3"),
        placed(of, "SIGN/FRA", "09:00", position=1),
    )
    return of, rows


def test_every_rule_that_can_block_a_meeting_is_named():
    of, rows = full_event()

    assert rules_named(why(of, plan(of, *rows), "B1")) == {
        "person-free",
        "person-present",
        "turn-free",
        "daily-cap",
        "room-free",
        "room-fits",
        "room-open",
        "event-hours",
        "time-window",
        "after-item",
        "must-room",
        "interpreter-free",
        "interpreter-present",
        "interpreter-day",
        "interpreter-run",
        "same-item",
        "same-zone",
        "same-room-next",
    }


def test_side_event_starts_are_named():
    found = asked(room(), side_event(), policy=Policy(side_event_starts=(time(9), time(13, 30))), item="S1")

    assert [(one.rule, one.candidates) for one in found.blocked] == [
        ("start-grid", 288 - 4),
        ("event-hours", 22),
        ("room-open", 22),
    ]
    assert "may start at certain times only: 09:00, 13:30." in found.blocked[0].sentence


def test_languages_that_nobody_covers_are_named():
    found = asked(room(), interpreter("I1", "en-vi"), bilateral(languages="en; fr"))

    assert found.verdict == (
        "Not placed: 'France – Japan' finds no interpreters: the Interpreters sheet has not one of their own for each "
        "of en-fr."
    )


@pytest.mark.parametrize("rule", RULES, ids=[rule.key for rule in RULES])
def test_because_is_a_sentence_with_subject_and_cause(rule):
    said = rule.because(SUBJECT, CAUSE)

    # What keeps an entry from its line, be it standby or full powers, is a sentence that names the entry itself.
    assert said.startswith(CAUSE if rule.key in ("inscribed", "full-powers") else SUBJECT)
    assert said.endswith(f"{CAUSE}.")

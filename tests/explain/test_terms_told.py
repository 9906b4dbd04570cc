"""Suggestions work and are in words, whichever of the terms counts; a new one is covered as it stands in TERMS."""

from dataclasses import replace
from datetime import date, time

import pytest

from planner.domain.event import Event
from planner.domain.plan import Plan
from planner.domain.records import Policy
from planner.explain import suggest
from planner.explain.options.preferences import change_of, told
from planner.rules.terms import TERMS, Term
from tests.scenes.builders import (
    bilateral,
    delegation,
    event,
    person,
    placed,
    plan,
    programme,
    room,
    side_event,
    walk,
)

BUSY = event(
    *(delegation(code) for code in ("BRA", "CHL", "FRA", "JPN")),
    person("FRA-1"),
    person("FRA-2"),
    *(room("R1", zone="B"), room("A1", zone="A"), walk("A", "B", 5)),
    programme("P", "10:00", "11:00", who="FRA; JPN", room="R1"),
    bilateral("B1", requester_person="FRA-1; FRA-2", prefer_from="11:30", room="A1"),
    bilateral("B2", "FRA", "BRA", requester_person="FRA-1; FRA-2"),
    bilateral("B3", "JPN", "CHL", prefer_to="09:00"),
    side_event("S1", theme="oceans"),
    side_event("S2", theme="oceans"),
    day_start=time(9),
    day_end=time(13),
    end_date=date(2025, 10, 25),
)
"""A morning in which every term finds something; B1 and S2 are not placed."""


def busy(term: Term) -> tuple[Event, Plan]:
    policy = Policy(secondary=((term.name, 1),), max_run=1, fair_share=100, slack=60)
    of = replace(BUSY, policy=policy)
    rows = (("B2", "11:30", "R1"), ("B3", "11:55", "A1"), ("S1", "09:00", "R1"))
    return of, plan(of, *(placed(of, item, start, room=where) for item, start, where in rows))


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.name)
def test_suggestions_tell_how_the_one_term_that_counts_changes(term: Term) -> None:
    of, beside = busy(term)

    options = [option for item in ("B1", "B2", "S1", "S2") for option in suggest(of, beside, item, 60).options]

    changes = [change_of(of, beside, option.plan) for option in options]
    assert any(by for (by,) in changes)
    for option, (by,) in zip(options, changes, strict=True):
        assert option.terms == (((term.name, by),) if by else ())
        assert told(of, (by,)) in option.sentence


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.name)
def test_one_and_several_are_told_in_the_words_of_the_term(term: Term) -> None:
    of, _ = busy(term)
    one, several = term.counted

    if one.startswith("minute "):
        minutes = one.removeprefix("minute ").removeprefix("of ")
        assert told(of, (140,)) == f"2 h 20 min more {minutes}"
        assert told(of, (-1,)) == f"1 minute less {minutes}"
    else:
        assert told(of, (1,)) == f"1 {one} more"
        assert told(of, (-2,)) == f"2 {several} fewer"
    assert told(of, (0,)) == ""

"""The rule book as a whole: keys, sentences, order, and what a large plan costs to check."""

import random
import re
from dataclasses import replace

import pytest

from planner.domain.event import Event
from planner.domain.plan import Plan
from planner.domain.vocabulary import PlanState
from planner.rules import RULES, check
from planner.rules.case import Case
from planner.rules.rule import sentence
from planner.rules.terms import TERMS
from tests.scenes.builders import (
    bilateral,
    delegation,
    entry,
    event,
    interpreter,
    keep_apart,
    line,
    placed,
    plan,
    programme,
    room,
    side_event,
)
from tests.scenes.counted import steps

FIRST_CLAUSES = {
    "person-free": "A person attends one thing at a time",
    "room-free": "A room holds one item at a time",
    "length": "A meeting lasts exactly its minutes.",
}


def morning() -> Event:
    return event(
        delegation("FRA"),
        delegation("JPN"),
        delegation("CHL"),
        room("R1"),
        room("R2"),
        room("HALL", uses="signing"),
        programme("P", "08:00", "08:30", room="R2"),
        line(seconds_each=60),
        entry("FRA", full_powers="verified"),
        bilateral("M1", "FRA", "JPN", languages="en; vi"),
        bilateral("M2", "JPN", "CHL"),
        side_event("S", "CHL", speakers="CHL"),
        interpreter("I", "vi-en"),
        keep_apart("FRA", "CHL", "same_item"),
    )


def good_plan(of: Event) -> Plan:
    return plan(
        of,
        placed(of, "SIGN/FRA", "09:00", position=1),
        placed(of, "M1", "09:30", room="R1", interpreters="I"),
        placed(of, "M2", "10:05", room="R1"),
        placed(of, "S", "10:40", room="R2"),
    )


def test_check_finds_nothing_in_a_good_plan():
    of = morning()

    assert check(of, good_plan(of)) == ()


def test_check_finds_nothing_in_an_empty_event():
    assert check(event(), Plan()) == ()


def test_check_gathers_the_breaches_of_every_rule_in_order():
    of = morning()
    spoilt = Plan(tuple(replace(row, room="R2") if row.item == "P" else row for row in good_plan(of).rows[:-1]))

    late = placed(of, "S", "10:05", "10:50", room="R1")

    found = [breach.rule for breach in check(of, Plan((*spoilt.rows, late)))]

    assert found == ["person-free", "room-free", "length"]


def test_check_keeps_what_was_done_before():
    of = morning()
    moved = [replace(row, state=PlanState.DONE) for row in good_plan(of).rows if row.item == "M1"]

    found = check(of, plan(of), Plan(tuple(moved)))

    assert [(breach.rule, breach.items) for breach in found] == [("locked-kept", ("M1",))]


def test_keys_are_unique_and_spelt_alike():
    keys = [rule.key for rule in RULES]

    assert len(set(keys)) == len(keys)
    assert [key for key in keys if not re.fullmatch(r"[a-z]+(-[a-z]+)*", key)] == []


@pytest.mark.parametrize("rule", [*RULES, *TERMS], ids=lambda rule: type(rule).__name__)
def test_sentence_is_one_whole_sentence(rule):
    said = sentence(rule)

    assert re.fullmatch(r"[A-Z][^.]{20,}\.", said)


def test_sentence_is_the_first_of_the_docstring_on_one_line():
    said = {rule.key: sentence(rule) for rule in RULES}

    assert {key: said[key][: len(clause)] for key, clause in FIRST_CLAUSES.items()} == FIRST_CLAUSES
    assert not [text for text in said.values() if "\n" in text or "  " in text]


def test_check_does_not_depend_on_the_order_of_rules():
    of = morning()
    case = Case(of, Plan((*good_plan(of).rows, placed(of, "M2", "09:35", room="R1", people="FRA"))))
    shuffled = random.Random(1).sample(RULES, len(RULES))

    in_order = [breach for rule in RULES for breach in rule.check(case)]
    out_of_order = [breach for rule in shuffled for breach in rule.check(Case(case.event, case.plan))]

    assert {breach.rule for breach in in_order} == {"person-free", "attendance", "room-free", "one-row-each"}
    assert sorted(in_order, key=repr) == sorted(out_of_order, key=repr)


def high_level_week(part: int) -> tuple[Event, Plan]:
    """Of 193 delegations, 2,500 bilaterals, 40 rooms and pairs kept apart one `part`th; badly planned."""
    draw = random.Random(1)
    codes = [f"D{k}" for k in range(193 // part)]
    asked = [bilateral(f"M{k}", *draw.sample(codes, 2), prefer_from="10:00", room="R1") for k in range(2500 // part)]
    apart = [
        keep_apart(*draw.sample(codes, 2), rule) for rule in ("same_zone", "same_room_next") for _ in range(20 // part)
    ]
    opening = programme("P", "08:00", "10:00", who="all")
    places = [room(f"R{k}", zone="AB"[k % 2]) for k in range(40 // part)]
    of = event(*map(delegation, codes), *places, *asked, *apart, opening)
    rows = [
        placed(of, one.id, f"{draw.choice((25, 26))} {draw.randrange(8, 20):02}:00", room=draw.choice(places).code)
        for one in asked
    ]
    return of, plan(of, *rows)


def test_check_and_terms_take_steps_by_the_size_of_a_plan_and_not_by_its_square():
    def looked_at(part: int) -> tuple[int, int]:
        of, large = high_level_week(part)
        assert len(check(of, large)) > 1000 / part
        assert max(term.cost(Case(of, large)) for term in TERMS) > 1000 / part
        return steps(lambda: check(of, large)), steps(lambda: [term.cost(Case(of, large)) for term in TERMS])

    quarter, whole = looked_at(4), looked_at(1)

    assert [many / few < 6 for few, many in zip(quarter, whole, strict=True)] == [True, True]

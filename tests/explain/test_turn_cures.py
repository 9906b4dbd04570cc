"""What would give a line entry a turn: small lines in which the cure is known and keeps its word."""

import pytest

from planner.domain.event import Event
from planner.domain.plan import Plan
from planner.explain import FieldChange, why
from planner.rules import check
from tests.scenes.builders import absence, at, delegation, entry, event, line, placed, plan, programme, room

CODES = ("BRA", "CHL", "FRA")


def small(*more: object, end: str = "09:02", **own: object) -> Event:
    """A line in which CHL signs after BRA, unless what is said of it is in the way."""
    return event(
        *(delegation(code, precedence=number) for number, code in enumerate(CODES, 1)),
        room("HALL", uses="signing"),
        line(start="09:00", end=end),
        entry("BRA", full_powers="verified"),
        entry("CHL", **({"full_powers": "verified"} | own)),
        *more,
    )


def first_given(of: Event) -> Plan:
    return plan(of, placed(of, "SIGN/BRA", "09:00", position=1))


@pytest.mark.parametrize(
    ("own", "change", "said"),
    [
        ({"full_powers": "missing"}, ("full_powers", "missing", "verified"), "Once its full powers are verified"),
        ({"status": "standby"}, ("status", "standby", "inscribed"), "If it is inscribed"),
        ({"not_before": "09:30"}, ("not_before", "2025-10-25 09:30", ""), "If it may come earlier"),
        ({"not_after": "08:30"}, ("not_after", "2025-10-25 08:30", ""), "If it may come later"),
        ({"position": 1}, ("position", "1", ""), "If its position is not fixed"),
    ],
)
def test_entry_gets_its_turn_when_it_gives_up_or_hands_in_one_thing(own, change, said):
    of = small(**own)

    cure, *_ = why(of, first_given(of), "SIGN/CHL").cures

    assert cure.kind == "relax"
    assert cure.changes == (FieldChange("SIGN/CHL", *change),)
    assert cure.sentence == f"{said}, it could be held 09:01–09:02 on Saturday 25 October in Room HALL."
    assert cure.plan.by_item["SIGN/CHL"].position == 2
    assert check(cure.event, cure.plan) == ()


def test_line_that_is_full_lasts_one_turn_longer():
    of = small(end="09:01")

    (cure,) = why(of, first_given(of), "SIGN/CHL").cures

    assert (cure.kind, cure.parties) == ("resource", ("CHL",))
    assert cure.changes == (FieldChange("SIGN", "end", "2025-10-25 09:01", "2025-10-25 09:02"),)
    assert cure.event.line["SIGN"].end == at("09:02")
    assert check(cure.event, cure.plan) == ()


def test_turn_that_is_free_is_offered_as_it_is():
    of = small()

    (cure,) = why(of, first_given(of), "SIGN/CHL").cures

    assert (cure.kind, cure.changes) == ("move", ())
    assert "position 2" in cure.sentence.lower()
    assert check(of, cure.plan) == ()


@pytest.mark.parametrize(
    ("more", "own", "proof"),
    [
        ((), {"full_powers": "missing"}, ("full-powers",)),
        ((), {"status": "standby"}, ("inscribed",)),
        ((), {"status": "standby", "full_powers": "missing"}, ("inscribed",)),
        ((absence("CHL", "08:00", "10:00"),), {}, ("turn-free",)),
        ((programme("P1", "08:00", "10:00", who="CHL"),), {}, ("programme-stands", "turn-free")),
        ((), {"not_before": "09:01", "not_after": "09:00"}, ("line-bounds",)),
        ((), {}, None),
    ],
)
def test_proof_for_an_entry_is_the_smallest_set_of_rules(more, own, proof):
    of = small(*more, **own)

    assert why(of, first_given(of), "SIGN/CHL").proof == proof


def test_turn_at_a_moment_is_answered():
    of = small(end="09:03")
    beside = first_given(of)

    assert why(of, beside, "SIGN/CHL", at("09:00")).verdict == (
        "Not there: A turn of 'SIGN' is given to another: Brazil has position 1 at 09:00 on Saturday 25 October."
    )
    assert why(of, beside, "SIGN/CHL", at("09:01:30")).verdict.startswith("Nothing is in the way: position 2, ")
    assert "has no turn at 12:00" in why(of, beside, "SIGN/CHL", at("12:00")).verdict
    assert why(of, beside, "SIGN/BRA", at("09:00")).verdict.startswith("It is there already. ")
    assert why(of, beside, "SIGN/CHL", at("09:00"), "HALL").verdict.startswith("Not there: ")

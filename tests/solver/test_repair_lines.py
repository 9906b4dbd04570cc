"""Lines in a repair: who is late, who is new, and that nobody else moves."""

from dataclasses import replace

from planner.domain.event import Event
from planner.domain.issue import carried
from planner.domain.plan import Plan
from planner.solver.repairing.repair import Repair
from tests.scenes.builders import at, entry, line, placed, plan, room
from tests.solver.test_repair import CODES, morning, repaired


def signing(*entries: object, **more: object) -> Event:
    return morning(
        room("HALL", uses="signing"), line("SIGN", "09:00", "10:00", seconds_each=120, order="listed"), *entries, **more
    )


def turns(of: Event, *codes: str) -> Plan:
    rows = [
        placed(of, f"SIGN/{code}", f"09:{2 * place:02}", position=place + 1) for place, code in enumerate(codes) if code
    ]
    return carried(of, plan(of, *rows), Plan())


def order(found: Repair) -> list[str]:
    rows = [row for row in found.plan.standing if row.position is not None]
    return [row.item for row in sorted(rows, key=lambda row: row.position or 0)]


def test_late_signatory_is_passed_over_and_comes_after_the_next_ones_present():
    entries = [entry(code, full_powers="verified") for code in CODES]
    of = signing(*entries)
    late = replace(of, entries=(replace(entries[0], not_before=at("09:03")), *entries[1:]))

    found = repaired(late, turns(of, *CODES))

    assert order(found) == ["SIGN/CHL", "SIGN/FRA", "SIGN/BRA", "SIGN/JPN"]
    assert found.plan.by_item["SIGN/JPN"] == turns(of, *CODES).by_item["SIGN/JPN"]


def test_line_in_which_everybody_can_stand_stays_whatever_its_order():
    of = signing(*(entry(code, full_powers="verified") for code in CODES))
    before = turns(of, "JPN", "", "CHL", "BRA", "FRA")

    assert repaired(of, before).plan == before


def test_new_entry_takes_a_turn_that_is_free_and_nobody_moves():
    of = signing(*(entry(code, full_powers="verified") for code in CODES))
    before = turns(of, "", "CHL", "FRA", "JPN")

    found = repaired(of, before, must=("SIGN/BRA",))

    assert order(found) == ["SIGN/BRA", "SIGN/CHL", "SIGN/FRA", "SIGN/JPN"]
    assert set(before.standing) <= set(found.plan.standing)

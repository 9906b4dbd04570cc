"""The fairness ledger: accounts that a planner can check by hand, and the measures of how even they are."""

import json
from dataclasses import replace
from fractions import Fraction
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from planner.cli.entry import run
from planner.domain.plan import Plan
from planner.domain.vocabulary import BilateralStatus
from planner.fairness import PRIORITIES, Account, Tally, gini, ledger, together
from planner.rules.case import Case
from planner.rules.terms import TERMS
from planner.workbook import Workbook, write
from tests.scenes.builders import bilateral, delegation, event, person, placed, plan, programme, room, side_event
from tests.scenes.examples import example_rows

EVENT = event(
    delegation("FRA", region="Europe"),
    delegation("JPN", region="Asia"),
    delegation("VNM", region="Asia"),
    delegation("KEN"),
    person("FRA-1"),
    person("FRA-2"),
    person("JPN-1"),
    person("VNM-1"),
    room("R1"),
    room("R2"),
    programme("LUNCH", "12:00", "13:00", who="FRA"),
    bilateral("TOP", "FRA", "JPN", priority=5, prefer_from="10:00", room="R1"),
    bilateral("LOW", "JPN", "FRA", priority=1, counterpart_person="FRA-1; FRA-2", prefer_to="09:00"),
    bilateral("LOST", "FRA", "VNM", priority=2, prefer_from="09:00", room="R2"),
    bilateral("MUST", "VNM", "JPN", priority=3, room="!R2", status=BilateralStatus.REQUESTED),
    bilateral("NO", "FRA", "VNM", status=BilateralStatus.DECLINED),
    side_event("SIDE", "FRA"),
)
PLAN = plan(
    EVENT,
    placed(EVENT, "TOP", "10:00", room="R1"),
    placed(EVENT, "LOW", "11:00", room="R1", people="JPN-1; FRA-2"),
    placed(EVENT, "MUST", "11:30", room="R2"),
    placed(EVENT, "SIDE", "15:00", room="R2"),
)


def moved(item: str, **changes: object) -> Plan:
    return Plan(tuple(replace(row, **changes) if row.item == item else row for row in PLAN.rows))


def text_of(tally: Tally) -> str:
    return f"{tally.granted}/{tally.asked}"


@example_rows("""
    code  asked_by  asked_of  worth  p5   p4   p3   p2   p1   time  room  person
    FRA   1/2       1/1       17/19  1/1  0/0  0/0  0/1  1/1  1/2   1/1   0/1    # LOW: late, FRA-2
    JPN   1/1       2/2       21/21  1/1  0/0  1/1  0/0  1/1  1/2   1/1   0/1    # MUST has no wish
    VNM   1/1       0/1       4/6    0/0  0/0  1/1  0/1  0/0  0/0   0/0   0/0    # LOST: no wish counts
    KEN   0/0       0/0       0/0    0/0  0/0  0/0  0/0  0/0  0/0   0/0   0/0
""")
def test_account_of_a_delegation(code, asked_by, asked_of, worth, p5, p4, p3, p2, p1, time, room, person):
    account = ledger(EVENT, PLAN).accounts[code]

    told = (account.asked_by, account.asked_of, account.worth, *account.priorities)
    assert [*map(text_of, told)] == [asked_by, asked_of, worth, p5, p4, p3, p2, p1]
    assert [*map(text_of, (account.time, account.room, account.person))] == [time, room, person]


def test_waiting_is_that_of_the_people_and_all_of_it_the_term():
    waiting = {code: account.waiting for code, account in ledger(EVENT, PLAN).accounts.items()}

    # FRA-1 meets until 10:20 and lunches from 12:00, FRA-2 meets once; JPN-1 meets at 10:00, 11:00 and 11:30.
    assert waiting == {"FRA": 100, "JPN": 50, "VNM": 0, "KEN": 0}
    assert sum(waiting.values()) == next(one for one in TERMS if one.name == "waiting").cost(Case(EVENT, PLAN))


def test_regions_are_sums_and_those_without_one_are_together():
    book = ledger(EVENT, PLAN)

    assert {region: text_of(one.worth) for region, one in book.regions.items()} == {
        "": "0/0",
        "Asia": "25/27",
        "Europe": "17/19",
    }
    assert text_of(book.total.meetings) == "6/8"


def test_worst_off_are_all_with_the_smallest_share_among_those_who_asked():
    book = ledger(EVENT, PLAN)

    assert (book.least, book.worst_off) == (4 / 6, ("VNM",))
    nothing = ledger(EVENT, plan(EVENT))
    assert (nothing.least, nothing.worst_off, nothing.gini) == (0.0, ("FRA", "JPN", "VNM"), 0.0)


def test_nobody_who_asks_for_nothing_is_worst_off():
    of = event(delegation("FRA"), delegation("JPN"))
    book = ledger(of, plan(of))

    assert (book.least, book.worst_off, book.gini, book.gini_of_regions) == (None, (), 0.0, 0.0)


# --- moves -----------------------------------------------------------------------------------------------------------

LATER = placed(EVENT, "TOP", "14:00", room="R1")
LATER_PLAN = moved("TOP", start=LATER.start, end=LATER.end)


@pytest.mark.parametrize(
    ("before", "moves"),
    [
        (PLAN, (0, 0, 0, 0)),
        (LATER_PLAN, (1, 1, 0, 0)),
        (moved("TOP", room="R2", people=("FRA-2", "JPN-1")), (2, 2, 0, 0)),  # room and person are told apart
        (moved("MUST", start=None, end=None), (0, 0, 0, 0)),  # what is new is no move
        (Plan((*PLAN.rows[:-1], placed(EVENT, "LOST", "16:00", room="R1"))), (1, 0, 1, 0)),  # dropped since
    ],
    ids=["same", "time", "room and people", "added", "dropped"],
)
def test_moves_since_the_plan_before(before, moves):
    book = ledger(EVENT, PLAN, before)

    assert book.compared
    assert tuple(account.moves for account in book.accounts.values()) == moves


def test_without_a_plan_before_moves_are_those_that_the_rows_carry():
    book = ledger(EVENT, moved("TOP", revision=2))

    assert not book.compared
    assert [account.moves for account in book.accounts.values()] == [2, 2, 0, 0]


# --- Gini ------------------------------------------------------------------------------------------------------------


@example_rows("""
    shares           expected
    -                0         # nobody asked
    0/1 0/3          0         # nobody got anything
    1/2 2/4 5/10     0         # alike
    0/1 1/1          0.5
    0/1 0/1 0/1 1/1  0.75      # 1 - 1/n, the most there can be
    1/3 2/3 3/3      0.2222
    1/4 0/0 3/4      0.25      # who asks for nothing does not count
""")
def test_gini(shares, expected):
    tallies = [Tally(int(asked), int(got)) for got, asked in (one.split("/") for one in shares.split())]

    assert round(gini(tallies), 4) == float(expected)


TALLIES = some.lists(
    some.integers(1, 9).flatmap(lambda asked: some.builds(Tally, some.just(asked), some.integers(0, asked)))
)


@settings(deadline=None, derandomize=True)
@given(TALLIES)
def test_gini_is_the_mean_difference_over_twice_the_mean(tallies: list[Tally]) -> None:
    shares = [Fraction(one.granted, one.asked) for one in tallies]
    differences = sum(abs(one - other) for one, other in product(shares, shares))

    slow = float(differences / (2 * len(shares) * sum(shares))) if any(shares) else 0.0
    assert gini(tallies) == pytest.approx(slow)
    assert gini(tallies + tallies) == pytest.approx(gini(tallies))  # of a population, not of a sample


def test_sum_of_accounts_adds_every_field():
    one = Tally(3, 2)
    full = Account(one, one, one, (one,) * len(PRIORITIES), one, one, one, 7, 1)

    twice = Tally(6, 4)
    assert together([full, full]) == Account(
        twice, twice, twice, (twice,) * len(PRIORITIES), twice, twice, twice, 14, 2
    )
    assert (full.meetings, full.wishes) == (Tally(6, 4), Tally(9, 6))


def test_json_holds_every_delegation_and_region():
    told = ledger(EVENT, PLAN, PLAN).as_dict()

    assert [*told] == ["gini", "gini_of_regions", "least_share", "worst_off", "total", "regions", "delegations"]
    assert [*told["delegations"]] == ["FRA", "JPN", "VNM", "KEN"]
    assert told["delegations"]["VNM"] == {
        "meetings": {"asked": 2, "granted": 1},
        "asked_by": {"asked": 1, "granted": 1},
        "asked_of": {"asked": 1, "granted": 0},
        "worth": {"asked": 6, "granted": 4},
        "priorities": {str(one): {"asked": int(one in (2, 3)), "granted": int(one == 3)} for one in PRIORITIES},
        "wishes": {name: {"asked": 0, "granted": 0} for name in ("time", "room", "person")},
        "share": 4 / 6,
        "waiting": 0,
        "moves": 0,
    }


def test_waiting_of_a_person_who_is_not_known_is_nobodys():
    times = (("LOW", "09:00"), ("TOP", "12:00"))
    ghosts = (replace(placed(EVENT, item, start, room="R1"), people=("GHOST",)) for item, start in times)

    assert ledger(EVENT, Plan(tuple(ghosts))).total.waiting == 0


def test_command_tells_measures_and_moves(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old, new = tmp_path / "old.xlsx", tmp_path / "new.xlsx"
    write(Workbook.of(EVENT, LATER_PLAN), old)
    write(Workbook.of(EVENT, PLAN), new)

    assert run(["fairness", str(new), "--since", str(old), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told == {"since": str(old), **json.loads(json.dumps(ledger(EVENT, PLAN, LATER_PLAN).as_dict()))}

    assert run(["fairness", str(new)]) == 0
    assert "Smallest share of worth: 67%, Viet Nam." in capsys.readouterr().out

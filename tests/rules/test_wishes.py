"""Wishes that bind: time windows, what comes first, must-rooms, caps per day."""

from dataclasses import replace

from planner.domain.records import Policy
from planner.domain.vocabulary import BilateralStatus, PlanState
from planner.rules.wishes import AfterItem, DailyCap, MustRoom, TimeWindow
from tests.scenes.builders import (
    bilateral,
    delegation,
    entry,
    event,
    line,
    person,
    placed,
    programme,
    room,
    side_event,
    unplaced,
)
from tests.scenes.examples import example_rows, sentences, verdict

PAIR = (delegation("FRA"), delegation("JPN"), room("R1"), room("R2"))


@example_rows("""
    not_before  not_after  start  end    expected
    10:00       -          10:00  10:20  ok
    10:00       -          09:59  10:20  broken
    -           12:00      11:40  12:00  ok         # not_after bounds the end
    -           12:00      11:40  12:01  broken
    10:00       12:00      09:00  12:20  broken 2
    -           -          08:00  20:00  ok
""")
def test_time_window(not_before, not_after, start, end, expected):
    window = {"not_before": not_before, "not_after": not_after}
    of = event(*PAIR, bilateral("M", **window), side_event("S", **window))

    assert verdict(TimeWindow(), of, placed(of, "M", start, end)) == expected
    assert verdict(TimeWindow(), of, placed(of, "S", start, end)) == expected


def test_time_window_sentences_name_both_bounds():
    of = event(*PAIR, bilateral("M", not_before="10:00", not_after="10:10"))

    found = sentences(TimeWindow(), of, placed(of, "M", "09:55"))

    day = "on Saturday 25 October"
    assert found == [
        f"'France – Japan' starts at 09:55 {day}; it may not start before 10:00 {day}.",
        f"'France – Japan' ends at 10:15 {day}; it may not end after 10:10 {day}.",
    ]


AFTER = (
    programme("P", "09:00", "10:00"),
    line("L", "09:00", "11:00"),
    entry("FRA", "L"),
    bilateral("M1", "FRA", "JPN"),
    side_event("S1"),
)


@example_rows("""
    after    start  expected   # P 09:00-10:00; L 09:00-11:00, turn 09:30-09:31; M1 13:00-13:20; S1 14:00-15:00
    P        10:00  ok         # right at the end
    P        09:59  broken
    L        11:00  ok         # a line: the end of its window
    L        10:59  broken
    L/FRA    09:31  ok         # a line entry: the end of its turn
    L/FRA    09:30  broken
    M1       13:20  ok
    M1       13:19  broken
    S1       15:00  ok
    S1       14:59  broken
    unknown  19:00  broken     # never planned
    -        08:00  ok
""")
def test_after_item(after, start, expected):
    of = event(*PAIR, *AFTER, bilateral("M", after=after))
    first = (placed(of, "L/FRA", "09:30"), placed(of, "M1", "13:00"), placed(of, "S1", "14:00"))

    assert verdict(AfterItem(), of, *first, placed(of, "M", start)) == expected
    assert verdict(AfterItem(), of, *first, unplaced(of, "M")) == "ok"


@example_rows("""
    after  state      expected   # what must come first is not planned
    L/FRA  unplaced   broken
    M1     unplaced   broken
    M1     cancelled  broken
    M1     done       ok
    P      unplaced   ok         # the programme and the window of a line need no row
    L      unplaced   ok
""")
def test_after_item_that_is_not_placed(after, state, expected):
    of = event(*PAIR, *AFTER, bilateral("M", after=after))
    others = [placed(of, item, "09:00", state=PlanState(state)) for item in ("P", "L/FRA", "M1")]

    assert verdict(AfterItem(), of, *others, placed(of, "M", "19:00")) == expected


def test_after_item_that_has_no_row():
    of = event(*PAIR, *AFTER, bilateral("M", after="M1"))

    assert verdict(AfterItem(), of, placed(of, "M", "19:00")) == "broken"


def test_after_item_sentences_name_what_comes_first():
    of = event(*PAIR, *AFTER, bilateral("M", after="P"), bilateral("N", after="L/FRA"))

    found = sentences(AfterItem(), of, placed(of, "M", "09:50"), placed(of, "N", "09:50"))

    starts = "09:50 on Saturday 25 October, but has to come after"
    assert found == [
        f"'France – Japan' starts at {starts} 'Title of P', which ends at 10:00 on Saturday 25 October.",
        f"'France – Japan' is planned at {starts} the turn of France in 'L', which is not planned.",
    ]


@example_rows("""
    wish  kind        room  expected
    !R1   formal      R1    ok
    !R1   formal      R2    broken
    !R1   formal      -     broken
    R1    formal      R2    ok       # a wish alone
    -     formal      R2    ok
    !R1   pull_aside  -     ok       # a pull-aside takes no room
""")
def test_must_room(wish, kind, room, expected):
    of = event(*PAIR, bilateral("M", room=wish, kind=kind))

    assert verdict(MustRoom(), of, placed(of, "M", "09:00", room=room)) == expected


def test_must_room_sentence_names_both_rooms():
    of = event(*PAIR, side_event("S", room="!R1"))

    found = sentences(MustRoom(), of, placed(of, "S", "09:00", room="R2"))

    assert found == ["'Title of S' is in Room R2; it must be in Room R1."]


def capped(policy: str, of_delegation: str, of_person: str) -> tuple[object, ...]:
    """France with one minister, caps as in the sheets, blank where not given."""
    policy, of_delegation, of_person = (int(text) if text else None for text in (policy, of_delegation, of_person))
    france = delegation("FRA", max_bilaterals_per_day=of_delegation)
    return france, person("FRA-1", max_bilaterals_per_day=of_person), Policy(max_bilaterals_per_day=policy)


@example_rows("""
    policy  delegation  person  starts                         expected
    2       -           -       09:00; 10:00                   ok
    2       -           -       09:00; 10:00; 11:00            broken
    2       -           -       09:00; 10:00; 26 09:00         ok       # counted by the day
    -       -           -       09:00; 10:00; 11:00            ok       # no cap
    1       3           -       09:00; 10:00; 11:00            ok       # the delegation's cap overrides
    3       1           -       09:00; 10:00                   broken
    1       1           2       09:00; 10:00                   ok       # the person's cap overrides
    3       3           2       09:00; 10:00; 11:00            broken
    3       3           0       09:00                          broken   # none at all
    1       -           -       09:00; 10:00; 26 09:00; 26 10:00  broken 2
    1       -           -       26 00:10; 25 23:30             ok       # the local day, not the day in UTC
    1       -           -       26 06:50; 26 07:10             broken
""")
def test_daily_cap(policy, delegation, person, starts, expected):
    france, minister, rules = capped(policy, delegation, person)
    times = [text.strip() for text in starts.split(";")]
    asked = [bilateral(f"M{k}", "FRA", f"D{k}") for k in range(len(times))]
    of = event(france, minister, *_partners(len(times)), *asked, policy=rules)

    rows = [placed(of, f"M{k}", start) for k, start in enumerate(times)]

    free = [replace(row, people=row.people[:1]) for row in rows]  # the cap of the policy binds the partners too
    assert verdict(DailyCap(), of, *free) == expected


def _partners(count: int) -> list[object]:
    return [delegation(f"D{k}") for k in range(count)]


@example_rows("""
    kind        expected   # one more than the cap of 1
    formal      broken
    pull_aside  broken     # pull-asides count
    side_event  ok         # side events do not
""")
def test_daily_cap_counts_bilaterals(kind, expected):
    rules = Policy(max_bilaterals_per_day=1)
    second = side_event("M2", speakers="FRA-1") if kind == "side_event" else bilateral("M2", "FRA", "KEN", kind=kind)
    of = event(*PAIR, delegation("KEN"), person("FRA-1"), bilateral("M1"), second, policy=rules)

    found = verdict(DailyCap(), of, placed(of, "M1", "09:00"), placed(of, "M2", "11:00"))

    assert found == expected


def test_daily_cap_counts_persons_one_by_one():
    heads = (person("FRA-1"), person("FRA-2"))
    asked = (bilateral("M1", "FRA", "JPN"), bilateral("M2", "FRA", "KEN", requester_person="FRA-2"))
    trio = (delegation("FRA"), delegation("JPN"), delegation("KEN"))
    of = event(*trio, *heads, *asked, policy=Policy(max_bilaterals_per_day=1))

    rows = (placed(of, "M1", "09:00", people="FRA-1; FRA-1; JPN; nobody"), placed(of, "M2", "10:00"))

    assert verdict(DailyCap(), of, *rows) == "ok"


def test_daily_cap_sentence_names_person_day_and_count():
    titled = person("FRA-1", title="Minister of Justice", max_bilaterals_per_day=1)
    declined = bilateral("M3", "FRA", "JPN", status=BilateralStatus.DECLINED)
    of = event(*PAIR, titled, bilateral("M1"), bilateral("M2"), declined)

    rows = [placed(of, item, start, "20:00") for item, start in (("M1", "09:00"), ("M2", "10:00"), ("M3", "11:00"))]

    assert sentences(DailyCap(), of, *rows) == [
        "The Minister of Justice of France has 2 bilaterals on Saturday 25 October, at most 1 allowed."
    ]

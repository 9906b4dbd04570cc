"""Scenarios in the workbook's own words: what each change does to the event, and what is said where it cannot be."""

from hypothesis import given, settings
from hypothesis import strategies as some

from planner.domain.event import Event
from planner.domain.scenario import Patch, PatchKind, Scenario
from planner.scenarios.variant import AS_IT_IS, Variant, as_it_is, variant, variants
from planner.workbook import Workbook
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
    placed,
    plan,
    programme,
    room,
    side_event,
)
from tests.scenes.effort import examples
from tests.scenes.examples import example_rows

EVENT = event(
    *(delegation(code) for code in ("FRA", "JPN", "KEN")),
    person("FRA-1"),
    person("FRA-2"),
    person("JPN-1"),
    absence("R1", "09:00", "10:00"),
    absence("FRA-2", "09:00", "10:00"),
    absence("I1", "11:00", "12:00"),
    room("HALL", uses="signing"),
    room("R1"),
    room("R2", uses="bilateral"),
    programme("OPEN", "08:00", "08:30", who="FRA; JPN", room="R2"),
    programme("TALK", "08:30", "09:00", who="FRA"),
    line("SIGN"),
    entry("FRA"),
    entry("JPN"),
    bilateral("B1", "FRA", "JPN", room="R1", requester_person="FRA-1; FRA-2"),
    bilateral("B2", "JPN", "KEN", room="!R2", also="FRA-2", after="B1"),
    side_event("S1", "KEN", co_organisers="FRA; JPN", speakers="FRA-1"),
    interpreter("I1"),
    keep_apart("FRA", "KEN", "same_item"),
    host="FRA",
)
WORKBOOK = Workbook.of(EVENT, plan(EVENT, placed(EVENT, "B1", "10:00", room="R1")))


def changed(*patches: Patch) -> Variant:
    return variant(WORKBOOK, Scenario("Trial", patches))


def event_of(*patches: Patch) -> Event:
    found = changed(*patches)
    assert found.workbook is not None, found.problems
    return found.workbook.event


def said(found: Variant) -> list[str]:
    return [str(problem) for problem in found.problems]


def put(sheet: str, row: str, column: str, value: str, number: int | None = 2) -> Patch:
    return Patch(sheet, row, PatchKind.SET, column, value, number)


def remove(sheet: str, row: str) -> Patch:
    return Patch(sheet, row, PatchKind.REMOVE, number=2)


# --- changes ---------------------------------------------------------------------------------------------------------


def test_event_as_it_is_is_the_event() -> None:
    for found in (variant(WORKBOOK, AS_IT_IS), as_it_is(WORKBOOK)):
        assert found.workbook is not None
        assert (found.workbook.event, found.workbook.plan) == (EVENT, WORKBOOK.plan)
    assert variant(WORKBOOK, AS_IT_IS).problems == ()


@example_rows("""
    sheet     row       column        value        where                     expected
    Rooms     R1        capacity      40           room['R1'].capacity       40
    rooms     r1        Capacity      40           room['R1'].capacity       40
    Policy    bilateral  weight       3            policy.bilateral          3
    Policy    person_gap  value       5            policy.person_gap         5
    Event     day_end   value         18:00        settings.day_end.hour     18
    Event     end_date  value         2025-10-25   settings.end_date.day     25
    Lines     SIGN      desks         2            line['SIGN'].desks        2
    Signings  SIGN/JPN  position      1            entry['SIGN/JPN'].position  1
    Bilaterals  B1      room          -            meeting['B1'].room        -
    Absences  2         reason        Flight       absences[0].reason        Flight
""")
def test_set_changes_one_cell(sheet, row, column, value, where, expected):
    of = event_of(put(sheet, row, column, value))

    assert str(eval(f"of.{where}", {"of": of})) == expected


def test_row_is_added_as_a_copy_and_filled_in() -> None:
    more = Patch("Rooms", "R3", PatchKind.ADD, "", "R1", 2), put("Rooms", "R3", "name", "Third room", 3)
    added = event_of(*more).rooms[-1]

    assert (added.code, added.name, added.capacity, added.uses) == ("R3", "Third room", 20, EVENT.room["R1"].uses)


def test_entry_and_row_without_a_key_are_added() -> None:
    of = event_of(Patch("Signings", "SIGN/KEN", PatchKind.ADD), Patch("Absences", "new", PatchKind.ADD, "", "2"))

    assert of.entry["SIGN/KEN"].delegation == "KEN"
    assert of.absences[-1] == of.absences[0]


@example_rows("""
    sheet         row       absences  programme   entries  bilaterals  people  apart
    Rooms         R1        2         OPEN; TALK  2        B1; B2      4       1      # its absence goes with it
    Delegations   KEN       3         OPEN; TALK  2        B1          3       0
    Delegations   FRA       2         OPEN; TALK  1        B2          2       0
    People        FRA-2     2         OPEN; TALK  2        B1; B2      3       1
    Lines         SIGN      3         OPEN; TALK  0        B1; B2      4       1
    Bilaterals    B1        3         OPEN; TALK  2        B2          4       1
    Programme     TALK      3         OPEN        2        B1; B2      4       1
    Absences      3         2         OPEN; TALK  2        B1; B2      4       1
    Interpreters  I1        2         OPEN; TALK  2        B1; B2      4       1
""")
def test_removed_row_takes_along_what_cannot_be_without_it(
    sheet, row, absences, programme, entries, bilaterals, people, apart
):
    of = event_of(remove(sheet, row))

    assert [len(of.absences), len(of.entries), len(of.people), len(of.keep_apart)] == [
        *map(int, (absences, entries, people, apart)),
    ]
    assert "; ".join(one.id for one in of.programme) == programme
    assert "; ".join(one.id for one in of.bilaterals) == bilaterals


def test_what_names_a_removed_row_among_others_forgets_it() -> None:
    of = event_of(remove("Delegations", "FRA"))

    assert of.settings.host == ""
    assert [one.who for one in of.programme] == [("JPN",), ("none",)]  # blank would be the heads
    assert of.side_events[0].co_organisers == ("JPN",)
    assert (of.bilaterals[0].also, of.bilaterals[0].after) == ((), "")
    assert event_of(remove("Rooms", "R2")).bilaterals[1].room == ""


def test_what_goes_along_is_said_and_is_not_planned() -> None:
    found = changed(remove("Delegations", "FRA"))

    assert said(found) == [
        "notice Scenarios!A2: In the scenario 'Trial', rows that cannot be without a removed one go with it: "
        "2 of People, 1 of Absences, 1 of Signings, 1 of Bilaterals, 1 of KeepApart."
    ]
    assert found.workbook is not None
    assert found.workbook.plan is not None
    assert "B1" not in found.workbook.plan.by_item


# --- what cannot be --------------------------------------------------------------------------------------------------


@example_rows("""
    sheet     row   change  column    value  said
    Romes     R1    set     capacity  4      B2: There is no sheet 'Romes'. Did you mean Rooms?
    Rooms     R9    set     capacity  4      C2: Rooms has no row 'R9'. There are: HALL, R1, R2.
    Rooms     HAL   remove  -         -      C2: Rooms has no row 'HAL'. Did you mean HALL?
    Rooms     R1    set     capasity  4      E2: Rooms has no column 'capasity'. Did you mean capacity?
    Rooms     R1    set     code      X      E2: code names the row, and cannot be set. Remove the row and add another, or set other cells.
    Rooms     R1    add     -         -      C2: Rooms has a row 'R1' already. Name the new row otherwise.
    Rooms     R3    add     -         R9     F2: Rooms has no row 'R9'. There are: HALL, R1, R2.
    Policy    spread  remove  -       -      B2: A row of Policy cannot be removed. Set its value instead; blank is the default.
    Event     new   add     -         -      B2: Event has a row for everything already. Set its value instead.
    Rooms     R1    set     capacity  many   F2: capacity: 'many' is not a whole number. Write a whole number 0 to 1,000,000.
    Bilaterals  B1  set     room      R9     F2: room: there is no room 'R9'. Use a code or id that its sheet defines.
""")  # noqa: E501 -- the sentences are shown whole
def test_change_that_cannot_be_made_is_an_error_at_its_cell(sheet, row, change, column, value, said):
    found = changed(Patch(sheet, row, PatchKind(change), column, value, 2))

    assert found.workbook is None
    assert next(str(one) for one in found.problems if one.severity == "error") == f"error Scenarios!{said}"


def test_every_error_is_told_at_once() -> None:
    found = changed(put("Rooms", "R9", "capacity", "4", 2), put("Rooms", "R1", "capacity", "many", 3))

    assert [(one.sheet, one.cell) for one in found.problems] == [("Scenarios", "C2"), ("Scenarios", "F3")]


def test_row_that_lacks_what_it_must_have_is_an_error_where_it_was_added() -> None:
    found = changed(Patch("Rooms", "R3", PatchKind.ADD, number=7))

    assert {one.cell for one in found.problems} == {"C7"}
    assert "error Scenarios!C7: name is missing. Fill it in." in said(found)


def test_warning_elsewhere_is_told_with_the_scenario_and_the_row_and_of_several_the_number() -> None:
    later = Scenario("Later", (put("Event", "start_date", "value", "2025-10-26"),))
    pair = (delegation("FRA"), delegation("JPN"))
    alone = Workbook.of(event(*pair, room(), bilateral("B1", prefer_to="10:00")))

    assert said(variant(alone, later))[0].startswith(
        "warning Scenarios!A2: In the scenario 'Later', Bilaterals B1: B1: prefer_to is 10:00 on Saturday 25 October;"
    )
    assert said(variant(WORKBOOK, later))[-1].startswith("warning Scenarios!A2: In the scenario 'Later', ")
    assert said(variant(WORKBOOK, later))[-1].endswith(
        " warnings follow elsewhere. They stand among the problems of its workbook."
    )
    assert variant(WORKBOOK, later).workbook is not None


def test_second_scenario_of_one_name_is_an_error() -> None:
    base, first, second, third = variants(WORKBOOK, [Scenario("One"), Scenario("one"), Scenario("As It Is")])

    assert (base.workbook is None, first.workbook is None, first.problems) == (False, False, ())
    assert said(second) == ["error Scenarios: There is another scenario named 'one'. Name it otherwise."]
    assert third.workbook is None


SHEET_NAMES = some.sampled_from(["Rooms", "people", "Signings", "Policy", "Event", "Plan", "Absences", "=1", ""])
ROW_NAMES = some.sampled_from(
    ["R1", "r2", "FRA", "FRA-1", "SIGN/FRA", "SIGN", "B1", "host", "spread", "2", "/", ";", "\x07"]
)
HEADERS = some.sampled_from(
    ["capacity", "room", "who", "delegation", "weight", "value", "item", "line", "end", "\U0001f600"]
)
VALUES = some.sampled_from(
    ["", "R1", "FRA", "0", "-1", "none", "2025-10-25 09:00", "=HYPERLINK(1)", "!", "a; b", "9" * 400]
)
PATCHES = some.builds(Patch, SHEET_NAMES, ROW_NAMES, some.sampled_from(PatchKind), HEADERS, VALUES, some.just(2))


@settings(max_examples=examples(30))
@given(some.lists(PATCHES, max_size=6))
def test_whatever_is_written_gives_a_workbook_or_an_error(patches: list[Patch]) -> None:
    found = changed(*patches)

    errors = [one for one in found.problems if one.severity == "error"]
    assert (found.workbook is None) == bool(errors)
    assert all(one.sheet == "Scenarios" and one.sentence for one in found.problems)

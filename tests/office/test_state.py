"""The draft and the last good state beside it."""

from functools import cache

from planner.office.cells.applying import Taken, apply
from planner.office.cells.operations import SetCell
from planner.office.cells.sheet import HEADER, Sheets, sheets_of
from planner.office.desks import samples
from planner.office.draft import open_file
from planner.office.state import Knowledge, State
from planner.workbook.files.source import open_source
from planner.workbook.grid import Cell, plain
from planner.workbook.kinds.single import text_of


@cache
def morning() -> Sheets:
    return sheets_of(open_source(samples()["morning"]))


def written(sheets: Sheets, header: str, value: Cell) -> Sheets:
    """The sheets with a value in a column of the first bilateral."""
    sheet = sheets["Bilaterals"]
    row = list(sheet.rows)[1]
    named = {plain(text_of(cell).removesuffix("*")): at for at, cell in sheet.rows[HEADER].items()}
    found = apply(sheets, [SetCell("Bilaterals", row, named[header], sheet.cell(row, named[header]), value)])
    assert isinstance(found, Taken)
    return found.sheets


def test_an_error_leaves_the_last_good_state_beside_the_draft() -> None:
    knowledge = Knowledge()
    good = State.of(knowledge, morning(), "morning.xlsx")
    broken = good.after(knowledge, written(morning(), "minutes", "soon"))
    worse = broken.after(knowledge, written(broken.sheets, "counterpart", "NOBODY"))
    mended = worse.after(knowledge, written(morning(), "minutes", 25))

    assert good.last_good is good
    assert (broken.event, broken.plan, broken.breaches) == (None, None, ())
    assert "'soon' is not a whole number" in broken.problems[0].sentence
    assert broken.last_good is good
    assert worse.last_good is good
    assert mended.last_good is mended
    assert mended.earlier is None
    assert mended.event is not None
    assert mended.event.bilaterals[0].minutes == 25


def test_an_event_that_was_never_without_errors_has_no_good_state() -> None:
    state = State.of(Knowledge(), written(morning(), "minutes", "soon"), "morning.xlsx")

    assert state.last_good is None


def test_who_looks_at_the_same_sheets_shares_what_is_known() -> None:
    knowledge = Knowledge(states=2)
    first = State.of(knowledge, morning(), "morning.xlsx")
    again = State.of(knowledge, sheets_of(open_source(samples()["morning"])), "morning.xlsx")
    assert again.known is first.known

    for minutes in (25, 35):
        State.of(knowledge, written(morning(), "minutes", minutes), "morning.xlsx")
    assert State.of(knowledge, morning(), "morning.xlsx").known is not first.known


def test_problems_and_breaches_are_those_of_the_desk() -> None:
    revision = open_file(samples()["morning"])
    state = State.of(Knowledge(), sheets_of(revision.source), revision.name)

    assert state.problems == revision.problems
    assert state.breaches == revision.breaches

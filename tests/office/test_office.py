"""The office: steps of several people on one event, which are there again for whoever opens the store."""

import gc
from collections.abc import Collection
from dataclasses import replace
from functools import cache
from io import BytesIO
from itertools import count
from weakref import ref

import pytest
from openpyxl import load_workbook

from planner.domain.plan import Outcome
from planner.office.cells.operations import DeleteRow, Operation, SetCell
from planner.office.cells.refusals import Clash, Gone, Refusal
from planner.office.cells.sheet import HEADER
from planner.office.cells.undoing import InTheWay
from planner.office.desks import samples
from planner.office.draft import Revision, open_file, open_template, open_upload, planned
from planner.office.office import RECENT, Act, Office, Opened
from planner.store import Moved, NewRevision, NoSuchEvent, RevisionKind, Store
from planner.workbook.grid import Cell, plain
from planner.workbook.kinds.single import text_of
from tests.scenes.builders import plan


@cache
def morning() -> Revision:
    return open_file(samples()["morning"])


@pytest.fixture
def event(office: Office) -> str:
    return office.create("Linh", morning()).event


def wrote(state: Opened, sheet: str, header: str, value: Cell, row: int = 1) -> SetCell:
    """What somebody types into a row of a sheet, counted from its first, who sees this state."""
    found = state.sheets[sheet]
    id_ = list(found.rows)[row]
    column = next(at for at, cell in found.rows[HEADER].items() if plain(text_of(cell).removesuffix("*")) == header)
    return SetCell(sheet, id_, column, found.cell(id_, column), value)


def typed(office: Office, author: str, seen: Opened, *operations: Operation) -> Opened | Refusal:
    return office.commit(Act(author, f"{author} typed"), seen.event, seen.number, operations)


def done(found: object) -> Opened:
    assert isinstance(found, Opened), found
    return found


def outcome(revision: Revision) -> Outcome:
    assert revision.workbook is not None
    return Outcome(plan(revision.workbook.event), 0, 10, 2.2, 0.5, 0, 1, "solver")


def anew(office: Office) -> Office:
    """The office as another program opens it."""
    return Office(office.store)


# --- events ----------------------------------------------------------------------------------------------------------


def test_event_of_a_file_is_the_file_for_whoever_opens_it(office: Office, event: str) -> None:
    again = anew(office).opened(event)

    assert (again.number, again.revision.step) == (1, morning().step)
    assert again.revision.source == morning().source
    assert again.revision.workbook == morning().workbook
    assert again.revision.source.data == samples()["morning"].read_bytes()
    (listed,) = office.events()
    assert (listed.name, listed.changed_by) == (morning().workbook.event.settings.name, "Linh")  # type: ignore[union-attr]


def test_template_and_copy_are_events_of_their_own(office: Office, event: str) -> None:
    new = office.create("Linh", open_template(), name="Spring talks")
    typed(office, "Linh", office.opened(event), wrote(office.opened(event), "Rooms", "name", "Jade Room"))

    copied = office.copy("Minh", event)

    assert office.opened(new.event).revision.workbook is not None
    assert next(one.name for one in office.events()).endswith(" (copy)")
    assert copied.revision.workbook == office.opened(event).revision.workbook
    typed(office, "Minh", copied, wrote(copied, "Rooms", "name", "Opal Room"))
    assert wrote(office.opened(event), "Rooms", "name", "").seen == "Jade Room"


def test_event_that_is_not_there_is_refused(office: Office) -> None:
    with pytest.raises(NoSuchEvent):
        office.opened("nowhere")


# --- several people --------------------------------------------------------------------------------------------------


def test_different_cells_both_stay_whoever_saw_what(office: Office, event: str) -> None:
    seen = office.opened(event)

    done(typed(office, "Linh", seen, wrote(seen, "Rooms", "name", "Jade Room")))
    done(typed(anew(office), "Minh", seen, wrote(seen, "Rooms", "name", "Opal Room", row=2)))

    head = office.opened(event)
    assert (head.number, head.revision.grids["rooms"].rows[2][2], head.revision.grids["rooms"].rows[3][2]) == (
        3,
        "Jade Room",
        "Opal Room",
    )
    assert [(one.author, one.sentence) for one in office.history(event)][:2] == [
        ("Minh", "Minh typed"),
        ("Linh", "Linh typed"),
    ]


def test_same_cell_tells_the_second_who_was_first_and_with_what(office: Office, event: str) -> None:
    seen = office.opened(event)
    done(typed(office, "Linh", seen, wrote(seen, "Rooms", "name", "Jade Room")))

    refused = typed(office, "Minh", seen, wrote(seen, "Rooms", "name", "Opal Room"))

    assert isinstance(refused, Refusal)
    (clash,) = refused.reasons
    assert isinstance(clash, Clash)
    assert (clash.by.name, clash.theirs, clash.mine) == ("Linh", "Jade Room", "Opal Room")
    assert office.opened(event).number == 2


def test_row_that_was_deleted_under_an_edit_is_told(office: Office, event: str) -> None:
    seen = office.opened(event)
    row = list(seen.sheets["Bilaterals"].rows)[1]
    done(typed(office, "Linh", seen, DeleteRow("Bilaterals", row, seen.sheets["Bilaterals"].rows[row])))

    refused = typed(office, "Minh", seen, wrote(seen, "Bilaterals", "minutes", 45))

    assert isinstance(refused, Refusal)
    assert isinstance(refused.reasons[0], Gone)
    assert "was deleted by Linh" in refused.sentence


def test_step_that_another_program_overtakes_is_worked_out_again(
    office: Office, event: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen, numbers, append = office.opened(event), count(), Store.append

    def overtaken(store: Store, event: str, head: int, new: NewRevision, takes: Collection[str]) -> object:
        if next(numbers) == 0:
            monkeypatch.setattr(Store, "append", append)
            other = anew(office)
            done(typed(other, "Minh", other.opened(event), wrote(seen, "Rooms", "name", "Opal Room", row=2)))
        return append(store, event, head, new, takes)

    monkeypatch.setattr(Store, "append", overtaken)
    head = done(typed(office, "Linh", seen, wrote(seen, "Rooms", "name", "Jade Room")))

    assert head.number == 3
    assert [head.revision.grids["rooms"].rows[row][2] for row in (2, 3)] == ["Jade Room", "Opal Room"]


# --- workbooks as a whole --------------------------------------------------------------------------------------------


def test_solve_is_a_step_with_what_it_proves_also_for_the_next_program(office: Office, event: str) -> None:
    seen = office.opened(event)
    found = outcome(seen.revision)
    made = planned(seen.revision, found, seen.revision.workbook.event)  # type: ignore[union-attr]

    head = done(office.put(Act("Linh", made.step, RevisionKind.SOLVED, found), seen, made))
    later = done(typed(office, "Linh", head, wrote(head, "Plan", "locked", True)))

    for there in (head.revision, later.revision, anew(office).opened(event).revision):
        assert there.proof is not None
        assert (there.proof.bound, there.proof.seconds) == (10, 2.2)
    assert office.history(event)[1].kind == RevisionKind.SOLVED
    edited = done(typed(office, "Linh", later, wrote(later, "Rooms", "name", "Jade Room")))
    assert edited.revision.proof is None
    assert anew(office).opened(event).revision.proof is None


def test_form_that_adds_a_row_leaves_what_others_did_to_the_sheet(office: Office, event: str) -> None:
    seen = office.opened(event)
    rooms = seen.revision.grids["rooms"]
    row = {**rooms.rows[2], 1: "EXTRA", 2: "Extra Room"}
    made = seen.revision.with_grid(replace(rooms, rows={**rooms.rows, max(rooms.rows) + 1: row}), "A room more")
    done(typed(office, "Minh", seen, wrote(seen, "Rooms", "name", "Opal Room")))

    head = done(office.put(Act("Linh", made.step, RevisionKind.APPLIED), seen, made))

    assert head.revision.grids["rooms"].rows[2][2] == "Opal Room"
    assert head.revision.grids["rooms"].rows[max(rooms.rows) + 1][2] == "Extra Room"
    assert len(head.detail.operations) == 1


def test_sheets_come_and_go_with_a_workbook(office: Office, event: str) -> None:
    seen = office.opened(event)
    without = seen.revision.without(["Lines"], "Without lines")

    head = done(office.put(Act("Linh", without.step), seen, without))
    assert "lines" not in head.revision.grids
    back = done(office.undo("Linh", event))

    assert back.revision.grids["lines"] == seen.revision.grids["lines"]


# --- errors ----------------------------------------------------------------------------------------------------------


def test_error_leaves_the_last_good_state_beside_the_draft_after_a_restart_too(office: Office, event: str) -> None:
    good = done(typed(office, "Linh", office.opened(event), wrote(office.opened(event), "Rooms", "name", "Jade Room")))
    wrong = done(typed(office, "Linh", good, wrote(good, "Bilaterals", "minutes", "soon")))
    worse = done(typed(office, "Linh", wrong, wrote(wrong, "Bilaterals", "counterpart", "NOBODY")))

    for there in (worse.revision, anew(office).opened(event).revision):
        assert there.workbook is None
        assert there.last_good is not None
        assert there.last_good.workbook == good.revision.workbook


def test_file_with_errors_is_mended_in_its_own_bytes_after_a_restart_too(office: Office) -> None:
    book = load_workbook(samples()["morning"])
    book["Rooms"]["D2"] = "many"
    sent = BytesIO()
    book.save(sent)
    opened = office.create("Linh", open_upload("faulty.xlsx", sent.getvalue()))
    assert opened.revision.workbook is None
    assert opened.revision.last_good is None

    mended = done(typed(office, "Linh", opened, wrote(opened, "Rooms", "capacity", 12)))
    origins = [one.revision.written_into for one in (mended, anew(office).opened(opened.event))]
    further = done(typed(office, "Linh", mended, wrote(mended, "Rooms", "name", "Jade Room")))
    origins += [one.revision.written_into for one in (further, anew(office).opened(opened.event))]

    assert None not in origins
    assert {one.data for one in origins if one is not None} == {origins[0].data}  # type: ignore[union-attr]


# --- back and forth --------------------------------------------------------------------------------------------------


def test_each_person_takes_back_their_own_steps(office: Office, event: str) -> None:
    first = office.opened(event)
    done(typed(office, "Linh", first, wrote(first, "Rooms", "name", "Jade Room")))
    second = office.opened(event)
    done(typed(office, "Minh", second, wrote(second, "Rooms", "name", "Opal Room", row=2)))

    head = done(office.undo("Linh", event))

    rooms = head.revision.grids["rooms"].rows
    assert (rooms[2][2], rooms[3][2]) == (first.revision.grids["rooms"].rows[2][2], "Opal Room")
    assert office.undo("Linh", event) is None
    assert office.undo("Hoa", event) is None
    assert done(office.redo("Linh", event)).revision.grids["rooms"].rows[2][2] == "Jade Room"
    assert office.redo("Linh", event) is None
    assert [one.kind for one in office.history(event)][:2] == [RevisionKind.REDONE, RevisionKind.UNDONE]


def test_step_under_later_ones_of_others_is_taken_back_with_them_or_not_at_all(office: Office, event: str) -> None:
    first = office.opened(event)
    mine = done(typed(office, "Linh", first, wrote(first, "Rooms", "name", "Jade Room")))
    done(typed(office, "Minh", mine, wrote(mine, "Rooms", "name", "Opal Room")))

    refused = office.undo("Linh", event)
    assert isinstance(refused, InTheWay)
    assert "Minh" in refused.sentence
    head = done(office.undo("Linh", event, with_later=True))

    assert head.revision is first.revision


def test_what_was_done_long_ago_can_be_taken_back(office: Office, event: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("planner.office.office.LATEST", 3)
    first = office.opened(event)
    done(typed(office, "Linh", first, wrote(first, "Rooms", "name", "Jade Room")))
    for number in range(6):
        seen = office.opened(event)
        done(typed(office, "Minh", seen, wrote(seen, "Rooms", "name", f"Room {number}", row=2)))

    head = done(office.undo("Linh", event))

    assert head.revision.grids["rooms"].rows[2][2] == first.revision.grids["rooms"].rows[2][2]


def test_any_state_comes_back_as_a_step_that_can_be_undone(office: Office, event: str) -> None:
    first = office.opened(event)
    second = done(typed(office, "Linh", first, wrote(first, "Rooms", "name", "Jade Room")))
    third = done(typed(office, "Minh", second, wrote(second, "Bilaterals", "minutes", "soon")))

    head = done(office.restore("Hoa", event, 1))

    assert (head.number, head.revision) == (4, first.revision)
    assert office.history(event)[0].kind == RevisionKind.RESTORED
    assert done(office.undo("Hoa", event)).sheets == third.sheets


def test_earlier_plans_are_those_that_were_others(office: Office, event: str) -> None:
    seen = office.opened(event)
    made = planned(seen.revision, outcome(seen.revision), seen.revision.workbook.event)  # type: ignore[union-attr]
    head = done(office.put(Act("Linh", made.step, RevisionKind.SOLVED, made.proof), seen, made))
    head = done(typed(office, "Linh", head, wrote(head, "Rooms", "name", "Jade Room")))
    head = done(typed(office, "Linh", head, wrote(head, "Plan", "locked", True)))

    assert [one.number for one in office.earlier_plans(event)] == [3]


# --- memory ----------------------------------------------------------------------------------------------------------


def test_memory_grows_with_open_events_and_not_with_their_history(
    office: Office, event: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    alive = []
    for number in range(20):
        seen = office.opened(event)
        head = done(typed(office, "Linh", seen, wrote(seen, "Rooms", "name", f"Room {number}")))
        alive.append(ref(head.revision))
    del seen, head
    gc.collect()
    assert sum(one() is not None for one in alive) <= RECENT

    monkeypatch.setattr("planner.office.office.OPEN_AT_MOST", 1)
    office.copy("Minh", event)
    gc.collect()
    assert not any(one() for one in alive)
    assert office.opened(event).number == 21


def test_moved_is_never_handed_out(office: Office, event: str) -> None:
    """A step that lost its race is not there, and the store says where the head is."""
    assert isinstance(office.store.append(event, 7, NewRevision(RevisionKind.EDITED, "Linh", "x", ())), Moved)
    assert office.opened(event).number == 1

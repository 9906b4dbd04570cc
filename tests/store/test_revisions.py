"""Every revision of an event is read back as it was written, and nobody's step is lost."""

from dataclasses import replace

import pytest

from planner.store import Content, KeptRow, KeptSheet, Moved, NoSuchEvent, RevisionKind, Store
from tests.scenes.office_states import appended, long_sheet, sheet, step

BILATERALS, ROOMS = sheet("Bilaterals", "one", "two"), sheet("Rooms", "Blue", "Red")


def test_event_begins_with_its_first_revision(store: Store) -> None:
    first = store.create("Hanoi", step(BILATERALS, ROOMS, kind=RevisionKind.OPENED, detail={"from": ["hanoi.xlsx", 1]}))

    (event,) = store.events()
    assert (event.name, event.head, event.changed_by) == ("Hanoi", 1, "Ann")
    assert event.created == event.changed == first.at
    assert store.history(event.id) == (first,)
    assert (first.number, first.parent, first.detail) == (1, None, {"from": ["hanoi.xlsx", 1]})
    assert store.read(event.id, 1) == (BILATERALS, ROOMS)


def test_step_is_added_behind_the_last_one(store: Store) -> None:
    event = store.create("Hanoi", step(BILATERALS, ROOMS)).event

    second = store.append(event, 1, step(sheet("Bilaterals", "one", "three"), ROOMS, author="Bo"))

    assert store.history(event)[0] == second
    assert store.event(event).head == 2
    assert store.event(event).changed_by == "Bo"
    assert store.read(event, 2) == (sheet("Bilaterals", "one", "three"), ROOMS)
    assert store.read(event, 1) == (BILATERALS, ROOMS)


def test_step_on_an_older_state_is_not_added(store: Store) -> None:
    event = store.create("Hanoi", step(BILATERALS)).event
    appended(store, event, step(ROOMS))

    assert store.append(event, 1, step(sheet("Lines"))) == Moved(head=2)

    assert store.read(event, 2) == (ROOMS,)
    assert len(store.history(event)) == 2


def test_sheet_that_is_stored_may_be_given_by_its_content(store: Store) -> None:
    event = store.create("Hanoi", step(BILATERALS, ROOMS)).event

    appended(store, event, step(ROOMS.content, Content("Halls", ROOMS.content.sha256)))

    assert store.read(event, 2) == (ROOMS, replace(ROOMS, name="Halls"))


def test_state_without_sheets(store: Store) -> None:
    event = store.create("Hanoi", step()).event

    appended(store, event, step(BILATERALS))

    assert store.read(event, 1) == ()
    assert store.read(event, 2) == (BILATERALS,)


def test_content_that_was_never_stored_is_refused(store: Store) -> None:
    event = store.create("Hanoi", step(BILATERALS)).event
    other = store.create("Geneva", step(ROOMS)).event

    with pytest.raises(NoSuchEvent, match="Rooms was never stored"):
        store.append(event, 1, step(ROOMS.content))

    assert store.event(event).head == 1
    assert store.read(other, 1) == (ROOMS,)


def test_long_sheet_goes_through_many_states(store: Store) -> None:
    """Edits, rows that move, come and go, and the state of long ago: whatever is stored as a difference comes back."""
    first = long_sheet()
    states = [first]
    for number in range(1, 60):
        rows = list(states[-1].rows)
        rows.insert(number * 5, KeptRow(f"new{number}", f'["new {number}"]'))
        rows[number * 2] = KeptRow(rows[number * 2].id, f'["changed {number}"]')
        rows.append(rows.pop(number))
        states.append(KeptSheet("Bilaterals", tuple(rows), about=f'{{"step": {number // 10}}}'))
    states += [KeptSheet("Bilaterals", tuple(reversed(first.rows))), first, KeptSheet("Bilaterals", ())]

    event = store.create("Hanoi", step(first)).event
    for state in states[1:]:
        appended(store, event, step(state))

    assert [store.read(event, number) for number in range(1, len(states) + 1)] == [(state,) for state in states]


@pytest.mark.parametrize("text", ["\r", "\u2028", "\0", "\ud83d\ude00", "\ud83d", "😀", "\\n", '"', "\x85", " "])
def test_cells_stay_letter_for_letter(store: Store, text: str) -> None:
    event = store.create("Hanoi", step(long_sheet())).event
    changed = long_sheet(r7=text)

    appended(store, event, step(changed))

    assert store.read(event, 2) == (changed,)


def test_detail_and_words_stay_as_far_as_they_can(store: Store) -> None:
    detail = {"cells": [["Rooms", "r1", None, "\0 \ud83d ü", 1.5, True]], "undoes": []}

    event = store.create("Hanoi", step(BILATERALS, detail=detail, author="Ann \0 \ud83d")).event

    assert store.revision(event, 1).detail == detail
    assert store.revision(event, 1).author == "Ann \ufffd \ufffd"


def test_original_file_stays_until_another_comes(store: Store) -> None:
    event = store.create("Hanoi", step(BILATERALS, original=b"first file")).event
    kept = appended(store, event, step(ROOMS))
    other = appended(store, event, step(BILATERALS, original=b"second file"))
    again = appended(store, event, step(ROOMS, original=b"first file"))

    assert kept.original is not None
    assert kept.original == again.original != other.original
    assert store.original(event, kept.original) == b"first file"
    assert store.original(event, str(other.original)) == b"second file"
    assert store.create("Geneva", step(ROOMS)).original is None


def test_history_in_parts(store: Store) -> None:
    event = store.create("Hanoi", step(BILATERALS)).event
    for _ in range(5):
        appended(store, event, step(ROOMS))

    def numbers(**part: int) -> list[int]:
        return [revision.number for revision in store.history(event, **part)]

    assert numbers() == [6, 5, 4, 3, 2, 1]
    assert numbers(limit=2) == [6, 5]
    assert numbers(before=5, limit=2) == [4, 3]
    assert numbers(after=4) == [6, 5]


def test_what_is_not_there_is_said(store: Store) -> None:
    event = store.create("Hanoi", step(BILATERALS)).event

    with pytest.raises(NoSuchEvent, match="no event nowhere in the office"):
        store.append("nowhere", 1, step(ROOMS))
    with pytest.raises(NoSuchEvent, match="no step 2 of the event"):
        store.read(event, 2)
    with pytest.raises(NoSuchEvent, match="never came into the event"):
        store.original(event, "00" * 32)


def test_two_sheets_of_one_name_are_no_state() -> None:
    with pytest.raises(ValueError, match="one name"):
        step(BILATERALS, BILATERALS)

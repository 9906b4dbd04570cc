"""However the steps of several people interleave, the office stands where it would if one person had taken them."""

from dataclasses import replace
from threading import Barrier, Thread

from hypothesis import given, settings
from hypothesis import strategies as st

from planner.store import KeptRow, KeptSheet, Moved, Store, open_store
from tests.scenes.office_states import long_sheet, step

SHEETS = ("Bilaterals", "Rooms")
ROWS = 120

edits = st.tuples(st.sampled_from(SHEETS), st.integers(0, ROWS - 1), st.sampled_from(("one", "two", "three")))
"""The sheet, the row and what is put there."""

Edit = tuple[str, int, str]
Sheets = tuple[KeptSheet, ...]


def edited(sheets: Sheets, edit: Edit) -> Sheets:
    """The state after an edit, which keeps what stood in the row before."""
    name, row, text = edit

    def changed(sheet: KeptSheet) -> KeptSheet:
        rows = list(sheet.rows)
        rows[row] = KeptRow(rows[row].id, f"{text} after {rows[row].cells}"[:200])
        return replace(sheet, rows=tuple(rows))

    return tuple(changed(sheet) if sheet.name == name else sheet for sheet in sheets)


def work(address: str, event: str, author: str, script: list[Edit], together: Barrier) -> None:
    """Makes the edits one after the other, each on the state that it finds and again where somebody was faster."""
    with open_store(address) as store:
        head = store.event(event).head
        together.wait(600)
        for edit in script:
            while True:
                new = step(*edited(store.read(event, head), edit), author=author, detail=list(edit))
                added = store.append(event, head, new)
                if not isinstance(added, Moved):
                    head = added.number
                    break
                head = added.head


@settings(max_examples=5)
@given(scripts=st.lists(st.lists(edits, min_size=1, max_size=6), min_size=2, max_size=4))
def test_steps_of_several_people_are_those_of_one_order(store: Store, address: str, scripts: list[list[Edit]]) -> None:
    first = tuple(long_sheet(name, rows=ROWS) for name in SHEETS)
    event = store.create("Hanoi", step(*first)).event
    together = Barrier(len(scripts))
    people = [
        Thread(target=work, args=(address, event, f"person {number}", script, together))
        for number, script in enumerate(scripts)
    ]
    for person in people:
        person.start()
    for person in people:
        person.join()

    history = store.history(event)[::-1]
    states = [first]
    for revision in history[1:]:
        name, row, text = revision.detail  # type: ignore[misc]  # as it was given above
        states.append(edited(states[-1], (str(name), int(row), str(text))))  # type: ignore[arg-type]
    assert [store.read(event, revision.number) for revision in history] == states
    for number, script in enumerate(scripts):
        made = [revision.detail for revision in history if revision.author == f"person {number}"]
        assert made == [list(edit) for edit in script]

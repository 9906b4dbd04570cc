"""Several editors at once, each with a view that grows stale: nothing that was acknowledged is ever lost."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import count

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from planner.office.cells.operations import AddRow, DeleteRow, Operation, SetCell
from planner.office.cells.refusals import Clash, Gone
from planner.office.cells.settling import settled
from planner.office.cells.sheet import HEADER, Sheets
from planner.office.cells.undoing import InTheWay, Reversal, redo, redoable, undo, undoable
from planner.workbook.grid import Cell
from tests.scenes.sheets import Table

calm = settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)

PEOPLE = ("Linh", "Minh", "Hoa")
Known = Mapping[tuple[str, str, int], Cell]
"""What stands in each cell that holds anything, by sheet, row and column."""


def known(sheets: Sheets) -> dict[tuple[str, str, int], Cell]:
    return {
        (name, row, column): cell
        for name, sheet in sheets.items()
        for row, cells in sheet.rows.items()
        for column, cell in cells.items()
    }


@dataclass
class Editor:
    """One person: the sheets as they saw them last, and after how many steps that was."""

    name: str
    view: Sheets
    base: int = 0


@dataclass
class Office:
    """The head that all share, and everything that each write replaced without its author knowing of it."""

    table: Table = field(default_factory=Table)
    unseen: list[str] = field(default_factory=list)
    serial: dict[tuple[str, str, int], Cell] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.serial = known(self.table.sheets)

    def commit(
        self, editor: Editor, step: list[Operation], takes: Callable[[], bool], meddle: Callable[[], None]
    ) -> None:
        """Takes a step, settling clashes until there are none; somebody else may come in between."""
        aware = known(editor.view)
        for attempt in count(1):
            refused = self.table.do(editor.name, *step, base=editor.base)
            if refused is None:
                break
            head, seen = self.table.sheets, len(self.table.chain)
            aware |= dict(_shown(refused.reasons))
            chosen = {id(reason): takes() for reason in refused.reasons}
            step = list(settled(step, refused, lambda reason: chosen[id(reason)], head))  # noqa: B023 -- called at once
            editor.base = seen
            if attempt <= 2:
                meddle()
        self.follow(editor.name, aware)
        editor.view, editor.base = self.table.sheets, len(self.table.chain)

    def reverse(self, editor: Editor, made: Reversal | InTheWay) -> None:
        """An undo knows what its steps wrote, and writes nothing else."""
        if isinstance(made, Reversal):
            self.table.reverse(editor.name, made)
            backwards = reversed(_cells(made.taken.operations))  # of two writes of one cell the first saw what stood
            written = {(one.sheet, one.row, one.column): one.seen for one in backwards}
            self.follow(editor.name, written)

    def follow(self, author: str, aware: Known) -> None:
        """The serial model: what the last step did, by its operations alone; each value it replaces must be known."""
        aware = dict(aware)
        for operation in self.table.chain[-1].operations:
            for one in _cells((operation,)):
                place = (one.sheet, one.row, one.column)
                if self.serial.get(place) != aware.get(place):
                    self.unseen.append(f"{author} replaced {self.serial.get(place)} at {place} unseen")
                self.serial.pop(place, None)
                self.serial |= {} if one.value is None else {place: one.value}
                aware[place] = one.value


def _cells(operations: tuple[Operation, ...]) -> list[SetCell]:
    """The operations as writes of single cells."""
    found: list[SetCell] = []
    for one in operations:
        if isinstance(one, SetCell):
            found.append(one)
        elif isinstance(one, AddRow):
            found += [SetCell(one.sheet, one.row, column, None, cell) for column, cell in one.cells.items()]
        elif isinstance(one, DeleteRow):
            found += [SetCell(one.sheet, one.row, column, cell, None) for column, cell in one.seen.items()]
    return found


def _shown(reasons: tuple[Clash | Gone, ...]) -> list[tuple[tuple[str, str, int], Cell]]:
    """What a refusal shows its author: a cell, the cells of a row, or that the row holds nothing any more."""
    found: list[tuple[tuple[str, str, int], Cell]] = []
    for reason in reasons:
        one = reason.operation
        assert isinstance(one, SetCell | AddRow | DeleteRow)
        if isinstance(reason, Gone):
            found += [((one.sheet, one.row, column), None) for column in range(1, 6)]
        elif isinstance(one, SetCell) and not isinstance(reason.theirs, Mapping):
            found.append(((one.sheet, one.row, one.column), reason.theirs))  # type: ignore[arg-type]
        elif isinstance(reason.theirs, Mapping):
            found += [((one.sheet, one.row, column), reason.theirs.get(column)) for column in range(1, 6)]
    return found


def a_step(data: st.DataObject, editor: Editor, number: int) -> list[Operation]:
    """What somebody does to the sheet as they see it: a few cells, a new row, one deleted."""
    sheet = editor.view["Rooms"]
    rows = [row for row in sheet.rows if row != HEADER]
    step: list[Operation] = []
    doing = data.draw(st.sampled_from(["cells", "cells", "cells", "add", "delete"]))
    if doing == "add" or not rows:
        after = data.draw(st.sampled_from([None, *rows]))
        step.append(AddRow("Rooms", f"new{number}", {1: f"N{number}", 3: number}, after))
    elif doing == "delete":
        row = data.draw(st.sampled_from(rows))
        step.append(DeleteRow("Rooms", row, sheet.rows[row]))
    else:
        places = st.tuples(st.sampled_from(rows), st.integers(1, 4))
        for row, column in data.draw(st.lists(places, min_size=1, max_size=3, unique=True)):
            value = data.draw(st.sampled_from([None, "a", "b", number]))
            step.append(SetCell("Rooms", row, column, sheet.cell(row, column), value))
    return step


@calm
@given(st.data())
def test_every_acknowledged_edit_stands_or_was_replaced_by_somebody_who_had_seen_it(data: st.DataObject) -> None:
    office = Office()
    editors = {name: Editor(name, office.table.sheets) for name in PEOPLE}

    def meddle() -> None:
        """Somebody else writes between the question and the answer of another, now and then."""
        if data.draw(st.integers(0, 3)) == 0:
            row = data.draw(
                st.sampled_from([one for one in office.table.sheets["Rooms"].rows if one != HEADER] or [HEADER])
            )
            seen = office.table.cell(row, 2)
            office.table.do("Passer-by", SetCell("Rooms", row, 2, seen, f"p{len(office.table.chain)}"))
            office.follow("Passer-by", known(office.table.sheets) | {("Rooms", row, 2): seen})

    for number in range(data.draw(st.integers(2, 14))):
        editor = editors[data.draw(st.sampled_from(PEOPLE))]
        doing = data.draw(st.sampled_from(["edit", "edit", "edit", "look", "undo", "redo"]))
        if doing == "look":
            editor.view, editor.base = office.table.sheets, len(office.table.chain)
        elif doing == "edit":
            office.commit(editor, a_step(data, editor, number), lambda: data.draw(st.booleans()), meddle)
        elif doing == "undo" and (step := undoable(office.table.chain, editor.name)) is not None:
            with_later = data.draw(st.booleans())
            office.reverse(editor, undo(office.table.sheets, office.table.chain, step.number, with_later=with_later))
        elif doing == "redo" and (step := redoable(office.table.chain, editor.name)) is not None:
            office.reverse(editor, redo(office.table.sheets, office.table.chain, step.number))
        assert office.unseen == []
        assert known(office.table.sheets) == office.serial


@calm
@given(st.data())
def test_what_different_people_do_to_different_cells_commutes(data: st.DataObject) -> None:
    start = Table()
    places = [(row, column) for row in ("r1", "r2", "r3") for column in (1, 2, 3, 4)]
    shuffled = data.draw(st.permutations(places))
    steps = [
        [SetCell("Rooms", row, column, start.cell(row, column), f"{who}{row}{column}") for row, column in part]
        for who, part in zip(PEOPLE, (shuffled[:3], shuffled[3:7], shuffled[7:]), strict=True)
    ]

    ends = []
    for order in (steps, data.draw(st.permutations(steps))):
        table = Table()
        assert [table.do("someone", *step, base=0) for step in order] == [None, None, None]
        ends.append(table.sheets["Rooms"].rows)

    assert ends[0] == ends[1]


@calm
@given(st.data())
def test_going_through_all_undos_and_redos_of_one_person_ends_where_it_began(data: st.DataObject) -> None:
    table = Table()
    editor = Editor("Linh", table.sheets)
    for number in range(data.draw(st.integers(1, 6))):
        assert table.do("Linh", *a_step(data, editor, number)) is None
        editor.view = table.sheets
    first, last = Table().sheets["Rooms"], table.sheets["Rooms"]

    while (step := undoable(table.chain, "Linh")) is not None:
        table.reverse("Linh", undo(table.sheets, table.chain, step.number))
    assert list(table.sheets["Rooms"].rows.items()) == list(first.rows.items())

    while (step := redoable(table.chain, "Linh")) is not None:
        table.reverse("Linh", redo(table.sheets, table.chain, step.number))
    assert list(table.sheets["Rooms"].rows.items()) == list(last.rows.items())

"""The tables that are being edited: what is typed into them is taken before anything else is done or drawn.

The browser keeps the edits of a table as soon as a cell is left, and sends all of them with whatever it sends next: a
click, or its look at what was typed. What it sends last counts: a message that waits while the next one comes is never
heard. So no step is bound to a message of its own; whatever is done begins with taking what is there. And with a change
of page a browser sends only what the frame of the desk has drawn, so that the frame draws the tables.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from threading import Lock
from time import monotonic

import pandas as pd

from planner.office.desks import Desk
from planner.office.editing import Edits, Sent, told
from planner.store import StoreRefusal
from planner.ui import state
from planner.ui.bookmarks import Bookmark

Begin = Callable[[Desk, tuple[str, ...]], tuple[pd.DataFrame, Edits]]
"""What makes the table of a choice of sheet and rows, as a desk sees it."""

AGAIN = 5.0
"""Seconds after which it is tried again to take what the store refused."""


@dataclass(slots=True)
class Editor:
    """One session of editing a sheet: the table as it was at its start, to which the browser sends all its edits.

    A table that changed under the browser would move edits to other rows, and lose what is being typed; so it is frozen
    until its user leaves it, or asks for what others did. `number` is the state that it shows, and `own` are the steps
    that were taken in it; `count` says which of the session's tables it is.
    """

    desk: Desk
    count: int
    shows: tuple[str, ...]
    table: pd.DataFrame
    edits: Edits
    number: int
    own: set[int] = field(default_factory=set)
    left: bool = False
    """Whether its user went elsewhere, or sees what the table has become."""
    again: bool = False
    """Whether it was begun in a session before, and this one has not drawn it yet."""
    waits: float = 0.0
    """Until when the store is not asked again."""
    lock: Lock = field(default_factory=Lock)

    @property
    def widget(self) -> str:
        """The key of its table."""
        return f"table-{self.count}"

    @property
    def bookmark(self) -> Bookmark:
        """By which it is found again."""
        return Bookmark(self.count, self.number, self.edits.stem, self.shows)

    def take(self) -> bool:
        """Takes what was typed, as a step on the state that its author saw; whether there was anything."""
        if not state.is_drawn(self.widget):
            return False  # what its browser sends no more is not taken back
        self.again = False
        sent = state.sent(self.widget)
        with self.lock:  # a page that is drawn anew does not wait for the run before it to end
            return monotonic() >= self.waits and self._take(sent)

    def _take(self, sent: Sent) -> bool:
        before = self.edits.copy()
        operations = self.edits.operations(sent)
        if not operations:
            return False
        try:
            taken = self.desk.edit(self.number, operations, told(self.edits.sheet, operations))
        except StoreRefusal:
            self.edits, self.waits = before, monotonic() + AGAIN
            raise
        if taken:
            self.own.add(self.desk.opened.number)
        return True


def take() -> bool:
    """Takes all that was typed and has not been taken yet; whether there was anything."""
    took = [one.take() for one in state.editors()]
    return any(took)


def before(running: Editor) -> Editor | None:
    """The table that this one has come in the place of, while its browser still has it: somebody may have begun to type
    into it before this one was there.
    """
    earlier = [one for one in state.editors()[:-1] if one is not running]
    return next((one for one in earlier if state.is_drawn(one.widget)), None)


def opened(desk: Desk, shows: tuple[str, ...], begin: Begin) -> Editor:
    """The running session for this choice of sheet and rows, or a new one on the state that the desk sees."""
    last = next(reversed(state.editors()), None)
    if last is not None and not last.left and last.shows == shows and (last.again or state.is_drawn(last.widget)):
        return last
    count = 0 if last is None else last.count
    started = Editor(desk, count + 1, shows, *begin(desk, shows), desk.opened.number)
    state.keep_editor(started)
    return started


def leave() -> None:
    """Ends the running session: the tables are drawn next as they are by then."""
    for last in state.editors():
        last.left = True


def come_back(desk: Desk, tables: Sequence[Bookmark], begin: Begin) -> None:
    """Goes on with tables that a browser still shows from a session before this one."""
    for one in tables:
        if one.number <= desk.opened.number:
            state.keep_editor(_again(desk, one, begin))


def _again(desk: Desk, mark: Bookmark, begin: Begin) -> Editor:
    then = replace(desk, opened=desk.office.at(desk.key, mark.number))
    table, edits = begin(then, mark.shows)
    edits.stem = mark.stem
    mine = [step for step in desk.office.steps_since(desk.key, mark.number) if step.author == desk.author]
    edits.go_on(one for step in mine for one in step.operations if one.sheet == edits.sheet.name)
    own = {step.number for step in mine}
    return Editor(desk, mark.count, mark.shows, table, edits, mark.number, own, again=True)

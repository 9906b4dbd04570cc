"""What the parties were last told of each item, and how often that has changed.

Every row of a plan carries it along: `issued` holds the facts, `revision` counts their changes from 0, `changed` is
when they became so. A plan that is made from another takes them over, so that calendars can tell an update from a
repeat without a store, and rows that were edited by hand are noticed. What was never planned has neither.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from planner.domain.event import Event
from planner.domain.plan import Placement, Plan
from planner.domain.vocabulary import ItemKind, PlanState
from planner.domain.wording import title_of

CANCELLED, PROVISIONAL, RESTRICTED = "cancelled", "provisional", "restricted"
WITHDRAWN = "It was planned before and is no longer to be held."


@dataclass(frozen=True, slots=True)
class Issue:
    """The facts of a row as they were issued. `cancelled` ones say how the item stood before it was dropped.

    `left` are those that had the item in their calendars and have it no more, as `room R1`, `person FRA-1` or
    `interpreter I1`. A turn also tells where and when its `line` is as a whole, and how often that has changed.
    """

    start: datetime
    end: datetime
    room: str = ""
    people: tuple[str, ...] = ()
    interpreters: tuple[str, ...] = ()
    position: int | None = None
    marks: frozenset[str] = frozenset()
    title: str = ""
    left: frozenset[str] = frozenset()
    line: str = ""
    line_changes: int = 0

    @property
    def cancelled(self) -> bool:
        """Whether the last that was said of the item is that it is not held."""
        return CANCELLED in self.marks

    def __str__(self) -> str:
        """`at START/END; room R1; person FRA-1; title France – Japan`: codes hold no `;`, and the title comes last."""
        parts = sorted(self.marks)
        parts.append(f"at {self.start.isoformat()}/{self.end.isoformat()}")
        parts += [f"turn {self.position}"] if self.position is not None else []
        parts += self.held_by
        parts += [f"left {one}" for one in sorted(self.left)]
        parts += [f"line {self.line_changes} {self.line}"] if self.line else []
        parts += [f"title {self.title}"] if self.title else []
        return "; ".join(parts)

    @property
    def held_by(self) -> tuple[str, ...]:
        """Whose calendars have it, as `left` names them."""
        rooms = (f"room {self.room}",) if self.room else ()
        people = (f"person {one}" for one in self.people)
        return (*rooms, *people, *(f"interpreter {one}" for one in self.interpreters))

    def after(self, earlier: "Issue | None") -> "Issue":
        """It, with those in mind whom an earlier issue told and this one does not."""
        if earlier is None:
            return self
        changes = earlier.line_changes + (earlier.line not in ("", self.line))
        return replace(self, left=earlier.left.union(earlier.held_by).difference(self.held_by), line_changes=changes)

    def says_what(self, earlier: "Issue | None") -> bool:
        """Whether it says of the item itself what an earlier one said, whatever became of its line as a whole."""
        return earlier is not None and replace(self, line=earlier.line, line_changes=earlier.line_changes) == earlier


def read_issue(text: str) -> Issue | None:
    """The facts that a row carries; None where it carries none, or somebody wrote over them."""
    head, _, title = text.partition("; title ")
    words = [word.partition(" ") for word in head.split("; ")]
    issued = {key: value for key, _, value in words}
    start, _, end = issued.get("at", "").partition("/")
    changes, _, line = issued.get("line", "0").partition(" ")
    try:
        return Issue(
            datetime.fromisoformat(start),
            datetime.fromisoformat(end),
            issued.get("room", ""),
            tuple(value for key, _, value in words if key == "person"),
            tuple(value for key, _, value in words if key == "interpreter"),
            int(issued["turn"]) if "turn" in issued else None,
            frozenset(issued) & {CANCELLED, PROVISIONAL, RESTRICTED},
            title,
            frozenset(value for key, _, value in words if key == "left"),
            line,
            int(changes),
        )
    except ValueError:
        return None


def issue_of(event: Event, row: Placement) -> Issue:
    """The facts of a row that stands. Of a programme item the event says who attends, not the row."""
    assert row.start is not None
    assert row.end is not None
    meeting = event.meeting.get(row.item)
    flags = {} if meeting is None else {PROVISIONAL: meeting.provisional, RESTRICTED: meeting.restricted}
    return Issue(
        event.local(row.start),
        event.local(row.end),
        row.room,
        () if row.kind == ItemKind.PROGRAMME else row.people,
        row.interpreters,
        row.position,
        frozenset(mark for mark, is_so in flags.items() if is_so),
        row.title if row.item in event.entry else title_of(event, row),
        line=_line_of(event, row.item),
    )


def _line_of(event: Event, item: str) -> str:
    """Where and when the line of a turn is as a whole."""
    if item not in event.entry:
        return ""
    line = event.line[event.entry[item].line]
    return f"{line.start.isoformat()}/{line.end.isoformat()} {line.room}"


def carried(event: Event, plan: Plan, before: Plan) -> Plan:
    """The plan with what was issued before carried along: a row that says something new has one revision more.

    What was issued, but has no row any more because it was withdrawn, gets a row that says so. With the plan itself as
    `before`, rows that were edited by hand are brought up to date.
    """
    rows = [_carry(event, row, before.by_item.get(row.item)) for row in plan.rows]
    rows += (_carry(event, row, row) for row in _gone(event, plan, before))
    return Plan(tuple(rows))


def _carry(event: Event, row: Placement, old: Placement | None) -> Placement:
    last = None if old is None else read_issue(old.issued)
    told = _told(event, row, last)
    revision = None if old is None else old.revision
    if told is None or told.says_what(last):
        changed = None if old is None else old.changed
        return replace(row, revision=revision, changed=changed, issued="" if told is None else str(told))
    return replace(row, revision=0 if revision is None else revision + 1, changed=None, issued=str(told))


def _told(event: Event, row: Placement, last: Issue | None) -> Issue | None:
    """The facts to issue; None of an item that was never issued and does not stand."""
    if row.stands:
        return issue_of(event, row).after(last)
    if last is None:
        return None
    return replace(last, marks=last.marks | {CANCELLED}, line=_line_of(event, row.item) or last.line).after(last)


def _gone(event: Event, plan: Plan, before: Plan) -> Iterator[Placement]:
    known = {*event.entry, *(one.id for one in event.bilaterals)}
    for old in before.rows:
        if old.issued and old.item in known and old.item not in plan.by_item:
            blank = Placement(old.item, old.kind, old.title, state=PlanState.UNPLACED, why=WITHDRAWN)
            yield replace(blank, revision=old.revision, changed=old.changed, issued=old.issued)


def dated(plan: Plan, saved: datetime) -> Plan:
    """The plan with the time at which it was saved where a row does not say when it became as it is."""
    rows = (replace(row, changed=saved) if row.issued and row.changed is None else row for row in plan.rows)
    return Plan(tuple(rows))

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
    """The facts of a row as they were issued. `cancelled` ones say how the item stood before it was dropped."""

    start: datetime
    end: datetime
    room: str = ""
    people: tuple[str, ...] = ()
    interpreters: tuple[str, ...] = ()
    position: int | None = None
    marks: frozenset[str] = frozenset()
    title: str = ""

    @property
    def cancelled(self) -> bool:
        """Whether the last that was said of the item is that it is not held."""
        return CANCELLED in self.marks

    def __str__(self) -> str:
        """`at START/END; room R1; person FRA-1; title France – Japan`: codes hold no `;`, and the title comes last."""
        parts = sorted(self.marks)
        parts.append(f"at {self.start.isoformat()}/{self.end.isoformat()}")
        parts += [f"room {self.room}"] if self.room else []
        parts += [f"turn {self.position}"] if self.position is not None else []
        parts += [f"person {one}" for one in self.people]
        parts += [f"interpreter {one}" for one in self.interpreters]
        parts += [f"title {self.title}"] if self.title else []
        return "; ".join(parts)


def read_issue(text: str) -> Issue | None:
    """The facts that a row carries; None where it carries none, or somebody wrote over them."""
    head, _, title = text.partition("; title ")
    words = [word.partition(" ") for word in head.split("; ")]
    issued = {key: value for key, _, value in words}
    start, _, end = issued.get("at", "").partition("/")
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
    )


def carried(event: Event, plan: Plan, before: Plan) -> Plan:
    """The plan with what was issued before carried along: a row that says something new has one revision more.

    What was issued, but has no row any more because it was withdrawn, gets a row that says so. With the plan itself as
    `before`, rows that were edited by hand are brought up to date.
    """
    rows = [_carry(event, row, before.by_item.get(row.item)) for row in plan.rows]
    rows += (_carry(event, row, row) for row in _gone(event, plan, before))
    return Plan(tuple(rows))


def _carry(event: Event, row: Placement, old: Placement | None) -> Placement:
    last = "" if old is None else old.issued
    revision = None if old is None else old.revision
    told = str(issue_of(event, row)) if row.stands else _dropped(last)
    if told == last:
        changed = None if old is None else old.changed
        return replace(row, revision=revision, changed=changed, issued=last)
    return replace(row, revision=0 if revision is None else revision + 1, changed=None, issued=told)


def _dropped(last: str) -> str:
    """The facts of an item that was issued and does not stand any more; what was never issued has none."""
    issue = read_issue(last)
    return last if issue is None else str(replace(issue, marks=issue.marks | {CANCELLED}))


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

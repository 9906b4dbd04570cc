"""Rules on the rows of a plan: which may stand, that each item has one, and which must stay as they were."""

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from planner.domain.plan import Breach, Placement
from planner.domain.vocabulary import EntryStatus, PlanState
from planner.domain.wording import hours, interpreter_name, item_name, opening, person_name, room_name
from planner.rules.case import Case

if TYPE_CHECKING:
    from planner.board.draft import Draft


class LiveOnly:
    """No bilateral stands that is declined or withdrawn, and nothing that was cancelled or is unknown to the event.
    Whether a line entry may have a turn is for the rule on full powers.
    """

    key = "live-only"

    def check(self, case: Case) -> Iterator[Breach]:
        for row in case.plan.standing:
            fault = self._fault(case, row)
            if fault:
                when, name = hours(case.event, row.span), item_name(case.event, row.item)
                yield Breach(self.key, (row.item,), opening(f"{name} is planned at {when}, but {fault}."))

    def encode(self, draft: "Draft") -> None:
        # What is declined, withdrawn or unknown is no meeting of the event in the first place.
        draft.dropped.update(row.item for row in draft.before.rows if row.state == PlanState.CANCELLED)

    def because(self, subject: str, cause: str) -> str:
        return f"{subject} is not to be held: {cause}."

    def _fault(self, case: Case, row: Placement) -> str:
        event, before = case.event, case.before.by_item.get(row.item)
        if row.item in event.programme_item:
            return ""
        if before is not None and before.state == PlanState.CANCELLED:
            return "was cancelled in the plan before"
        if row.item in event.meeting or row.item in event.entry:
            return ""
        request = next((one for one in event.bilaterals if one.id == row.item), None)
        return "is on no sheet of the event" if request is None else f"is {request.status}"


class OneRowEach:
    """Every programme item, line entry that is not withdrawn, live bilateral and side event has exactly one row in the
    plan, with a start and an end if it is planned or done. An item that is not live has at most one row.
    """

    key = "one-row-each"

    def check(self, case: Case) -> Iterator[Breach]:
        event = case.event
        count = Counter(row.item for row in case.plan.rows)
        for item in _live_items(case):
            if item not in count:
                yield Breach(self.key, (item,), opening(f"{item_name(event, item)} has no row in the plan."))
        for item, rows in count.items():
            if rows > 1:
                sentence = f"{item_name(event, item)} has {rows} rows in the plan; keep one."
                yield Breach(self.key, (item,), opening(sentence))
        for row in case.plan.rows:
            if row.state in (PlanState.PLANNED, PlanState.DONE) and not row.stands:
                sentence = f"{item_name(event, row.item)} is {row.state} without a start and an end"
                yield Breach(self.key, (row.item,), opening(f"{sentence}; give both, or set it to unplaced."))

    def because(self, subject: str, cause: str) -> str:
        return f"{subject} has not exactly one row in the plan: {cause}."


class LockedKept:
    """A locked or done row of the plan before keeps its start, end, room, people, interpreters and position.
    Programme items, and items that are no longer live, are left to their own rules.
    """

    key = "locked-kept"

    def check(self, case: Case) -> Iterator[Breach]:
        movable = set(_live_items(case)) - set(case.event.programme_item)
        for old in case.before.rows:
            if old.fixed and old.item in movable:
                why = "done" if old.state == PlanState.DONE else "locked"
                for fault in self._changes(case, old):
                    sentence = f"{item_name(case.event, old.item)} is {why} at {hours(case.event, old.span)}, {fault}."
                    yield Breach(self.key, (old.item,), opening(sentence))

    def encode(self, draft: "Draft") -> None:
        live = draft.event.meeting
        draft.kept.update({row.item: row for row in draft.before.rows if row.fixed and row.item in live})

    def because(self, subject: str, cause: str) -> str:
        return f"{subject} stays where it is: {cause}."

    def _changes(self, case: Case, old: Placement) -> Iterator[str]:
        event, new = case.event, case.plan.by_item.get(old.item)
        if new is None or not new.stands:
            yield "but not placed in the plan"
            return
        if new.span != old.span:
            yield f"but planned at {hours(event, new.span)}"
        if new.room != old.room:
            yield f"but moved from {room_name(event, old.room)} to {room_name(event, new.room)}"
        if set(new.people) != set(old.people):
            yield f"but attended by {_listed(person_name(event, one) for one in new.people)}"
        if set(new.interpreters) != set(old.interpreters):
            yield f"but interpreted by {_listed(interpreter_name(event, one) for one in new.interpreters)}"
        if new.position != old.position:
            yield f"but moved from position {old.position} to {new.position}"


def _listed(names: Iterator[str]) -> str:
    return ", ".join(names) or "nobody"


def _live_items(case: Case) -> Iterator[str]:
    """The items of which a plan has a row, in workbook order."""
    event = case.event
    yield from event.programme_item
    yield from (entry.item for entry in event.entries if entry.status != EntryStatus.WITHDRAWN)
    yield from event.meeting

"""Rules on wishes that bind: time windows, what comes first, must-rooms, caps per day."""

from collections.abc import Iterator
from datetime import UTC, date
from typing import TYPE_CHECKING

from planner.domain.meeting import Meeting
from planner.domain.plan import Breach
from planner.domain.wording import day_name, item_name, moment, opening, person_name, room_name
from planner.rules.case import Case, Duty
from planner.rules.turns import Closing, TurnChoice

if TYPE_CHECKING:
    from planner.board.draft import Draft


class TimeWindow:
    """A meeting starts no earlier than its not_before and ends no later than its not_after."""

    key = "time-window"

    def check(self, case: Case) -> Iterator[Breach]:
        event = case.event
        for duty in case.meeting_duties:
            meeting = event.meeting[duty.item]
            if meeting.not_before is not None and duty.span.start < meeting.not_before.astimezone(UTC):
                fault = f"'{duty.title}' starts at {moment(event, duty.span.start)}; it may not start before"
                yield Breach(self.key, (duty.item,), f"{fault} {moment(event, meeting.not_before)}.")
            if meeting.not_after is not None and duty.span.end > meeting.not_after.astimezone(UTC):
                fault = f"'{duty.title}' ends at {moment(event, duty.span.end)}; it may not end after"
                yield Breach(self.key, (duty.item,), f"{fault} {moment(event, meeting.not_after)}.")

    def encode(self, draft: "Draft") -> None:
        for meeting in draft.event.meetings:
            draft.keep_meeting_between(meeting.id, meeting.not_before, meeting.not_after)

    def because(self, subject: str, cause: str) -> str:
        return f"{subject} has a window of its own: {cause}."


class AfterItem:
    """A meeting starts at or after the end of the item that it must come after, be it a programme item, a line (its
    window), a line entry or a meeting. It is not placed if that item is not placed.
    """

    key = "after-item"

    def check(self, case: Case) -> Iterator[Breach]:
        for duty in case.meeting_duties:
            first = case.event.meeting[duty.item].after
            if first:
                fault = self._fault(case, duty, first)
                if fault:
                    yield Breach(self.key, (duty.item, first), f"'{duty.title}' {fault}.")

    def encode(self, draft: "Draft") -> None:
        event = draft.event
        for meeting in event.meetings:
            if meeting.after in event.meeting:
                draft.orders.append((meeting.id, meeting.after))
            elif meeting.after:
                self._after_fixed(draft, meeting)

    def closes(self, choice: TurnChoice) -> Iterator[Closing]:
        entry, name = choice.entry, item_name(choice.event, choice.entry.item)
        for row in choice.followers:
            start, kept = moment(choice.event, row.span.start), "kept " if row.fixed else ""
            clause = f"{choice.called(row)}, which is {kept}at {start}, has to come after the turn"
            yield Closing(self.key, choice.timetable.ending_after(row.span.start), entry.item, name, clause)

    def because(self, subject: str, cause: str) -> str:
        return f"{subject} has its place in an order: {cause}."

    def _after_fixed(self, draft: "Draft", meeting: Meeting) -> None:
        event = draft.event
        # A request that is not live stands in no new plan, even if it stood in the plan before.
        comes = meeting.after in event.programme_item or meeting.after in event.line or meeting.after in event.entry
        end = Case(event, draft.before).end_of(meeting.after) if comes else None
        if end is None:
            draft.dropped.add(meeting.id)
        else:
            draft.keep_meeting_between(meeting.id, end, None)

    def _fault(self, case: Case, duty: Duty, first: str) -> str:
        event, end = case.event, case.end_of(first)
        start, name = moment(event, duty.span.start), item_name(event, first)
        if end is None:
            return f"is planned at {start}, but has to come after {name}, which is not planned"
        if duty.span.start < end:
            return f"starts at {start}, but has to come after {name}, which ends at {moment(event, end)}"
        return ""


class MustRoom:
    """A meeting that must be in one room is in that room."""

    key = "must-room"

    def check(self, case: Case) -> Iterator[Breach]:
        for row in case.meetings:
            meeting = case.event.meeting[row.item]
            # A pull-aside takes no room at all, whatever its row in the sheet asks for.
            if meeting.must_room and meeting.use is not None and row.room != meeting.room:
                right, name = room_name(case.event, meeting.room), item_name(case.event, row.item)
                sentence = f"{name} is in {room_name(case.event, row.room)}; it must be in {right}."
                yield Breach(self.key, (row.item,), sentence)

    def encode(self, draft: "Draft") -> None:
        for meeting in draft.event.meetings:
            if meeting.must_room and meeting.use is not None:
                draft.choose_room(meeting.id, {meeting.room})

    def because(self, subject: str, cause: str) -> str:
        return f"{subject} must be in one room: {cause}."


class DailyCap:
    """A person has no more bilaterals on one day, pull-asides included, than the cap of the person, else of the
    delegation, else of the policy.
    """

    key = "daily-cap"

    def check(self, case: Case) -> Iterator[Breach]:
        for (person, day), items in self._bilaterals(case).items():
            cap = case.event.cap(case.event.person[person])
            if cap is not None and len(items) > cap:
                fault = f"{person_name(case.event, person)} has {len(items)} bilaterals on {day_name(day)}"
                yield Breach(self.key, tuple(items), opening(f"{fault}, at most {cap} allowed."))

    def encode(self, draft: "Draft") -> None:
        for person in draft.event.people:
            cap = draft.event.cap(person)
            if cap is not None:
                draft.caps[person.id] = cap

    def because(self, subject: str, cause: str) -> str:
        return f"{subject} can have no further bilateral that day: {cause}."

    def _bilaterals(self, case: Case) -> dict[tuple[str, date], list[str]]:
        bilaterals_of: dict[tuple[str, date], list[str]] = {}
        for row, duty in zip(case.meetings, case.meeting_duties, strict=True):
            if case.event.meeting[row.item].is_bilateral:
                for person in dict.fromkeys(row.people):
                    if person in case.event.person:
                        bilaterals_of.setdefault((person, case.day(duty.span.start)), []).append(row.item)
        return bilaterals_of

"""Rules on the people of a meeting: who attends it, and that nobody is in two places."""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import product
from typing import TYPE_CHECKING

from planner.domain.clock import Span
from planner.domain.meeting import Meeting
from planner.domain.plan import Breach
from planner.domain.wording import item_name, opening, person_name
from planner.rules.case import Case
from planner.rules.sequence import passage, pressed

if TYPE_CHECKING:
    from planner.board.draft import Draft


class PersonFree:
    """A person attends one thing at a time, and between two duties lie at least person_gap minutes, or the walk
    between the zones of their rooms where that is longer. Two programme items are never each other's breach.
    """

    key = "person-free"

    def check(self, case: Case) -> Iterator[Breach]:
        event = case.event
        for person, duties in case.duties.items():
            for earlier, later in pressed(event, duties):
                sentence = f"{person_name(event, person)} has {passage(event, earlier, later)}."
                yield Breach(self.key, (earlier.item, later.item), opening(sentence))

    def encode(self, draft: "Draft") -> None:
        draft.gap_between_zones()
        for person in draft.event.people:
            draft.one_at_a_time.add(draft.person(person.id))
        for item in draft.event.programme:
            for attendee in draft.event.attendees(item):
                gaps = partial(draft.event.gaps, draft.event.zone_of(item.room))
                draft.close_actor_around(draft.person(attendee), Span.of(item.start, item.end), gaps)

    def because(self, subject: str, cause: str) -> str:
        return f"{subject} is engaged: {cause}."


class Attendance:
    """Each place at a meeting is taken by one of the persons who may take it, and nobody else attends.
    One person may take two places; a person named twice in a row of the plan attends once.
    """

    key = "attendance"

    def check(self, case: Case) -> Iterator[Breach]:
        for row in case.meetings:
            meeting = case.event.meeting[row.item]
            if next(seatings(meeting, row.people), None) is None:
                yield Breach(self.key, (row.item,), self._sentence(case, meeting, row.people))

    def because(self, subject: str, cause: str) -> str:
        return f"{subject} needs other people than those named: {cause}."

    def _sentence(self, case: Case, meeting: Meeting, people: Sequence[str]) -> str:
        event, name = case.event, item_name(case.event, meeting.id)
        for role in meeting.roles:
            if not set(role) & set(people):
                wanted = " or ".join(person_name(event, person) for person in role)
                return f"{name} needs {wanted}, who is not among its people."
        allowed = {person for role in meeting.roles for person in role}
        extra = [person_name(event, person) for person in people if person not in allowed]
        if extra:
            return f"{name} has no place for {', '.join(extra)}."
        listed = ", ".join(person_name(event, person) for person in people)
        return f"{name} has {len(meeting.roles)} places, not one for each of {listed}."


def seatings(meeting: Meeting, people: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Every way to give each place of the meeting to one of these people so that all of them have one."""
    choices = ([person for person in role if person in people] for role in meeting.roles)
    return (taken for taken in product(*choices) if set(taken) == set(people))

"""Of the places that are open to a meeting, those against a wish: the time, the room or the person preferred."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil

import numpy as np

from planner.domain.clock import minutes_between
from planner.domain.plan import Placement
from planner.domain.wording import lasting, moment, opening, person_name, room_name
from planner.explain.places.candidates import Candidates
from planner.moving.verdicts import Cells, Verdict


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a meeting wishes for beside what it must have; `now` is its present row."""

    candidates: Candidates
    now: Placement | None

    def tell(self, cells: Cells) -> None:
        """Judges every open place."""
        times = [cells.part(self._time(start)) for start in range(len(self.candidates.ways.starts))]
        rooms = [cells.part(self._room(room)) for room in self.candidates.ways.rooms]
        substitutes = len(self.candidates.ways.seatings) > 1
        for start, room in np.argwhere(self.candidates.openness.open).tolist():
            first = times[start]
            if substitutes and (told := self._people(start, room)):
                first = cells.part(f"{cells.parts[first]} {told}".strip())
            second = rooms[room]
            cells.judge(room, start, Verdict.WISH if first or second else Verdict.FREE, first, second)

    def _time(self, start: int) -> str:
        meeting, span, event = (
            self.candidates.ways.meeting,
            self.candidates.ways.span(start),
            self.candidates.ways.event,
        )
        early = 0 if meeting.prefer_from is None else ceil(minutes_between(span.start, meeting.prefer_from))
        late = 0 if meeting.prefer_to is None else ceil(minutes_between(meeting.prefer_to, span.end))
        if meeting.prefer_from is not None and early > 0:
            return f"It would start {lasting(early)} before the time preferred, {moment(event, meeting.prefer_from)}."
        if meeting.prefer_to is not None and late > 0:
            return f"It would end {lasting(late)} after the time preferred, {moment(event, meeting.prefer_to)}."
        return ""

    def _room(self, room: str) -> str:
        meeting = self.candidates.ways.meeting
        if not meeting.room or meeting.must_room or meeting.use is None or room == meeting.room:
            return ""
        return f"The room wished for is {room_name(self.candidates.ways.event, meeting.room)}."

    def _people(self, start: int, room: int) -> str:
        """Who would come instead of whom."""
        event, row = self.candidates.ways.event, self.candidates.row(start, room, like=self.now)
        told = [
            opening(f"{person_name(event, one)} would come instead of {person_name(event, of)}.")
            for one, of in self._instead(row)
        ]
        return " ".join(told)

    def _instead(self, row: Placement) -> Iterator[tuple[str, str]]:
        for person, role in zip(row.people, self.candidates.ways.meeting.roles, strict=False):
            if person in role[1:]:
                yield person, role[0]

"""Meetings that must come after something that never ends, or ends too late."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from planner.domain.clock import Span, clock
from planner.domain.event import Event
from planner.domain.meeting import Meeting
from planner.domain.turns import gate_fault, turn_span
from planner.domain.vocabulary import BilateralStatus, Severity
from planner.prechecks.finding import Finding
from planner.prechecks.survey import Survey
from planner.prechecks.wording import meeting_name, some

DROP = "Clear `after`, or name another item."


def impossible_order(survey: Survey) -> Iterator[Finding]:
    """A meeting waits for itself, for an item that is not placed, or for one that ends when no start is left."""
    circles = list(_circles(survey.event))
    for circle in circles:
        names = some(meeting_name(meeting) for meeting in circle)
        sentence = f"{names} cannot be placed: each must come after another of them."
        if len(circle) == 1:
            sentence = f"{names} cannot be placed: it must come after itself."
        yield _finding(circle[0], sentence)
    waiting = {meeting.id for circle in circles for meeting in circle}
    refused = _refused(survey.event)
    for meeting in survey.event.meetings:
        if meeting.after and meeting.id not in waiting:
            yield from _late(survey, meeting, refused)


def _finding(meeting: Meeting, sentence: str) -> Finding:
    return Finding(Severity.WARNING, "Bilaterals", meeting.id, "after", meeting.after, sentence, DROP)


def _circles(event: Event) -> Iterator[list[Meeting]]:
    """Every circle of `after`, once, from its first meeting in the workbook."""
    closed: set[str] = set()
    for meeting in event.meetings:
        chain: dict[str, None] = {}  # ordered, and quick to look into
        step: Meeting | None = meeting
        while step is not None and step.id not in closed and step.id not in chain:
            chain[step.id] = None
            step = event.meeting.get(step.after)
        if step is not None and step.id in chain:
            links = list(chain)
            circle = set(links[links.index(step.id) :])
            yield [one for one in event.meetings if one.id in circle]
        closed.update(chain)


def _late(survey: Survey, meeting: Meeting, refused: dict[str, BilateralStatus]) -> Iterator[Finding]:
    missing = _not_placed(survey.event, meeting.after, refused)
    if missing:
        yield _finding(meeting, f"{meeting_name(meeting)} must come after {missing}, so it is not placed either.")
        return
    ends, attended = _earliest_end(survey, meeting.after), survey.attended(meeting)
    if ends is not None and attended and not attended & survey.starts.since(ends):
        last = clock(survey.event.local(survey.starts.reach(attended, 0).end))
        yield _finding(
            meeting,
            f"{meeting_name(meeting)} must come after {meeting.after}, which ends at "
            f"{clock(survey.event.local(ends))} or later; the last start it could have is {last}.",
        )


def _refused(event: Event) -> dict[str, BilateralStatus]:
    """The bilaterals that are not to be placed, by id."""
    statuses = (BilateralStatus.DECLINED, BilateralStatus.WITHDRAWN)
    return {bilateral.id: bilateral.status for bilateral in event.bilaterals if bilateral.status in statuses}


def _not_placed(event: Event, item: str, refused: dict[str, BilateralStatus]) -> str:
    """The item and why it is not placed; empty where it may be."""
    if item in refused:
        return f"{item}, which is {refused[item]}"
    fault = gate_fault(event, event.entry[item]) if item in event.entry else None
    return f"{item}, which has no turn ({fault.rstrip('.')})" if fault else ""


def _earliest_end(survey: Survey, item: str) -> datetime | None:
    """Before this moment the item has certainly not ended; None where nothing is known."""
    event = survey.event
    if item in event.programme_item:
        return Span.of(event.programme_item[item].start, event.programme_item[item].end).end
    if item in event.line:
        return Span.of(event.line[item].start, event.line[item].end).end
    if item in event.entry:
        entry = event.entry[item]
        return turn_span(event.line[entry.line], 1 if entry.position is None else entry.position).end
    if item in event.meeting:
        attended = survey.attended(event.meeting[item])
        return survey.starts.first(attended) + timedelta(minutes=event.meeting[item].minutes) if attended else None
    return None

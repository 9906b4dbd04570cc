"""Pairs of delegations: kept apart and yet asking to meet, or asking each other twice."""

from collections.abc import Iterator

from planner.domain.meeting import Meeting
from planner.domain.records import Bilateral, Entry, KeepApart
from planner.domain.vocabulary import ApartRule, BilateralStatus, Severity
from planner.prechecks.finding import Finding, entry_sheet
from planner.prechecks.survey import Survey
from planner.prechecks.wording import grouped, meeting_name, meeting_sheet, some


def kept_apart(survey: Survey) -> Iterator[Finding]:
    """A meeting has both of a pair that may never share one; one finding for each pair and sheet."""
    apart = [pair for pair in survey.event.keep_apart if pair.rule == ApartRule.SAME_ITEM]
    clashes = [
        (pair, meeting)
        for meeting in survey.event.meetings
        for pair in apart
        if {pair.a, pair.b} <= set(meeting.parties)
    ]
    by_pair = grouped(clashes, lambda clash: (frozenset((clash[0].a, clash[0].b)), meeting_sheet(clash[1])))
    for (_, sheet), pairs in by_pair.items():
        yield _apart(survey, sheet, pairs[0][0], [meeting for _, meeting in pairs])


def _apart(survey: Survey, sheet: str, pair: KeepApart, meetings: list[Meeting]) -> Finding:
    names = " and ".join(survey.event.delegation[code].label for code in (pair.a, pair.b))
    cell = survey.cell("KeepApart", str(survey.event.keep_apart.index(pair)), "rule")
    listed = some(meeting_name(meeting) for meeting in meetings)
    return Finding(
        Severity.WARNING,
        sheet,
        meetings[0].id,
        "counterpart" if sheet == "Bilaterals" else "organiser",
        pair.b,
        f"{names} are never to share a meeting ({cell}), yet both take part in {listed}, so it cannot be placed.",
        "Withdraw it, change who takes part, or remove the row of KeepApart.",
    )


def neighbours_in_line(survey: Survey) -> Iterator[Finding]:
    """A pair that may not be neighbours in a line has fixed positions one after the other."""
    for line in survey.event.lines:
        fixed = {entry.delegation: entry for entry in survey.entries_of(line.id) if entry.position is not None}
        for pair in survey.event.keep_apart:
            first, second = fixed.get(pair.a), fixed.get(pair.b)
            if pair.rule == ApartRule.ADJACENT_IN_LINE and first is not None and second is not None:
                yield from _neighbours(survey, first, second)


def _neighbours(survey: Survey, first: Entry, second: Entry) -> Iterator[Finding]:
    assert first.position is not None
    assert second.position is not None
    if abs(first.position - second.position) == 1:
        event = survey.event
        names = " and ".join(event.delegation[entry.delegation].label for entry in (first, second))
        yield Finding(
            Severity.WARNING,
            entry_sheet(event, second),
            second.item,
            "position",
            str(second.position),
            f"{names} may not be neighbours in {event.line[first.line].label}, but their positions are fixed at "
            f"{first.position} and {second.position}.",
            "Fix another position for one of them, or none.",
        )


def reciprocal(survey: Survey) -> Iterator[Finding]:
    """Each of two delegations asks the other for a bilateral: likely the same meeting twice."""
    live = (BilateralStatus.REQUESTED, BilateralStatus.ACCEPTED)
    live_ones = [one for one in survey.event.bilaterals if one.status in live and one.requester != one.counterpart]
    for requests in grouped(live_ones, lambda one: frozenset((one.requester, one.counterpart))).values():
        other_way = [one for one in requests if one.requester != requests[0].requester]
        if other_way:
            yield _twice(survey, requests, other_way[0])


def _twice(survey: Survey, requests: list[Bilateral], other: Bilateral) -> Finding:
    first, second = (survey.event.delegation[code].label for code in (requests[0].requester, requests[0].counterpart))
    cells = some(f"{one.id} in {survey.cell('Bilaterals', one.id, 'requester')}" for one in requests)
    return Finding(
        Severity.NOTICE,
        "Bilaterals",
        other.id,
        "requester",
        other.requester,
        f"{first} asks {second} for a bilateral and {second} asks {first} ({cells}): likely one meeting asked for "
        "twice.",
        "If so, withdraw one of them.",
    )

"""People who have accepted more meetings than their time or their cap can hold."""

from collections.abc import Iterator

from planner.domain.clock import Span
from planner.domain.meeting import Meeting
from planner.domain.records import Person
from planner.domain.vocabulary import Severity
from planner.domain.wording import count, hours, lasting, opening, person_name
from planner.prechecks.finding import Finding
from planner.prechecks.starts import Host
from planner.prechecks.survey import Survey, common
from planner.prechecks.wording import presence, some, total


def certain_meetings(survey: Survey) -> dict[str, list[Meeting]]:
    """The meetings of each person for whom nobody may stand in, as far as they have a start at all."""
    certain: dict[str, list[Meeting]] = {person.id: [] for person in survey.event.people}
    for meeting in survey.event.meetings:
        if survey.attended(meeting):
            for person in dict.fromkeys(role[0] for role in meeting.roles if len(role) == 1):
                certain[person].append(meeting)
    return certain


def overloaded_people(survey: Survey) -> Iterator[Finding]:
    """The meetings of a person are more than the free time holds, at any time or in a window that binds them.

    Where the accepted ones alone are too many it is a warning; where the requested ones make them so, a notice.
    """
    for person, meetings in certain_meetings(survey).items():
        accepted = [meeting for meeting in meetings if not meeting.provisional]
        finding = _overload(survey, person, accepted, Severity.WARNING)
        if finding is None and len(accepted) < len(meetings):
            finding = _overload(survey, person, meetings, Severity.NOTICE)
        if finding is not None:
            yield finding


def _overload(survey: Survey, person: str, meetings: list[Meeting], severity: Severity) -> Finding | None:
    """The first window, the whole event before its parts, whose meetings do not all fit."""
    reach = {meeting.id: survey.reach((meeting,)) for meeting in meetings}
    whole = Span(survey.hours[0].start, survey.hours[-1].end)
    for window in dict.fromkeys((whole, *survey.hours, *sorted(reach.values()))):
        bound = [meeting for meeting in meetings if reach[meeting.id].within(window)]
        if len(bound) > 1:
            host = Host(common(survey.free_people[person], survey.reach(bound)), survey.event.policy.person_gap)
            most = survey.starts.at_most([one.minutes for one in bound], (host,), survey.any_wished(bound))
            if most < len(bound):
                return _overloaded(survey, person, bound, host, most, severity)
    return None


def _overloaded(
    survey: Survey, person: str, meetings: list[Meeting], host: Host, most: int, severity: Severity
) -> Finding:
    event = survey.event
    counted = "accepted meetings" if severity == Severity.WARNING else "requested and accepted meetings"
    minutes = sum(meeting.minutes for meeting in meetings)
    sheet, key, column = _name_cell(event.person[person])
    return Finding(
        severity,
        sheet,
        key,
        column,
        event.person[person].name,
        f"{opening(person_name(event, person))}{presence(event, person)} has {len(meetings)} {counted} for "
        f"{hours(event, survey.reach(meetings))}, {lasting(minutes)} with {lasting(host.rest)} between two; the "
        f"{lasting(total(host.free))} free of absences, programme and fixed turns hold at most {most}.",
        f"Let somebody else attend, shorten or withdraw {len(meetings) - most} of them, or give the person more time.",
    )


def _name_cell(person: Person) -> tuple[str, str, str]:
    return ("Delegations", person.delegation, "name") if person.implied else ("People", person.id, "name")


# --- caps ------------------------------------------------------------------------------------------------------------


def caps(survey: Survey) -> Iterator[Finding]:
    """The accepted bilaterals of a person are more than max_bilaterals_per_day allows in the days of presence."""
    by_policy: list[tuple[str, int, int]] = []
    for person, meetings in certain_meetings(survey).items():
        accepted = [meeting for meeting in meetings if meeting.is_bilateral and not meeting.provisional]
        cap = survey.event.cap(survey.event.person[person])
        if cap is not None and len(accepted) > cap * (days := _days(survey, accepted)):
            place = _cap_cell(survey, person)
            if place is None:
                by_policy.append((person, len(accepted), days))
            else:
                yield _capped(survey, person, place, len(accepted), cap, days)
    if by_policy:
        yield _capped_by_policy(survey, by_policy)


def _days(survey: Survey, meetings: list[Meeting]) -> int:
    """On how many days some of the meetings could be."""
    starts = 0
    for meeting in meetings:
        starts |= survey.attended(meeting)
    return sum(1 for day in survey.hours if starts & survey.starts.inside((day,), 0))


def _cap_cell(survey: Survey, person_id: str) -> tuple[str, str] | None:
    """Sheet and key of the cap that holds for the person; None where it is the policy's."""
    person = survey.event.person[person_id]
    if person.max_bilaterals_per_day is not None:
        return "People", person.id
    if survey.event.delegation[person.delegation].max_bilaterals_per_day is not None:
        return "Delegations", person.delegation
    return None


def _capped(survey: Survey, person: str, place: tuple[str, str], accepted: int, cap: int, days: int) -> Finding:
    return Finding(
        Severity.WARNING,
        *place,
        "max_bilaterals_per_day",
        str(cap),
        f"{opening(person_name(survey.event, person))} has {count(accepted, 'accepted bilateral')}; {cap} a day on "
        f"{count(days, 'day')} are at most {cap * days}.",
        f"Raise the cap, let somebody else attend, or withdraw {accepted - cap * days}.",
    )


def _capped_by_policy(survey: Survey, people: list[tuple[str, int, int]]) -> Finding:
    cap = survey.event.policy.max_bilaterals_per_day
    assert cap is not None
    names = some(
        f"{person_name(survey.event, person)} with {count(accepted, 'accepted bilateral')} on {count(days, 'day')}"
        for person, accepted, days in people
    )
    return Finding(
        Severity.WARNING,
        "Policy",
        "max_bilaterals_per_day",
        "value",
        str(cap),
        f"The cap of {count(cap, 'bilateral')} per person and day is too low for {names}.",
        "Raise it here or for these people, let others attend, or withdraw some bilaterals.",
    )

"""Language pairs that nobody covers, and more interpreting than the interpreters may work."""

from collections.abc import Iterator

from planner.domain.clock import Span, free_within
from planner.domain.meeting import Meeting
from planner.domain.records import Interpreter
from planner.domain.vocabulary import Severity
from planner.domain.wording import count, lasting
from planner.prechecks.finding import Finding
from planner.prechecks.starts import Host, shortest_first
from planner.prechecks.survey import Survey
from planner.prechecks.wording import grouped, meeting_name, some, total

Pair = tuple[str, str]
Team = tuple[Interpreter, ...]
"""The interpreters who cover one language pair, in the order of the sheet."""


def _team(survey: Survey, pair: Pair) -> Team:
    """Those who cover the pair, in either direction."""
    either = {pair, pair[::-1]}
    return tuple(one for one in survey.event.interpreters if not either.isdisjoint(one.languages))


def languages_not_covered(survey: Survey) -> Iterator[Finding]:
    """A meeting needs a language pair that nobody covers, or several pairs and there are too few people for them."""
    interpreted = (meeting for meeting in survey.event.meetings if meeting.pairs)
    for pairs, meetings in grouped(interpreted, lambda meeting: meeting.pairs).items():
        teams = [_team(survey, pair) for pair in pairs]
        nobody = [f"{one}-{other}" for (one, other), team in zip(pairs, teams, strict=True) if not team]
        if nobody:
            yield _not_covered(pairs, meetings, f"no interpreter covers {some(nobody)}")
        elif not _one_each(teams):
            names = some(one.name for team in teams for one in team)
            needed = f"needs {len(pairs)} interpreters at once, and only {names} cover its languages"
            yield _not_covered(pairs, meetings, needed)


def _not_covered(pairs: tuple[Pair, ...], meetings: list[Meeting], reason: str) -> Finding:
    names = some(meeting_name(meeting) for meeting in meetings)
    return Finding(
        Severity.WARNING,
        "Bilaterals",
        meetings[0].id,
        "languages",
        "; ".join((pairs[0][0], *(other for _, other in pairs))),
        f"{names} cannot be interpreted: {reason}.",
        "Add an interpreter for the pair on Interpreters, or clear the languages of the meeting.",
    )


def _one_each(teams: list[Team], taken: frozenset[str] = frozenset()) -> bool:
    """Whether each pair can have an interpreter of its own."""
    if not teams:
        return True
    free = (one for one in teams[0] if one.id not in taken)
    return any(_one_each(teams[1:], taken | {one.id}) for one in free)


def interpreter_demand(survey: Survey) -> Iterator[Finding]:
    """The jobs that only certain interpreters can do are more than these may and can work."""
    jobs = [
        (meeting, team)
        for meeting in survey.event.meetings
        if survey.attended(meeting)
        for team in (_team(survey, pair) for pair in meeting.pairs)
        if team
    ]
    by_team = grouped(jobs, lambda job: job[1])
    for team in by_team:
        inside = [other for other in by_team if set(other) <= set(team)]
        meetings = [meeting for other in inside for meeting, _ in by_team[other]]
        most = _at_most(survey, team, meetings)
        if most < len(meetings):
            yield _too_many(survey, team, meetings, most)


def _shifts(survey: Survey, interpreter: Interpreter) -> list[list[Span]]:
    """When an interpreter is there, day by day."""
    here = []
    for hours in survey.hours:
        start = hours.start if interpreter.from_ is None else max(hours.start, Span.of(*[interpreter.from_] * 2).start)
        end = hours.end if interpreter.to is None else min(hours.end, Span.of(*[interpreter.to] * 2).end)
        here.append(free_within(Span(start, end), survey.absent(interpreter.id)) if start < end else [])
    return here


def _at_most(survey: Survey, team: Team, meetings: list[Meeting]) -> int:
    """How many of the jobs a team can do at most: by presence and gaps, and by the minutes of each day."""
    lengths, minutes, hosts = [meeting.minutes for meeting in meetings], 0, []
    for interpreter in team:
        shifts = _shifts(survey, interpreter)
        minutes += sum(min(interpreter.max_minutes_per_day, total(shift)) for shift in shifts)
        hosts.append(Host(tuple(span for shift in shifts for span in shift), survey.event.policy.person_gap))
    by_time = survey.starts.at_most(lengths, hosts, survey.any_wished(meetings))
    return min(by_time, shortest_first(lengths, 0, minutes))


def _too_many(survey: Survey, team: Team, meetings: list[Meeting], most: int) -> Finding:
    minutes = sum(meeting.minutes for meeting in meetings)
    pairs = some(
        "-".join(pair) for meeting in meetings for pair in meeting.pairs if set(_team(survey, pair)) <= set(team)
    )
    names = some(one.name for one in team)
    return Finding(
        Severity.WARNING,
        "Interpreters",
        team[0].id,
        "languages",
        "; ".join("-".join(pair) for pair in team[0].languages),
        f"Only {names} can interpret {pairs}: at most {most} of the {count(len(meetings), 'interpretation')} asked for "
        f"({lasting(minutes)}) by presence, gaps and max_minutes_per_day.",
        f"Add interpreters or raise max_minutes_per_day, or expect {len(meetings) - most} to be left out.",
    )

"""Why a meeting is not placed, in at most three sentences: the first narrowing of its places that leaves none."""

from collections.abc import Sequence
from datetime import date

import numpy as np

from planner.domain.clock import Span
from planner.domain.event import Event
from planner.domain.plan import Placement
from planner.domain.wording import day_name, hours, lasting, opening, person_name, room_name
from planner.explain.places.block import NAMED, Block, Concern, listed, starts_of
from planner.explain.places.candidates import Candidates
from planner.explain.places.ways import Mask, Ways

SPELT_OUT = 4
"""So many stretches are named; the rest are counted."""


def unplaced(candidates: Candidates) -> str:
    """The verdict on a meeting that does not stand."""
    for stage in (_times, _people, _rooms, _interpreters, _together):
        told = stage(candidates)
        if told:
            return f"Not placed: {told}"
    place = located(candidates.ways.event, next(candidates.open_rows()))
    return f"Not placed, though nothing is in the way {place}: plan again, or put it there and lock the row."


def located(event: Event, row: Placement) -> str:
    """`14:00–14:20 on Saturday 25 October in the Blue Room`."""
    where = f" in {room_name(event, row.room)}" if row.room else ""
    return f"{hours(event, row.span)}{where}"


def _times(candidates: Candidates) -> str:
    """The meeting itself leaves no start."""
    ways = candidates.ways
    if not ways.starts:
        settings = ways.event.settings
        span = f"{settings.day_start:%H:%M} and {settings.day_end:%H:%M}"
        return f"no start on a grid of {lasting(ways.meeting.grid)} lies between {span}."
    if not ways.rooms:
        return "the event has no rooms."
    if candidates.openness.times.any():
        return ""
    own = candidates.against("meeting")
    alone = [one for one in own if one.candidates(ways) == ways.count]
    return " ".join(one.sentence() for one in (alone or own)[:NAMED])


# --- people ----------------------------------------------------------------------------------------------------------


def _people(candidates: Candidates) -> str:
    """Those who must attend are never free together."""
    ways, openness = candidates.ways, candidates.openness
    if (openness.times & openness.attended).any():
        return ""
    free = _free(candidates)
    never = next((person for person, starts in free.items() if not starts.any()), None)
    substitutes = " Nobody who may attend instead is free either." if len(ways.seatings) > 1 else ""
    if never is not None:
        return f"{_never_free(candidates, never, 1 if substitutes else 2)}{substitutes}"
    busiest = sorted(free, key=lambda person: int(free[person].sum()))[:NAMED]
    clauses = ", ".join(f"{person_name(ways.event, one)} only {_free_times(ways, free[one])}" for one in busiest)
    return f"those who must attend are never free together: {clauses}.{substitutes}"


def _free(candidates: Candidates) -> dict[str, Mask]:
    """For each person of the preferred seating, the starts that the meeting and the person leave open."""
    free = {}
    for person in candidates.ways.seatings[0]:
        left = candidates.openness.times.copy()
        for one in candidates.against("person"):
            if one.subject == person:
                left &= ~one.mask(candidates.ways)
        free[person] = starts_of(left)
    return free


def _never_free(candidates: Candidates, person: str, reasons: int) -> str:
    meeting, own = candidates.ways.meeting, [one for one in candidates.against("person") if one.subject == person]
    bounded = meeting.not_before is not None or meeting.not_after is not None
    window = " in the window of the meeting" if bounded else ""
    told = " ".join(one.sentence(candidates.regular) for one in own[:reasons])
    return f"{person_name(candidates.ways.event, person)} is never free for {lasting(meeting.minutes)}{window}. {told}"


def _free_only(candidates: Candidates) -> str:
    """Who is free when, to be followed by what then is in the way; empty where that hardly narrows anything."""
    among = starts_of(candidates.openness.times & candidates.openness.attended)
    if among.sum() * 2 > candidates.regular.sum():
        return ""
    alone = (person for person, free in _free(candidates).items() if np.array_equal(free, among))
    person = next(alone, None)
    if person is None:
        return f"those who must attend are free together only {_free_times(candidates.ways, among)}, when "
    return f"{person_name(candidates.ways.event, person)} is free only {_free_times(candidates.ways, among)}, when "


# --- rooms and interpreters ------------------------------------------------------------------------------------------


def _rooms(candidates: Candidates) -> str:
    """No room is free when people are."""
    left = candidates.openness.times & candidates.openness.attended
    if (left & candidates.openness.housed).any():
        return ""
    fitting = _fitting(candidates)
    if not fitting:
        faults = " ".join(one.sentence() for one in _nearly_fitting(candidates)[: NAMED - 1])
        return f"no room fits. {faults}"
    causes = _takers(candidates, fitting, left)
    return f"{_free_only(candidates)}{_all_taken(candidates, fitting)} {causes}."


def _acting(candidates: Candidates, concern: Concern, left: Mask) -> list[Block]:
    """The blocks that close something of what is left."""
    return [one for one in candidates.against(concern) if (one.mask(candidates.ways) & left).any()]


def _allowed(candidates: Candidates) -> list[str]:
    """The rooms in which the meeting itself may be."""
    times = candidates.openness.times
    return [room for index, room in enumerate(candidates.ways.rooms) if times[:, index].any()]


def _fitting(candidates: Candidates) -> list[str]:
    misfits = {one.subject for one in candidates.blocks if one.rule == "room-fits"}
    return [room for room in _allowed(candidates) if room not in misfits]


def _nearly_fitting(candidates: Candidates) -> list[Block]:
    """What is wrong with the rooms that it may be in, those of the right use first, then the largest."""
    rooms, use, allowed = candidates.ways.event.room, candidates.ways.meeting.use, _allowed(candidates)
    misfits = [one for one in candidates.blocks if one.rule == "room-fits" and one.subject in allowed]
    return sorted(misfits, key=lambda one: (use not in rooms[one.subject].uses, -rooms[one.subject].capacity))


def _all_taken(candidates: Candidates, fitting: Sequence[str]) -> str:
    if len(fitting) == 1:
        return f"{room_name(candidates.ways.event, fitting[0])}, the only room that fits, is taken:"
    return f"{'both' if len(fitting) == 2 else f'all {len(fitting)}'} rooms that fit are taken:"


def _takers(candidates: Candidates, fitting: Sequence[str], left: Mask) -> str:
    """What the rooms hold then: in full for one room, the first thing for each of several."""
    among = starts_of(left)
    acting = [one for one in _acting(candidates, "room", left) if one.subject in fitting]
    if len(fitting) == 1:
        return "; ".join(one.cause(among) for one in acting)
    named = 1 if len(fitting) > NAMED else 2
    return listed(
        [f"{one.name} by {one.cause(among, named)}" for one in acting if one.rule == "room-free"]
        or [one.sentence(among).removesuffix(".") for one in acting]
    )


def _interpreters(candidates: Candidates) -> str:
    """No crew is free when people and a room are."""
    openness, ways = candidates.openness, candidates.ways
    left = openness.times & openness.attended & openness.housed
    if (left & openness.interpreted).any():
        return ""
    among, pairs = starts_of(left), " and ".join("-".join(pair) for pair in ways.meeting.pairs)
    causes = [one.sentence(among).removesuffix(".") for one in _acting(candidates, "interpreter", left)]
    return f"{_free_only(candidates)}nobody is free to interpret {pairs}: {listed(causes)}."


def _together(candidates: Candidates) -> str:
    """Every single need could be met, but not all of them at one time and place."""
    if candidates.openness.open.any():
        return ""
    told = " ".join(one.sentence(candidates.regular) for one in candidates.blocks[: NAMED - 1])
    return f"people, rooms and interpreters are each free at some time, but never together. {told}"


# --- at a given place ------------------------------------------------------------------------------------------------


def not_there(candidates: Candidates) -> str:
    """The verdict on a single start, and perhaps a single room, that is closed to a meeting: everything that closes it,
    in at most three sentences.
    """
    ways, openness = candidates.ways, candidates.openness
    told = [one.sentence() for one in candidates.against("meeting")] if not openness.times.any() else []
    if not openness.attended.any():
        needed = [one for one in candidates.against("person") if one.subject in ways.seatings[0]]
        told += [one.sentence() for one in needed]
    if not openness.housed.any():
        told += _no_room_there(candidates)
    if not openness.interpreted.any():
        told += [one.sentence() for one in candidates.against("interpreter")]
    first, *rest = (told or [one.sentence() for one in candidates.blocks])[:NAMED]
    return " ".join([f"Not there: {first[:1].lower() if first[:4] == 'The ' else first[:1]}{first[1:]}", *rest])


def _no_room_there(candidates: Candidates) -> list[str]:
    """What closes the one room that was asked for, or all that fit."""
    misfits, rooms = {one.subject for one in candidates.blocks if one.rule == "room-fits"}, candidates.ways.rooms
    fitting = [room for room in rooms if room not in misfits]
    if len(rooms) == 1 or not fitting:
        return [one.sentence() for one in candidates.against("room")[: NAMED - 1]]
    anywhere = np.ones_like(candidates.openness.times)
    return [opening(f"{_all_taken(candidates, fitting)} {_takers(candidates, fitting, anywhere)}.")]


# --- sets of starts in words -----------------------------------------------------------------------------------------


def _stretches(ways: Ways, starts: Mask) -> list[Span]:
    """The time that the meeting would take from these starts, in one piece where it meets or overlaps."""
    found: list[Span] = []
    for start in np.flatnonzero(starts).tolist():
        span = ways.span(start)
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, span.end)
        else:
            found.append(span)
    return found


def _free_times(ways: Ways, starts: Mask) -> str:
    """`09:00–09:40, 14:00–14:30 on Saturday 25 October and 10:00–10:20 on Sunday 26 October and at 3 further times`."""
    spans = _stretches(ways, starts)
    by_day: dict[date, list[str]] = {}
    for span in spans[:SPELT_OUT]:
        start, end = ways.event.local(span.start), ways.event.local(span.end)
        by_day.setdefault(start.date(), []).append(f"{start:%H:%M}–{end:%H:%M}")
    days = [f"{', '.join(clocks)} on {day_name(day)}" for day, clocks in by_day.items()]
    rest = len(spans) - SPELT_OUT
    further = [f"at {rest} further time{'s' if rest > 1 else ''}"] if rest > 0 else []
    return " and ".join([*days, *further])

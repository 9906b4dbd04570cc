"""Why a meeting is not placed, in at most three sentences: the first narrowing of its places that leaves none."""

import numpy as np

from planner.domain.event import Event
from planner.domain.plan import Placement
from planner.domain.wording import hours, lasting, opening, room_name
from planner.explain.places.block import NAMED, Block, Concern, listed, starts_of
from planner.explain.places.candidates import Candidates
from planner.explain.places.free import never_together, together
from planner.explain.places.housing import no_fitting_room, none_is_free
from planner.explain.places.ways import Mask


def unplaced(candidates: Candidates) -> str:
    """The verdict on a meeting that does not stand."""
    for stage in (_times, _people, _apart_from_people, _rooms, _interpreters, _apart_at_all):
        sentence = stage(candidates)
        if sentence:
            return f"Not placed: {sentence}"
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


def _people(candidates: Candidates) -> str:
    """Those who must attend are never free together."""
    openness = candidates.openness
    return "" if (openness.times & openness.attended).any() else never_together(candidates)


def _apart_from_people(candidates: Candidates) -> str:
    """Wherever people are free, delegations would be near each other that are kept apart, whatever the rooms hold."""
    return _near(candidates, candidates.openness.times & candidates.openness.attended, housed=False)


def _rooms(candidates: Candidates) -> str:
    """No room is free when people are."""
    left = candidates.openness.times & candidates.openness.attended
    if (left & candidates.openness.housed).any():
        return ""
    return no_fitting_room(candidates) or f"{together(candidates, left)}{none_is_free(candidates, left)}"


def _interpreters(candidates: Candidates) -> str:
    """No crew is free when people and a room are."""
    openness, pairs = candidates.openness, ["-".join(pair) for pair in candidates.ways.meeting.pairs]
    left = openness.times & openness.attended & openness.housed
    if (left & openness.interpreted).any():
        return ""
    nobody = f"nobody is free to interpret {pairs[0]}"
    if len(pairs) > 1:
        nobody = f"those who interpret {' and '.join(pairs)} are not free together"
    causes = [one.sentence(starts_of(left)).removesuffix(".") for one in _acting(candidates, "interpreter", left)]
    return f"{together(candidates, left, housed=_takes_a_room(candidates))}{nobody}: {listed(causes)}."


def _apart_at_all(candidates: Candidates) -> str:
    """Where everybody and a room would be free, delegations would be near each other that are kept apart."""
    openness = candidates.openness
    left = openness.times & openness.attended & openness.housed & openness.interpreted
    return _near(candidates, left, housed=_takes_a_room(candidates), bridged=any(candidates.ways.crews))


def _near(candidates: Candidates, left: Mask, *, housed: bool, bridged: bool = False) -> str:
    """That delegations kept apart would be near each other wherever something is left."""
    if (left & candidates.openness.apart).any():
        return ""
    causes = [one.sentence(starts_of(left)).removesuffix(".") for one in _acting(candidates, "apart", left)]
    return f"{together(candidates, left, housed=housed, bridged=bridged)}{listed(causes)}."


def _takes_a_room(candidates: Candidates) -> bool:
    return candidates.ways.meeting.use is not None


def _acting(candidates: Candidates, concern: Concern, left: Mask) -> list[Block]:
    """The blocks that close something of what is left."""
    return [one for one in candidates.against(concern) if (one.mask(candidates.ways) & left).any()]


# --- at a given place ------------------------------------------------------------------------------------------------


def not_there(candidates: Candidates) -> str:
    """The verdict on a single start, and perhaps a single room, that is closed to a meeting: everything that closes it,
    in at most three sentences.
    """
    ways, openness = candidates.ways, candidates.openness
    sentences = [one.sentence() for one in candidates.against("meeting")] if not openness.times.any() else []
    if not openness.attended.any():
        needed = [one for one in candidates.against("person") if one.subject in ways.seatings[0]]
        sentences += [one.sentence() for one in needed]
    if not openness.housed.any():
        sentences += _no_room_there(candidates)
    if not openness.interpreted.any():
        sentences += [one.sentence() for one in candidates.against("interpreter")]
    if not openness.apart.any():
        sentences += [one.sentence() for one in candidates.against("apart")]
    first, *rest = (sentences or [one.sentence() for one in candidates.blocks])[:NAMED]
    return " ".join([f"Not there: {first[:1].lower() if first[:4] == 'The ' else first[:1]}{first[1:]}", *rest])


def _no_room_there(candidates: Candidates) -> list[str]:
    """What closes the one room that was asked for, or all that fit."""
    if len(candidates.ways.rooms) == 1 or no_fitting_room(candidates):
        return [one.sentence() for one in candidates.against("room")[: NAMED - 1]]
    return [opening(none_is_free(candidates, np.ones_like(candidates.openness.times)))]

"""Random plans, filled by plain reasoning: each meeting at one of the ways that nothing closes, some rows locked."""

from dataclasses import replace
from random import Random

from planner.domain.event import Event
from planner.domain.plan import Placement, Plan
from planner.domain.turns import turn_count, turn_span
from planner.domain.vocabulary import PlanState
from tests.scenes.builders import plan
from tests.scenes.busy_events import busy_event
from tests.scenes.plain_days import PlainDay
from tests.scenes.tangled_events import tangled_event


def random_day(seed: int) -> tuple[Event, Plan]:
    """Two mornings with more requests than room for odd seeds, an hour and a half of everything for even ones."""
    random = Random(seed)
    of = busy_event(seed) if seed % 2 else tangled_event(random)
    beside = plan(of)
    rows = {row.item: row for row in beside.rows} | {row.item: row for row in _turns(random, of, beside)}
    for item in random.sample(list(of.meeting), len(of.meeting)):
        row = _placed(random, of, Plan(tuple(rows.values())), item)
        rows[item] = rows[item] if row is None else row
    return of, Plan(tuple(rows.values()))


def _turns(random: Random, of: Event, beside: Plan) -> list[Placement]:
    """Some turns of each line, each with a position of its own."""
    found = []
    for line in of.lines:
        known = [one for one in of.entries if one.line == line.id and one.item in beside.by_item]
        entries = [one for one in known if random.random() < 0.6]
        positions = random.sample(range(1, turn_count(line) + 1), min(turn_count(line), len(entries)))
        for entry, position in zip(entries, positions, strict=False):
            turn = turn_span(line, position)
            found.append(
                replace(
                    beside.by_item[entry.item],
                    start=of.local(turn.start),
                    end=of.local(turn.end),
                    room=line.room,
                    people=(of.entrant(entry).id,),
                    position=position,
                    state=PlanState.PLANNED,
                )
            )
    return found


def _placed(random: Random, of: Event, beside: Plan, item: str) -> Placement | None:
    """The meeting at one of its first open ways; None where nothing is open, or now and then."""
    day = PlainDay(of, beside, of.meeting[item])
    ways = [way for way in day.ways() if not any(day.closed_by(way))]
    if not ways or random.random() < 0.1:
        return None
    way = random.choice(ways[: random.choice((1, len(ways)))])
    return replace(
        beside.by_item[item],
        start=way.start,
        end=way.end,
        room=way.room,
        people=way.people,
        interpreters=way.crew,
        state=PlanState.PLANNED,
        locked=random.random() < 0.1,
    )

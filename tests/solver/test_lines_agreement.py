"""On small random lines: the planner allows what the checker allows, and no plan that the checker allows is better."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from planner.domain.clock import shift
from planner.domain.plan import Plan
from planner.domain.records import Absence, Delegation, Entry
from planner.domain.turns import turn_count, turn_span
from planner.domain.vocabulary import HostPlace, LineOrder
from planner.rules import check
from planner.rules.admission import FullPowersGate, Inscribed
from planner.rules.apart import AdjacentInLine
from planner.rules.case import Case
from planner.rules.lines import LineBounds, LineTurns, TurnFree
from planner.solver.lines.beside import busy_people
from planner.solver.lines.draft import LineDraft
from planner.solver.lines.plan import plan_lines
from tests.scenes.agreement import turn_halves
from tests.scenes.builders import at, event, keep_apart, line, placed, programme, room, walk

CODES = "ABCDE"
ALONE = (LineTurns(), LineBounds(), Inscribed(), FullPowersGate(), TurnFree())
"""The rules that look at one turn at a time."""

# Turns last a minute and start on the full minute: half of the moments touch one exactly, half lie between two.
moments = st.integers(-4, 16).map(lambda halves: at("09:00") + timedelta(seconds=30 * halves))


def sometimes(values):
    return st.none() | st.none() | values


def _in_turn(pair):
    first, last = pair
    return pair if first is None or last is None or first <= last else (last, first)


bounds = st.tuples(sometimes(moments), sometimes(moments)).map(_in_turn)


@st.composite
def scenes(draw):
    codes = CODES[: draw(st.integers(0, len(CODES)))]
    one = line(
        end=draw(st.sampled_from(["09:00:30", "09:01", "09:02:30", "09:04", "09:06"])),
        desks=draw(st.sampled_from([1, 1, 2])),
        pause_every=draw(st.sampled_from([0, 0, 2])),
        pause_minutes=1,
        before=draw(st.integers(0, 2)),
        after=draw(st.integers(0, 1)),
        reserve_percent=draw(st.sampled_from([0, 20, 50])),
        order=LineOrder.LISTED,
        host=HostPlace.IN_ORDER,
        kind="statement",
    )
    records = [one, room("HALL", zone="hall", uses="statement")]
    places = draw(st.permutations(range(1, 8)))
    for code, place in zip(codes, places, strict=False):
        arrives, departs = draw(bounds)
        records.append(Delegation(code, code, arrives=arrives, departs=departs))
        low, high = draw(bounds)
        records.append(Entry("SIGN", code, not_before=low, not_after=high, position=draw(sometimes(st.just(place)))))
        start = draw(sometimes(moments))
        if start is not None:
            records.append(Absence(code, start, shift(start, seconds=draw(st.sampled_from([30, 60, 120])))))
    if codes and draw(st.booleans()):
        # The walk of the minutes, both ways, beside up to two minutes before a turn and one after.
        walks = walk("hall", "lounge", draw(st.integers(0, 4))), walk("lounge", "hall", draw(st.integers(0, 4)))
        records += [room("LOUNGE", zone="lounge"), *walks]
        begin = draw(moments)
        lasting = draw(st.sampled_from([30, 60, 90]))
        where = draw(st.sampled_from(["", "HALL", "LOUNGE"]))
        attends = programme("P", "08:50", "09:01", who=draw(st.sampled_from(codes)), room=where)
        records.append(replace(attends, start=begin, end=shift(begin, seconds=lasting)))
    for pair in draw(st.lists(st.sampled_from(list(combinations(codes, 2))), max_size=2)) if len(codes) > 1 else ():
        records.append(keep_apart(*pair, "adjacent_in_line"))
    return event(*records)


def standing(scene, code, position):
    turn = turn_span(scene.line["SIGN"], position)
    row = placed(scene, f"SIGN/{code}", "09:00", position=position)
    return replace(row, start=scene.local(turn.start), end=scene.local(turn.end))


def suits(scene, code, position):
    case = Case(scene, Plan((standing(scene, code, position),)))
    return not any(breach for rule in ALONE for breach in rule.check(case))


def assignments(options, apart) -> Iterator[tuple[int | None, ...]]:
    """Every way of giving positions to some of the entries; `apart` holds pairs of entry numbers."""

    def extended(chosen):
        number = len(chosen)
        if number == len(options):
            yield chosen
            return
        yield from extended((*chosen, None))
        near = {chosen[a] for a, b in apart if b == number and chosen[a] is not None}
        for position in options[number]:
            if position not in chosen and not near & {position - 1, position + 1}:
                yield from extended((*chosen, position))

    yield from extended(())


def badness(chosen):
    """Fewer turns given, lower entries preferred, later turns, departures, places moved: compared in this order."""
    given_to = [number for number, position in enumerate(chosen) if position is not None]
    used = sorted(chosen[number] for number in given_to)
    places = [used.index(chosen[number]) for number in given_to]
    moved = sum(abs(due - place) for due, place in enumerate(places))
    return -len(given_to), given_to, used, len(places) - longest(places), moved


def longest(places):
    sizes = range(len(places), 0, -1)
    return next((size for size in sizes for run in combinations(places, size) if list(run) == sorted(run)), 0)


def pairs(scene):
    codes = [one.delegation for one in scene.entries]
    return {tuple(sorted((codes.index(one.a), codes.index(one.b)))) for one in scene.keep_apart}


@settings(max_examples=75, deadline=None)
@given(scenes())
def test_planner_and_checker_allow_the_same_turns(scene):
    one = scene.line["SIGN"]
    draft = LineDraft(scene, one, {}, busy_people(scene, Plan()), {}, seed=0)

    allowed = [tuple(p for p in range(1, turn_count(one) + 1) if suits(scene, e.delegation, p)) for e in scene.entries]
    assert list(draft.options) == allowed


@settings(max_examples=50, deadline=None)
@given(scenes())
def test_each_rule_alone_closes_the_turns_that_its_check_refuses(scene):
    said = {word for rule in ALONE for entry in scene.entries for word in turn_halves(rule, scene, entry.item)}

    assert said <= {"ok", "broken"}


@settings(max_examples=75, deadline=None)
@given(scenes())
def test_no_allowed_plan_is_better(scene):
    one = scene.line["SIGN"]
    options = [[p for p in range(1, turn_count(one) + 1) if suits(scene, e.delegation, p)] for e in scene.entries]
    best = min(badness(chosen) for chosen in assignments(options, pairs(scene)))

    found = plan_lines(scene, Plan())

    assert badness([row.position for row in found.rows]) == best
    assert len(found.departures) == best[3]


@settings(max_examples=75, deadline=None)
@given(scenes())
def test_planned_lines_pass_every_rule(scene):
    assert check(scene, Plan((*programme_rows(scene), *plan_lines(scene, Plan()).rows))) == ()


def programme_rows(scene):
    rows = ((placed(scene, item.id, "08:50", people=(), room=item.room), item) for item in scene.programme)
    return tuple(replace(row, start=item.start, end=item.end) for row, item in rows)


@settings(max_examples=60, deadline=None)
@given(scenes())
def test_planning_again_from_a_locked_plan_changes_nothing(scene):
    rows = plan_lines(scene, Plan()).rows
    locked = tuple(replace(row, locked=row.stands) for row in rows)

    assert plan_lines(scene, Plan(locked)).rows == locked


@settings(max_examples=60, deadline=None)
@given(scenes(), st.data())
def test_neighbours_kept_apart_are_the_checkers_too(scene, data):
    """A way of giving positions is one that the enumeration above makes exactly if the rule on neighbours passes it."""
    codes = [one.delegation for one in scene.entries]
    options = [list(range(1, 5)) for _ in codes]
    chosen = data.draw(st.sampled_from(list(assignments(options, ()))))

    rows = tuple(standing(scene, c, p) for c, p in zip(codes, chosen, strict=True) if p is not None)
    passes = not any(AdjacentInLine().check(Case(scene, Plan(rows))))
    assert passes == (chosen in set(assignments(options, pairs(scene))))

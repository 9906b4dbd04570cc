"""The cheapest changes that would place a meeting, each tried and then checked: a wish given up, others moved, one more
resource.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from planner.diff import diff
from planner.domain.event import Event
from planner.domain.meeting import Meeting
from planner.domain.plan import Breach, Placement, Plan
from planner.explain.cures.easings import Easing, wishes_given_up
from planner.explain.cures.resources import resources
from planner.explain.edits import new_breaches, with_rows
from planner.explain.options.best import disturbing, least_disturbing, undisturbing
from planner.explain.places.candidates import Candidates
from planner.explain.places.verdict import located
from planner.explain.places.ways import EVERYWHERE, Scope
from planner.explain.records import Cure, FieldChange, Option, spelt_moment
from planner.rules import check

MOVES = 2
"""So many ways to move others are offered."""

NONE_LESS = "With the turns of lines as they are, it is proven that nothing disturbs the others less."


def cures(event: Event, plan: Plan, candidates: Candidates, scope: Scope = EVERYWHERE) -> Iterator[Cure]:
    """What would place a meeting at one of its candidates in the scope; the rules find nothing new wrong with any.

    What touches nobody else comes first; then moves of others, those that fewest delegations must hear of before the
    rest; then what the host would have to add.
    """
    free = next(undisturbing(event, plan, candidates), None)
    if free is not None:
        yield cure_of_option(event, plan, free)
        return
    trial = _Trial(event, plan, candidates.ways.meeting, scope, frozenset(check(event, plan)))
    yield from trial.cures(wishes_given_up(event, trial.meeting.id))
    yield from _moves(event, plan, candidates, scope)
    yield from trial.cures(resources(event, trial.meeting))


def _moves(event: Event, plan: Plan, candidates: Candidates, scope: Scope) -> Iterator[Cure]:
    """First the plan that disturbs others least, where any place will do, then others for which few make room."""
    others = least_disturbing(event, plan, candidates.ways.meeting.id) if scope == EVERYWHERE else None
    simple = disturbing(event, plan, candidates)
    if others is not None:
        least, proven = others
        cure = cure_of_option(event, plan, least)
        yield replace(cure, sentence=f"{cure.sentence} {NONE_LESS}") if proven else cure
        simple = [one for one in simple if (one.row.start, one.row.room) != (least.row.start, least.row.room)]
    yield from (cure_of_option(event, plan, one) for one in simple[: MOVES - (others is not None)])


def cure_of_option(event: Event, plan: Plan, chosen: Option) -> Cure:
    """The cure that puts the meeting there and moves what the option moves."""
    return Cure(
        kind="move",
        sentence=chosen.sentence,
        changes=tuple(_moved(plan, chosen)),
        parties=chosen.parties,
        worth=chosen.worth_change,
        event=event,
        plan=chosen.plan,
    )


def _moved(plan: Plan, chosen: Option) -> Iterator[FieldChange]:
    """The cells of the Plan sheet that change for other items."""
    for item in dict.fromkeys(move.item for move in chosen.moves):
        old, new = _cells(plan.by_item.get(item)), _cells(chosen.plan.by_item.get(item))
        yield from (FieldChange(item, field, old[field], new[field]) for field in old if old[field] != new[field])


def _cells(row: Placement | None) -> dict[str, str]:
    """How the sheet Plan spells where a row stands; empty cells where there is none."""
    if row is None:
        return dict.fromkeys(("start", "end", "room", "people", "interpreters"), "")
    return {
        "start": spelt_moment(row.start),
        "end": spelt_moment(row.end),
        "room": row.room,
        "people": "; ".join(row.people),
        "interpreters": "; ".join(row.interpreters),
    }


# --- eased events ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Trial:
    """A meeting that is tried in eased events; `known` is what is wrong with the plan in any case."""

    event: Event
    plan: Plan
    meeting: Meeting
    scope: Scope
    known: frozenset[Breach]

    def cures(self, easings: Iterable[Easing]) -> Iterator[Cure]:
        """At most one cure for each subject of the easings."""
        cured: set[str] = set()
        for easing in easings:
            cure = None if easing.subject in cured else self._cure(easing)
            if cure is not None:
                cured.add(easing.subject)
                yield cure

    def _cure(self, easing: Easing) -> Cure | None:
        """The cure, if the easing opens a place in which the plan breaks no further rule."""
        item = self.meeting.id
        candidates = Candidates.of(easing.event, self.plan, easing.event.meeting[item], self.scope)
        row = max(candidates.open_rows(), key=easing.nearness, default=None)
        return None if row is None else cure_of_easing(self.event, self.plan, easing, row, self.known)


def cure_of_easing(event: Event, plan: Plan, easing: Easing, row: Placement, known: frozenset[Breach]) -> Cure | None:
    """The cure that eases the event by as much as the row needs; None where the plan then breaks a further rule."""
    settled, changes = easing.settle(row)
    placed = with_rows(settled, plan, [row])
    if new_breaches(settled, placed, known):
        return None
    old, meeting = plan.by_item.get(row.item), event.meeting.get(row.item)
    stood = old is not None and old.stands
    return Cure(
        kind=easing.kind,
        sentence=f"{easing.condition(row)}, it could be held {located(settled, row)}.",
        changes=changes,
        parties=tuple(diff(plan, placed, settled).by_delegation),
        worth=0 if meeting is None or stood else meeting.worth,
        event=settled,
        plan=placed,
    )

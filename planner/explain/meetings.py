"""Why a meeting is not placed, or not elsewhere."""

from dataclasses import replace
from datetime import UTC, datetime

from planner.domain.clock import Span
from planner.domain.event import Event
from planner.domain.meeting import Meeting
from planner.domain.plan import Placement, Plan
from planner.domain.vocabulary import PlanState
from planner.domain.wording import hours, item_name, opening
from planner.explain.cures.cheapest import cures
from planner.explain.options.best import undisturbing
from planner.explain.places.block import RULE
from planner.explain.places.candidates import Candidates
from planner.explain.places.verdict import located, not_there, unplaced
from planner.explain.places.ways import Scope
from planner.explain.proof import no_place
from planner.explain.records import Blocked, Why
from planner.rules import check


def why_meeting(event: Event, plan: Plan, meeting: Meeting, *, cured: bool) -> Why:
    """What blocks the candidates of a meeting that is to be held, and what would open one."""
    row = plan.by_item.get(meeting.id)
    if row is not None and row.state == PlanState.CANCELLED:
        sentence = RULE["live-only"].because(item_name(event, meeting.id), "the plan has it as cancelled")
        return Why(meeting.id, False, opening(sentence))
    candidates = Candidates.of(event, plan, meeting)
    if row is not None and row.stands:
        return Why(meeting.id, True, _placed(event, plan, row, candidates), _blocked(candidates))
    proof = no_place(event, plan, meeting)
    # What no plan can do anything about is named before what only this plan has put in the way.
    reason = unplaced(candidates if proof is None else proof.candidates)
    verdict = Why(meeting.id, False, reason, _blocked(candidates), proof=None if proof is None else proof.rules)
    return replace(verdict, cures=tuple(cures(event, plan, candidates))) if cured else verdict


def _blocked(candidates: Candidates) -> tuple[Blocked, ...]:
    ways, among = candidates.ways, candidates.regular
    return tuple(Blocked(one.rule, one.subject, one.candidates(ways), one.sentence(among)) for one in candidates.blocks)


def _placed(event: Event, plan: Plan, row: Placement, candidates: Candidates) -> str:
    """Where it stands, what keeps it there or is wrong with it, and what closes the other places."""
    first = f"Placed {located(event, row)}."
    broken = [breach.sentence for breach in check(event, plan) if row.item in breach.items]
    if broken:
        return f"{first} This breaks a rule: {broken[0]}"
    if row.fixed:
        state = "done" if row.state == PlanState.DONE else "locked"
        kept = RULE["locked-kept"].because(item_name(event, row.item), f"its row is {state}")
        return f"{first} {opening(kept)}"
    return f"{first} {_elsewhere(row, candidates)}"


def _elsewhere(row: Placement, candidates: Candidates) -> str:
    others, ways = candidates.ways.count - 1, candidates.ways
    free = candidates.openness.count - 1
    closing = f" What closes most others: {candidates.blocks[0].sentence()}" if candidates.blocks else ""
    if free < 1:
        return f"None of the {others:,} other ways to hold it is open.{closing}"
    moved = [one for one in candidates.open_rows() if (one.start, one.room) != (row.start, row.room)]
    nearest = min(moved, key=lambda one: abs(one.span.start - row.span.start), default=None)
    example = "" if nearest is None else f", the nearest {located(ways.event, nearest)}"
    return f"Of the {others:,} other ways to hold it {free:,} {'is' if free == 1 else 'are'} open{example}.{closing}"


# --- at a given place ------------------------------------------------------------------------------------------------


def why_meeting_at(event: Event, plan: Plan, meeting: Meeting, at: datetime, room: str, *, cured: bool) -> Why:
    """What keeps a meeting from a moment, and from a room if one is given, and what would let it be there."""
    row = plan.by_item.get(meeting.id)
    if row is not None and (row.fixed or row.state == PlanState.CANCELLED):
        return why_meeting(event, plan, meeting, cured=cured)
    stands = row is not None and row.stands
    scope = Scope((at.astimezone(UTC),), room)
    candidates = Candidates.of(event, plan, meeting, scope)
    if row is not None and stands and _is_there(row, at, room):
        return Why(meeting.id, True, f"It is there already: {located(event, row)}.", _blocked(candidates))
    free = next(undisturbing(event, plan, candidates), None)
    verdict = not_there(candidates) if free is None else f"Nothing is in the way: {free.sentence}"
    cures_found = tuple(cures(event, plan, candidates, scope)) if cured else ()
    return Why(meeting.id, stands, verdict, _blocked(candidates), cures_found)


def _is_there(row: Placement, at: datetime, room: str) -> bool:
    return row.span.start == at.astimezone(UTC) and room in ("", row.room)


# --- what is not to be placed ----------------------------------------------------------------------------------------


def why_not_live(item: str, status: str) -> Why:
    """A bilateral that is declined or withdrawn."""
    verdict = opening(RULE["live-only"].because(f"'{item}'", f"the request is {status}"))
    return Why(item, False, verdict, proof=("live-only",))


def why_programme(event: Event, item: str) -> Why:
    """A programme item, which the planner never moves."""
    fixed = event.programme_item[item]
    verdict = RULE["programme-stands"].because(item_name(event, item), hours(event, Span.of(fixed.start, fixed.end)))
    return Why(item, True, opening(verdict))

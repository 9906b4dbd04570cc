"""The compiled moves of the search for matchmaking days with few waiting breaks.

A move takes a meeting to another slot. Who is busy there takes the meeting that is in the way to the slot that became
free, and so on along a chain, so that nobody is ever in two meetings at once (Kempe chains, known from the colouring
of edges). Only the two participants at the ends of a chain get another day: their breaks are all that must be priced.
A meeting without a slot drives out what is in its way. Moves that lose are accepted as in simulated annealing.
"""

import math

import numba as nb
import numpy as np

from planner.solver.searching.moves.slate import BEST, BREAKS, OVERFULL, UNPLACED

UNPLACED_WEIGHT = 2.0
OVERFULL_WEIGHT = 1.0
DISORDER_WEIGHT = 1.0
UNFAIR_WEIGHT = 1.0
IDLE_WEIGHT = 0.2
"""In breaks. Idle slots count a little, so that a break can shrink step by step until it is gone."""

NEAR_SHARE = 0.7
"""Of the moves that take a meeting next to another one of a participant; the others take it anywhere."""

PARTNERS_TRIED = 8
"""How many participants are asked for a meeting that may leave a slot that would become too full."""


@nb.njit(cache=True, nogil=True)
def count(bits):
    """How many bits are set, of at most 62."""
    bits = bits - ((bits >> 1) & 0x5555555555555555)
    bits = (bits & 0x3333333333333333) + ((bits >> 2) & 0x3333333333333333)
    bits = (bits + (bits >> 4)) & 0x0F0F0F0F0F0F0F0F
    bits += bits >> 8
    bits += bits >> 16
    bits += bits >> 32
    return bits & 0x7F


@nb.njit(cache=True, nogil=True)
def breaks_in(day):
    """The runs of idle slots between two meetings of a day."""
    return max(0, count(day & ~(day << 1)) - 1)


@nb.njit(cache=True, nogil=True)
def annoyance(s, day):
    """What a participant's day costs, in breaks."""
    if day == 0:
        return 0.0
    breaks = count(day & ~(day << 1)) - 1
    upto = day | (day >> 1)
    upto |= upto >> 2
    upto |= upto >> 4
    upto |= upto >> 8
    upto |= upto >> 16
    upto |= upto >> 32
    idle = count(upto) - count((day & -day) - 1) - count(day)
    return breaks + IDLE_WEIGHT * idle + UNFAIR_WEIGHT * max(0, breaks - s.fairness)


@nb.njit(cache=True, nogil=True)
def disorder(s, meeting, slot):
    """How many meetings are on the wrong side of one that is in this slot."""
    if len(s.follows) == 0:
        return 0
    wrong = 0
    for at in range(s.follows_from[meeting], s.follows_from[meeting + 1]):
        wrong += s.slot[s.follows[at]] >= slot
    for at in range(s.leads_from[meeting], s.leads_from[meeting + 1]):
        other = s.slot[s.leads[at]]
        wrong += 0 <= other <= slot
    return wrong


@nb.njit(cache=True, nogil=True)
def exchange(s, moves, heat):
    """So many moves at a temperature; the slots of the best plan that keeps all rules stay in `best_slot`."""
    for _ in range(moves):
        meeting = np.random.randint(len(s.slot))
        slot = _near(s, meeting) if np.random.random() < NEAR_SHARE else np.random.randint(len(s.load))
        if slot < 0 or s.slot[meeting] == slot or not (s.open[meeting] >> slot) & 1:
            continue
        if s.slot[meeting] < 0:
            _enter(s, meeting, slot, heat)
        else:
            _swap(s, meeting, slot, heat)
        if s.tally[UNPLACED] == 0 and s.tally[OVERFULL] == 0 and s.tally[BREAKS] < s.tally[BEST] and _sound(s):
            s.tally[BEST] = s.tally[BREAKS]
            s.best_slot[:] = s.slot
            if s.tally[BEST] == 0:
                return


@nb.njit(cache=True, nogil=True)
def _near(s, meeting):
    """A slot, drawn by lot, in which one of the two has no meeting yet but has one just before or after.

    It is -1 where that would be past the end of the day.
    """
    who = s.first[meeting] if np.random.random() < 0.5 else s.second[meeting]
    day = s.busy[who]
    if s.slot[meeting] >= 0:
        day &= ~s.bit[who, s.slot[meeting]]
    near = ((day << 1) | (day >> 1)) & ~day
    choices = count(near)
    if choices == 0:
        return np.random.randint(len(s.load))
    for _ in range(np.random.randint(choices)):
        near &= near - 1
    return s.slot_of[who, count((near & -near) - 1)]


@nb.njit(cache=True, nogil=True)
def _sound(s):
    """Whether the order is kept and breaks are shared out fairly; the moves see to the other rules."""
    for meeting in range(len(s.slot)):
        if disorder(s, meeting, s.slot[meeting]):
            return False
    least, most = breaks_in(s.busy[0]), 0
    for day in s.busy:
        least, most = min(least, breaks_in(day)), max(most, breaks_in(day))
    return most - least <= s.fairness


@nb.njit(cache=True, nogil=True)
def _accepted(loss, heat):
    return loss <= 0.0 or np.random.random() < math.exp(-loss / heat)


# --- chains ----------------------------------------------------------------------------------------------------------


@nb.njit(cache=True, nogil=True)
def _swap(s, meeting, slot, heat):
    """Perhaps move a meeting to another slot, and all that must move with it."""
    old = s.slot[meeting]
    length, growth, loss = _follow(s, meeting, 0, old, slot)
    if length < 0:
        return
    if growth > 0 and s.load[slot] >= s.tables[slot]:
        length, growth, loss = _relieve(s, length, growth, loss, old, slot)
    overfull = _overfull(s, old, -growth) + _overfull(s, slot, growth)
    if _accepted(loss + OVERFULL_WEIGHT * overfull, heat):
        for at in range(length):
            _take(s, s.chain[at])
        for at in range(length):
            _put(s, s.chain[at], old + slot - s.slot[s.chain[at]])


@nb.njit(cache=True, nogil=True)
def _follow(s, meeting, length, old, new):
    """The chain of a meeting that moves from a slot to another, behind the first so many in `chain`.

    Its end in `chain` (-1 if a meeting of it cannot move), by how many meetings the new slot grows, and what is lost.
    """
    s.chain[length] = meeting
    length += 1
    growth = 1
    loss = DISORDER_WEIGHT * (disorder(s, meeting, new) - disorder(s, meeting, old))
    for side in range(2):
        who = s.first[meeting] if side == 0 else s.second[meeting]
        at = new
        other = s.held[who, at]
        while other >= 0 and other != meeting:
            to = old + new - at
            if not (s.open[other] >> to) & 1:
                return -1, 0, 0.0
            s.chain[length] = other
            length += 1
            growth += 1 if to == new else -1
            loss += DISORDER_WEIGHT * (disorder(s, other, to) - disorder(s, other, at))
            who = s.first[other] + s.second[other] - who
            at = to
            other = s.held[who, at]
        if other == meeting:  # a ring: all its participants keep their days
            return length, 0, loss
        flipped = s.bit[who, old] | s.bit[who, new]
        loss += annoyance(s, s.busy[who] ^ flipped) - annoyance(s, s.busy[who])
    return length, growth, loss


@nb.njit(cache=True, nogil=True)
def _relieve(s, length, growth, loss, old, new):
    """With another chain, found by chance, that frees a table in the slot that is full; without if none is found."""
    for _ in range(PARTNERS_TRIED):
        other = s.held[np.random.randint(len(s.busy)), new]
        if other < 0 or not (s.open[other] >> old) & 1 or _has(s.chain[:length], other):
            continue
        longer, shrinkage, more = _follow(s, other, length, new, old)
        if longer > 0 and shrinkage > 0:
            return longer, growth - shrinkage, loss + more
    return length, growth, loss


@nb.njit(cache=True, nogil=True)
def _has(chain, meeting):
    for one in chain:  # noqa: SIM110 - numba compiles no generators
        if one == meeting:
            return True
    return False


@nb.njit(cache=True, nogil=True)
def _overfull(s, slot, growth):
    return max(0, s.load[slot] + growth - s.tables[slot]) - max(0, s.load[slot] - s.tables[slot])


# --- one meeting -----------------------------------------------------------------------------------------------------


@nb.njit(cache=True, nogil=True)
def _enter(s, meeting, slot, heat):
    """Perhaps give a meeting its first slot; what its participants have there loses it."""
    out_first, out_second = s.held[s.first[meeting], slot], s.held[s.second[meeting], slot]
    loss = -UNPLACED_WEIGHT + OVERFULL_WEIGHT * _overfull(s, slot, 1) + DISORDER_WEIGHT * disorder(s, meeting, slot)
    for who in (s.first[meeting], s.second[meeting]):
        loss += annoyance(s, s.busy[who] | s.bit[who, slot]) - annoyance(s, s.busy[who])
    if out_first >= 0:
        loss += _loss_out(s, out_first, s.first[meeting], slot)
    if out_second >= 0 and out_second != out_first:
        loss += _loss_out(s, out_second, s.second[meeting], slot)
    if _accepted(loss, heat):
        if out_first >= 0:
            _take_out(s, out_first)
        if out_second >= 0 and out_second != out_first:
            _take_out(s, out_second)
        s.tally[UNPLACED] -= 1
        _put(s, meeting, slot)


@nb.njit(cache=True, nogil=True)
def _loss_out(s, meeting, who, slot):
    """What is lost if a meeting loses its slot to another one of `who`."""
    partner = s.first[meeting] + s.second[meeting] - who
    day = s.busy[partner]
    gain = annoyance(s, day & ~s.bit[partner, slot]) - annoyance(s, day)
    return UNPLACED_WEIGHT + gain - DISORDER_WEIGHT * disorder(s, meeting, slot)


@nb.njit(cache=True, nogil=True)
def _take_out(s, meeting):
    _take(s, meeting)
    s.slot[meeting] = -1
    s.tally[UNPLACED] += 1


@nb.njit(cache=True, nogil=True)
def _take(s, meeting):
    """Free the table of a meeting and its participants; its slot remains known."""
    slot = s.slot[meeting]
    s.tally[OVERFULL] += _overfull(s, slot, -1)
    s.load[slot] -= 1
    for who in (s.first[meeting], s.second[meeting]):
        s.held[who, slot] = -1
        _set_day(s, who, s.busy[who] & ~s.bit[who, slot])


@nb.njit(cache=True, nogil=True)
def _put(s, meeting, slot):
    s.slot[meeting] = slot
    s.tally[OVERFULL] += _overfull(s, slot, 1)
    s.load[slot] += 1
    for who in (s.first[meeting], s.second[meeting]):
        s.held[who, slot] = meeting
        _set_day(s, who, s.busy[who] | s.bit[who, slot])


@nb.njit(cache=True, nogil=True)
def _set_day(s, who, day):
    s.tally[BREAKS] += breaks_in(day) - breaks_in(s.busy[who])
    s.busy[who] = day

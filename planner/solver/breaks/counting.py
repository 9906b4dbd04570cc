"""Counts of literals as clauses (sequential counters: C. Sinz, "Towards an optimal CNF encoding", 2005).

A sum in the model would be the same to the letter. But a proof about breaks speaks of "so many meetings up to here",
and the solver learns such things only where they have a name: with counters it proves in seconds what sums leave open
for minutes.
"""

from collections.abc import Sequence

from ortools.sat.python import cp_model

Literal = cp_model.LiteralT


def at_most(m: cp_model.CpModel, literals: Sequence[Literal], limit: int) -> None:
    """Allow so many of the literals, at most, to be true."""
    if limit < len(literals):
        counted(m, literals, limit)


def counted(m: cp_model.CpModel, literals: Sequence[Literal], limit: int) -> list[Literal]:
    """Allow so many of the literals, at most, and count them: the k-th of the counter is true if more than k are."""
    before: list[Literal] = []
    for one in literals:
        if len(before) == limit:
            m.add_bool_or([~one, *(~full for full in before[-1:])])
        before = _counted_on(m, before, one, limit)
    return before


def _counted_on(m: cp_model.CpModel, before: Sequence[Literal], one: Literal, limit: int) -> list[Literal]:
    """The counter after one more literal."""
    upto: list[Literal] = [m.new_bool_var("") for _ in range(min(len(before) + 1, limit))]
    for past, now in zip(before, upto, strict=False):
        m.add_bool_or([~past, now])
    for count, now in enumerate(upto):
        m.add_bool_or([~one, now, *(~past for past in before[count - 1 : count])])
    return upto


def exactly(m: cp_model.CpModel, literals: Sequence[Literal], number: int) -> None:
    """Have so many of the literals true, neither more nor less."""
    at_most(m, literals, number)
    at_most(m, [~one for one in literals], len(literals) - number)

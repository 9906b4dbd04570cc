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
    if limit >= len(literals):
        return
    if limit == 0:
        for one in literals:
            m.add_bool_or([~one])
        return
    before: list[Literal] = []  # before[k]: more than k of the literals so far are true
    for number, one in enumerate(literals):
        if len(before) == limit:
            m.add_bool_or([~one, ~before[-1]])
        if number == len(literals) - 1:
            return
        upto = [m.new_bool_var("") for _ in range(min(number + 1, limit))]
        for count, more in enumerate(upto):
            if count < len(before):
                m.add_bool_or([~before[count], more])
            if count == 0:
                m.add_bool_or([~one, more])
            elif count <= len(before):
                m.add_bool_or([~one, ~before[count - 1], more])
        before = upto


def exactly(m: cp_model.CpModel, literals: Sequence[Literal], number: int) -> None:
    """Have so many of the literals true, neither more nor less."""
    at_most(m, literals, number)
    at_most(m, [~one for one in literals], len(literals) - number)

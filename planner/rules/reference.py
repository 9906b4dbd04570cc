"""The rule book as a page, made from the sentences of the rules and terms."""

import re

from planner.rules import RULES
from planner.rules.families import FAMILIES, Family
from planner.rules.rule import Rule
from planner.rules.terms import TERMS, Term

_OPENING = """# The rule book

*This page is made from the sentences in `planner/rules`; do not edit it by hand.*

A plan is judged in two steps. The **hard rules** come first: a plan that breaks one is wrong, whoever made it. The
planner hands out no such plan, and `planner check` names every broken rule of a plan that was edited by hand. Among the
plans that keep them all, the one of the highest **worth** is best; between plans of one worth the **terms** decide.

Each hard rule has a key. The same key stands in the findings of `planner check`, in the reasons of `planner why` and on
the desk. *Set by* says which cells of the workbook the rule reads: that is where to look when it is in the way.
"""

_CLOSING = """## Worth and terms

The tiers are compared from the top. A lower one never trades against a higher one: no number of short walks makes up
for a meeting that was not placed.

| tier | key | what it counts | set by |
|---|---|---|---|
| 1 | `objective` | The worth of all that is placed: value of its priority times weight of its kind; more is better. | \
Policy `value_of_priority`, `bilateral`, `side_event` |"""

_AFTER_TERMS = """
From tier 2 on, less is better. The order of the terms is that of the rows of the Policy sheet; the table shows the
default. A term of weight 0 counts for nothing. What each term comes to in a plan is measured and told with it. The row
`disruption` of the sheet is for a plan that follows another one; a plan made anew does not use it.
"""


def reference() -> str:
    """The page in Markdown."""
    rules = {rule.key: rule for rule in RULES}
    families = (_family(family, rules) for family in FAMILIES)
    terms = (_term(tier, term) for tier, term in enumerate(TERMS, 2))
    return "\n".join([_OPENING, *families, _CLOSING, *terms, _AFTER_TERMS])


def _family(family: Family, rules: dict[str, Rule]) -> str:
    entries = (_entry(rules[key], cells) for key, cells in family.cells.items())
    return "\n".join([f"## {family.title}\n\n{family.about}\n", *entries])


def _entry(rule: Rule, cells: tuple[str, ...]) -> str:
    return f"### {rule.key}\n\n{_statement(rule)}\n\n*Set by* {_places(cells)}.\n"


def _term(tier: int, term: Term) -> str:
    return f"| {tier} | `{term.name}` | {_statement(term)} | Policy `{term.name}` |"


def _statement(rule: object) -> str:
    """The docstring on one line, with the words of the workbook set apart."""
    text = " ".join((type(rule).__doc__ or "").split())
    return re.sub(r"(?<!`)\b[a-z]+(?:_[a-z]+)+\b", r"`\g<0>`", text)


def _places(cells: tuple[str, ...]) -> str:
    """`Policy `person_gap`, Walking, Rooms `zone``: each sheet once, with its columns."""
    columns: dict[str, list[str]] = {}
    for cell in cells:
        sheet, _, column = cell.partition(".")
        columns.setdefault(sheet, []).extend([f"`{column}`"] if column else [])
    return "; ".join(" ".join([sheet, ", ".join(named)]).rstrip() for sheet, named in columns.items())

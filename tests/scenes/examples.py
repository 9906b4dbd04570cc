"""Example tables: tests whose cases are rows of text that a planner can read and extend."""

import re

import pytest

from planner.domain.event import Event
from planner.domain.plan import Placement, Plan
from planner.rules.case import Case
from planner.rules.rule import Rule


def example_rows(table: str) -> pytest.MarkDecorator:
    """One test per row and a text for each column. Two spaces part columns, `-` is empty, `#` begins a remark."""
    lines = [line.partition("#")[0].strip() for line in table.splitlines()]
    header, *rows = [re.split(r"\s{2,}", line) for line in lines if line]
    values = [tuple("" if cell == "-" else cell for cell in row) for row in rows]
    return pytest.mark.parametrize(tuple(header), values, ids=["  ".join(row) for row in rows])


def sentences(rule: Rule, event: Event, *rows: Placement, before: tuple[Placement, ...] = ()) -> list[str]:
    """What one rule says of these rows of a plan."""
    return [breach.sentence for breach in rule.check(Case(event, Plan(rows), Plan(before)))]


def verdict(rule: Rule, event: Event, *rows: Placement, before: tuple[Placement, ...] = ()) -> str:
    """`ok`, or `broken` as often as the rule is: `broken`, `broken 2`."""
    breaches = list(rule.check(Case(event, Plan(rows), Plan(before))))
    assert {breach.rule for breach in breaches} <= {rule.key}
    return "ok" if not breaches else f"broken {len(breaches)}".removesuffix(" 1")

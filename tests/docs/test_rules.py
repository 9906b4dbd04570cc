"""The rule book in docs/ is what the rules say, complete, and points at cells that the workbook has."""

import re
from pathlib import Path

import pytest

from planner.cli.exporting import FORMATS
from planner.domain.records import Policy
from planner.rules import RULES
from planner.rules.families import FAMILIES
from planner.rules.reference import reference
from planner.rules.rule import sentence
from planner.rules.terms import TERMS, ranking
from planner.workbook.format.event import EVENT, POLICY, SETTINGS
from planner.workbook.format.event import RULES as POLICY_ROWS
from planner.workbook.format.sheets import SHEETS

ROOT = Path(__file__).parents[2]
CELLS = [(key, cell) for family in FAMILIES for key, cells in family.cells.items() for cell in cells]
COLUMNS = {sheet.name: {column.header for column in sheet.columns} for sheet in SHEETS} | {
    EVENT.name: {row.header for row in SETTINGS},
    POLICY.name: {row.header for row in POLICY_ROWS},
}


def test_rule_book_page_is_in_step() -> None:
    """To renew it: python -c "from planner.rules.reference import reference; print(reference(), end='')" """
    assert (ROOT / "docs" / "rules.md").read_text(encoding="utf-8") == reference()


def test_families_hold_every_rule_in_the_order_of_the_check() -> None:
    assert [key for family in FAMILIES for key in family.cells] == [rule.key for rule in RULES]


@pytest.mark.parametrize(("key", "cell"), CELLS, ids=[f"{key} {cell}" for key, cell in CELLS])
def test_rule_is_set_by_a_cell_of_the_workbook(key: str, cell: str) -> None:
    sheet, _, column = cell.partition(".")

    assert sheet in COLUMNS
    assert not column or column in COLUMNS[sheet]


def test_rule_book_says_every_sentence_under_its_key() -> None:
    page = reference().replace("`", "")

    for rule in RULES:
        assert f"### {rule.key}\n\n{sentence(rule).replace('`', '')}" in page
    for tier, term in enumerate(TERMS, 2):
        assert f"| {tier} | {term.name} | {sentence(term).replace('`', '')}" in page


def test_terms_are_those_of_the_policy_in_its_default_order() -> None:
    assert [*(term.name for term in TERMS), "disruption"] == [name for name, _ in ranking(Policy())]


def test_other_parts_name_rules_by_keys_that_exist() -> None:
    """Explanations, solver and commands spell keys out; a rule renamed here would leave them behind."""
    keys = {rule.key for rule in RULES}
    sources = [path for part in ("explain", "solver", "cli") for path in (ROOT / "planner" / part).rglob("*.py")]
    written = {word for path in sources for word in re.findall(r'"([a-z]+(?:-[a-z]+)+)"', path.read_text("utf-8"))}

    assert {"room-free", "person-free", "turn-free"} <= written
    assert written - {*FORMATS} <= keys

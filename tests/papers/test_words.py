"""Every word of a paper that leaves the house stands in the table of words, in all its languages."""

import ast
import inspect
import re
from collections.abc import Iterator
from string import Formatter
from types import ModuleType

import pytest

from planner.domain.vocabulary import BILATERAL_NAMES, KIND_NAMES, ItemKind
from planner.papers import cards, changes, confirmations, daily, delegations, doors, phrases
from planner.papers.sheet import FIRST_STRONG, FROM_LEFT, POP, clean
from planner.papers.words import LANGUAGES, WORDS, both, name_in, word

READ_BY_OTHERS = (cards, changes, confirmations, daily, delegations, doors, phrases)
"""Where papers are written that go to delegations and the public."""

MARGINS = {"Organiser", "Public", "Delegation of ", "All items", "Public programme", "Informed"}
"""Whom a page is for, and heads of columns that only the organiser's copy has: in the language of the event."""

PUT_INTO_OTHERS: dict[str, set[str]] = {"turns": {"number", "time"}, "present": set()}
"""What is put into words where English says something of its own: a plural, or whose people are present."""

_PROSE = re.compile(r"[A-Z][a-z]{2,}|[a-z]{2,} [a-z]{2,}")


def literals(module: ModuleType) -> Iterator[str]:
    """Texts in the code of a module, but for what says something to whoever reads the code."""
    tree = ast.parse(inspect.getsource(module))
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.value


@pytest.mark.parametrize("module", READ_BY_OTHERS, ids=lambda module: module.__name__)
def test_no_text_of_a_paper_is_written_beside_the_table(module: ModuleType) -> None:
    assert {one for one in literals(module) if _PROSE.search(one)} - MARGINS - set(vars(module)) == set()


def test_every_word_is_in_every_language_with_the_same_put_into_it() -> None:
    for key, words in WORDS.items():
        english, *others = ({name for _, name, _, _ in Formatter().parse(words[one]) if name} for one in LANGUAGES)
        assert all(other == PUT_INTO_OTHERS.get(key, english) for other in others), key
        assert all(words.values()), key


def test_kinds_are_called_in_the_table_what_they_are_called_elsewhere() -> None:
    told_by_title = {ItemKind.PROGRAMME, ItemKind.BILATERAL}
    kinds = {kind: name for kind, name in KIND_NAMES.items() if kind not in told_by_title}

    for kind, name in (kinds | BILATERAL_NAMES).items():
        assert word(f"kind_{kind}") == name


def test_second_language_stands_beside_the_first_where_it_has_other_words() -> None:
    assert both("provisional", "fr") == "Provisional · Provisoire"
    assert both("provisional", "es") == "Provisional"
    assert both("provisional", "") == "Provisional"
    assert both("be_there", "vi", time="09:30") == "be there 09:30 · có mặt lúc 09:30"


@pytest.mark.parametrize(
    ("name", "language", "known"),
    [
        ("Germany", "fr", "Allemagne"),
        ("Viet Nam", "vi", "Việt Nam"),
        ("Iran (Islamic Republic of)", "fr", "Iran (République islamique d’)"),
        ("Islamic Republic of Iran", "ru", "Иран (Исламская Республика)"),
        ("the Russian Federation", "fr", "Fédération de Russie"),
        ("Antigua & Barbuda", "es", "Antigua y Barbuda"),
        ("Saint Lucia", "fr", "Sainte-Lucie"),
        ("Cote d'Ivoire", "ru", ""),
        ("Côte d'Ivoire", "ru", "Кот-д’Ивуар"),
        ("France", "fr", ""),
        ("France", "", ""),
        ("Aldoria", "fr", ""),
        ("EU", "fr", ""),
    ],
)
def test_name_of_a_state_is_that_of_the_tables(name: str, language: str, known: str) -> None:
    assert name_in(name, language) == known


def test_telephone_in_arabic_text_is_read_from_the_left() -> None:
    assert clean("علي 555 0101 213") == f"{FIRST_STRONG}علي {FROM_LEFT}555 0101 213{POP}{POP}"
    assert clean("  علي ") == f"  {FIRST_STRONG}علي{POP} "
    assert clean("Ali +213 555 0101") == "Ali +213 555 0101"

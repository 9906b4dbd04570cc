"""Proofs are told in words: every rule has its own, and none shows its key."""

import pytest

from planner.explain.proven import ALONE, WORDS, proof_sentence
from planner.rules import RULES


def test_every_rule_has_words_of_its_own() -> None:
    assert list(WORDS) == [rule.key for rule in RULES]
    assert len(set(WORDS.values())) == len(RULES)


@pytest.mark.parametrize("rule", [rule.key for rule in RULES])
def test_proof_by_one_rule_is_a_sentence_without_its_key(rule: str) -> None:
    said = proof_sentence([rule])

    assert said.endswith(".")
    assert "-" not in said
    assert "together" not in said
    assert rule in ALONE or WORDS[rule] in said


def test_rules_that_forbid_an_item_together_are_joined() -> None:
    assert proof_sentence(["person-free", "programme-stands", "time-window"]) == (
        "No plan of this event has a place for it, because of what its people attend, the programme and its window "
        "together."
    )

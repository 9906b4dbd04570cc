"""How names stand in sentences."""

import pytest

from planner.domain.wording import with_article


@pytest.mark.parametrize(
    "name",
    [
        "European Union",
        "Russian Federation",
        "United Nations",
        "United Kingdom",
        "United States of America",
        "Republic of Korea",
        "Democratic People's Republic of Korea",
        "Lao People’s Democratic Republic",
        "Democratic Republic of the Congo",
        "Holy See",
        "Netherlands",
        "Niger",
        "Marshall Islands",
        "State of Palestine",
        "League of Arab States",
        "International Criminal Police Organization",
    ],
)
def test_common_nouns_and_plurals_take_the_article(name: str) -> None:
    assert with_article(name) == f"the {name}"


@pytest.mark.parametrize(
    "name", ["France", "Viet Nam", "Nigeria", "Czechia", "Dominica", "Côte d’Ivoire", "Illustrative Organisation A", ""]
)
def test_other_names_stand_alone(name: str) -> None:
    assert with_article(name) == name

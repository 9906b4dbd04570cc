"""Offices, never invented people: who stands for a real State in a sample is `Minister of Justice of Chile`."""

from random import Random

OFFICES: dict[str, tuple[str, ...]] = {
    "head_of_state": ("Head of State",),
    "vice_president": ("Vice-President",),
    "head_of_government": ("Head of Government",),
    "deputy_head_of_government": ("Deputy Head of Government",),
    "foreign_minister": ("Minister for Foreign Affairs",),
    "minister": ("Minister of Justice", "Minister of the Interior", "Minister of Digital Affairs"),
    "vice_minister": ("Deputy Minister of Justice", "Deputy Minister of the Interior", "Deputy Foreign Minister"),
    "ambassador": ("Permanent Representative to the United Nations", "Ambassador to the host country"),
    "senior_official": (
        "Director for Legal Affairs",
        "Director for International Cooperation",
        "Director for Multilateral Affairs",
        "Legal Adviser",
    ),
}
"""By rank, the highest first."""

RANKS = tuple(OFFICES)
BIG_THREE = ("head_of_state", "head_of_government", "foreign_minister")
"""They sign a treaty by virtue of office; all others need full powers."""


def office(rng: Random, rank: str, in_text: str, taken: set[str]) -> str:
    """An office of that rank which the delegation has not filled yet, e.g. `Minister of Justice of Chile`."""
    title = rng.choice([title for title in OFFICES[rank] if titled(title, in_text) not in taken])
    return titled(title, in_text)


def titled(title: str, in_text: str) -> str:
    """`Ambassador of Chile to the host country`: the country follows the office, not the place of posting."""
    post, to, place = title.partition(" to ")
    return f"{post} of {in_text}{to}{place}"


def ranks_below(rng: Random, head: str, count: int) -> list[str]:
    """Ranks of the people who come with a head of that rank: below the head, a foreign minister at most."""
    lower = RANKS[max(RANKS.index(head) + 1, RANKS.index("foreign_minister")) :]
    pool = [*lower, "senior_official", "senior_official"]
    return sorted(rng.sample(pool, min(count, len(pool))), key=RANKS.index)

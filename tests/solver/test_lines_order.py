"""The order that the rule of a line demands."""

from datetime import date

import pytest

from planner.domain.records import Delegation
from planner.domain.vocabulary import HostPlace, LineOrder, Rank, TieBreak
from planner.rules.precedence import folded, line_order, reason_before
from tests.scenes.builders import at, delegation, entry, event, line, person, words
from tests.scenes.examples import example_rows


def order(*records, rule="precedence", place="in_order", **settings):
    one = line(order=LineOrder(rule), host=HostPlace(place))
    return "; ".join(one.delegation for one in line_order(event(one, *records, **settings), one))


def named(**names):
    """Delegations of these names, listed in reverse order of their codes, with an entry each."""
    codes = sorted(names, reverse=True)
    return [Delegation(code, names[code]) for code in codes] + [entry(code) for code in codes]


def ranked(**ranks):
    """A delegation and an entry for each code, listed in reverse order of the codes."""
    records = []
    for code in sorted(ranks, reverse=True):
        records += [delegation(code), person(f"{code}-1", rank=Rank(ranks[code])), entry(code)]
    return records


@example_rows("""
    precedence                       expected
    un_recent                        A; B; C; D; E   # B and C are of one level: by alphabet
    un_classic                       A; D; B; C; E
    minister; head_of_government     E; D; A; B; C   # who is not listed follows in the default order
    crown_prince                     C; A; B; D; E
""")
def test_precedence_follows_ranks(precedence, expected):
    records = ranked(A="head_of_state", B="vice_president", C="crown_prince", D="head_of_government", E="minister")

    assert order(*records, precedence=words(precedence)) == expected


def test_precedence_number_comes_before_rank():
    records = ranked(A="head_of_state", B="minister", C="ambassador")
    numbered = [delegation("N", precedence=2), delegation("M", precedence=1), entry("N"), entry("M")]

    assert order(*records, *numbered) == "M; N; A; B; C"


def test_rank_decides_between_equal_precedence_numbers():
    records = [
        delegation("A", precedence=1),
        delegation("B", precedence=1),
        person("A-1", rank=Rank.MINISTER),
        person("B-1", rank=Rank.HEAD_OF_STATE),
        entry("A"),
        entry("B"),
    ]

    assert order(*records) == "B; A"


def test_rank_is_that_of_the_person_who_takes_the_turn():
    records = [*ranked(A="head_of_state", B="minister"), person("A-2", rank=Rank.AMBASSADOR)]
    records[records.index(entry("A"))] = entry("A", person="A-2")

    assert order(*records) == "B; A"


@example_rows("""
    tie_break                              expected
    office_since; inscribed_at             C; B; A; D
    inscribed_at; office_since             A; C; B; D
    alphabetical                           D; C; B; A
    inscribed_at; alphabetical             A; C; D; B
    office_since; alphabetical             C; B; D; A
""")
def test_tie_breaks_apply_in_their_order_with_blanks_last(tie_break, expected):
    records = [
        *(Delegation(code, name) for code, name in zip("ABCD", ("Zambia", "Yemen", "Uganda", "Togo"), strict=True)),
        person("A-1"),
        person("B-1", office_since=date(2024, 5, 2)),
        person("C-1", office_since=date(2024, 5, 1)),
        person("D-1"),
        entry("A", inscribed_at=at("08:00")),
        entry("B"),
        entry("C", inscribed_at=at("08:01")),
        entry("D"),
    ]

    assert order(*records, tie_break=tuple(TieBreak(tie) for tie in words(tie_break))) == expected


def test_code_decides_where_everything_else_is_equal():
    assert order(*ranked(B="minister", A="minister"), tie_break=()) == "A; B"


@example_rows("""
    rule                host      expected
    precedence          in_order  A; H; B
    precedence          first     H; A; B
    precedence          last      A; B; H
    reverse_precedence  in_order  B; H; A
    reverse_precedence  first     H; B; A
    reverse_precedence  last      B; A; H
    listed              in_order  H; B; A
    listed              last      B; A; H
    alphabetical        first     H; A; B
    alphabetical        in_order  A; B; H
""")
def test_host_has_its_place_in_every_order(rule, host, expected):
    records = ranked(A="head_of_state", B="ambassador", H="minister")

    assert order(*records, rule=rule, place=host, host="H") == expected


@example_rows("""
    start  expected        # Côte d'Ivoire, Cuba, Türkiye, Tuvalu, Viet Nam
    A      CI; CU; TR; TV; VN
    C      CI; CU; TR; TV; VN
    Cu     CU; TR; TV; VN; CI
    D      TR; TV; VN; CI; CU
    v      VN; CI; CU; TR; TV
    W      CI; CU; TR; TV; VN
""")
def test_alphabetical_order_ignores_accents_and_wraps_around(start, expected):
    records = named(CI="Côte d’Ivoire", CU="Cuba", TR="Türkiye", TV="Tuvalu", VN="Viet Nam")

    assert order(*records, rule="alphabetical", alphabet_from=start) == expected


@pytest.mark.parametrize(
    ("name", "plain"),
    [("Côte d'Ivoire", "cote divoire"), ("São Tomé", "sao tome"), ("Guinea-Bissau", "guinea bissau"), ("İıØł", "iiol")],
)
def test_folded_names(name, plain):
    assert folded(name) == plain


def test_inscription_order_takes_the_entry_before_the_delegation_and_blanks_last():
    records = [
        delegation("A"),
        delegation("B", inscribed_at=at("08:00")),
        delegation("C", inscribed_at=at("07:00")),
        entry("A"),
        entry("B"),
        entry("C", inscribed_at=at("09:00")),
    ]

    assert order(*records, rule="inscription") == "B; C; A"


def test_equal_inscriptions_go_by_precedence():
    assert order(*ranked(A="minister", B="head_of_state"), rule="inscription") == "B; A"


def test_order_is_of_one_line_only():
    records = [*ranked(A="minister", B="head_of_state"), line("OTHER"), entry("A", "OTHER")]

    assert order(*records) == "B; A"


@example_rows("""
    rule                host      expected
    precedence          in_order  A comes before B by rank.
    reverse_precedence  in_order  A comes before B by reverse order of rank.
    listed              in_order  A comes before B by the order of the sheet.
    alphabetical        in_order  A comes before B by the alphabet from A.
    precedence          last      A comes before B by the place of the host, last.
""")
def test_reason_before_names_the_first_difference(rule, host, expected):
    one = line(order=LineOrder(rule), host=HostPlace(host))
    scene = event(one, *ranked(A="head_of_state", B="minister"), host="B")

    assert reason_before(scene, scene.entry["SIGN/A"], scene.entry["SIGN/B"]) == expected

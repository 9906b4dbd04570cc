"""What a view may not see is on none of its papers: all text of every paper is taken from the PDF and searched."""

from pathlib import Path

import pytest

from planner.papers import Printed, View, edition_of
from planner.workbook import read
from tests.scenes.papers_samples import ODD, odd_edition, printed, singles, squeezed, words

MORNING = Path(__file__).parent / "golden" / "morning.xlsx"

INTERNAL = (
    "Hidden errand",
    "11:30 on Saturday",
    "12:30 on Saturday",
    "Note on",
    "defective",
    "busy",
    "kept apart",
    "same item",
    "places after",
)
"""What only the organiser may read, and of it the first three nobody."""


@pytest.fixture(scope="module")
def papers() -> dict[str, Printed]:
    return printed(odd_edition())


def texts(papers: dict[str, Printed], view: View) -> dict[str, str]:
    """The text of every PDF of a view, those in zips included."""
    found = {}
    for name, file in papers.items():
        if file.view == view:
            pdfs = singles(file) if name.endswith(".zip") else {name: file.content}
            found |= {f"{name}/{one}": words(content) for one, content in pdfs.items()}
    return found


@pytest.mark.parametrize("view", [View.DELEGATION, View.PUBLIC])
def test_internal_words_are_on_no_paper_of_a_view(papers: dict[str, Printed], view: View) -> None:
    for name, text in texts(papers, view).items():
        assert [word for word in INTERNAL if squeezed(word).casefold() in text.casefold()] == [], name


def test_restricted_absence_is_on_no_paper_at_all(papers: dict[str, Printed]) -> None:
    for view in View:
        for name, text in texts(papers, view).items():
            assert [word for word in INTERNAL[:3] if squeezed(word) in text] == [], name


def test_organiser_reads_reasons_and_pairs_kept_apart(papers: dict[str, Printed]) -> None:
    order, run = (words(papers[f"organiser-{name}.pdf"].content) for name in ("signing", "runsheet"))

    assert squeezed("3 places after its order: it is not available.") in order
    assert squeezed("The full powers of VIE are defective.") in order
    assert squeezed("never same item") in run


@pytest.mark.parametrize(
    "secret",
    [
        "SECRETMEET",
        "CHN – VIE",
        "Person VIE 2",
        "CLOSEDSIDE",
        "CLOSED",
        *(f"Contact {code}" for code in ODD if code != "VIE"),
        "Standby",
        "Person RUS 2",
        "ASKEDFOR",
        "I1",
    ],
)
def test_public_papers_hide(papers: dict[str, Printed], secret: str) -> None:
    for name, text in texts(papers, View.PUBLIC).items():
        assert squeezed(secret) not in text, name


def test_contact_of_the_host_hangs_on_doors_and_on_nothing_else_that_is_public(papers: dict[str, Printed]) -> None:
    named = {name.partition("/")[0] for name, text in texts(papers, View.PUBLIC).items() if "ContactVIE" in text}

    assert named == {"public-rooms.pdf", "public-rooms.zip"}


@pytest.mark.parametrize("view", ["organiser", "public"])
def test_door_says_only_that_it_is_reserved(papers: dict[str, Printed], view: str) -> None:
    cards = {name: words(content) for name, content in singles(papers[f"{view}-rooms.zip"]).items()}
    blue, hall = cards["rooms-BLUE_2025-10-25.pdf"], cards["rooms-HALL_2025-10-25.pdf"]

    assert squeezed("14:00–14:20 Reserved") in blue
    assert squeezed("16:00–17:00 Reserved") in hall
    assert squeezed("11:00–11:20 Bilateral meeting") in blue
    assert all(squeezed("Вымышленная Федерация") not in card for card in cards.values())
    assert all("虚构的人民共和国" not in card for card in cards.values())


def test_arrivals_of_principals_are_not_public(papers: dict[str, Printed]) -> None:
    assert all("Arrival" not in text for text in texts(papers, View.PUBLIC).values())


MET = {
    "ARA": {"RUS", "MAR"},
    "CHN": {"VIE"},
    "RUS": {"ARA", "MAR"},
    "VIE": {"CHN", "MAR"},
    "MAR": {"ARA", "RUS", "VIE"},
}
"""Whom each delegation meets: those alone are on its papers."""


@pytest.mark.parametrize("code", MET)
def test_delegation_reads_only_of_those_whom_it_meets(papers: dict[str, Printed], code: str) -> None:
    text = words(singles(papers["delegation-delegations.zip"])[f"delegations-{code}.pdf"])

    others = set(MET) - {code}
    named = {other for other in others if f"Person{other}" in text or f"Office{other}" in text}
    assert named <= MET[code]
    assert all(f"Contact{other}" not in text for other in others)
    assert f"Contact{code}" in text


def test_delegation_does_not_hear_who_would_like_to_meet_it(papers: dict[str, Printed]) -> None:
    programmes = singles(papers["delegation-delegations.zip"])

    assert squeezed("Not yet scheduled") in words(programmes["delegations-RUS.pdf"])
    assert squeezed("Not yet scheduled") not in words(programmes["delegations-MAR.pdf"])


def test_sample_delegations_read_of_nobody_else() -> None:
    workbook = read(MORNING).workbook
    assert workbook is not None
    assert workbook.plan is not None
    event = workbook.event
    programmes = singles(
        printed(edition_of(workbook), "delegations", views=(View.DELEGATION,))["delegation-delegations.zip"]
    )

    for one in event.delegations:
        text = words(programmes[f"delegations-{one.code}.pdf"])
        met = {one.code}
        for row in workbook.plan.rows:
            parties = event.meeting[row.item].parties if row.item in event.meeting else ()
            met |= set(parties) if one.code in parties else set()
        strangers = [other for other in event.delegations if other.code not in met]
        assert [other.code for other in strangers if squeezed(other.label) in text] == [], one.code
        people = [person for person in event.people if person.delegation not in met and not person.implied]
        assert [person.id for person in people if squeezed(person.name) in text] == [], one.code

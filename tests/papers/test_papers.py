"""The set of papers: what is printed for whom, odd texts as they were typed, only what changed, the same bytes."""

import io
from dataclasses import replace

import pytest
from pypdf import PdfReader

from planner.domain.plan import Plan
from planner.domain.records import Person
from planner.domain.vocabulary import BilateralStatus, PlanState, Rank
from planner.papers import KINDS, View, Wanted, edition_of, print_papers
from planner.papers.flags import flag_lists
from planner.papers.sheet import Cell, clean
from planner.papers.words import LANGUAGES, day_words, language_name, second_language, word
from planner.workbook import Workbook
from tests.scenes.builders import at, bilateral, delegation, entry, event, line, placed, plan, room, unplaced
from tests.scenes.papers_samples import ODD, odd_edition, odd_event, printed, singles, squeezed, words


def small(*, name: str = "", start: str = "09:00") -> Workbook:
    """Two delegations that meet, and two others that meet at another time."""
    world = event(
        *(replace(delegation(code), name=name or code) if code == "FRA" else delegation(code) for code in FOUR),
        room("R1", zone="East"),
        bilateral("B1", "FRA", "JPN"),
        bilateral("B2", "KEN", "CHL"),
    )
    return Workbook.of(
        world, plan(world, placed(world, "B1", start, room="R1"), placed(world, "B2", "12:00", room="R1"))
    )


FOUR = ("FRA", "JPN", "KEN", "CHL")


def test_every_kind_is_printed_for_its_views() -> None:
    files = printed(odd_edition())

    made = {(file.paper, file.view) for file in files.values()}
    assert made == {(kind.name, view) for kind in KINDS.values() for view in kind.views if not kind.since}


def test_every_page_says_event_view_version_and_number() -> None:
    edition = odd_edition()
    marks = {View.ORGANISER: "Organiser", View.DELEGATION: "Delegation of", View.PUBLIC: "Public"}

    for name, file in printed(edition).items():
        if name.endswith(".pdf"):
            for page in PdfReader(io.BytesIO(file.content)).pages:
                text = squeezed(page.extract_text())
                mark = "Public" if file.paper == "rooms" else marks[file.view]
                for said in (edition.event.settings.name, mark, f"Version {edition.stamp.version}", "Page"):
                    assert squeezed(said) in text, (name, said)
                stays = mark == "Organiser" and file.view not in KINDS[file.paper].singles and file.paper != "plates"
                assert (squeezed(edition.stamp.proof) in text) == stays, name


def test_same_plan_gives_the_same_bytes() -> None:
    first, second = ({name: file.content for name, file in printed(odd_edition()).items()} for _ in range(2))

    assert first == second


@pytest.mark.parametrize("code", ODD)
def test_names_are_printed_as_typed(code: str) -> None:
    programmes = singles(printed(odd_edition(), "delegations", views=(View.DELEGATION,))["delegation-delegations.zip"])
    text = words(programmes[f"delegations-{code}.pdf"])

    if code == "ARA":  # text that runs from right to left comes out of a PDF in the order of its glyphs
        assert "(ARA)" in text or "ARA" in text
    else:
        assert squeezed(ODD[code]) in text


@pytest.mark.parametrize(
    ("code", "head"),
    [("CHN", "活动"), ("RUS", "Мероприятие"), ("MAR", "Activité"), ("VIE", "Hoạt động")],
)
def test_headings_are_in_the_language_of_the_delegation_too(code: str, head: str) -> None:
    programmes = singles(printed(odd_edition(), "delegations", views=(View.DELEGATION,))["delegation-delegations.zip"])
    text = words(programmes[f"delegations-{code}.pdf"])

    assert "Item" in text
    assert squeezed(head) in text


def test_turn_says_from_when_to_be_there() -> None:
    programmes = singles(printed(odd_edition(), "delegations", views=(View.DELEGATION,))["delegation-delegations.zip"])

    assert squeezed("10:05 be there from 09:50") in words(programmes["delegations-CHN.pdf"])


def test_walk_from_the_last_duty_is_told() -> None:
    programmes = singles(printed(odd_edition(), "delegations", views=(View.DELEGATION,))["delegation-delegations.zip"])

    assert squeezed("7 min on foot from Room HALL") in words(programmes["delegations-RUS.pdf"])


def test_request_not_accepted_is_marked_provisional() -> None:
    programmes = singles(printed(odd_edition(), "delegations", views=(View.DELEGATION,))["delegation-delegations.zip"])

    assert "Provisional" in words(programmes["delegations-MAR.pdf"])
    assert "Provisional" not in words(programmes["delegations-CHN.pdf"])


def test_letter_that_no_font_has_is_printed_as_a_box_and_told() -> None:
    files = printed(edition_of(small(name="Old ᚠ Realm")), "delegations", "rooms")

    assert any("ᚠ" in text for text in files["delegation-delegations.pdf"].unprintable)
    assert files["delegation-delegations.pdf"].pages == 4


@pytest.mark.parametrize("name", ["a\x07b\nc", "x\ud800y", "\u202edrow", "\u2028", "\ue000", "😀", "\u0301"])
def test_hostile_text_is_printed_all_the_same(name: str) -> None:
    assert printed(edition_of(small(name=f"Name {name}")), "delegations")["delegation-delegations.pdf"].pages == 4


def test_text_from_right_to_left_is_kept_together() -> None:
    assert clean("مرحبا 08:00") == "\u2068مرحبا 08:00\u2069"
    assert clean("08:00–08:40") == "08:00–08:40"
    assert clean("مرحبا – Chile") == "\u2068مرحبا\u2069 – \u2068Chile\u2069"


def test_word_longer_than_any_may_be_broken() -> None:
    assert clean("x" * 50) == "\u200b".join(("x" * 24, "x" * 24, "xx"))
    assert clean("Wasserstrassenverwaltung") == "Wasserstrassenverwaltung"


# --- only what changed -----------------------------------------------------------------------------------------------


def test_since_the_same_plan_nothing_is_printed() -> None:
    assert printed(edition_of(small()), since=edition_of(small())) == {}


def test_since_an_older_plan_only_those_concerned_are_printed() -> None:
    files = printed(edition_of(small(start="10:00")), since=edition_of(small()))

    assert set(singles(files["delegation-delegations.zip"])) == {"delegations-FRA.pdf", "delegations-JPN.pdf"}
    notices = singles(files["delegation-changes.zip"])
    assert set(notices) == {"changes-FRA.pdf", "changes-JPN.pdf"}
    assert squeezed("09:00–09:20 on Saturday 25 October, Room R1") in words(notices["changes-FRA.pdf"])
    assert squeezed("10:00–10:20 on Saturday 25 October, Room R1") in words(notices["changes-FRA.pdf"])
    assert "public-changes.pdf" not in files


def test_request_that_lost_its_time_waits_and_is_not_called_cancelled() -> None:
    now = small()
    assert now.plan is not None
    row = replace(now.plan.by_item["B1"], start=None, end=None, state=PlanState.UNPLACED, why="KEN is busy.")
    dropped = replace(now, plan=Plan((row, now.plan.by_item["B2"])))

    files = printed(edition_of(dropped), "changes", since=edition_of(now))

    notice = words(singles(files["delegation-changes.zip"])["changes-FRA.pdf"])
    assert squeezed("Waiting for a new time") in notice
    assert "Cancelled" not in notice
    assert "busy" not in notice


def dropped(edition_now: Workbook, *, status: BilateralStatus, why: str) -> Workbook:
    """The same event with B1 without a time, because of the status of its request or of what the plan says."""
    before = edition_now.event
    world = replace(
        before, bilaterals=tuple(replace(one, status=status) if one.id == "B1" else one for one in before.bilaterals)
    )
    return Workbook.of(world, plan(world, unplaced(world, "B1", why), placed(world, "B2", "12:00", room="R1")))


def test_notice_gives_the_parties_a_reason_that_is_their_own_and_the_organiser_that_of_the_plan() -> None:
    withdrawn = dropped(small(), status=BilateralStatus.WITHDRAWN, why="")
    crowded = dropped(small(), status=BilateralStatus.ACCEPTED, why="KEN is busy.")

    told, kept = (printed(edition_of(one), "changes", since=edition_of(small())) for one in (withdrawn, crowded))

    said = squeezed("Reason: The request was withdrawn.")
    assert said in words(singles(told["delegation-changes.zip"])["changes-JPN.pdf"])
    assert "Cancelled" in words(singles(told["delegation-changes.zip"])["changes-JPN.pdf"])
    assert said in words(told["organiser-changes.pdf"].content)
    assert "Reason" not in words(singles(kept["delegation-changes.zip"])["changes-FRA.pdf"])
    assert squeezed("Reason: KEN is busy.") in words(kept["organiser-changes.pdf"].content)


def test_notice_is_acknowledged_by_the_delegation_and_ticked_off_by_the_organiser() -> None:
    files = printed(edition_of(small(start="10:00")), "changes", since=edition_of(small()))

    notice = words(singles(files["delegation-changes.zip"])["changes-FRA.pdf"])
    assert squeezed("Acknowledgement of receipt") in notice
    assert "Signature" in notice
    assert "Informed" not in notice
    assert squeezed("Informed") in words(files["organiser-changes.pdf"].content)


# --- flags and name plates -------------------------------------------------------------------------------------------


def test_flags_and_name_plates_are_set_for_turns_too() -> None:
    world = event(
        delegation("FRA"),
        Person("FRA-1", "FRA", "Anne Roche", Rank.MINISTER, "Minister of Justice"),
        delegation("JPN"),
        room("HALL", uses="signing; statement; arrival"),
        line("SIGN", desks=2, title="Signing"),
        line("TALK", "13:00", "14:00", kind="statement", title="Statements"),
        line("CARS", "08:00", "08:30", kind="arrival", title="Motorcade"),
        *(entry(code, one) for code in ("FRA", "JPN") for one in ("SIGN", "TALK", "CARS")),
    )
    rows = plan(
        world,
        placed(world, "SIGN/JPN", "09:00", room="HALL", position=1),
        placed(world, "SIGN/FRA", "09:00", room="HALL", position=2),
        placed(world, "TALK/FRA", "13:00", room="HALL", position=1),
        placed(world, "CARS/FRA", "08:00", room="HALL", position=1),
    )

    store, hall = flag_lists(edition_of(Workbook.of(world, rows)))

    (day,) = hall.sections
    assert [[said(one) for one in row[1:4]] for row in day.rows] == [
        [["Signing", "Number 1, desk 1"], ["Japan"], ["Japan"]],
        [["Signing", "Number 2, desk 2"], ["France"], ["France  Anne Roche, Minister of Justice"]],
        [["Statements", "Number 1"], [], ["France  Anne Roche, Minister of Justice"]],
    ]
    assert [[said(one) for one in row] for row in store.sections[0].rows] == [
        [["France"], ["France"], ["1"]],
        [["Japan"], ["Japan"], ["1"]],
    ]


def said(one: Cell) -> list[str]:
    """The lines of a cell."""
    return ["".join(words for _, words in runs).rstrip() for runs in one]


def test_only_the_delegations_asked_for_are_printed() -> None:
    files = print_papers(edition_of(small()), Wanted(("delegations",), (View.DELEGATION,), ("KEN",)))

    assert set(singles(files[1])) == {"delegations-KEN.pdf"}


# --- words -----------------------------------------------------------------------------------------------------------


def test_second_language_is_never_that_of_the_event_and_falls_back_to_the_host() -> None:
    assert second_language("en", "vi") == "vi"
    assert second_language("xx", "") == ""
    assert second_language("fr", "vi") == "fr"


@pytest.mark.parametrize("language", LANGUAGES)
def test_days_and_headings_are_there_in_every_language(language: str) -> None:
    assert word("time", language)
    assert "2025" in day_words(at("09:00").date(), language).translate(str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789"))


def test_language_that_no_table_knows_is_its_code() -> None:
    assert language_name("vi") == "Vietnamese"
    assert language_name("q?") == "q?"


def test_plan_without_a_proof_claims_nothing() -> None:
    world, rows = odd_event()

    assert "Nothing is known" in edition_of(Workbook.of(world, rows)).stamp.proof

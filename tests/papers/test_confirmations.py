"""Confirmations: each party is told of its own meetings alone, as PDF, as Word document on a letterhead and as text."""

import io
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest

from planner.feeds.names import zipped
from planner.papers import View, Wanted, edition_of, print_papers
from planner.papers.confirmations import confirmations
from planner.papers.edition import Edition, Stamp
from planner.papers.letters import NoLetterhead, checked_letterhead, letter, plain_text
from planner.papers.sheet import Column, Section, Sheet, line
from planner.papers.view import for_delegation
from planner.papers.words import word
from planner.workbook import read
from tests.scenes.commands import run
from tests.scenes.feed_scenes import EVENT, planned_of

MORNING = Path(__file__).parent / "golden" / "morning.xlsx"
BOMB = zipped({"word/document.xml": bytes(50_000_001)})
WHOLE = Edition(EVENT, planned_of(), Stamp("7 (abc)"))


def told(code: str) -> str:
    (sheet,) = confirmations([(code, for_delegation(WHOLE, code))])
    return plain_text(sheet)


def paragraphs(content: bytes) -> list[str]:
    return [one.text for one in docx.Document(io.BytesIO(content)).paragraphs]


def test_party_reads_when_where_and_who_comes_for_either_side() -> None:
    said = told("KEN").splitlines()

    at = said.index("Bilateral meeting with France")
    assert said[at + 1 :] == [
        word("confirmed"),
        "Date and time: Saturday 25 October 2025, 10:30–10:50",
        "Place: Room R1, East wing",
        "For France: Name of FRA-1, Minister of FRA",
        "For you: Name of KEN-1, Minister of KEN",
        "Reference: OPEN, version 7 (abc)",
    ]


def test_what_is_not_agreed_yet_is_called_so_and_others_meetings_are_not_told() -> None:
    said = told("VNM")

    assert word("proposed") in said
    assert "MAYBE" in said
    assert "OPEN" not in said
    assert "HUSH" not in said


def test_delegation_without_a_meeting_gets_no_letter() -> None:
    assert list(confirmations([("BRA", for_delegation(WHOLE, "BRA"))])) == []


def test_letters_and_texts_of_all_say_the_same() -> None:
    workbook = read(MORNING).workbook
    assert workbook is not None
    made = print_papers(edition_of(workbook), Wanted(("confirmations",), (View.DELEGATION,)))

    _pdf, letters = made
    with ZipFile(io.BytesIO(letters.content)) as folder:
        files = {name: folder.read(name) for name in folder.namelist()}

    assert letters.singles == len(files) > 2
    for name, content in files.items():
        if name.endswith(".docx"):
            words = "\n".join(one.strip() for one in paragraphs(content) if one.strip())
            lines = (one for one in files[name.replace(".docx", ".txt")].decode().splitlines() if one)
            assert words == "\n".join(lines)


def test_letter_stands_on_the_letterhead_with_its_text_as_it_is() -> None:
    head = docx.Document()
    head.sections[0].header.paragraphs[0].text = "Ministry of Foreign Affairs of Illustria"
    kept = io.BytesIO()
    head.save(kept)
    odd = "<w:p>&amp; *A* \x0b " + "x" * 60
    sheet = Sheet(
        "A", "A", "A", subtitle=odd, lead=(line(("text", odd)),), sections=(Section(odd, (Column(odd),), ()),)
    )

    content = letter(sheet, checked_letterhead(kept.getvalue()))

    made = docx.Document(io.BytesIO(content))
    assert made.sections[0].header.paragraphs[0].text == "Ministry of Foreign Affairs of Illustria"
    assert all("<w:p>&amp; *A*" in one.text for one in made.paragraphs[:3])


@pytest.mark.parametrize("content", [b"", b"no document", MORNING.read_bytes(), b"x" * 5_000_001, BOMB])
def test_what_is_no_letterhead_is_refused(content: bytes) -> None:
    with pytest.raises(NoLetterhead):
        checked_letterhead(content)


@pytest.mark.parametrize("part", ["word/document.xml", "word/styles.xml", "[Content_Types].xml", "_rels/.rels"])
@pytest.mark.parametrize("junk", [b"", b"<a", b"<a/>", b"\xff\xfe", None])
def test_damaged_letterhead_is_refused_or_written_on(part: str, junk: bytes | None) -> None:
    kept = io.BytesIO()
    docx.Document().save(kept)
    with ZipFile(kept) as folder:
        parts = {name: folder.read(name) for name in folder.namelist() if name != part}
    damaged = zipped(parts if junk is None else {part: junk, **parts})

    try:
        content = checked_letterhead(damaged)
    except NoLetterhead:
        return
    (sheet,) = confirmations([("KEN", for_delegation(WHOLE, "KEN"))])
    assert word("confirmed") in paragraphs(letter(sheet, content))


def test_command_refuses_a_letterhead_in_words(tmp_path: Path) -> None:
    done = run("print", MORNING, "--output", tmp_path / "out", "--letterhead", MORNING, status=1)

    assert "no Word document" in done.stderr
    assert not (tmp_path / "out").exists()

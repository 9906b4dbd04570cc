"""What tests of papers share: an event full of secrets and odd texts with a plan, and the words of a printed page."""

import io
import zipfile
from functools import lru_cache

import docx
from pypdf import PdfReader

from planner.domain.event import Event
from planner.domain.plan import Plan
from planner.domain.records import Absence, Delegation, Person
from planner.domain.vocabulary import BilateralStatus, Rank
from planner.papers import Edition, Printed, View, Wanted, edition_of, print_papers
from planner.workbook import Workbook
from tests.scenes.builders import (
    absence,
    at,
    bilateral,
    entry,
    event,
    interpreter,
    keep_apart,
    line,
    placed,
    plan,
    programme,
    room,
    side_event,
    unplaced,
    walk,
)

ODD = {
    "ARA": "الجمهورية العربية المتخيلة (ARA) 08:00–08:40",
    "CHN": "虚构的人民共和国",
    "RUS": "Вымышленная Федерация",
    "VIE": "Cộng hoà Tưởng tượng Đặng Thị Ngọc Thịnh",
    "MAR": '#panic("x") *bold* _it_ $x^2$ @ref <label> #import "/etc/passwd" `raw` \\ // [b] {c}',
}
"""Delegations whose names are in every script, or would be markup if anybody took them for it."""

LANGUAGES = {"ARA": ("ar",), "CHN": ("zh",), "RUS": ("ru",), "VIE": ("vi",), "MAR": ("fr",)}


def odd_event() -> tuple[Event, Plan]:
    """Five delegations, each with a secret of its own."""
    world = event(
        *(
            Delegation(code, name, languages=LANGUAGES[code], contact=f"Contact {code}", notes=f"Note on {code}")
            for code, name in ODD.items()
        ),
        *(
            Person(f"{code}-{number}", code, f"Person {code} {number}", Rank.MINISTER, f"Office {code} {number}")
            for code in ODD
            for number in (1, 2)
        ),
        room("HALL", zone="West", capacity=500, uses="signing; statement; other; side_event"),
        room("BLUE", zone="East", turnover=10),
        room("DOOR", zone="West", uses="arrival"),
        walk("West", "East", 7),
        programme("OPEN", "09:00", "09:30", who="heads", room="HALL"),
        programme("CLOSED", "16:00", "17:00", who="ARA-1; CHN-1", room="HALL", public=False),
        line("SIGN", "10:00", "10:30", before=15),
        line("ARR", "08:00", "08:30", kind="arrival", room="DOOR"),
        *(entry(code, full_powers="verified") for code in ("ARA", "CHN", "RUS")),
        entry("VIE", full_powers="defective"),
        *(entry(code, "ARR") for code in ("ARA", "CHN")),
        bilateral("OPENMEET", "ARA", "RUS", languages="ru; ar"),
        bilateral("SECRETMEET", "CHN", "VIE", counterpart_person="VIE-2", restricted=True),
        bilateral("ASKEDFOR", "MAR", "ARA", status=BilateralStatus.REQUESTED),
        bilateral("NOTPLACED", "RUS", "MAR", status=BilateralStatus.REQUESTED),
        side_event("PUBLICSIDE", "VIE", speakers="VIE-1", co_organisers="MAR"),
        side_event("CLOSEDSIDE", "RUS", speakers="RUS-2", public=False),
        interpreter("I1", "ru-ar"),
        keep_apart("CHN", "MAR", "same_item"),
        absence("MAR-1", "13:00", "14:00"),
        Absence("CHN-1", at("11:30"), at("12:30"), "Hidden errand", restricted=True),
        name="Conférence *d’essai* #1",
        host="VIE",
    )
    rows = plan(
        world,
        placed(world, "SIGN/ARA", "10:00", room="HALL", position=1),
        placed(world, "SIGN/RUS", "10:01", room="HALL", position=2),
        placed(
            world,
            "SIGN/CHN",
            "10:05",
            room="HALL",
            position=6,
            why="3 places after its order: it is not available from 11:30 on Saturday 25 October "
            "to 12:30 on Saturday 25 October.",
        ),
        placed(world, "ARR/ARA", "08:00", room="DOOR", position=1),
        placed(world, "ARR/CHN", "08:01", room="DOOR", position=2),
        placed(world, "OPENMEET", "11:00", room="BLUE", interpreters="I1"),
        placed(world, "SECRETMEET", "14:00", room="BLUE", people="CHN-1; VIE-2"),
        placed(world, "ASKEDFOR", "15:00", room="BLUE"),
        placed(world, "PUBLICSIDE", "26 10:00", room="HALL"),
        placed(world, "CLOSEDSIDE", "26 12:00", room="HALL"),
        unplaced(world, "SIGN/VIE", "The full powers of VIE are defective."),
        unplaced(world, "NOTPLACED", "Person MAR 1 is busy."),
    )
    return world, rows


def odd_edition() -> Edition:
    world, rows = odd_event()
    return edition_of(Workbook.of(world, rows))


def printed(
    edition: Edition, *papers: str, views: tuple[View, ...] = tuple(View), **more: object
) -> dict[str, Printed]:
    """What is printed, by the name of the file."""
    wanted = Wanted(papers, views) if papers else Wanted(views=views)
    return {file.name: file for file in print_papers(edition, wanted, **more)}


@lru_cache(maxsize=500)
def words(content: bytes) -> str:
    """All text of a PDF, a Word document or a text without spaces, so that no line that is broken is missed."""
    if content.startswith(b"%PDF"):
        return squeezed(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages))
    if content.startswith(b"PK"):
        return squeezed(" ".join(one.text for one in docx.Document(io.BytesIO(content)).paragraphs))
    return squeezed(content.decode())


def squeezed(text: str) -> str:
    return "".join(text.split())


def singles(file: Printed) -> dict[str, bytes]:
    """The files of a zip by name."""
    with zipfile.ZipFile(io.BytesIO(file.content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}

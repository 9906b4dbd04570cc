"""What papers and exports derive from a plan is derived once: hours of lines, ways, the order of flags, long rows."""

import io
from dataclasses import replace

import pytest
from pypdf import PdfReader

from planner.diff import diff
from planner.domain.event import Event
from planner.domain.issue import carried
from planner.domain.plan import Plan
from planner.domain.ways import Ways
from planner.feeds.occasions import Agenda
from planner.feeds.reading.itineraries import itinerary_sheet
from planner.papers import Edition, edition_of
from planner.papers.cards import cards
from planner.papers.daily import daily_programmes
from planner.papers.delegations import programme_of
from planner.papers.flags import flag_lists
from planner.papers.kinds import Editions
from planner.papers.liaison import call_sheet
from planner.papers.roombook import grids, room_tables
from planner.papers.sheet import REPORT, WIDE, Cell, Section, Sheet, cell, line, plain_heads, text
from planner.papers.typeset import Document, pdf
from planner.rules.precedence import in_order_of_names
from planner.workbook import Workbook
from tests.scenes.builders import at, bilateral, delegation, entry, event, placed, plan, room, walk
from tests.scenes.builders import line as queue


def said(one: Cell) -> str:
    return " ".join("".join(words for _, words in runs) for runs in one)


def column(section: Section, number: int) -> list[str]:
    return [said(row[number]) for row in section.rows]


def edition(of: Event, *rows: object) -> Edition:
    return edition_of(Workbook.of(of, plan(of, *rows)))


# --- lines -----------------------------------------------------------------------------------------------------------


def ceremony() -> Edition:
    """A line whose window is longer than its two turns take."""
    of = event(
        delegation("FRA"),
        delegation("JPN"),
        room("HALL", uses="signing", turnover=10),
        queue("SIGN", "09:00", "10:00", title="Signing"),
        entry("FRA", "SIGN", full_powers="verified"),
        entry("JPN", "SIGN", full_powers="verified"),
    )
    turns = (placed(of, f"SIGN/{code}", f"09:0{turn}", position=turn + 1) for turn, code in enumerate(("FRA", "JPN")))
    return edition(of, *turns)


def test_line_ends_at_the_same_time_wherever_it_is_told() -> None:
    one = Editions(ceremony())
    (organisers,) = daily_programmes(one.organiser)
    (publics,) = daily_programmes(one.public)
    (book,) = room_tables(one.organiser)
    (grid,) = grids(one.organiser)
    assert grid.grid is not None
    (bar, rest) = grid.grid.lanes[0][2]
    (calendar,) = Agenda.of(Workbook.of(one.organiser.event, one.organiser.plan), at("08:00")).lines

    assert column(organisers.sections[0], 0) == column(publics.sections[0], 0) == ["09:00–10:00"]
    assert said(book.sections[0].rows[0][1]) == "09:00–10:00"
    assert [said(book.sections[0].rows[0][place]) for place in (0, 4)] == ["08:50", "10:10"]
    assert (bar.start, bar.end, rest.end) == (540, 600, 610)
    assert (calendar.start, calendar.end) == (at("09:00"), at("10:00"))
    assert "the last until 09:02" in said(organisers.sections[0].rows[0][1])


# --- ways ------------------------------------------------------------------------------------------------------------

WAYS = {
    "far": ("R2", "10:00", 7, "09:50", False),
    "same zone": ("R3", "10:00", 0, "09:50", False),
    "same room": ("R1", "10:00", 0, "", False),
    "just in time": ("R2", "09:27", 7, "09:20", False),
    "cannot be made": ("R2", "09:25", 7, "09:20", True),
}
"""Room and start of a second meeting; the minutes on foot to it, when to leave, and whether that can be done."""


@pytest.mark.parametrize("name", WAYS)
def test_way_is_told_alike_by_call_sheet_programme_and_export(name: str) -> None:
    where, start, minutes, leave, tight = WAYS[name]
    of = event(
        *(delegation(code) for code in ("FRA", "JPN", "KEN")),
        room("R1", zone="East"),
        room("R2", zone="West"),
        room("R3", zone="East"),
        walk("East", "West", 7),
        bilateral("A", "FRA", "JPN"),
        bilateral("B", "FRA", "KEN"),
    )
    whole = edition(of, placed(of, "A", "09:00", room="R1"), placed(of, "B", start, room=where))
    own = Editions(whole).own("FRA")

    sheet = call_sheet(own, "FRA").sections[0].rows[1]
    programme = programme_of(own, "FRA").sections[0].rows[1]
    rows = itinerary_sheet(Agenda.of(Workbook.of(of, whole.plan), at("08:00"))).rows
    (exported,) = (row[8] for row in rows if row[0].value == "France" and row[4].value == "France – Kenya")

    assert said(sheet[0]) == leave
    assert (f"{minutes} min on foot" in said(programme[2])) == bool(minutes)
    assert exported.value == (minutes or None)
    for told in (said(sheet[4]), said(programme[2])):
        assert ("Cannot be made: free only at 09:20" in told) == tight


def test_way_of_several_is_that_of_whom_it_leaves_the_least_time() -> None:
    of = event(
        *(delegation(code) for code in ("FRA", "JPN")),
        room("R1", zone="East"),
        room("R2", zone="West"),
        walk("East", "West", 7),
        bilateral("A", "FRA", "JPN"),
        bilateral("B", "FRA", "JPN"),
    )
    rows = (placed(of, "A", "09:00", room="R1"), placed(of, "B", "10:00", room="R2"))
    ways = Ways(of, rows)

    found = ways.tightest(rows[1].people, rows[1])

    assert found == ways.to(rows[1].people[0], rows[1])
    assert ways.tightest((), rows[1]) is None


# --- flags -----------------------------------------------------------------------------------------------------------


def test_flags_stand_by_official_names_states_first() -> None:
    names = {
        "VEN": ("Bolivarian Republic of Elsewhere", "Venezuela", "state"),
        "BRA": ("Brazil", "", "state"),
        "EU": ("Alliance", "", "organisation"),
        "ANG": ("Ängland", "", "state"),
    }
    of = event(
        *(
            replace(delegation(code), name=name, short_name=short, kind=kind)
            for code, (name, short, kind) in names.items()
        ),
        room("R1"),
        bilateral("M", "BRA", "VEN", also="EU"),
    )
    whole = edition(of, placed(of, "M", "09:00", room="R1"))

    assert in_order_of_names(of, names) == ["ANG", "VEN", "BRA", "EU"]
    (_store, of_room) = flag_lists(whole)
    (book,) = room_tables(whole)
    assert said(of_room.sections[0].rows[0][2]) == "Venezuela Brazil Alliance"
    assert "flags of Venezuela, Brazil and Alliance" in said(book.sections[0].rows[0][3])


# --- pages -----------------------------------------------------------------------------------------------------------


def test_row_longer_than_a_page_loses_nobody() -> None:
    parties = tuple(line(("box", ""), ("text", f"Party {number:03}")) for number in range(193))
    section = Section("Saturday", plain_heads(("Item", 0), ("Informed", 36)), ((text("Plenary"), cell(*parties)),))
    sheet = Sheet("all", "All items", "Organiser", sections=(section,))

    made = pdf(Document("Event", "Change notices", ceremony().stamp, REPORT, (sheet,)))
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(made.content)).pages]

    assert len(pages) > 2
    assert [number for number in range(193) if f"Party {number:03}" not in "".join(pages)] == []
    for page in pages[1:]:
        assert "Saturday" in page
        assert "(continued)" in page
        assert "All items" in page


def test_no_sheet_ends_on_a_page_of_a_row_or_two() -> None:
    heads = plain_heads(("Time", 25), ("Item", 0))
    rows = tuple((text("10:00"), cell(line(("strong", "A meeting")), line(("small", "East Wing")))) for _ in range(60))
    sheets = tuple(Sheet(f"{n}", f"S{n}", "", sections=(Section("Monday", heads, rows[:n]),)) for n in range(18, 34))

    made = pdf(Document("Event", "Sheets", edition(event(room("A"))).stamp, REPORT, sheets))

    pages = [page.extract_text() for page in PdfReader(io.BytesIO(made.content)).pages]
    assert len(pages) > len(sheets), "some of them need a second page"
    assert min(page.count("A meeting") for page in pages) > 3


def crowded(rooms: int, idle: int) -> Edition:
    """Rooms with a meeting of five minutes each, the last of which ends late, and rooms that are not used."""
    codes = [f"R{number:02}" for number in range(rooms + idle)]
    used = codes[:rooms]
    of = event(
        delegation("LONGCODE"),
        delegation("JPN"),
        *(room(code) for code in codes),
        *(bilateral(f"B{code}", "LONGCODE", "JPN", minutes=5) for code in used),
    )
    starts = ["09:00"] * (rooms - 1) + ["21:10"]
    return edition(of, *(placed(of, f"B{at}", start, room=at) for at, start in zip(used, starts, strict=True)))


def test_days_of_many_rooms_have_one_scale_and_pages_of_about_as_many() -> None:
    sheets = grids(crowded(rooms=23, idle=2))

    drawn = [sheet.grid for sheet in sheets if sheet.grid is not None]
    assert [(one.first_hour, one.last_hour, len(one.lanes)) for one in drawn] == [(8, 22, 12), (8, 22, 11)]
    assert [one.note for one in drawn] == ["", "Nothing stands in Room R23 and Room R24."]


def test_bar_too_small_for_its_title_has_a_number_and_the_title_below() -> None:
    made = crowded(rooms=2, idle=0)

    page = PdfReader(io.BytesIO(pdf(Document("Event", "Grid", made.stamp, WIDE, grids(made))).content)).pages[0]

    assert "1 LONGCODE – JPN" in page.extract_text()
    assert "2 LONGCODE – JPN" in page.extract_text()


def test_file_has_a_title_and_bookmarks_of_its_own() -> None:
    sheets = [Sheet(key, f"Sheet {key}", "Organiser") for key in "AB"]

    bundle = PdfReader(
        io.BytesIO(pdf(Document("Event", "Door cards", ceremony().stamp, REPORT, tuple(sheets))).content)
    )
    single = PdfReader(io.BytesIO(pdf(Document("Event", "Door cards", ceremony().stamp, REPORT, (sheets[0],))).content))

    assert bundle.metadata is not None
    assert single.metadata is not None
    assert (bundle.metadata.title, single.metadata.title) == ("Door cards – Event", "Door cards: Sheet A – Event")
    assert [str(one.title) for one in bundle.outline] == ["Sheet A", "Sheet B"]


# --- titles and minutes ----------------------------------------------------------------------------------------------


def test_what_is_typed_over_in_the_plan_is_printed_and_exported_nowhere() -> None:
    of = event(delegation("FRA"), delegation("JPN"), room("R1"), bilateral("M", "FRA", "JPN"))
    typed = replace(placed(of, "M", "09:00", room="R1"), title="Typed over")
    whole = Editions(edition(of, typed))
    book = Workbook.of(of, plan(of, typed))
    agenda = Agenda.of(book, at("08:00"))

    papers = (
        *(call_sheet(whole.own("FRA"), "FRA"), programme_of(whole.desk("FRA"), "FRA")),
        *room_tables(whole.organiser),
        *flag_lists(whole.organiser),
    )

    assert [sheet.key for sheet in papers if "Typed over" in str(sheet.as_dict())] == []
    assert [one.title for one in agenda.items] == ["France – Japan"]
    assert "Typed over" not in str(diff(plan(of), plan(of, typed), of))


def test_title_that_changes_in_the_event_is_a_change_that_calendars_are_told() -> None:
    of = event(delegation("FRA"), delegation("JPN"), room("R1"), bilateral("M", "FRA", "JPN"))
    before = carried(of, plan(of, placed(of, "M", "09:00", room="R1")), Plan())
    renamed = replace(of, delegations=tuple(replace(one, name=f"New {one.name}") for one in of.delegations))

    (row,) = carried(renamed, before, before).rows

    assert before.rows[0].revision == 0
    assert row.revision == 1


def test_delegation_reads_minutes_and_no_seconds() -> None:
    of = event(
        delegation("FRA"),
        room("HALL", uses="signing"),
        queue("SIGN", "09:00", "10:00", seconds_each=90),
        entry("FRA", "SIGN", full_powers="verified"),
    )
    own = Editions(edition(of, placed(of, "SIGN/FRA", "09:01:30", position=2))).own("FRA")

    (turn,) = programme_of(own, "FRA").sections[0].rows
    (duty,) = call_sheet(own, "FRA").sections[0].rows
    ((card,),) = (one.sections[0].rows for one in cards(own, "FRA"))

    assert said(turn[0]) == "09:01 be there from 08:51"
    assert said(card[0]) == "09:01 be there 08:51"
    assert [said(one) for one in duty[1:3]] == ["08:51", "09:03"]

"""Calendars: who is shown what, what they say, how they grow, and that other programs read them."""

import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import vobject
from icalendar import Calendar
from icalendar import Event as CalendarEntry

from planner.domain.event import Event
from planner.domain.issue import carried
from planner.domain.plan import Placement, Plan
from planner.domain.vocabulary import BilateralStatus
from planner.feeds.calendars import calendars
from planner.feeds.occasions import Agenda
from planner.workbook import Workbook
from tests.scenes.builders import at, placed, plan
from tests.scenes.feed_scenes import ABSENT, EVENT, HOSTILE, SAVED, agenda, hostile, leaks, planned_of

FILES = calendars(agenda())

KHAL = """
[calendars]
[[all]]
path = {folder}/calendar
type = calendar
[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
local_timezone = Asia/Ho_Chi_Minh
default_timezone = Asia/Ho_Chi_Minh
[sqlite]
path = {folder}/khal.db
"""


def entries(content: bytes) -> list[CalendarEntry]:
    return [part for part in Calendar.from_ical(content).walk("VEVENT") if isinstance(part, CalendarEntry)]


def items(file: str, files: dict[str, bytes] = FILES) -> list[str]:
    return [str(entry["UID"]).partition("@")[0] for entry in entries(files[file])]


def one(item: str, file: str = "organiser.ics", files: dict[str, bytes] = FILES) -> CalendarEntry:
    (found,) = (entry for entry in entries(files[file]) if str(entry["UID"]).startswith(f"{item}@"))
    return found


def unfolded(content: bytes) -> str:
    return content.decode().replace("\r\n ", "")


# --- who is shown what -----------------------------------------------------------------------------------------------


def test_there_is_a_calendar_for_each_of_them() -> None:
    assert {name for name in FILES if not name.startswith("people/")} == {
        *("organiser.ics", "public.ics", "lines/SIGN.ics"),
        *(f"delegations/{code}.ics" for code in ("FRA", "JPN", "VNM", "KEN", "BRA")),
        *(f"rooms/{code}.ics" for code in ("HALL", "R1", "R2")),
        *(f"interpreters/{one.id}.ics" for one in EVENT.interpreters),
    }
    assert {name for name in FILES if name.startswith("people/")} == {f"people/{one.id}.ics" for one in EVENT.people}


def test_delegation_has_its_own_items_only() -> None:
    assert items("delegations/KEN.ics") == ["P1", "OPEN", "P2", "S1"]
    assert items("people/JPN-1.ics") == ["P1", "HUSH", "MAYBE", "P2"]
    assert items("lines/SIGN.ics") == ["line%20SIGN", "SIGN%2FFRA", "SIGN%2FVNM"]


def test_public_calendar_has_public_items_and_lines_as_wholes() -> None:
    assert items("public.ics") == ["P1", "line%20SIGN", "S1"]
    assert leaks(unfolded(FILES["public.ics"]), "OPEN", "MAYBE", "P2", "Title of S2", "Minister") == []


def test_calendar_of_a_line_says_whose_turn_it_is_and_not_who_comes() -> None:
    turn = one("SIGN%2FVNM", "lines/SIGN.ics")

    assert (str(turn["SUMMARY"]), str(turn["DESCRIPTION"])) == (
        *("Signing of the Convention: Viet Nam", "Be there from 08:51."),
    )
    assert leaks(unfolded(FILES["lines/SIGN.ics"]), "Minister", "Name of") == []


def test_restricted_item_is_in_the_calendars_of_its_parties_and_the_organiser_alone() -> None:
    holding = {name for name, content in FILES.items() if "HUSH" in unfolded(content)}

    assert holding == {
        *("organiser.ics", "delegations/FRA.ics", "delegations/JPN.ics", "people/FRA-1.ics", "people/JPN-1.ics"),
        "interpreters/I1.ics",
    }
    assert one("HUSH")["CLASS"] == "CONFIDENTIAL"


def test_room_of_a_restricted_item_is_taken_and_says_no_more() -> None:
    (reserved,) = entries(FILES["rooms/R2.ics"])

    assert (str(reserved["SUMMARY"]), reserved.start, "DESCRIPTION" in reserved) == ("Reserved", at("11:00"), False)
    assert leaks(unfolded(FILES["rooms/R2.ics"]), "France", "Japan", "FRA", "JPN", "I1") == []


@pytest.mark.parametrize("name", FILES)
def test_no_calendar_tells_of_absences_full_powers_or_pairs_kept_apart(name: str) -> None:
    own = ("HUSH", "France – Japan", "LOST")

    assert [leak for leak in leaks(unfolded(FILES[name]), ABSENT) if leak not in own] == []


# --- what they say ---------------------------------------------------------------------------------------------------


def test_entry_says_when_where_who_and_how_sure() -> None:
    maybe, turn = one("MAYBE"), one("SIGN%2FVNM")

    assert (maybe["STATUS"], maybe.start, maybe["DTSTART"].params["TZID"]) == (
        *("TENTATIVE", at("11:30"), "Asia/Ho_Chi_Minh"),
    )
    assert "Provisional" in maybe["DESCRIPTION"]
    assert (str(turn["SUMMARY"]), turn["STATUS"]) == ("Signing of the Convention: Viet Nam", "CONFIRMED")
    assert str(turn["DESCRIPTION"]) == "Be there from 08:51.\nViet Nam: Name of VNM-1, Minister of VNM"
    assert str(one("OPEN")["LOCATION"]) == "Room R1 (East wing)"
    assert str(one("HUSH")["DESCRIPTION"]).endswith("Interpretation: Name of I1")
    assert b"BEGIN:VTIMEZONE\r\nTZID:Asia/Ho_Chi_Minh\r\n" in FILES["public.ics"]


def test_hostile_title_stays_a_title() -> None:
    files = calendars(agenda(hostile()))

    assert items("public.ics", files) == ["P1", "line%20SIGN", "S1"]
    assert str(one("P1", "public.ics", files)["SUMMARY"]).replace("\x07", "") == HOSTILE.replace("\x07", "")


def test_equal_plans_give_equal_bytes() -> None:
    assert calendars(agenda()) == FILES


def test_codes_make_file_names_that_stay_in_their_folder() -> None:
    odd = ("../../etc/passwd", "CON", "con", "a/b", "...")
    renamed = replace(EVENT, rooms=tuple(replace(EVENT.rooms[0], code=code) for code in odd))

    names = [name for name in calendars(agenda(Workbook(renamed, planned_of()))) if name.startswith("rooms/")]

    assert names == ["rooms/etc_passwd.ics", "rooms/CON_.ics", "rooms/con__2.ics", "rooms/a_b.ics", "rooms/_.ics"]


# --- how they grow ---------------------------------------------------------------------------------------------------

LATER = at("20:00")


def after_plan(*rows: Placement, of: Event = EVENT) -> Plan:
    """A plan made from the first one."""
    given = {row.item for row in rows}
    kept = tuple(row for row in planned_of().standing if row.item not in given and row.item in of.meeting)
    return carried(of, plan(of, *kept, *rows), agenda().plan)


def after(*rows: Placement, of: Event = EVENT) -> dict[str, bytes]:
    """The calendars of that plan, saved later."""
    return calendars(Agenda.of(Workbook(of, after_plan(*rows, of=of), saved=LATER), LATER))


def test_moved_item_counts_on_and_the_others_stay_as_they_are() -> None:
    files = after(placed(EVENT, "OPEN", "10:45", room="R1"))

    moved, same = one("OPEN", files=files), one("HUSH", files=files)
    assert (moved["UID"], moved["SEQUENCE"], moved.LAST_MODIFIED) == (one("OPEN")["UID"], 1, LATER)
    assert same.to_ical() == one("HUSH").to_ical()
    assert same.LAST_MODIFIED == SAVED


def test_item_is_cancelled_in_the_calendars_that_it_leaves_and_is_back_when_it_returns() -> None:
    first = agenda().plan
    alone = first.by_item["OPEN"].people[:1]
    moved = replace(placed(EVENT, "OPEN", "10:45", room="R2"), people=alone)
    without = replace(first.by_item["HUSH"], interpreters=())

    files = after(moved, without)
    back = calendars(Agenda.of(Workbook(EVENT, carried(EVENT, first, after_plan(moved, without))), LATER))

    for file, item in (("people/KEN-1.ics", "OPEN"), ("interpreters/I1.ics", "HUSH"), ("rooms/R1.ics", reserved("R1"))):
        assert told(item, file, FILES) == ("CONFIRMED", 0)
        assert told(item, file, files) == ("CANCELLED", 1)
        assert told(item, file, back) == ("CONFIRMED", 2)
    assert told(reserved("R1"), "rooms/R2.ics", files) == ("CONFIRMED", 1)
    assert told(reserved("R1"), "rooms/R2.ics", back) == ("CANCELLED", 2)


def reserved(room: str) -> str:
    """The identifier of the first entry of a room that does not say what it is."""
    return items(f"rooms/{room}.ics")[0]


def told(item: str, file: str, files: dict[str, bytes]) -> tuple[str, int]:
    entry = one(item, file, files)
    return str(entry["STATUS"]), int(entry["SEQUENCE"])


def test_line_as_a_whole_counts_on_only_when_its_own_window_or_room_changes() -> None:
    turns = tuple(row for row in planned_of().standing if row.item in EVENT.entry)
    first = agenda().plan
    (line,) = EVENT.lines
    swapped = carried(EVENT, plan(EVENT, *(replace(row, people=()) for row in turns)), first)
    longer = replace(EVENT, lines=(replace(line, end=line.end + timedelta(minutes=5)),))

    def of(event: Event, made: Plan) -> tuple[int, list[int]]:
        files = calendars(Agenda.of(Workbook(event, made, saved=LATER), LATER))
        whole, *turns = (int(entry["SEQUENCE"]) for entry in entries(files["lines/SIGN.ics"]))
        return whole, turns

    assert of(EVENT, swapped) == (0, [1] * len(turns))
    assert of(longer, carried(longer, swapped, swapped)) == (1, [1] * len(turns))


def test_dropped_item_is_cancelled_where_it_was() -> None:
    kept = tuple(row for row in planned_of().rows if row.item != "OPEN")
    files = calendars(Agenda.of(Workbook(EVENT, carried(EVENT, plan(EVENT, *kept), agenda().plan)), LATER))

    for file in ("delegations/FRA.ics", "people/KEN-1.ics", "rooms/R1.ics"):
        (dropped,) = (entry for entry in entries(files[file]) if entry["STATUS"] == "CANCELLED")
        assert (dropped["SEQUENCE"], dropped.start) == (1, at("10:30"))
    assert "LOST" not in items("organiser.ics", files)


def test_withdrawn_request_is_cancelled_in_both_calendars() -> None:
    asked = tuple(
        replace(one, status=BilateralStatus.WITHDRAWN) if one.id == "MAYBE" else one for one in EVENT.bilaterals
    )

    files = after(of=replace(EVENT, bilaterals=asked))

    assert one("MAYBE", "delegations/VNM.ics", files)["STATUS"] == "CANCELLED"
    assert one("MAYBE", "people/JPN-1.ics", files)["SEQUENCE"] == 1


def test_plan_without_programme_rows_still_shows_the_programme() -> None:
    bare = Workbook(EVENT, Plan(tuple(row for row in planned_of().rows if row.item not in EVENT.programme_item)))

    assert items("public.ics", calendars(agenda(bare))) == ["P1", "line%20SIGN", "S1"]


# --- other programs --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", FILES)
def test_second_library_reads_the_same(name: str) -> None:
    read = vobject.readOne(FILES[name].decode())

    assert [(str(one["SUMMARY"]), one.start) for one in entries(FILES[name])] == [
        (one.summary.value, one.dtstart.value) for one in read.contents.get("vevent", [])
    ]
    assert read.prodid.value.startswith("-//planner")


@pytest.fixture
def khal(tmp_path: Path) -> list[str]:
    """A calendar program for the terminal, with an empty calendar of its own."""
    program = Path(sys.executable).with_name("khal")
    if not program.exists():
        found = shutil.which("khal")
        assert found is not None, "khal is among the dependencies for development"
        program = Path(found)
    (tmp_path / "calendar").mkdir()
    (tmp_path / "config").write_text(KHAL.format(folder=tmp_path))
    return [str(program), "-c", str(tmp_path / "config")]


def test_calendar_program_takes_an_update_and_a_cancellation(khal: list[str], tmp_path: Path) -> None:
    def show() -> str:
        return subprocess.run([*khal, "list", "2025-10-25", "1d"], capture_output=True, text=True, check=True).stdout

    def take(files: dict[str, bytes]) -> None:
        (tmp_path / "FRA.ics").write_bytes(files["delegations/FRA.ics"])
        subprocess.run([*khal, "import", "--batch", "-a", "all", str(tmp_path / "FRA.ics")], check=True)

    take(FILES)
    first = show()
    take(after(placed(EVENT, "OPEN", "10:45", room="R1")))
    second = show()

    assert "10:30-10:50 France – Kenya" in first
    assert "10:45-11:05 France – Kenya" in second
    assert second.count("France – Kenya") == 1

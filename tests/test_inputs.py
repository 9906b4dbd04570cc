"""The sample workbooks are what their scripts build, state as fact only what the sources tell, and mark the rest."""

from datetime import date, time
from pathlib import Path
from zipfile import ZipFile

import pytest

from inputs.build import HERE, SAMPLES, workbook, write_sample
from inputs.countries import EUROPEAN_UNION, PALESTINE, member_states, signatories
from inputs.offices import OFFICES, titled
from inputs.sheets import FACT, ILLUSTRATIVE, SHEET_ORDER, Row, Sheets
from inputs.tables import TABLES
from planner.domain.event import Event
from planner.domain.plan import Plan
from planner.domain.vocabulary import ItemKind, LineKind, Severity
from planner.encoding import build
from planner.office.desks import samples
from planner.solver.breaks import recognised
from planner.solver.lines.plan import plan_lines
from planner.workbook import Reading, read

IN_TEXT = {country.iso3: country.in_text for country in (*member_states(), PALESTINE, EUROPEAN_UNION)}
REAL = ("hanoi_2025", "high_level_week")


@pytest.fixture(scope="module")
def rows() -> dict[str, Sheets]:
    return {name: build() for name, build in SAMPLES.items()}


@pytest.fixture(scope="module")
def readings() -> dict[str, Reading]:
    return {name: read(HERE / f"{name}.xlsx") for name in SAMPLES}


@pytest.fixture(scope="module")
def hanoi(readings: dict[str, Reading]) -> Event:
    return event_of(readings["hanoi_2025"])


def event_of(reading: Reading) -> Event:
    assert reading.workbook is not None
    return reading.workbook.event


@pytest.mark.parametrize("name", SAMPLES)
def test_sample_file_is_what_its_script_builds(
    name: str, rows: dict[str, Sheets], readings: dict[str, Reading]
) -> None:
    built, kept = workbook(rows[name]), readings[name].workbook

    assert kept is not None
    assert (kept.event, kept.extras, kept.plan) == (built.event, built.extras, None)


def test_samples_of_the_desk_are_the_files_that_lie_here() -> None:
    assert {name: path.resolve() for name, path in samples().items()} == {
        name: (HERE / f"{name}.xlsx").resolve() for name in SAMPLES
    }


@pytest.mark.parametrize("name", SAMPLES)
def test_sample_built_twice_has_the_same_rows(name: str, rows: dict[str, Sheets]) -> None:
    assert SAMPLES[name]() == rows[name]


@pytest.mark.parametrize("name", ["hanoi_2025", "matchmaking_day", "morning"])
def test_sample_file_can_be_built_again_to_the_byte(name: str, tmp_path: Path) -> None:
    write_sample(name, tmp_path / "again.xlsx")

    assert parts(tmp_path / "again.xlsx") == parts(HERE / f"{name}.xlsx")


def parts(path: Path) -> list[tuple[str, tuple[int, ...], bytes]]:
    """What a file is made of; how tightly it is packed is the machine's choice."""
    with ZipFile(path) as book:
        return [(part.filename, part.date_time, book.read(part)) for part in book.infolist()]


@pytest.mark.parametrize("name", SAMPLES)
def test_sample_file_draws_notices_at_most(name: str, readings: dict[str, Reading]) -> None:
    assert {problem.severity for problem in readings[name].problems} <= {Severity.NOTICE}


def test_morning_as_csv_folder_is_the_same_event(readings: dict[str, Reading]) -> None:
    assert event_of(read(TABLES / "morning")) == event_of(readings["morning"])


def test_rows_with_an_unknown_code_build_no_sample(rows: dict[str, Sheets]) -> None:
    stranger: Row = {"a": "IOA", "b": "NOBODY", "rule": "same_item"}

    with pytest.raises(ValueError, match="NOBODY"):
        workbook({**rows["morning"], "KeepApart": [stranger]})


# --- countries -------------------------------------------------------------------------------------------------------


def test_member_states_number_193_by_group() -> None:
    groups = [country.group for country in member_states()]

    assert len({country.iso3 for country in member_states()}) == 193
    assert {group: groups.count(group) for group in set(groups)} == {
        "African": 54,
        "Asia-Pacific": 54,
        "Eastern European": 23,
        "Latin American and Caribbean": 33,
        "Western European and Others": 29,
    }


def test_signatories_are_known_delegations() -> None:
    assert len(signatories()) == 72
    assert {signatory.iso3 for signatory in signatories()} <= set(IN_TEXT)


# --- the facts of Hanoi ----------------------------------------------------------------------------------------------


def test_hanoi_has_its_dates_host_and_slots(hanoi: Event) -> None:
    settings = hanoi.settings

    assert (settings.start_date, settings.end_date) == (date(2025, 10, 25), date(2025, 10, 26))
    assert (settings.timezone, settings.host) == ("Asia/Ho_Chi_Minh", "VNM")
    assert hanoi.policy.side_event_starts == (time(9), time(12), time(13, 30))
    assert hanoi.programme_item["P03"].start == hanoi.at(settings.start_date, time(9))


def test_hanoi_counts_are_those_of_the_sources(hanoi: Event) -> None:
    statements = [entry for entry in hanoi.entries if hanoi.line[entry.line].kind == LineKind.STATEMENT]

    assert (len(hanoi.delegations), len(hanoi.side_events), len(statements)) == (119, 38, 71)
    assert {one.not_before.date() for one in hanoi.side_events if one.not_before} == {date(2025, 10, 26)}
    assert all(one.not_before for one in hanoi.side_events)


def test_hanoi_signings_are_the_72_on_their_days(hanoi: Event) -> None:
    signings = [entry for entry in hanoi.entries if hanoi.line[entry.line].kind == LineKind.SIGNING]
    second_day = {one.iso3 for one in signatories() if one.day == "2025-10-26"}

    assert {entry.delegation for entry in signings} == {one.iso3 for one in signatories()}
    assert len(signings) == 72
    assert {one.delegation for one in signings if hanoi.line[one.line].start.day == 26} == second_day
    assert second_day == {"MLI", "RWA", "SAU"}


def test_hanoi_host_signs_by_its_minister_with_full_powers(hanoi: Event) -> None:
    entry = hanoi.entry["SIGN/VNM"]

    assert hanoi.entrant(entry).name == "Gen. Luong Tam Quang"
    assert entry.full_powers == "verified"


def test_hanoi_gives_every_signatory_a_turn(hanoi: Event) -> None:
    rows = [row for row in plan_lines(hanoi, Plan()).rows if row.kind == ItemKind.SIGNING]

    assert (len(rows), [row.item for row in rows if not row.stands]) == (72, [])
    assert (rows[0].item, rows[0].position) == ("SIGN/VNM", 1)


# --- what is illustrative --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", SAMPLES)
def test_every_row_says_its_basis(name: str, rows: dict[str, Sheets]) -> None:
    for sheet, records in rows[name].items():
        assert {row.get("basis") for row in records} <= {FACT, ILLUSTRATIVE}, sheet


@pytest.mark.parametrize("name", SAMPLES)
def test_event_sheet_says_what_is_illustrative(name: str, rows: dict[str, Sheets]) -> None:
    notes = [str(row["value"]) for row in rows[name]["Event"] if row["setting"] == "note"]

    assert len(notes) == 1
    assert "illustrative" in notes[0].casefold()


def test_facts_have_a_source(rows: dict[str, Sheets]) -> None:
    facts = [row for records in rows["hanoi_2025"].values() for row in records if row["basis"] == FACT]

    assert len(facts) > 72
    assert [row for row in facts if "source" not in row] == []


def test_facts_with_invented_cells_say_which_these_are(rows: dict[str, Sheets]) -> None:
    """A signatory's arrival, the hour of a session, the pace of a line are invented in rows that state a fact."""
    sheets = ("Delegations", "Programme", "Lines", "Signings", "Statements")
    facts = [row for sheet in sheets for row in rows["hanoi_2025"][sheet] if row["basis"] == FACT]

    assert [row for row in facts if "Illustrative: " not in str(row["basis_note"])] == []


@pytest.mark.parametrize("name", ["high_level_week", "matchmaking_day", "morning"])
def test_other_samples_state_no_fact(name: str, rows: dict[str, Sheets]) -> None:
    assert {row["basis"] for records in rows[name].values() for row in records} == {ILLUSTRATIVE}


@pytest.mark.parametrize("name", REAL)
def test_people_of_real_states_are_offices_unless_sources_name_them(name: str, rows: dict[str, Sheets]) -> None:
    titles = [title for ranked in OFFICES.values() for title in ranked]
    invented = [row for row in rows[name]["People"] if row["basis"] != FACT and row["delegation"] in IN_TEXT]

    assert len(invented) > 200
    for row in invented:
        assert row["name"] in {titled(title, IN_TEXT[str(row["delegation"])]) for title in titles}
        assert "title" not in row


@pytest.mark.parametrize("name", REAL)
def test_real_states_are_neither_kept_apart_nor_shown_as_turned_down(name: str, rows: dict[str, Sheets]) -> None:
    apart = {row[side] for row in rows[name].get("KeepApart", []) for side in ("a", "b")}
    declined = {row["requester"] for row in rows[name]["Bilaterals"] if row["status"] == "declined"}

    assert not (apart | declined) & set(IN_TEXT)


@pytest.mark.parametrize("name", ["matchmaking_day", "morning"])
def test_delegations_of_small_samples_are_invented(name: str, readings: dict[str, Reading]) -> None:
    event = event_of(readings[name])

    assert not {delegation.code for delegation in event.delegations} & set(IN_TEXT)
    assert not {delegation.name for delegation in event.delegations} & {one.name for one in member_states()}


# --- size ------------------------------------------------------------------------------------------------------------


def test_morning_uses_every_sheet(rows: dict[str, Sheets]) -> None:
    assert tuple(rows["morning"]) == SHEET_ORDER


def test_week_has_all_member_states_and_2500_bilaterals(readings: dict[str, Reading]) -> None:
    event = event_of(readings["high_level_week"])
    booths = [room for room in event.rooms if "bilateral" in room.uses]

    assert {delegation.code for delegation in event.delegations} == {country.iso3 for country in member_states()}
    assert (len(event.bilaterals), len(booths), len(event.days)) == (2500, 40, 5)


def test_matchmaking_day_is_recognised_as_one(readings: dict[str, Reading]) -> None:
    event = event_of(readings["matchmaking_day"])

    found = recognised(event, build(event), ())

    assert found is not None
    assert (len(event.bilaterals), found.day.slots, max(found.day.tables)) == (44, 13, 6)


def test_hanoi_asks_for_more_side_events_than_it_has_places(hanoi: Event) -> None:
    rooms = [room for room in hanoi.rooms if "side_event" in room.uses]

    assert len(rooms) * len(hanoi.policy.side_event_starts) < len(hanoi.side_events)


def test_readme_tells_every_sample() -> None:
    text = (Path(HERE) / "README.md").read_text(encoding="utf-8")

    assert [name for name in SAMPLES if f"{name}.xlsx" not in text] == []

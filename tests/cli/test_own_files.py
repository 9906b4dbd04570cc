"""An organiser's own file goes through the commands that write one: theirs stays, what the format promises is there."""

from pathlib import Path

import openpyxl
import pytest

from planner.domain.plan import Effort
from planner.domain.scenario import Patch, Scenario
from planner.office.draft import adopted, open_file
from planner.scenarios.standing import Standing
from planner.scenarios.variant import variant
from planner.solver import solve
from planner.workbook.writer import workbook_bytes
from tests.cli.test_explaining import call
from tests.scenes.organiser_book import assert_kept, save_organiser_book
from tests.scenes.spreadsheet_program import converted
from tests.scenes.workbook_samples import save_xlsx

NOW = "2025-10-25 08:00"
ENTRY = "UID:1\r\nSUMMARY:Dentist\r\nDTSTART:20251026T090000Z\r\nDTEND:20251026T100000Z"
CALENDAR = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\n{ENTRY}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"


@pytest.fixture(scope="module", params=["as a program wrote it", "as LibreOffice saved it"])
def own(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Their file."""
    folder = tmp_path_factory.mktemp("own")
    path = save_organiser_book(folder / "own.xlsx")
    if request.param == "as a program wrote it":
        return path
    (folder / "office").mkdir()
    return converted(path, "xlsx:Calc MS Excel 2007 XML", folder / "office")


@pytest.fixture(scope="module")
def plan(own: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Their file, planned."""
    path = tmp_path_factory.mktemp("planned") / "plan.xlsx"
    done = call("solve", own, "--output", path, "--time-limit", "2")
    assert done.exit_code == 0, done.output
    return path


def test_solve_keeps_the_file(plan: Path) -> None:
    assert_kept(plan)


def test_replan_without_news_writes_the_same_file(plan: Path, tmp_path: Path) -> None:
    done = call("replan", plan, "--now", NOW, "--output", tmp_path / "new.xlsx")

    assert done.exit_code == 0, done.output
    assert (tmp_path / "new.xlsx").read_bytes() == plan.read_bytes()


def test_replan_with_news_keeps_the_file(plan: Path, tmp_path: Path) -> None:
    news = [["what", "who", "from", "to"], ["person_absent", "FRA-1", "2025-10-26 14:00", "2025-10-26 15:00"]]
    save_xlsx({"Changes": news}, tmp_path / "news.xlsx")
    words = ("--changes", tmp_path / "news.xlsx", "--now", NOW)

    done = call("replan", plan, *words, "--output", tmp_path / "new.xlsx")

    assert done.exit_code == 0, done.output
    assert_kept(tmp_path / "new.xlsx")
    absences = openpyxl.load_workbook(tmp_path / "new.xlsx")["Absences"]
    assert [row[0].value for row in absences] == ["who", "FRA-1", "FRA-1"]


def test_import_keeps_the_file(plan: Path, tmp_path: Path) -> None:
    (tmp_path / "jpn.ics").write_text(CALENDAR)

    done = call("import", plan, "--busy", tmp_path / "jpn.ics", "--who", "JPN", "--output", tmp_path / "new.xlsx")

    assert done.exit_code == 0, done.output
    assert_kept(tmp_path / "new.xlsx")
    assert openpyxl.load_workbook(tmp_path / "new.xlsx")["Absences"]["A3"].value == "JPN"


def test_what_suggest_applies_keeps_the_file(plan: Path, tmp_path: Path) -> None:
    done = call("suggest", plan, "B2", "--apply", "1", "--output", tmp_path / "new.xlsx")

    assert done.exit_code == 0, done.output
    assert_kept(tmp_path / "new.xlsx")


def test_the_cure_that_why_applies_keeps_the_file(own: Path, tmp_path: Path) -> None:
    done = call("why", own, "B1", "--apply", "1", "--output", tmp_path / "new.xlsx")

    assert done.exit_code == 0, done.output
    assert_kept(tmp_path / "new.xlsx")


def test_a_scenario_that_is_adopted_and_taken_away_keeps_the_file(plan: Path, tmp_path: Path) -> None:
    revision = open_file(plan)
    assert revision.workbook is not None
    scenario = Scenario("Longer", (Patch("Bilaterals", "B1", column="minutes", value="30"),))
    longer = variant(revision.workbook, scenario)
    assert longer.workbook is not None, longer.problems
    outcome = solve(longer.workbook.event, longer.workbook.dated_plan, Effort(time_limit=2, workers=1))

    made = adopted(revision, Standing(longer, outcome, "", None))

    assert made.workbook is not None
    (tmp_path / "new.xlsx").write_bytes(workbook_bytes(made.workbook))

    assert_kept(tmp_path / "new.xlsx")
    assert openpyxl.load_workbook(tmp_path / "new.xlsx")["Bilaterals"]["F2"].value == 30

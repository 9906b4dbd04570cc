"""The commands export and import, as they are typed."""

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from planner.cli.commands import app
from planner.cli.exporting import FORMATS
from planner.domain.event import Event
from planner.domain.plan import Plan
from planner.feeds.occasions import Agenda
from planner.workbook import Extras, read, write
from tests.feeds.test_importing import TALK, TIMES, calendar, schedule
from tests.scenes.feed_scenes import SAVED, agenda, leaks, workbook
from tests.scenes.workbook_samples import lines


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    write(workbook(), tmp_path / "plan.xlsx")
    return tmp_path / "plan.xlsx"


def call(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


# --- export ----------------------------------------------------------------------------------------------------------


def test_export_writes_every_format_and_names_them(plan: Path, tmp_path: Path) -> None:
    done = call("export", plan, "--output", tmp_path / "out", "--json")

    assert done.exit_code == 0
    assert json.loads(done.stdout)["written"] == [
        str(tmp_path / "out" / f"plan{ending}")
        for ending in (".xlsx", "-csv", "-tables", "-calendars", "-schedule.json", "-schedule.xml", "-programme")
    ]
    assert {path.name for path in (tmp_path / "out").iterdir()} == {
        Path(one).name for one in json.loads(done.stdout)["written"]
    }


@pytest.mark.parametrize("name", FORMATS)
def test_export_of_one_format_refuses_to_replace_and_replaces_with_force(name: str, plan: Path, tmp_path: Path) -> None:
    words = ("export", plan, "--output", tmp_path / "out", "--formats", name)
    assert call(*words).exit_code == 0

    refused, forced = call(*words), call(*words, "--force")

    assert (refused.exit_code, forced.exit_code) == (1, 0)
    assert "It exists already." in refused.stderr


def found_in(path: Path) -> tuple[Event, Plan | None, Extras]:
    found = read(path).workbook
    assert found is not None
    return found.event, found.plan, found.extras


def test_exported_workbook_reads_as_the_same_and_counts_on(plan: Path, tmp_path: Path) -> None:
    call("export", plan, "--output", tmp_path / "plain", "--formats", "xlsx")
    call("export", plan, "--output", tmp_path / "issued", "--formats", "xlsx,ics")
    call("export", tmp_path / "issued" / "plan.xlsx", "--output", tmp_path / "again", "--formats", "xlsx,ics")

    first, plain, issued, again = (
        found_in(path) for path in (plan, *(tmp_path / name / "plan.xlsx" for name in ("plain", "issued", "again")))
    )
    assert first == plain
    assert first[:1] == issued[:1]
    assert first[1] != issued[1]
    assert issued == again
    name = "plan-calendars/organiser.ics"
    assert (tmp_path / "issued" / name).read_bytes() == (tmp_path / "again" / name).read_bytes()


def test_public_files_hold_no_secrets(plan: Path, tmp_path: Path) -> None:
    call("export", plan, "--output", tmp_path / "out", "--formats", "frab-json,frab-xml,html,ics")

    out = tmp_path / "out"
    public = [*out.glob("*.json"), *out.glob("*.xml"), *(out / "plan-programme").iterdir()]
    public.append(out / "plan-calendars" / "public.ics")
    assert len(public) > 8
    for path in public:
        assert leaks(path.read_text(encoding="utf-8"), "France – Kenya", "Viet Nam – Japan", "FRA-1") == [], path


def test_export_without_a_plan_gives_what_needs_none(plan: Path, tmp_path: Path) -> None:
    bare = tmp_path / "bare.xlsx"
    found = read(plan).workbook
    assert found is not None
    write(type(found)(found.event), bare)

    done = call("export", bare, "--output", tmp_path / "out")
    refused = call("export", bare, "--output", tmp_path / "more", "--formats", "xlsx,ics")

    assert done.exit_code == 0
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"bare.xlsx", "bare-csv"}
    assert refused.exit_code == 1
    assert "The workbook has no plan in it." in refused.stderr
    assert not (tmp_path / "more").exists()


def test_force_removes_what_is_not_made_any_more_and_nothing_else(plan: Path, tmp_path: Path) -> None:
    words = ("export", plan, "--output", tmp_path / "out", "--formats", "ics", "--force")
    call(*words)
    rooms = tmp_path / "out" / "plan-calendars" / "rooms"
    (rooms / "GONE.ics").write_text("old")
    (rooms / "notes.txt").write_text("mine")

    call(*words)

    assert {path.name for path in rooms.iterdir()} == {"HALL.ics", "R1.ics", "R2.ics", "notes.txt"}


def test_folder_of_csv_files_is_exported_as_well(plan: Path, tmp_path: Path) -> None:
    call("export", plan, "--output", tmp_path, "--formats", "csv")

    done = call("export", tmp_path / "plan-csv", "--output", tmp_path / "out", "--formats", "ics,html")

    assert done.exit_code == 0, done.stderr
    assert [line for line in lines(read(tmp_path / "plan-csv")) if "not known" in line] == []


def test_agenda_of_what_does_not_say_its_age_takes_the_time_that_it_is_given() -> None:
    found = workbook()

    assert Agenda.of(type(found)(found.event, found.plan), SAVED).saved == SAVED
    assert agenda().saved == SAVED


# --- import ----------------------------------------------------------------------------------------------------------


def test_import_of_busy_times_writes_the_workbook_with_them(plan: Path, tmp_path: Path) -> None:
    (tmp_path / "fra.ics").write_bytes(calendar(TIMES))

    done = call(
        "import", plan, "--busy", tmp_path / "fra.ics", "--who", "fra", "--output", tmp_path / "new.xlsx", "--json"
    )

    assert done.exit_code == 0, done.stderr
    assert json.loads(done.stdout)["added"] == {"Absences": 1}
    before, after = read(plan).workbook, read(tmp_path / "new.xlsx").workbook
    assert before is not None
    assert after is not None
    assert [one.who for one in after.event.absences] == [*(one.who for one in before.event.absences), "FRA"]
    assert after.plan == before.plan


def test_import_of_sessions(plan: Path, tmp_path: Path) -> None:
    (tmp_path / "schedule.json").write_bytes(schedule(TALK))

    done = call("import", plan, "--frab", tmp_path / "schedule.json", "--output", tmp_path / "new.xlsx")

    assert done.exit_code == 0, done.stderr
    assert "Added: 1 row on Absences." in done.stdout


def foreign(folder: Path, *rows: tuple[str, ...]) -> Path:
    made = folder / "foreign"
    shutil.rmtree(made, ignore_errors=True)
    made.mkdir()
    (made / "Requests.csv").write_text("\n".join(",".join(row) for row in rows), encoding="utf-8")
    return made


def test_import_of_requests_guesses_writes_the_mapping_and_uses_it_again(plan: Path, tmp_path: Path) -> None:
    mapping = tmp_path / "mapping.json"
    rows = foreign(tmp_path, ("Applicant", "Somebody"), ("France", "Brazil"))
    words = ("import", plan, "--bilaterals", rows, "--mapping", mapping, "--output", tmp_path / "new.xlsx")

    asked = call(*words)
    told = json.loads(mapping.read_text())
    told["columns"]["counterpart"] = "Somebody"
    mapping.write_text(json.dumps(told))
    done = call(*words)

    assert asked.exit_code == 1
    assert "error Requests!A1: It is not clear which column is the counterpart." in asked.stderr
    assert str(mapping) in asked.stderr
    assert done.exit_code == 0, done.stderr
    assert "'Somebody' was taken as counterpart." in done.stdout
    after = read(tmp_path / "new.xlsx").workbook
    assert after is not None
    assert after.event.bilaterals[-1].counterpart == "BRA"


def test_import_with_an_error_writes_nothing_and_names_the_cell(plan: Path, tmp_path: Path) -> None:
    rows = foreign(tmp_path, ("From", "To", "Duration"), ("France", "Atlantis", "long"))

    done = call("import", plan, "--bilaterals", rows, "--output", tmp_path / "new.xlsx")

    assert done.exit_code == 1
    assert "error Requests!B2: " in done.stderr
    assert "error Requests!C2: " in done.stderr
    assert not (tmp_path / "new.xlsx").exists()


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        ((), 2, "There is nothing to import."),
        (("--busy", "fra.ics"), 2, "A calendar does not say whose it is."),
        (("--busy", "fra.ics", "--who", "JPM"), 1, "Did you mean JPN"),
        (("--busy", "fra.ics", "--who", "FRA"), 1, "The file cannot be opened: No such file or directory."),
        (("--bilaterals", "none.xlsx"), 1, "There is no such file."),
    ],
)
def test_import_that_cannot_be_done_says_why(
    words: tuple[str, ...], status: int, said: str, plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    done = call("import", plan, *words, "--output", "new.xlsx")

    assert done.exit_code == status
    assert said in done.stderr
    assert not Path("new.xlsx").exists()

"""An office is made where there is none, and whatever keeps it from being opened or written is said in a sentence."""

import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from planner.store import Damaged, Store, StoreRefusal, open_store
from planner.store.database import VARIABLE, default_file
from planner.store.migrating import NEWEST
from planner.store.tables import metadata
from tests.scenes.databases import engine_of
from tests.scenes.office_states import appended, long_sheet, sheet, step

AN_EVENT = """
    INSERT INTO event (id, name, created, head, changed, changed_by)
    VALUES ('abc', 'Hanoi', '2026-01-02 03:04:05.000000', 1, '2026-01-02 03:04:05.000000', 'Ann')
"""
ITS_FIRST_STEP = """
    INSERT INTO revision (event, number, kind, author, at, sentence)
    VALUES ('abc', 1, 'opened', 'Ann', '2026-01-02 03:04:05.000000', 'Ann opened it')
"""

OPEN = "import sys; from planner.store import open_store; open_store(sys.argv[1]).close()"


def refusal(address: str | Path) -> str:
    with pytest.raises(StoreRefusal) as refused:
        open_store(str(address))
    return f"{refused.value.sentence} {refused.value.cure}"


@contextmanager
def every_connection(pragma: str) -> Iterator[None]:
    """Says this to SQLite on every connection that is made meanwhile."""

    def say(connection: sqlite3.Connection, _: object) -> None:
        connection.execute(pragma)

    sa.event.listen(sa.Engine, "connect", say)
    try:
        yield
    finally:
        sa.event.remove(sa.Engine, "connect", say)


# --- where it is -----------------------------------------------------------------------------------------------------


def test_office_is_in_the_users_data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.delenv(VARIABLE, raising=False)

    store = open_store()
    store.create("Hanoi", step(sheet()))
    store.close()

    assert default_file().is_file()
    assert default_file().name == "office.db"
    if sys.platform == "linux":
        assert default_file() == tmp_path / "planner" / "office.db"
        assert stat.S_IMODE(default_file().stat().st_mode) == stat.S_IRUSR | stat.S_IWUSR


def test_office_is_where_the_environment_says(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, address)
    first = open_store()
    event = first.create("Hanoi", step(sheet())).event
    first.close()

    second = open_store(address)

    assert [one.id for one in second.events()] == [event]
    second.close()


@pytest.mark.parametrize(
    "address", ["mysql://root:secret@host/office", "postgresql+asyncpg://host/office", "sqlite://"]
)
def test_address_that_is_not_understood_is_refused(address: str) -> None:
    said = refusal(address)

    assert said.startswith("The address of the database is not understood.")
    assert "secret" not in said


def test_server_that_is_not_there_is_named_without_its_password() -> None:
    said = refusal("postgresql://office:secret@127.0.0.1:1/office")

    assert said.startswith("The database postgresql+psycopg://office:***@127.0.0.1:1/office cannot be reached.")
    assert "secret" not in said


# --- what it is made of ----------------------------------------------------------------------------------------------


def test_steps_lead_to_the_tables_that_the_program_knows(store: Store, address: str) -> None:
    engine = engine_of(address)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection)

        assert context.get_current_revision() == NEWEST
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def test_newest_step_is_the_last_one() -> None:
    config = Config()
    config.set_main_option("script_location", "planner.store:migrations")

    assert ScriptDirectory.from_config(config).get_current_head() == NEWEST


def test_office_of_an_older_planner_is_brought_up_to_date(address: str) -> None:
    engine, config = engine_of(address), Config()
    config.set_main_option("script_location", "planner.store:migrations")
    if engine.dialect.name == "sqlite":
        Path(address).touch()
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        connection.execute(sa.text(AN_EVENT))
        connection.execute(sa.text(ITS_FIRST_STEP))
    engine.dispose()

    with open_store(address) as store:
        (event,) = store.events()
        assert (event.name, store.history(event.id)[0].sentence) == ("Hanoi", "Ann opened it")
        assert not store.revision(event.id, 1).compacted
        assert appended(store, event.id, step(sheet("Rooms"))).number == 2


def test_opening_again_changes_nothing(store: Store, address: str) -> None:
    event = store.create("Hanoi", step(sheet("Rooms", "Blue"))).event

    again = open_store(address)

    assert again.read(event, 1) == (sheet("Rooms", "Blue"),)
    again.close()


def test_programs_that_start_at_once_make_one_office(address: str) -> None:
    programs = [subprocess.Popen([sys.executable, "-c", OPEN, address], stderr=subprocess.PIPE) for _ in range(4)]

    complaints = [program.communicate(timeout=600)[1] for program in programs]

    assert complaints == [b""] * 4
    store = open_store(address)
    assert store.events() == ()
    assert store.verify() == ()
    store.close()


def test_office_of_a_newer_planner_is_left_alone(store: Store, address: str) -> None:
    engine = engine_of(address)
    with engine.begin() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()

    said = refusal(address)

    assert "was kept by a newer planner" in said
    assert said.endswith("Install the newer planner, or name another database.")


# --- what may be in the way ------------------------------------------------------------------------------------------


def test_place_that_is_no_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")

    said = refusal(tmp_path / "file" / "office.db")

    assert said.startswith(f"The office cannot be kept in {tmp_path / 'file' / 'office.db'}: ")
    assert said.endswith("Make the place writable, or name another file with PLANNER_DATABASE.")


@pytest.mark.skipif(not Path("/sys/kernel").is_dir(), reason="only Linux has a folder that not even root may write to")
def test_folder_that_nobody_may_write_to_is_refused() -> None:
    assert refusal("/sys/kernel/office.db").startswith("The office cannot be kept in /sys/kernel/office.db: ")


def test_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "office.db"
    file.write_bytes(b"PK\3\4 a workbook, by mistake" * 100)

    assert refusal(file) == (
        f"{file} is not a database of the planner. "
        "Move its files to another place, then bring back the last backup: planner restore FILE."
    )
    assert file.read_bytes() == b"PK\3\4 a workbook, by mistake" * 100


def test_full_disk_is_said_and_nothing_is_lost(tmp_path: Path) -> None:
    file = tmp_path / "office.db"
    event = open_store(str(file)).create("Hanoi", step(sheet())).event
    with every_connection("PRAGMA max_page_count = 60"):
        store = open_store(str(file))
        with pytest.raises(StoreRefusal, match=r"The disk is full: nothing more can be kept in .*office.db"):
            store.append(event, 1, step(sheet(), original=bytes(1_000_000)))

        assert store.event(event).head == 1
        assert isinstance(appended(store, event, step(sheet("Rooms"))).number, int)
        assert store.verify(thorough=True) == ()


def test_database_that_may_not_be_written_is_said(tmp_path: Path) -> None:
    file = tmp_path / "office.db"
    event = open_store(str(file)).create("Hanoi", step(sheet())).event
    with every_connection("PRAGMA query_only = ON"):
        store = open_store(str(file))

        assert store.read(event, 1) == (sheet(),)
        with pytest.raises(StoreRefusal, match=r"Nothing may be written to .*office.db"):
            store.append(event, 1, step(sheet("Rooms")))


def test_program_that_holds_the_database_is_not_waited_for_without_end(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("planner.store.database.PATIENCE", 0.3)
    engine = engine_of(address)
    with open_store(address) as store:
        event = store.create("Hanoi", step(sheet())).event
        with engine.begin() as connection:
            connection.execute(sa.text("UPDATE event SET name = 'Geneva'"))
            with pytest.raises(StoreRefusal, match=r"Another program has been writing to .* for long"):
                store.append(event, 1, step(sheet("Rooms")))

        assert store.event(event).head == 1
        assert appended(store, event, step(sheet("Rooms"))).number == 2
    engine.dispose()


# --- damage ----------------------------------------------------------------------------------------------------------


def test_sound_office_has_no_damage(store: Store) -> None:
    event = store.create("Hanoi", step(long_sheet(), original=b"file")).event
    appended(store, event, step(long_sheet(r3="changed")))

    assert store.verify() == ()
    assert store.verify(thorough=True) == ()


def test_sheet_that_is_not_as_it_was_stored_is_found(store: Store, address: str) -> None:
    event = store.create("Hanoi", step(long_sheet())).event
    appended(store, event, step(long_sheet(r3="changed")))
    appended(store, event, step(sheet("Rooms")))
    changed = appended(store, event, step(long_sheet()))
    engine = engine_of(address)
    with engine.begin() as connection:
        connection.execute(sa.text("UPDATE sheet SET data = :x WHERE base IS NOT NULL"), {"x": b"not compressed"})
    engine.dispose()

    assert store.verify() == ()
    assert store.read(event, changed.number) == (long_sheet(),)
    (damage,) = store.verify(thorough=True)
    assert damage.sentence == "Bilaterals in Hanoi, as it stood at step 2, is not as it was stored."
    with pytest.raises(Damaged):
        store.read(event, 2)


def test_file_and_steps_that_are_not_as_they_were_stored_are_found(store: Store, address: str) -> None:
    event = store.create("Hanoi", step(sheet(), original=b"file")).event
    engine = engine_of(address)
    with engine.begin() as connection:
        connection.execute(sa.text("UPDATE original SET data = :x"), {"x": b"other"})
        connection.execute(sa.text("UPDATE event SET head = 2"))
    engine.dispose()

    assert [damage.sentence for damage in store.verify()] == [
        "Steps of the history of Hanoi are missing.",
        "A file that came into Hanoi is not as it was stored.",
    ]
    with pytest.raises(Damaged):
        store.original(event, str(store.revision(event, 1).original))


def test_damaged_pages_are_found(tmp_path: Path) -> None:
    file = tmp_path / "office.db"
    store = open_store(str(file))
    store.create("Hanoi", step(sheet(), original=bytes(range(256)) * 4000))
    store.close()
    pages = bytearray(file.read_bytes())
    pages[4096:-4096] = b"\xff" * (len(pages) - 8192)  # the first page stays, which says that it is a database
    file.write_bytes(pages)

    with pytest.raises(Damaged, match=r"The database .*office.db is damaged"):
        open_store(str(file))


def test_damaged_page_of_a_table_is_found_when_the_program_starts(tmp_path: Path) -> None:
    file = tmp_path / "office.db"
    store = open_store(str(file))
    store.create("Hanoi", step(sheet(), original=bytes(range(256)) * 4000))
    store.close()
    pages = bytearray(file.read_bytes())
    pages[-5 * 4096 :] = b"\xff" * 5 * 4096
    file.write_bytes(pages)

    (damage,) = open_store(str(file)).verify()

    assert "damaged" in damage.sentence
    assert damage.cure.endswith("planner restore FILE.")

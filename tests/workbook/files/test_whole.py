"""Files and sets of files are whole or old, whenever their writer is killed; modes and links stay what they were."""

import os
import signal
import stat
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.workbook.files.whole import SET, recover, within, write_file, write_folder, write_set, write_whole

OLD, NEW = b"yesterday", b"today"
NAMES = [f"{folder}{number}.txt" for folder in ("", "inner/") for number in range(40)]


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


# --- killed ----------------------------------------------------------------------------------------------------------

WRITER = f"""
import sys
from pathlib import Path
from planner.workbook.files.whole import write_set
names = {NAMES!r}
sys.stdout.write("ready")
sys.stdout.flush()
while True:
    for content, more, gone in ((b"today" * 2000, ["new.txt"], ["old.txt"]), (b"yesterday", ["old.txt"], ["new.txt"])):
        write_set(Path(sys.argv[1]), {{name: content for name in (*names, *more)}}, gone=gone)
"""


@pytest.mark.parametrize("seed", range(4))
def test_set_is_whole_after_the_next_run_however_its_writer_was_killed(tmp_path: Path, seed: int) -> None:
    random = Random(seed)
    for _ in range(6):
        with subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path)], stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            assert process.stdout.read(5) == b"ready"
            with pytest.raises(subprocess.TimeoutExpired):
                process.wait(random.uniform(0.0, 0.15))
            process.kill()
        assert process.returncode == -signal.SIGKILL

        recover(tmp_path)

        found = contents(tmp_path)
        assert set(found) in (set(), {*NAMES, "new.txt"}, {*NAMES, "old.txt"})
        assert len(set(found.values())) <= 1
        assert list(tmp_path.glob(".*")) == []


KILLED_AFTER = """
import os, sys
from pathlib import Path
from planner.workbook.files import whole
left = int(sys.argv[2])
def counted(event, args):
    global left
    if event in ("open", "os.rename", "os.remove", "os.rmdir", "os.mkdir", "shutil.rmtree"):
        left -= sys.argv[1] in str(args)
        if left < 0:
            os.kill(os.getpid(), 9)
sys.addaudithook(counted)
whole.write_set(Path(sys.argv[1]), {"a.txt": b"today", "b.txt": b"today", "in/c.txt": b"today"}, gone=["d.txt"])
"""


@pytest.mark.parametrize("steps", range(0, 30, 2))
def test_set_is_old_or_new_after_a_kill_at_any_step(tmp_path: Path, steps: int) -> None:
    old = {"a.txt": OLD, "b.txt": OLD, "d.txt": OLD, "in/c.txt": OLD, "own.txt": b"not ours"}
    for name, content in old.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)

    subprocess.run([sys.executable, "-c", KILLED_AFTER, str(tmp_path), str(steps)], check=False)
    recover(tmp_path)

    new = {"a.txt": NEW, "b.txt": NEW, "in/c.txt": NEW, "own.txt": b"not ours"}
    assert contents(tmp_path) in (old, new)


def test_part_of_a_dead_run_is_removed_by_the_next_and_that_of_a_living_one_is_not(tmp_path: Path) -> None:
    dead, other = tmp_path / ".plan.xlsx.4711.part", tmp_path / ".plan.xlsy.4711.part"
    dead.write_bytes(b"half")
    other.write_bytes(b"half")
    holder = "import sys; from pathlib import Path; from planner.workbook.files.holding import held\n"
    holder += "with held(Path(sys.argv[1]), 0o600): sys.stdout.write('held'); sys.stdout.flush(); sys.stdin.read()"
    living = tmp_path / ".plan.xlsx.4712.part"
    words = [sys.executable, "-c", holder, str(living)]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.read(4) == b"held"
        write_whole(tmp_path / "plan.xlsx", NEW)
        found = {path.name for path in tmp_path.iterdir()}
        process.communicate()

    assert found == {living.name, other.name, "plan.xlsx"}


def test_folder_with_nothing_but_the_rest_of_a_dead_run_counts_as_empty(tmp_path: Path) -> None:
    staging = tmp_path / f"{SET}abc.part"
    staging.mkdir()
    (staging / "0").write_bytes(b"half")

    write_folder(tmp_path, {"a.txt": NEW})

    assert contents(tmp_path) == {"a.txt": NEW}


@pytest.mark.parametrize("name", ["../a.txt", "/etc/a.txt", "in/../../a.txt"])
def test_journal_that_leads_out_of_its_folder_is_refused(name: str) -> None:
    with pytest.raises(PermissionError):
        within(name)


@given(
    before=st.dictionaries(st.sampled_from("abcdef"), st.binary(max_size=4), max_size=6),
    after=st.dictionaries(st.sampled_from("abcdef"), st.binary(max_size=4), min_size=1, max_size=6),
)
def test_folder_holds_what_was_written_last(
    tmp_path_factory: pytest.TempPathFactory, before: dict[str, bytes], after: dict[str, bytes]
) -> None:
    folder = tmp_path_factory.mktemp("set")

    for files in (before, after):
        write_folder(folder, {f"{name}.txt": content for name, content in files.items()}, force=True)

    assert contents(folder) == {f"{name}.txt": content for name, content in after.items()} | (
        {} if after else {f"{name}.txt": content for name, content in before.items()}
    )


# --- modes and links -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kept", [0o600, 0o640, 0o664])
def test_file_keeps_its_mode(tmp_path: Path, kept: int) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(OLD)
    path.chmod(kept)

    write_file(path, NEW, force=True)
    write_set(tmp_path, {"plan.xlsx": NEW})

    assert (path.read_bytes(), mode(path)) == (NEW, kept)


@pytest.mark.parametrize(("source", "made"), [(0o600, 0o600), (0o640, 0o640), (0o444, 0o644), (0o777, 0o644)])
def test_new_file_is_for_no_more_people_than_what_it_was_made_from(tmp_path: Path, source: int, made: int) -> None:
    like = tmp_path / "event.xlsx"
    like.write_bytes(OLD)
    like.chmod(source)
    before = os.umask(0o022)
    try:
        write_file(tmp_path / "plan.xlsx", NEW, like=like)
        write_set(tmp_path / "out", {"plan.xlsx": NEW}, like=like)
    finally:
        os.umask(before)

    assert mode(tmp_path / "plan.xlsx") == made
    assert mode(tmp_path / "out" / "plan.xlsx") == made


def test_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared" / "plan.xlsx").write_bytes(OLD)
    (tmp_path / "plan.xlsx").symlink_to("shared/plan.xlsx")
    (tmp_path / "next.xlsx").symlink_to("shared/next.xlsx")

    write_file(tmp_path / "plan.xlsx", NEW, force=True)
    write_file(tmp_path / "next.xlsx", NEW)

    assert (tmp_path / "plan.xlsx").is_symlink()
    assert contents(tmp_path / "shared") == {"plan.xlsx": NEW, "next.xlsx": NEW}


def test_link_among_the_files_of_a_set_is_refused_in_words_and_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(OLD)
    (tmp_path / "b.txt").symlink_to("elsewhere.txt")

    with pytest.raises(OSError, match=r"b\.txt is a link; remove it first"):
        write_set(tmp_path, {"a.txt": NEW, "b.txt": NEW})

    assert (tmp_path / "a.txt").read_bytes() == OLD
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt", "b.txt"]

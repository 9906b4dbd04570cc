"""Work in the background tells how far it is, can be stopped one by one, and ends with the program or before."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from multiprocessing import active_children
from pathlib import Path
from time import monotonic, sleep

import pytest

from planner.background import Background, Pool, Processes, Refused, Threads

PATIENCE = 600.0
LOST = "Its process was lost."


def counting(most: int, tell: Callable[[int], None], halted: Callable[[], bool]) -> tuple[int, int]:
    """Counts until it is enough or somebody wants no more; how far it came, and in which process."""
    for number in range(1, most + 1):
        tell(number)
        if halted():
            return number, os.getpid()
        sleep(0.005 if number < most else 0.0)
    return most, os.getpid()


def refusing(_: Callable[[int], None], __: Callable[[], bool]) -> int:
    raise Refused("There is no room.")


def falling(*_: object) -> int:
    os.kill(os.getpid(), signal.SIGKILL)
    return 0


ENDLESS = partial(counting, 1_000_000)


@pytest.fixture(params=["processes", "threads"])
def pool(request: pytest.FixtureRequest) -> Iterator[Pool]:
    if request.param == "threads":
        yield Threads()
    else:
        with Processes(1) as processes:
            yield processes


def begun(work: Callable[..., object], pool: Pool | None) -> Background[int, object]:
    background: Background[int, object] = Background(work, LOST, pool)
    background.start()
    return background


def until_told(background: Background[int, object]) -> None:
    began = monotonic()
    while not background.progress():
        assert monotonic() - began < PATIENCE
        sleep(0.01)


def test_work_tells_its_steps_and_gives_its_result(pool: Pool) -> None:
    background = begun(partial(counting, 3), pool)
    background.join(PATIENCE)

    assert not background.running
    assert background.progress() == (1, 2, 3)
    assert isinstance(background.found, tuple)
    assert (background.found[0], background.error) == (3, None)


def test_work_that_is_stopped_gives_what_it_has(pool: Pool) -> None:
    background = begun(ENDLESS, pool)
    until_told(background)
    assert background.running
    assert (background.found, background.error) == (None, None)

    background.stop()
    background.join(PATIENCE)

    assert background.stopping
    assert isinstance(background.found, tuple)
    assert 1 <= background.found[0] < 1_000_000


def test_refusal_is_a_sentence(pool: Pool) -> None:
    background = begun(refusing, pool)
    background.join(PATIENCE)

    assert (background.found, background.error, background.running) == (None, "There is no room.", False)


def test_one_work_of_a_pool_is_stopped_and_the_next_has_its_process() -> None:
    with Processes(1) as pool:
        first, second, third = begun(ENDLESS, pool), begun(partial(counting, 2), pool), begun(ENDLESS, pool)
        assert third.withdraw()
        first.stop()
        second.join(PATIENCE)

        assert isinstance(first.found, tuple)
        assert isinstance(second.found, tuple)
        assert second.found == (2, first.found[1])
        assert (third.running, third.found, third.error) == (False, None, None)
        assert not first.withdraw()


def test_work_stopped_before_its_process_is_there_hears_it() -> None:
    background = begun(ENDLESS, None)
    background.stop()
    background.join(PATIENCE)

    assert isinstance(background.found, tuple)


def test_fallen_process_takes_no_other_work_with_it() -> None:
    with Processes(1) as pool:
        fallen, next_one = begun(falling, pool), begun(partial(counting, 2), pool)
        next_one.join(PATIENCE)

        assert (fallen.found, fallen.error) == (None, LOST)
        assert isinstance(next_one.found, tuple)


def test_pool_that_is_left_ends_what_runs_and_leaves_no_process() -> None:
    before = {*active_children()}
    with Processes(2) as pool:
        running = begun(ENDLESS, pool)
        until_told(running)

    assert isinstance(running.found, tuple)
    assert not {*active_children()} - before


def test_work_that_cannot_travel_is_an_error_of_whoever_starts_it() -> None:
    with Processes(1) as pool, pytest.raises(Exception, match="lambda"):
        begun(lambda *_: 0, pool)


def test_defect_in_a_thread_is_raised_where_its_end_is_asked_for() -> None:
    background = begun(lambda *_: 1 // 0, Threads())
    background.join(PATIENCE)

    with pytest.raises(ZeroDivisionError):
        _ = background.error


ENDING = """
from functools import partial
from planner.background import Background
from tests.test_background import ENDLESS, LOST
from time import sleep

if __name__ == "__main__":
    background = Background(ENDLESS, LOST)
    background.start()
    while {waits} and not background.progress():
        sleep(0.01)
    print("the end")
"""


@pytest.mark.parametrize("waits", [False, True])
def test_program_that_ends_waits_for_no_work_and_says_nothing(tmp_path, waits: bool) -> None:
    script = tmp_path / "ending.py"
    script.write_text(ENDING.format(waits=waits))

    here = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}  # where the work lies that it begins
    done = subprocess.run(
        [sys.executable, script], capture_output=True, text=True, timeout=PATIENCE, check=False, env=here
    )

    assert (done.returncode, done.stdout, done.stderr) == (0, "the end\n", "")

"""Works that are asked for on the pages: they wait where the machine is full, can be stopped, outlive their server."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from planner.domain.vocabulary import IncidentKind
from planner.office.draft import applied
from planner.office.jobs import pools
from planner.store import Answer, JobState
from planner.ui import state
from tests.scenes.builders import at, bilateral, delegation, event, placed, plan, room
from tests.scenes.desk_works import ended, under_way
from tests.ui.test_pages import ROOT, choose_sample, click, desk_of, said, turned, visit
from tests.ui.test_today import tell

MORNING = ROOT / "tests" / "papers" / "golden" / "morning.xlsx"
"""A small event with a plan."""


def propose(app: AppTest) -> AppTest:
    turned(app, "today").text_input(key=state.NOW).set_value("2026-05-12 09:20").run()
    return click(tell(app, IncidentKind.PERSON_LATE, who="DLM-1", to="2026-05-12 09:50"), "Propose")


def compare(app: AppTest) -> AppTest:
    return click(click(turned(app, "scenarios"), "Add the scenario"), "Compare")


ASKS: dict[str, Callable[[AppTest], AppTest]] = {
    "replan": propose,
    "scenarios": compare,
    "simulate": lambda app: click(turned(app, "robustness"), "Play the plan through"),
    "papers": lambda app: click(turned(app, "papers"), "Set the papers"),
    "export": lambda app: click(turned(app, "exchange"), "Make the files"),
    "why": lambda app: turned(app, "why_and_where"),
}
"""By kind of work, how it is asked for on its page."""


@pytest.fixture
def full(monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """The desk with the event, on a machine that has no place for any work."""
    monkeypatch.setattr(pools, "PLACES", 0)
    app = visit()
    turned(app, "events").file_uploader[0].upload("morning.xlsx", MORNING.read_bytes()).run()
    return app


def bars(app: AppTest) -> list[str]:
    return [bar.proto.text for bar in app.get("progress")]


@pytest.mark.parametrize("kind", ASKS)
def test_work_waits_where_the_machine_is_full_and_can_be_stopped(full: AppTest, kind: str) -> None:
    ASKS[kind](full)

    assert {job.kind for job in under_way(full)} == ({kind, "suggest"} if kind == "why" else {kind})
    assert all("waiting for a place" in said_there for said_there in bars(full))
    assert bars(full)
    while under_way(full):
        click(full, "Stop")
    assert "It was stopped before it" in said(full)
    assert not bars(full)


def test_works_that_wait_are_done_by_the_next_server(full: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    propose(full)
    ASKS["papers"](full)
    asked = [job.id for job in under_way(full)]
    state.desks().close()
    state.desks.clear()
    monkeypatch.setattr(pools, "PLACES", 2)

    ended(turned(full, "papers"))

    assert [state.desks().office.store.jobs.job(id_).state for id_ in asked] == [JobState.DONE] * 2
    assert "Download all" in [button.label for button in full.download_button]
    assert "Accept" in [button.label for button in turned(full, "today").button]


def test_plan_anew_that_gives_up_what_was_announced_is_looked_at_before_it_is_taken() -> None:
    """There is time for one of two meetings, and the plan has the one that is worth less."""
    scene = event(
        *(delegation(code) for code in ("BRA", "CHL", "FRA", "JPN")),
        room(),
        bilateral("B1", "FRA", "JPN", priority=5, minutes=30, not_after="09:30"),
        bilateral("B2", "BRA", "CHL", priority=1, minutes=30, not_after="09:30"),
        day_start=at("09:00").time(),
        day_end=at("09:30").time(),
    )
    app = choose_sample(visit(), "morning")
    before = desk_of(app)
    assert before.push(
        applied(before.current, scene, plan(scene, placed(scene, "B2", "09:00", room="R1")), "One stands")
    )
    turned(app, "solve").number_input(key=state.LIMIT).set_value(2)

    ended(click(app, "Plan anew"))

    assert "A new plan waits for an answer" in said(app)
    assert "Of the plan before: " in said(app)
    assert {"Lost: 1 item", "Won: 1 item"} <= {one.label for one in app.expander}
    assert desk_of(app).opened.number == 2
    click(app, "Put it in place")
    assert desk_of(app).opened.number == 3
    taken = desk_of(app).current.workbook
    assert taken is not None
    assert taken.plan is not None
    assert [row.item for row in taken.plan.standing] == ["B1"]
    job = desk_of(app).solve_job
    assert job is not None
    assert job.answer == Answer.TAKEN

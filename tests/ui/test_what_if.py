"""The desk plays a plan through and compares scenarios."""

from streamlit.testing.v1 import AppTest

from planner.domain.plan import Plan
from planner.domain.uncertainty import DEFAULTS
from planner.office.jobs.chances import robustness_read
from planner.simulate import simulate
from planner.ui import state
from planner.workbook.reading.scenarios import read_scenarios
from tests.scenes.desk_works import ended
from tests.ui.test_pages import click, desk_of, open_planned, page, said, turned

__all__ = ["page"]  # a fixture

# --- robustness ------------------------------------------------------------------------------------------------------


def test_plan_is_played_through_and_what_was_found_grows_old_with_an_edit(page: AppTest) -> None:
    open_planned(page)
    assert "which are not measured" in said(turned(page, "robustness"))
    page.number_input(key=state.RUNS).set_value(300)

    ended(click(page, "Play the plan through"))

    job, workbook = desk_of(page).latest(("simulate",)), desk_of(page).current.workbook
    assert job is not None
    assert job.result is not None
    assert workbook is not None
    found = robustness_read(job.result, workbook.event)
    assert found == simulate(workbook.event, workbook.plan or Plan(), runs=300, seed=0)
    assert [metric.label for metric in page.metric] == ["On time", "Sure", "Doubtful", "More likely late"]
    assert page.metric[0].value == f"{found.score:.0%}"
    assert [*page.dataframe[0].value["Item"]] == [one.item for one in found.weakest]
    assert found.links[0].target in {one.item for one in found.items}
    assert "has changed since" not in said(page)

    click(page, "Change them")
    assert page.selectbox(key=state.SHEET).value == "uncertainty"
    workbook = desk_of(page).current.workbook
    assert workbook is not None
    assert workbook.event.uncertainties == DEFAULTS
    assert "has changed since" in said(turned(page, "robustness"))
    assert f"{len(DEFAULTS)} rows of the sheet Uncertainty" in said(page)
    assert ended(click(page, "Play the plan through")).metric[0].value == f"{found.score:.0%}"


def test_scenario_is_made_compared_adopted_and_undone(page: AppTest) -> None:
    turned(page, "scenarios").selectbox[1].set_value("GREEN")
    click(page, "Add the scenario")
    assert "rows that cannot be without a removed one go with it" in said(page)
    page.number_input(key=state.SCENARIO_LIMIT).set_value(1)
    click(page, "Sweep")
    before = desk_of(page).current.workbook

    ended(click(page, "Compare"))

    assert page.dataframe, said(page)
    names = ["As it is", "Without Green Room", *(f"rooms bilateral = {n}" for n in range(1, 5))]
    assert list(page.dataframe[0].value["Scenario"]) == names
    adopting = next(box for box in page.selectbox if box.label == "Make it the event")
    adopting.set_value("Without Green Room").run()
    click(page, "Adopt")
    adopted = desk_of(page).current
    assert adopted.step == "Adopted the scenario Without Green Room"
    assert adopted.workbook is not None
    assert "GREEN" not in adopted.workbook.event.room
    assert (adopted.breaches, adopted.proof is not None) == ((), True)
    assert "The workbook has changed since" in said(page)
    click(page, "Undo")
    assert desk_of(page).current.workbook is before


def test_rule_gets_another_value_by_a_form_and_a_wrong_one_is_named(page: AppTest) -> None:
    turned(page, "scenarios").selectbox[0].set_value("A rule of the policy has another value").run()
    page.selectbox[1].set_value("person_gap")

    page.text_input[0].set_value("many")
    click(page, "Add the scenario")
    assert "is not a whole number" in said(page)
    page.text_input[0].set_value("25")
    click(page, "Add the scenario")

    assert scenarios_of(page) == ["person_gap is 25"]
    assert desk_of(page).undoes == "Scenario added: person_gap is 25"
    click(page, "Leave out")
    assert scenarios_of(page) == []


def scenarios_of(app: AppTest) -> list[str]:
    """The names of the scenarios that stand in the event."""
    current = desk_of(app).current
    assert current.workbook is not None
    scenarios, problems = read_scenarios(current.source, current.workbook.event.zone)
    assert problems == ()
    return [one.name for one in scenarios]

"""What somebody finds who comes to the desk for the first time, and what others find later."""

from concurrent.futures import ThreadPoolExecutor
from time import monotonic, sleep

from streamlit.testing.v1 import AppTest

from planner.ui import state
from planner.ui.serving.door import SCRIPT
from tests.scenes.desk_browser import HANOI_NAME
from tests.ui.test_pages import PATIENCE, click, turned


def come() -> AppTest:
    """A plain visit, at the address that the desk prints when it starts."""
    app = AppTest.from_file(str(SCRIPT), default_timeout=PATIENCE).run()
    assert not app.exception
    return app


def names() -> list[str]:
    return [event.name for event in state.desks().office.store.events(archived=None)]


def test_first_visit_opens_a_copy_of_the_sample_and_later_ones_the_events() -> None:
    first = come()

    assert first.title[0].value == HANOI_NAME
    assert "event" in first.query_params
    assert names() == [HANOI_NAME]
    assert turned(first, "events").title[0].value == "Events"
    assert come().title[0].value == "Events"

    state.desks().office.store.archive(first.session_state["event"])
    assert come().title[0].value == "Events"
    assert names() == [HANOI_NAME]


def test_whoever_deletes_the_last_event_stays_at_the_events() -> None:
    app = turned(come(), "events")
    state.desks().office.store.delete(app.session_state["event"])

    app.run()

    assert not app.exception
    assert "There is no event yet: open a sample or a workbook." in [info.value for info in app.info]
    assert click(app, "Open the sample").title[0].value == HANOI_NAME
    assert names() == [HANOI_NAME]


def test_address_of_an_event_that_is_gone_begins_nothing() -> None:
    app = AppTest.from_file(str(SCRIPT), default_timeout=PATIENCE)
    app.query_params["event"] = "gone"

    app.run()

    assert app.title[0].value == "Events"
    assert names() == []


def test_of_many_who_come_first_at_once_one_begins() -> None:
    desks = state.desks()
    with ThreadPoolExecutor(8) as people:
        begun = list(people.map(lambda _: desks.begin(), range(8)))

    assert len([desk for desk in begun if desk is not None]) == 1
    assert names() == [HANOI_NAME]


def another_server() -> None:
    state.desks().close()
    state.desks.clear()


def test_list_says_of_all_events_when_they_are_and_how_they_stand() -> None:
    key = come().session_state["event"]
    another_server()

    app, deadline = visit_events(), monotonic() + PATIENCE
    while "Being looked at" in "".join(caption.value for caption in app.caption):
        assert monotonic() < deadline
        sleep(0.1)
        app.run()

    another_server()
    assert "25 October 2025 to 26 October 2025" in [caption.value for caption in visit_events().caption]
    assert state.desks().office.at_hand(key) is None


def visit_events() -> AppTest:
    """The list of events, of which none is open."""
    app = come()
    assert app.title[0].value == "Events"
    return app

"""What a page asks for by a timer beside a click on another page, on Streamlit's own requests."""

from types import SimpleNamespace

import pytest
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.scriptrunner_utils.script_requests import RerunData, ScriptRequests

from planner.ui.serving import clicks

SHOWN = "shown"


def session(requests: ScriptRequests | None) -> SimpleNamespace:
    """What is looked at of a session; `requests` are those of its run, where one goes on."""
    return SimpleNamespace(_scriptrunner=requests and SimpleNamespace(_requests=requests))


def waiting(*data: RerunData) -> ScriptRequests:
    requests = ScriptRequests()
    for one in data:
        requests.request_rerun(one)
    return requests


WHOLE, PART = RerunData(page_script_hash="next"), RerunData(page_script_hash=SHOWN, fragment_id="presence")


@pytest.mark.parametrize(
    ("requests", "asked", "heard"),
    [
        (None, ClientState(page_script_hash=SHOWN, is_auto_rerun=True), True),
        (None, None, True),
        (waiting(), ClientState(page_script_hash=SHOWN, is_auto_rerun=True), True),
        (waiting(PART), ClientState(page_script_hash=SHOWN, is_auto_rerun=True), True),
        (waiting(WHOLE), ClientState(page_script_hash=SHOWN, is_auto_rerun=True), False),
        (waiting(PART, WHOLE), ClientState(page_script_hash=SHOWN, is_auto_rerun=True), False),
        (waiting(WHOLE), ClientState(page_script_hash=SHOWN), True),
    ],
)
def test_timer_is_not_heard_while_a_whole_page_waits_to_be_drawn(
    requests: ScriptRequests | None, asked: ClientState | None, heard: bool
) -> None:
    told: list[ClientState | None] = []

    clicks.heeding(lambda _, state: told.append(state))(session(requests), asked)  # type: ignore[arg-type]

    assert told == ([asked] if heard else [])


def test_sessions_heed_clicks_once() -> None:
    clicks.heed_clicks()
    heeding = AppSession.request_rerun
    clicks.heed_clicks()

    assert AppSession.request_rerun is heeding
    assert heeding.__wrapped__.__qualname__ == "AppSession.request_rerun"  # type: ignore[attr-defined]

"""A click on the name of a page leads there, whatever the page that is left still asks for by itself.

What a page asks for by a timer goes to the server with the name of that page. Streamlit merges it into a whole page
that is asked for and not begun, and draws the page of the timer then: the click is lost. Here it is dropped in that
while, in which nothing is missed: the whole page draws all that a timer could ask for.
"""

from collections.abc import Callable
from functools import wraps

from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.scriptrunner_utils.script_requests import ScriptRequestType

Request = Callable[[AppSession, ClientState | None], None]


def heed_clicks() -> None:
    """Has all sessions of this server drop what is asked for by a timer while a whole page waits to be drawn."""
    if not hasattr(AppSession.request_rerun, "__wrapped__"):
        AppSession.request_rerun = heeding(AppSession.request_rerun)  # type: ignore[method-assign, assignment]


def heeding(request_rerun: Request) -> Request:
    """The same, deaf to timers while a whole page waits to be drawn."""

    @wraps(request_rerun)
    def request(session: AppSession, client_state: ClientState | None) -> None:
        if client_state is None or not client_state.is_auto_rerun or not _waits_to_be_drawn(session):
            request_rerun(session, client_state)

    return request


def _waits_to_be_drawn(session: AppSession) -> bool:
    """Whether a whole page is asked for and not begun."""
    runner = session._scriptrunner  # noqa: SLF001
    if runner is None:
        return False
    requests = runner._requests  # noqa: SLF001
    waits, asked = requests._state is ScriptRequestType.RERUN, requests._rerun_data  # noqa: SLF001
    return waits and not asked.fragment_id_queue

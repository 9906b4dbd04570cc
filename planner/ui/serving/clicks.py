"""A click on the name of a page leads there, whatever the page that is left still asks for by itself.

What a page asks for by a timer goes to the server with the name of that page. Streamlit follows it even where a click
on another page has come first: the click is lost, or what was said on the new page is. Here the timers of a page that
is being left are not heard any more.
"""

from collections.abc import Callable
from functools import wraps

from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.scriptrunner_utils.script_requests import ScriptRequestType

Request = Callable[[AppSession, ClientState | None], None]


def heed_clicks() -> None:
    """Has all sessions of this server drop what a page asks for by a timer once that page is being left."""
    if not hasattr(AppSession.request_rerun, "__wrapped__"):
        AppSession.request_rerun = heeding(AppSession.request_rerun)  # type: ignore[method-assign, assignment]


def heeding(request_rerun: Request) -> Request:
    """The same, deaf to the timers of a page that is being left."""

    @wraps(request_rerun)
    def request(session: AppSession, client_state: ClientState | None) -> None:
        if client_state is None or not client_state.is_auto_rerun or not _is_left(session, client_state):
            request_rerun(session, client_state)

    return request


def _is_left(session: AppSession, client_state: ClientState) -> bool:
    drawn = session._pages_manager.current_page_script_hash  # noqa: SLF001
    return _waits_to_be_drawn(session) or client_state.page_script_hash != drawn


def _waits_to_be_drawn(session: AppSession) -> bool:
    """Whether a whole page is asked for and not begun: it draws all that a timer could ask for."""
    runner = session._scriptrunner  # noqa: SLF001
    if runner is None:
        return False
    requests = runner._requests  # noqa: SLF001
    waits, asked = requests._state is ScriptRequestType.RERUN, requests._rerun_data  # noqa: SLF001
    return waits and not asked.fragment_id_queue

"""The door of the desk: requests of its own pages pass, those that another page sends are refused before Streamlit.

Streamlit asks an address on the internet who it is itself when a page from elsewhere opens its WebSocket, and all who
are at the desk wait meanwhile. And a name on the internet that is made to lead to this machine could read its pages.
"""

import ipaddress
import logging
import re
from base64 import b64encode
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

import streamlit as st
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocketDisconnected

from planner.ui.serving import browsers

log = logging.getLogger(__name__)

SCRIPT = Path(__file__).with_name("desk.py")
"""What Streamlit runs for each visit."""

REFUSED = "This desk answers its own pages only. Open it at the address that was named when it was started."

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


def _inline_scripts() -> str:
    """The scripts that stand in Streamlit's own page, by their fingerprints: no other may stand in a page."""
    page = (Path(st.__file__).parent / "static" / "index.html").read_bytes()
    scripts = re.findall(rb"<script>(.*?)</script>", page, re.DOTALL)
    return " ".join(f"'sha256-{b64encode(sha256(script).digest()).decode()}'" for script in scripts)


CONTENT = {
    "default-src": "'self'",
    # Charts are drawn by programs that the browser makes of their specifications.
    "script-src": f"'self' {_inline_scripts()}",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "font-src": "'self' data:",
    "worker-src": "'self' blob:",
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}
"""What a page of the desk may load, and from where: from the desk."""

SHUT: Mapping[str, str] = {
    "Content-Security-Policy": "; ".join(f"{what} {where}" for what, where in CONTENT.items()),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
"""Sent with every answer, so that a page of the desk fetches nothing from elsewhere and no page elsewhere holds it."""


class Door:
    """Refuses what other pages send, and forbids the desk's own pages every source outside."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket" and from_own_page(scope):
            await self._talk(scope, receive, send)
        elif from_own_page(scope):
            app = browsers.kept(scope) if browsers.is_to_keep(scope) else self._app
            await app(scope, receive, _shutting(scope, send))
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008, "reason": REFUSED})
        else:
            await PlainTextResponse(REFUSED, 403)(scope, receive, send)

    async def _talk(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Has the desk talk with a page; one that was given up since it no longer answered is gone."""
        try:
            await self._app(scope, receive, send)
        except WebSocketDisconnected as gone:  # Streamlit takes leave of it once more
            log.info("A page went away: %s", gone)


DOOR = (Middleware(Door),)


def _shutting(scope: Scope, send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers.update(SHUT)
            browsers.marking(scope, headers)
        await send(message)

    return sending


def from_own_page(scope: Scope) -> bool:
    """Whether a request asks for the desk by a name of its own, and comes from a page of it or from no page at all."""
    headers = Headers(scope=scope)
    hosts, origins = headers.getlist("host"), headers.getlist("origin")
    if len(hosts) != 1 or _name(hosts[0]) not in names_of(scope):
        return False
    return all(origin.partition("://")[2] == hosts[0] for origin in origins)


def names_of(scope: Scope) -> frozenset[str]:
    """The names of the desk: where it listens, and those that `server.allowedHosts` gives it beside.

    Where it listens on every address of the machine, its name is the one at which the request has come in.
    """
    here = _address(str((scope.get("server") or ("",))[0]))
    named = str(st.get_option("server.address") or "").lower()
    names = {str(here), named, *st.get_option("server.allowedHosts")}
    return frozenset(names - _EVERYWHERE) | (LOOPBACK if here is not None and here.is_loopback else frozenset())


_EVERYWHERE = frozenset({"", "None", "0.0.0.0", "::", "*"})
"""What stands for every address of a machine, and so is the name of none."""


def _address(written: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """An address in digits; an IPv4 one that came in by way of IPv6 as what it is."""
    try:
        address = ipaddress.ip_address(written)
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


def _name(host: str) -> str:
    """The name in `name:port`; empty where there is none, so that it is nobody's."""
    try:
        return (urlsplit(f"//{host}").hostname or "").removesuffix(".")
    except ValueError:
        return ""

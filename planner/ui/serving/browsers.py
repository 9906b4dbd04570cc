"""Who is at a browser, kept in that browser for a year: by what its desk knows it, and the name that was said there.

A browser is marked with the first page that it gets. The name is written by the server as well, when the page asks for
an image at an address with the name in it: no script need run in the page, and none but the desk's own pages know the
mark that must come with it.
"""

import re
from base64 import b64decode
from collections.abc import Mapping
from secrets import compare_digest, token_hex
from unicodedata import category
from urllib.parse import parse_qs, quote, unquote, urlencode

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.responses import Response
from starlette.types import Scope

BROWSER, NAME = "planner-browser", "planner-name"
"""The names of the cookies."""

ADDRESS = "keep-my-name"
"""The end of the address at which a name is kept."""

MOST = 60
"""Letters of a name."""

A_YEAR = 365 * 24 * 60 * 60

DOT = b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")
"""The smallest image, of which nothing is seen."""


def mark_of(cookies: Mapping[str, str]) -> str:
    """By what the desk knows a browser; empty where it keeps nothing, or something that no desk has given it."""
    mark = cookies.get(BROWSER, "")
    return mark if re.fullmatch("[0-9a-f]{32}", mark) else ""


def name_of(cookies: Mapping[str, str]) -> str:
    """The name that was said at a browser; empty where none was."""
    return _name(unquote(cookies.get(NAME, "")))


def _name(said: str) -> str:
    """A name on one line, without signs that control something: no database takes them all."""
    return "".join(sign for sign in " ".join(said.split()) if category(sign) != "Cc")[:MOST].strip()


def address_to_keep(name: str, mark: str) -> str:
    """Where the image is that has a browser of this mark keep a name."""
    return f"{ADDRESS}?{urlencode({'name': name, 'browser': mark})}"


# --- at the door -----------------------------------------------------------------------------------------------------


def is_to_keep(scope: Scope) -> bool:
    """Whether a browser asks for the image that has it keep a name."""
    return str(scope.get("path", "")).rstrip("/").endswith(f"/{ADDRESS}")


def kept(scope: Scope) -> Response:
    """The image, with the name to be kept, where the mark of the browser came with it."""
    asked, mark = parse_qs(str(scope["query_string"], "utf-8", "replace")), mark_of(cookies_in(scope))
    answer = Response(DOT, media_type="image/gif", headers={"Cache-Control": "no-store"})
    if mark and compare_digest(asked.get("browser", [""])[0].encode(), mark.encode()):
        name = quote(_name(asked.get("name", [""])[0]), safe="")
        answer.headers.append("set-cookie", _cookie(NAME, name))
    return answer


def cookies_in(scope: Scope) -> dict[str, str]:
    """The cookies that came with a request; others at this address may keep theirs in whatever form."""
    return cookie_parser("; ".join(Headers(scope=scope).getlist("cookie")))


def marking(scope: Scope, headers: MutableHeaders) -> None:
    """Marks a browser that has no mark yet, with the page that it gets."""
    if headers.get("content-type", "").startswith("text/html") and not mark_of(cookies_in(scope)):
        headers.append("set-cookie", _cookie(BROWSER, token_hex(16)))


def _cookie(name: str, value: str) -> str:
    return f"{name}={value}; Path=/; Max-Age={A_YEAR}; HttpOnly; SameSite=Lax"

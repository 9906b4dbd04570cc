"""What a browser keeps for the desk: its mark and the name that was said there, whatever else it sends."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.datastructures import MutableHeaders
from starlette.types import Scope

from planner.ui.serving.browsers import (
    BROWSER,
    MOST,
    NAME,
    address_to_keep,
    cookies_in,
    kept,
    mark_of,
    marking,
    name_of,
)

MARK = "0123456789abcdef" * 2
OTHER = "f" * 32


def asks(query: str | bytes = "", *cookies: str | bytes) -> Scope:
    """A request with a query and cookies, as they come in."""
    sent = [(b"cookie", one if isinstance(one, bytes) else one.encode("latin-1")) for one in cookies]
    return {"type": "http", "query_string": query if isinstance(query, bytes) else query.encode(), "headers": sent}


def kept_name(scope: Scope) -> str | None:
    """The name that the browser has after the answer; None where the answer keeps nothing."""
    given = kept(scope).headers.getlist("set-cookie")
    assert len(given) <= 1
    for cookie in given:
        assert cookie.endswith("; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax")
        assert cookie.count(";") == 4
        return name_of(cookies_in(asks("", cookie.partition(";")[0])))
    return None


@given(st.text())
def test_name_that_was_said_is_found_again_on_one_line_whatever_it_is(said: str) -> None:
    said = said.encode("utf-8", "replace").decode()
    query = address_to_keep(said, MARK).partition("?")[2]

    found = kept_name(asks(query, f"{BROWSER}={MARK}"))

    assert found is not None
    assert len(found) <= MOST
    assert found == found.strip()
    assert all(sign.isprintable() or not sign.isspace() for sign in found)
    assert "\0" not in found
    assert kept_name(asks(address_to_keep(found, MARK).partition("?")[2], f"{BROWSER}={MARK}")) == found


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("Linh & “Ngọc”", "Linh & “Ngọc”"),
        ("a; Path=/x; Domain=elsewhere.example", "a; Path=/x; Domain=elsewhere.example"),
        ("a\r\nSet-Cookie: b=c", "a Set-Cookie: b=c"),
        ("\0Minh\x1b[31m", "Minh[31m"),
        ("%0d%0a%00", "%0d%0a%00"),
        ("<img src=x>[a](https://elsewhere.example)", "<img src=x>[a](https://elsewhere.example)"),
        ("نر\N{ZERO WIDTH NON-JOINER}گس", "نر\N{ZERO WIDTH NON-JOINER}گس"),
        ("x" * 5000, "x" * MOST),
        ("   ", ""),
    ],
)
def test_hostile_name_is_a_name_and_nothing_else(said: str, found: str) -> None:
    assert kept_name(asks(address_to_keep(said, MARK).partition("?")[2], f"{BROWSER}={MARK}")) == found


@pytest.mark.parametrize(
    ("query", "cookie"),
    [
        ("name=Linh", f"{BROWSER}={MARK}"),
        (f"name=Linh&browser={OTHER}", f"{BROWSER}={MARK}"),
        (f"name=Linh&browser={OTHER}&browser={MARK}", f"{BROWSER}={MARK}"),
        (f"name=Linh&browser={MARK}", ""),
        ("name=Linh&browser=", f"{BROWSER}="),
        ("name=Linh&browser=x", f"{BROWSER}=x"),
        (b"name=Linh&browser=\xff\xfe", f"{BROWSER}={MARK}"),
        ("name=Linh&browser=%ED%A0%80", f"{BROWSER}={MARK}"),
    ],
)
def test_name_is_kept_for_no_page_that_does_not_know_the_mark(query: str | bytes, cookie: str) -> None:
    assert kept_name(asks(query, cookie)) is None


@pytest.mark.parametrize(
    "others",
    [
        ("bad name=1",),
        ("a{b}=1",),
        ("a[b]=1; =; ;;",),
        (b"\xff\xfe=\xfd",),
        ("", '"'),
        (f"{NAME}",),
        ("a=" + "b" * 9000,),
    ],
)
def test_cookies_of_others_hide_none_of_ours(others: tuple[str | bytes, ...]) -> None:
    found = cookies_in(asks("", *others, f"{BROWSER}={MARK}; {NAME}=Linh"))

    assert (mark_of(found), name_of(found)) == (MARK, "Linh")


@pytest.mark.parametrize(
    "mark", ["", "x", MARK.upper(), MARK + "0", MARK[:-1] + "\n", "../../etc", f'"{OTHER}', "é" * 32]
)
def test_mark_that_no_desk_has_given_is_none_and_another_is_given(mark: str) -> None:
    headers = MutableHeaders({"content-type": "text/html; charset=utf-8"})

    marking(asks("", f"{BROWSER}={mark}"), headers)

    (cookie,) = headers.getlist("set-cookie")
    assert mark_of(cookies_in(asks("", cookie.partition(";")[0]))) not in ("", mark)


def test_browser_that_has_a_mark_keeps_it_and_no_other_file_brings_one() -> None:
    page, picture = MutableHeaders({"content-type": "text/html"}), MutableHeaders({"content-type": "image/gif"})
    marking(asks("", f"{BROWSER}={MARK}"), page)
    marking(asks(), picture)

    assert page.getlist("set-cookie") == picture.getlist("set-cookie") == []

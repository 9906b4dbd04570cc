"""The public pages and displays: what they hold and what not, that they keep to themselves, and how they work."""

import io
import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from html import unescape
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from planner.domain.plan import Plan
from planner.feeds.site import site
from planner.workbook import Workbook
from tests.scenes.builders import at, delegation, event
from tests.scenes.feed_scenes import EVENT, HOSTILE, agenda, hostile, leaks

FILES = site(agenda())
PRIVATE = ("France – Kenya", "Viet Nam – Japan", "Title of P2", "Title of S2", "Minister of", "Name of", "FRA-1")


@pytest.mark.parametrize("name", FILES)
def test_page_holds_nothing_that_is_not_public(name: str) -> None:
    assert leaks(unescape(FILES[name].decode()), *PRIVATE) == []


def test_pages_show_public_items_lines_rooms_and_hosts() -> None:
    page = unescape(FILES["index.html"].decode())

    titles = re.findall(r'<p class="title" dir="auto">(.*?)</p>', page)
    assert titles == ["Title of P1", "Signing of the Convention", "Title of S1"]
    assert '<p class="hosts" dir="auto">Kenya</p>' in page
    assert '<h2 dir="auto">Room HALL</h2>' in FILES["rooms.html"].decode()
    assert [*FILES] == [
        *("index.html", "rooms.html", "displays.html", "lobby.html"),
        *("lobby-zone-Centre.html", "lobby-room-HALL.html"),
    ]


@pytest.mark.parametrize("name", FILES)
def test_page_loads_nothing_and_forbids_it(name: str) -> None:
    page = FILES[name].decode()

    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    assert policy.startswith("default-src 'none'; ")
    for tag in ("style", "script"):
        (inline,) = re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        assert f"sha256-{b64encode(sha256(inline.encode()).digest()).decode()}" in unescape(policy)
    assert not re.search(r'(src|href)="(?!#|[\w.%-]+\.html")', page)
    assert "url(" not in page
    assert "@import" not in page


def test_hostile_title_is_text_on_every_page() -> None:
    for name, page in site(agenda(hostile())).items():
        assert "<script>alert" not in page.decode(), name
    assert "&lt;script&gt;alert(1)&lt;/script&gt;&amp;amp;" in site(agenda(hostile()))["index.html"].decode()


def test_links_lead_to_pages_of_the_folder() -> None:
    odd = replace(EVENT, rooms=tuple(replace(one, zone=f"{one.zone} / #1?") for one in EVENT.rooms))
    files = site(agenda(Workbook(odd, Plan())))

    linked = {link for page in files.values() for link in re.findall(r'href="([^"#]+)"', page.decode())}
    assert linked == {*files}


def test_event_without_anything_public_says_so() -> None:
    files = site(agenda(Workbook(event(delegation("FRA")), Plan())))

    assert "Nothing is public yet." in files["index.html"].decode()
    assert "Nothing is public here." in files["lobby.html"].decode()


# --- in a browser, from files ----------------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, page in site(agenda(hostile())).items():
        (tmp_path / name).write_bytes(page)
    return tmp_path


@pytest.fixture
def tab(browser: Browser) -> Page:
    """A tab in Samoa, in which anything that goes wrong or leaves the files is an error."""
    page = browser.new_context(timezone_id="Pacific/Apia").new_page()
    page.on("request", lambda request: _must_be(request.url.startswith("file:"), request.url))
    page.on("console", lambda message: _must_be(message.type != "error", message.text))
    page.on("pageerror", lambda error: _must_be(False, str(error)))
    return page


def _must_be(so: bool, told: str) -> None:
    assert so, told


@pytest.mark.browser
def test_search_finds_by_words_without_accents(tab: Page, folder: Path) -> None:
    tab.goto((folder / "index.html").as_uri())

    tab.get_by_label("Search").fill("kénya hall")

    expect(tab.get_by_role("status")).to_have_text("1 item")
    expect(tab.locator("li[data-begins]:visible .title")).to_have_text("Title of S1")
    tab.get_by_label("Search").fill("")
    expect(tab.locator("li[data-begins]:visible")).to_have_count(3)
    expect(tab.locator("li[data-begins] .title").first).to_have_text(HOSTILE)


@pytest.mark.browser
def test_programme_is_read_without_scripts_on_a_phone(browser: Browser, folder: Path) -> None:
    page = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 640}).new_page()
    page.goto((folder / "index.html").as_uri())

    expect(page.locator("li[data-begins]:visible")).to_have_count(3)
    expect(page.get_by_label("Search")).to_be_hidden()
    expect(page.locator("li[data-begins]").first).to_be_in_viewport()
    assert page.locator("li[data-begins]").first.bounding_box()["width"] <= 360


@pytest.mark.browser
@pytest.mark.parametrize(
    ("now", "told"),
    [
        ("08:10", ["Now, until 08:30", "Next, 09:00: Signing of the Convention"]),
        ("12:15", ["Next, 14:00"]),
        ("20:00", ["No more public events"]),
    ],
)
def test_display_shows_now_and_next_by_the_clock_of_the_event(
    tab: Page, folder: Path, now: str, told: list[str]
) -> None:
    moment = int(at(now).timestamp() * 1000)
    tab.goto(f"{(folder / 'lobby.html').as_uri()}?now={moment}")

    expect(tab.locator("#clock")).to_have_text(now)
    expect(tab.locator("#day")).to_have_text("Saturday 25 October")
    for line in told:
        expect(tab.get_by_text(line, exact=True)).to_be_visible()


@pytest.mark.browser
def test_display_has_letters_to_be_read_from_ten_metres(tab: Page, folder: Path) -> None:
    tab.set_viewport_size({"width": 1920, "height": 1080})
    tab.goto(f"{(folder / 'lobby.html').as_uri()}?now={int(at('09:10').timestamp() * 1000)}")

    size = tab.locator(".on .title").first.evaluate("one => parseFloat(getComputedStyle(one).fontSize)")

    # A letter of 2.5 cm is read from ten metres: on a screen 70 cm high, type of 54 of its 1,080 points.
    assert size >= 54


SCREENS = {"wide": (1920, 1080), "upright": (1080, 1920), "4K": (3840, 2160)}


@pytest.mark.browser
@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("page", ["lobby.html", "lobby-room-HALL.html"])
def test_display_cuts_no_letter_on_any_screen(tab: Page, folder: Path, screen: str, page: str) -> None:
    width, height = SCREENS[screen]
    tab.set_viewport_size({"width": width, "height": height})
    tab.goto(f"{(folder / page).as_uri()}?now={int(at('09:10').timestamp() * 1000)}")
    title = tab.locator(".on .title").first
    tab.emulate_media(color_scheme="light")
    tab.evaluate("for (let one = 0; one < 100; one++) clearInterval(one)")  # it is drawn anew every second
    # Letters with tails, in the last of several lines.
    title.evaluate("one => { one.textContent = 'Opening of the heavy jury: paying, typing, jogging quay'; }")

    picture = Image.open(io.BytesIO(tab.screenshot(clip=title.bounding_box()))).convert("L")
    last_rows = picture.crop((0, picture.height - 2, picture.width, picture.height))

    assert last_rows.getextrema()[0] > 200  # nothing dark: the tails end above
    cut = "all => all.filter(one => one.scrollWidth > one.clientWidth + 1).length"
    assert tab.locator("h1, h2, .title, .next").evaluate_all(cut) == 0

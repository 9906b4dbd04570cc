"""What a browser says that it has kept of what it shows: read as it was written, and nothing else taken for it."""

import json

import pytest

from planner.ui.bookmarks import Bookmark, Kept, read, written

TABLE = Bookmark(2, 17, "0a1b", ("event", "rooms", "All rows", "“Jade”"))


def test_what_was_written_is_read() -> None:
    assert read(written("event", [TABLE])) == Kept("event", (TABLE,))
    assert read(written("event", [])) == Kept("event")


@pytest.mark.parametrize(
    "kept",
    ["", "nothing", "{}", "17", "null", "[]", "[17]", '["event"', "[" * 100_000, '[["event"]]', "NaN"],
)
def test_what_is_none_of_ours_is_nothing(kept: str) -> None:
    assert read(kept) == Kept()


@pytest.mark.parametrize(
    ("place", "wrong"),
    [
        (0, 0),
        (0, "2"),
        (1, -1),
        (1, 1 << 70),
        (1, 1.5),
        (2, "no stem"),
        (2, ""),
        (3, "another event"),
        (4, None),
        (5, ["All rows"]),
        (6, 7),
    ],
)
def test_table_that_is_none_of_ours_is_left_out(place: int, wrong: object) -> None:
    parts: list[object] = [2, 17, "0a1b", "event", "rooms", "All rows", "“Jade”"]
    parts[place] = wrong

    assert read(json.dumps(["event", parts])) == Kept("event")
    assert read(json.dumps(["event", parts[:-1], 5, None])) == Kept("event")

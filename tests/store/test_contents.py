"""A sheet that is stored as a difference comes back line by line; what is not worth a difference is not one."""

import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.store import Damaged
from planner.store.contents import difference, restored, whole
from planner.store.records import address_of, bytes_of

BASE = tuple(f"r{number}\t{number * 7919 % 10007} {number * 104729 % 99991}" for number in range(2000))
TEXT = st.text(st.characters(exclude_characters="\n", exclude_categories=()), max_size=8)
EDITS = st.lists(st.tuples(st.sampled_from(("put", "drop", "add", "move")), st.integers(0, 1900), TEXT), max_size=12)


def address(lines: tuple[str, ...]) -> bytes:
    return bytes.fromhex(address_of(lines))


def edited(edits: list[tuple[str, int, str]]) -> tuple[str, ...]:
    lines = list(BASE)
    for what, at, text in edits:
        if what == "put":
            lines[at] = text
        elif what == "add":
            lines.insert(at, text)
        elif what == "move":
            lines.append(lines.pop(at))
        else:
            del lines[at]
    return tuple(lines)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(EDITS)
def test_difference_comes_back_line_by_line(edits: list[tuple[str, int, str]]) -> None:
    lines, base = edited(edits), whole(bytes_of(BASE))

    stored = difference(lines, base)

    assert stored is not None
    assert len(stored) * 8 <= len(base)
    assert restored(address(lines), stored, base) == bytes_of(lines)


def test_sheet_that_is_another_one_is_no_difference() -> None:
    assert difference(tuple(f"other {line}" for line in BASE), whole(bytes_of(BASE))) is None
    assert difference(BASE, whole(b"{}")) is None


@pytest.mark.parametrize(
    "data", [b"", b"no zlib", zlib.compress(b"[[0"), zlib.compress(b"{}"), zlib.compress(b"[[1]]")]
)
def test_what_is_damaged_is_never_handed_out(data: bytes) -> None:
    for base in (None, whole(bytes_of(BASE))):
        with pytest.raises(Damaged, match="is not as it was stored"):
            restored(address(BASE), data, base)


def test_other_content_under_an_address_is_never_handed_out() -> None:
    with pytest.raises(Damaged):
        restored(address(BASE), whole(bytes_of(BASE[1:])), None)

"""Random text, codes, numbers and stretches of time, as cells of a workbook may hold them."""

from datetime import UTC, datetime

from hypothesis import strategies as st

from planner.workbook.grid import fold

free_text = st.builds(
    "".join,
    st.tuples(
        st.sampled_from(["", "=", "+", "-", "@", "\t", "\r", "'", "'=", "_x0041_", " ", "\n", "\x01", "#REF!", "007"]),
        st.text(st.characters(exclude_categories=["Cs"]), max_size=8),
    ),
)
label = free_text.map(lambda text: text.strip(" \u00a0"))
name = label.filter(str.strip)
tag = label.map(lambda text: text.replace(";", "").strip(" \u00a0")).filter(bool)
tags = st.lists(tag, max_size=2).map(tuple)
code = free_text.map(lambda text: text.replace(";", "").strip()).filter(
    lambda text: text and not text.startswith("!") and fold(text) not in ("any", "all", "heads", "none")
)
languages = st.lists(st.sampled_from(["en", "fr", "vi"]), max_size=3).map(tuple)
count = st.integers(0, 900)
minutes = st.integers(1, 1440)
maybe_count = st.none() | count
clocks = st.times().map(lambda moment: moment.replace(microsecond=0))


def codes(prefix: str, *, least: int = 0, most: int = 3) -> st.SearchStrategy[list[str]]:
    """Codes that differ by more than case, and from those of another prefix."""
    made = st.lists(code, min_size=least, max_size=most, unique_by=fold)
    return made.map(lambda texts: [f"{text}{prefix}{number}" for number, text in enumerate(texts)])


def span(moment: st.SearchStrategy[datetime]) -> st.SearchStrategy[tuple[datetime, datetime]]:
    pairs = st.lists(moment, min_size=2, max_size=2, unique_by=lambda one: one.astimezone(UTC)).map(
        lambda pair: sorted(pair, key=lambda one: one.astimezone(UTC))
    )
    # In the hour that comes twice, cells cannot say which one is meant.
    return pairs.map(tuple).filter(lambda pair: all(one.fold == 0 for one in pair))


def window(moment: st.SearchStrategy[datetime]) -> st.SearchStrategy[tuple[datetime | None, datetime | None]]:
    return st.just((None, None)) | span(moment) | span(moment).map(lambda pair: (pair[0], None))

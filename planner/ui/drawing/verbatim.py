"""Text of a user as Markdown that shows it to the letter; all such text reaches Streamlit's Markdown through here.

Streamlit draws labels, tooltips, captions and messages as Markdown: a name in them could be a link, a picture that the
browser fetches, an icon, a colour. Options of selectboxes, cells, file names and charts are no Markdown, and take text
as it is.
"""

import re

_SIGNS = re.compile(r"[\\`*_\[\]<>$~|:&]|^[#+-]|^\d+(?=[.)])")
"""What begins some formatting, within a line or at its start."""

_FOUND_LATER = re.compile(
    r"(?<=:)(?=//|[a-z+-]\w*[:/])|(?<=www)(?=\.)|(?<=\S)(?=@\S)|(?<=[-<>~!=])(?=[-<>=])", re.IGNORECASE
)
"""Where the browser would still make a link, an icon or an arrow of what is escaped: it looks for these afterwards."""

_JOINER = "\N{WORD JOINER}"
"""Has no width and breaks no line, but nothing is found across it."""

_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Signs without a letter that would turn round what follows them, the desk's own words too."""


def verbatim(text: str) -> str:
    """The text on one line, with nothing in it that is formatting."""
    apart = _FOUND_LATER.sub(_JOINER, _on_one_line(text))
    return _SIGNS.sub(lambda sign: sign[0] + "\\" if sign[0].isdigit() else "\\" + sign[0], apart)


def as_code(text: str) -> str:
    """The text in the letters of code, where nothing is formatting."""
    line = _on_one_line(text)
    fence = "`" * (max(map(len, re.findall("`+", line)), default=0) + 1)
    return f"{fence} {line} {fence}" if len(fence) > 1 else f"`{line}`"


def _on_one_line(text: str) -> str:
    return " ".join(_TURNING.sub("", text).split())

"""Which of the old Windows encodings a text is in: the one in which it is written with the letters of one language."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class WindowsAlphabet:
    """One of them: its name, where Excel saves in it, and the letters beyond a-z of each language there."""

    codec: str
    where: str
    languages: tuple[str, ...]

    @property
    def name(self) -> str:
        """`Windows-1252`."""
        return f"Windows-{self.codec.removeprefix('cp')}"


WESTERN = WindowsAlphabet(
    "cp1252",
    "western Europe",
    ("àâæçéèêëîïôœùûüÿ", "äöüß", "áéíïñóúü", "áâãàçéêíóôõúü", "àèéìíîòóùú", "åäæéöøü", "áðéíóúýþæö", "éëïóöüè"),
)
CENTRAL = WindowsAlphabet(
    "cp1250",
    "central Europe",
    ("ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áäčďéíĺľňóôŕšťúýž", "áéíóöőúüű", "ăâîşţșț", "čćđšž", "äöüß"),
)
VIETNAMESE = WindowsAlphabet(
    "cp1258", "Viet Nam", ("àảãáạăằẳẵắặâầẩẫấậèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵđ",)
)
_ALL = (WESTERN, CENTRAL, VIETNAMESE)

_SIGNS = frozenset("«»„“”‘’‚‹›–—…·•©®°§€£¥¢×÷±µ¿¡½¼¾ªº\u00a0\u00ad")
"""Signs that stand in texts of any language, though not between the letters of a word."""


def decoded(content: bytes, windows: WindowsAlphabet) -> str | None:
    """The text, letters and their marks put together; None where a byte is no character of the encoding."""
    try:
        return unicodedata.normalize("NFC", content.decode(windows.codec))
    except UnicodeDecodeError:
        return None


def windows_of(contents: Iterable[bytes]) -> WindowsAlphabet | None:
    """The encoding of texts that were saved together; None where they are in none of these. Of two that fit as well
    it is the more frequent: then the letters are the same in both, or nothing tells.
    """
    joined = b"\n".join(contents)
    strangers = {one: _strangers(text, one) for one in _ALL if (text := decoded(joined, one)) is not None}
    return min(strangers, key=strangers.__getitem__, default=None)


def _strangers(text: str, windows: WindowsAlphabet) -> int:
    """How many different characters the language that fits best does not write so."""
    odd = {one.casefold() for one in text if not one.isascii() and one not in _SIGNS}
    odd |= {f"{one} within" for before, one in pairwise(text) if _is_within(before, one)}
    return min(len(odd - set(language)) for language in windows.languages)


def _is_within(before: str, one: str) -> bool:
    return one in _SIGNS and one in "¿¡£¥¢½¼¾ªº±µ©®" and before.isalpha()

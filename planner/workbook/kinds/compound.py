"""Kinds of cells made of parts: lists, languages and pairs of them, rooms wished for."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from planner.domain.vocabulary import Severity
from planner.workbook.grid import Cell
from planner.workbook.kinds.single import BLANKS, Code, Kind, Label, Margin, Misread, text_of

MAX_PARTS = 1_000
"""Of one list; whoever means everybody writes `all` or `heads`."""

OTHER_SEPARATORS = {
    "\n": "line breaks",
    "\uff1b": "full-width semicolons",
    "\u061b": "Arabic semicolons",
    ",": "commas",
    "\uff0c": "commas",
    "\u3001": "commas",
    "/": "slashes",
    "|": "bars",
}
"""What people separate lists by as well; taken where the parts make sense and the whole does not."""

_NEVER_IN_TAGS = ("\n", "\uff1b", "\u061b")


def other_separator(text: str) -> str:
    """The other separator in a text without `;`; nothing where there is none."""
    return "" if ";" in text else next((one for one in OTHER_SEPARATORS if one in text), "")


@dataclass(frozen=True, slots=True)
class ListOf:
    """A `;` list. Other separators are taken, with a warning, where the parts make sense and the whole does not."""

    of: Kind
    look: str = "text"
    choices: tuple[str, ...] = ()
    count: int | None = None

    @property
    def says(self) -> str:
        return f"`;` list, each {self.of.says}"

    def read(self, cell: Cell, margin: Margin) -> object:
        if not isinstance(cell, str):
            part = self.of.read(cell, margin)
            return self._counted(() if part is None else (part,))
        if isinstance(self.of, Label) and other_separator(cell) in _NEVER_IN_TAGS:
            margin.note(Severity.WARNING, f"{cell[:60]!r} is taken as one tag.", "Separate several by `;`.")
        try:
            return self._counted(self._parts(cell.split(";"), margin))
        except Misread:
            other = other_separator(cell)
            if not other:
                raise
            return self._of_others(cell, other, margin)

    def _of_others(self, cell: str, other: str, margin: Margin) -> tuple[object, ...]:
        parts = self._counted(self._parts(cell.split(other), margin))
        sentence = f"{cell[:60]!r} is separated by {OTHER_SEPARATORS[other]}."
        margin.note(Severity.WARNING, sentence, "Separate the parts by `;`.")
        return parts

    def _parts(self, texts: list[str], margin: Margin) -> tuple[object, ...]:
        if len(texts) > MAX_PARTS:
            raise Misread(f"The list has {len(texts):,} parts; the limit is {MAX_PARTS:,}.", "Shorten the list.")
        parts = (self.of.read(one.strip(BLANKS), margin) for one in texts)
        return tuple(part for part in parts if part is not None)

    def _counted(self, parts: tuple[object, ...]) -> tuple[object, ...]:
        if self.count is not None and len(parts) != self.count:
            raise Misread(f"The list has {len(parts)} parts.", f"Write {self.count} parts separated by `;`.")
        return parts

    def write(self, value: object, zone: ZoneInfo) -> Cell:
        assert isinstance(value, tuple)
        return "; ".join(text_of(self.of.write(part, zone)) for part in value)


@dataclass(frozen=True, slots=True)
class Language:
    """A language by its ISO 639 code, in small letters."""

    says: str = "ISO 639 language code such as `fr`"
    look: str = "text"
    choices: tuple[str, ...] = ()

    def read(self, cell: Cell, margin: Margin) -> object:
        word = text_of(cell).strip().lower()
        if word and not (word.isascii() and word.isalpha() and len(word) in (2, 3)):
            raise Misread(f"{word[:60]!r} is not a language code.", "Write the ISO 639-1 code, such as en, fr or vi.")
        return word or None

    def write(self, value: object, zone: ZoneInfo) -> Cell:
        return str(value)


@dataclass(frozen=True, slots=True)
class LanguagePair:
    """Two languages between which somebody interprets, both ways."""

    says: str = "pair of language codes such as `en-vi`"
    look: str = "text"
    choices: tuple[str, ...] = ()

    def read(self, cell: Cell, margin: Margin) -> object:
        words = text_of(cell).strip().split("-")
        if words == [""]:
            return None
        if len(words) != 2 or not all(word.strip() for word in words) or words[0].strip() == words[1].strip():
            raise Misread(f"{text_of(cell)[:60]!r} is not a pair of languages.", "Write two codes, such as en-vi.")
        return tuple(Language().read(word, margin) for word in words)

    def write(self, value: object, zone: ZoneInfo) -> Cell:
        assert isinstance(value, tuple)
        return "-".join(value)


@dataclass(frozen=True, slots=True)
class RoomWish:
    """A room code, with `!` in front if no other room will do: the code and whether it must be."""

    says: str = "room code, a wish; `!CODE` = must"
    look: str = "text"
    choices: tuple[str, ...] = ()

    def read(self, cell: Cell, margin: Margin) -> object:
        word = text_of(cell).strip()
        code = Code().read(word.removeprefix("!"), margin)
        if word.startswith("!") and code is None:
            raise Misread("The `!` has no room code behind it.", "Write `!` and the code of the room.")
        return None if code is None else (code, word.startswith("!"))

    def write(self, value: object, zone: ZoneInfo) -> Cell:
        assert isinstance(value, tuple)
        code, must = value
        return f"!{code}" if must and code else str(code)

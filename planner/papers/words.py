"""The words of papers, in the language of the event and in that of the reader. Titles are never translated.

They stand in two tables that people correct: `tables/words.txt`, and `tables/names.txt` with names of States and
organisations where the United Nations write them otherwise than CLDR.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.dates import format_date

from planner.papers.edition import EVENT_LANGUAGE

TABLES = Path(__file__).parent / "tables"

LANGUAGES = ("en", "fr", "es", "ru", "zh", "ar", "vi")
"""The six official languages of the United Nations, and Vietnamese."""


def _rows(name: str) -> Iterator[list[str]]:
    """The rows of a table, without its head, its comments and the room between them."""
    lines = (TABLES / name).read_text(encoding="utf-8").splitlines()
    _, *rows = ([cell.strip() for cell in line.split("|")] for line in lines if line and not line.startswith("#"))
    yield from rows


WORDS: Mapping[str, Mapping[str, str]] = {
    key: dict(zip(LANGUAGES, words, strict=True)) for key, *words in _rows("words.txt")
}
"""Every word by its key and language."""


def second_language(*wishes: str) -> str:
    """The first of the languages wished for in which there are words, other than that of the event; or none."""
    return next((one for one in wishes if one in LANGUAGES and one != EVENT_LANGUAGE), "")


def word(key: str, language: str = EVENT_LANGUAGE, **values: str) -> str:
    """Words in a language, with what is put into them; empty where no language is given, or where it has the words of
    the event's language.
    """
    if language in ("", EVENT_LANGUAGE):
        return WORDS[key][EVENT_LANGUAGE].format(**values) if language else ""
    found = WORDS[key][language]
    return "" if found == WORDS[key][EVENT_LANGUAGE] else found.format(**values)


def both(key: str, second: str, **values: str) -> str:
    """`Provisional · Provisoire`: words in the language of the event, and in the second where that has others."""
    return " · ".join(filter(None, (word(key, **values), word(key, second, **values))))


def day_words(day: date, language: str = EVENT_LANGUAGE) -> str:
    """`Saturday, 25 October 2025`, as the language writes it; empty where no language is given."""
    if not language:
        return ""
    if language == EVENT_LANGUAGE:
        return f"{day:%A} {day.day} {day:%B %Y}"
    return format_date(day, "full", locale=Locale(language))


def enumerated(names: Iterable[str]) -> str:
    """`A`, `A and B`, `A, B and C`."""
    *but_last, last = [*names] or [""]
    return f"{', '.join(but_last)} and {last}" if but_last else last


def language_name(code: str, language: str = EVENT_LANGUAGE) -> str:
    """`Arabic` for `ar`; a code that no table knows as it is."""
    try:
        return Locale.parse(code).get_display_name(language) or code
    except (ValueError, UnknownLocaleError):
        return code


# --- names of States and organisations -------------------------------------------------------------------------------


def name_in(name: str, language: str) -> str:
    """`Allemagne` for `Germany`; empty for a name that no table knows, and where the language writes the same."""
    if language in ("", EVENT_LANGUAGE):
        return ""
    found = _united_nations().get(_plain(name), {}).get(language) or _of_cldr(name, language)
    return "" if _plain(found) == _plain(name) else found


def _of_cldr(name: str, language: str) -> str:
    territory = _territories().get(_plain(name))
    return Locale(language).territories.get(territory, "") if territory else ""


@cache
def _united_nations() -> Mapping[str, Mapping[str, str]]:
    """By each of its English names what a State or an organisation is called."""
    known: dict[str, Mapping[str, str]] = {}
    for english, *others in _rows("names.txt"):
        named = dict(zip(LANGUAGES[1:], others, strict=True))
        known |= {_plain(one): named for one in english.split(";")}
    return known


@cache
def _territories() -> Mapping[str, str]:
    """The code of each State by its English name."""
    return {_plain(name): code for code, name in Locale(EVENT_LANGUAGE).territories.items() if len(code) == 2}


def _plain(name: str) -> str:
    """A name as it is compared: whoever types it writes an apostrophe, `St.` and `&` in one way or another."""
    compared = name.casefold().replace("’", "'").replace("&", "and").strip()
    return re.sub(r"^the |\bst\. ", lambda found: "" if found[0] == "the " else "saint ", compared)

"""Number formats of an .xlsx: which cells show their number as a date, a time or a length of time."""

from planner.workbook.files.xlsx_book import Attributes, ElementBudget, local, parse

_DATES = (14, 15, 16, 17, *range(27, 32), 36, *range(50, 59), 71, 72, 73, 74, 81)
_TIMES = (18, 19, 20, 21, 32, 33, 34, 35, 45, 47, 75, 76, 78, 80)
_BUILT_IN = (
    dict.fromkeys(_DATES, "date")
    | dict.fromkeys(_TIMES, "time")
    | {22: "datetime", 77: "datetime", 46: "duration", 79: "duration"}
)
"""Formats without a code in the file. From 27 on they are those of East Asia, from 71 on those of Thailand."""

_SKIPS_ONE = "\\_*"
"""What stands in front of a character that is shown, or left blank, as it is."""


def read_date_styles(part: str, content: bytes, budget: ElementBudget) -> dict[int, str]:
    """The cell styles that show a number as `date`, `datetime`, `time` or `duration`, by style number."""
    formats: dict[str, str] = {}
    styles: list[str] = []
    of_cells = False

    def start(name: str, attributes: Attributes) -> None:
        nonlocal of_cells
        tag = local(name)
        if tag == "numFmt":
            formats[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif tag == "cellXfs":
            of_cells = True
        elif tag == "xf" and of_cells:
            styles.append(attributes.get("numFmtId", "0"))

    def end(name: str) -> None:
        nonlocal of_cells
        of_cells = of_cells and local(name) != "cellXfs"

    parse(part, content, start, end, budget=budget)
    meanings = {number: _meaning(number, formats) for number in set(styles)}
    return {index: meanings[number] for index, number in enumerate(styles) if meanings[number]}


def _meaning(number: str, formats: dict[str, str]) -> str:
    if number in formats:
        return meaning_of_code(formats[number])
    # Longer numbers than three digits are no format that a program has of its own.
    return _BUILT_IN.get(int(number), "") if number.isascii() and number.isdigit() and len(number) < 4 else ""


def meaning_of_code(code: str) -> str:
    """Which parts of a date the first section of a custom number format shows."""
    letters, elapsed = _letters(code.lower())
    if elapsed:
        return "duration"
    clock = any(letter in letters for letter in "hs")
    day = any(letter in letters for letter in "yd") or ("m" in letters and not clock)
    if day and clock:
        return "datetime"
    return "date" if day else "time" if clock else ""


def _letters(code: str) -> tuple[str, bool]:
    """The characters that stand for parts of the number, and whether hours, minutes or seconds are counted on.

    One walk from left to right, as long as the code: what is quoted, escaped or in brackets is passed over.
    """
    kept: list[str] = []
    elapsed = False
    at = 0
    while at < len(code) and code[at] != ";":
        if code[at] in '"[':
            close = code.find('"' if code[at] == '"' else "]", at + 1)
            if close < 0:
                break
            inside = code[at + 1 : close] if code[at] == "[" else ""
            elapsed = elapsed or (inside != "" and inside[0] in "hms" and set(inside) == {inside[0]})
            at = close
        elif code[at] in _SKIPS_ONE:
            at += 1
        else:
            kept.append(code[at])
        at += 1
    return "".join(kept).replace("general", ""), elapsed

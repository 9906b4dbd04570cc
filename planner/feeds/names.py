"""Names of files for codes: what any file system takes, and no two alike."""

import re
from collections.abc import Iterable

_ODD = re.compile(r"[^\w.-]+")
_RESERVED = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))})
_LONGEST = 60


def file_names(codes: Iterable[str]) -> dict[str, str]:
    """A name for each code, as near to it as can be; compared without case, none is given twice."""
    taken: set[str] = set()
    return {code: _free(code, taken) for code in codes}


def _free(code: str, taken: set[str]) -> str:
    plain = _ODD.sub("_", code).strip("._-")[:_LONGEST] or "_"
    fitting = f"{plain}_" if plain.partition(".")[0].casefold() in _RESERVED else plain
    number, candidate = 1, fitting
    while candidate.casefold() in taken:
        number += 1
        candidate = f"{fitting}_{number}"
    taken.add(candidate.casefold())
    return candidate

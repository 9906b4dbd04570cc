"""Names of files for codes: what any file system takes, and no two alike; and many files as one."""

import io
import re
import zipfile
from collections.abc import Iterable, Mapping

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


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Files by their paths as one zip; the same files give the same bytes, as no time is told."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()

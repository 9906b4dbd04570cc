"""The moves of the searches, compiled by numba.

What is compiled is kept on disk. A function compiled with an older version of one that it calls must not be used
again, so the place where it is kept is named by the source of all of them.
"""

from hashlib import sha256
from pathlib import Path

from numba import config

from planner.solver.searching.vouching import place_for

_HERE = Path(__file__).parent
_SOURCES = b"".join(
    source.read_bytes() for source in (*sorted(_HERE.glob("*.py")), *sorted(_HERE.parent.glob("*arrays.py")))
)
_OWN = Path(config.CACHE_DIR or _HERE / "__pycache__")  # type: ignore[attr-defined]
KEPT = place_for(_OWN) / sha256(_SOURCES).hexdigest()[:16]
config.CACHE_DIR = str(KEPT)  # type: ignore[attr-defined]  # numba sets its settings when it is imported

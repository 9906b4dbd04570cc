"""The moves of the searches, compiled by numba.

What is compiled is kept on disk. A function compiled with an older version of one that it calls must not be used
again, so the place where it is kept is named by the source of all of them.
"""

from hashlib import sha256
from pathlib import Path

from numba import config

_HERE = Path(__file__).parent
_SOURCES = b"".join(
    source.read_bytes() for source in (*sorted(_HERE.glob("*.py")), *sorted(_HERE.parent.glob("*arrays.py")))
)
KEPT = Path(config.CACHE_DIR or _HERE / "__pycache__") / sha256(_SOURCES).hexdigest()[:16]  # type: ignore[attr-defined]
config.CACHE_DIR = str(KEPT)  # type: ignore[attr-defined]  # numba sets its settings when it is imported

"""Files that a work has made, in one zip, with what is to be known of them."""

import json
from collections.abc import Mapping
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

ABOUT = "about.json"
"""The member that says what is to be known; no file of a work is called so."""


def packed(made: Mapping[str, bytes], about: object = None) -> bytes:
    """The files by name, and what is said about them in JSON."""
    sent = BytesIO()
    with ZipFile(sent, "w", ZIP_DEFLATED) as archive:
        for name, content in made.items():
            archive.writestr(name, content)
        if about is not None:
            archive.writestr(ABOUT, json.dumps(about, ensure_ascii=False))
    return sent.getvalue()


def unpacked(sent: bytes) -> dict[str, bytes]:
    """The files by name, in their order, without what is said about them."""
    with ZipFile(BytesIO(sent)) as archive:
        return {name: archive.read(name) for name in archive.namelist() if name != ABOUT}


def about_of(sent: bytes) -> Any:
    """What is said about the files."""
    with ZipFile(BytesIO(sent)) as archive:
        return json.loads(archive.read(ABOUT))

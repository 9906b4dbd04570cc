"""LibreOffice without a window: whether it opens a workbook, and what it makes of it."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest


def converted(book: Path, kind: str, folder: Path) -> Path:
    """The workbook as LibreOffice saves it in another kind of file. Where there is no LibreOffice, the test is skipped,
    or fails if it must run.
    """
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        lacking = "there is no LibreOffice on this machine (Debian: apt-get install libreoffice-calc-nogui)"
        if os.environ.get("OFFICE_TESTS") == "required":
            pytest.fail(lacking)
        pytest.skip(lacking)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    words = [program, profile, "--headless", "--convert-to", kind, "--outdir", str(folder), str(book)]
    done = subprocess.run(words, capture_output=True, text=True, timeout=600, check=False)
    made = folder / f"{book.stem}.{kind.partition(':')[0]}"
    assert made.exists(), done.stdout + done.stderr
    return made

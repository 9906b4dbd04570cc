"""The command `app`: the organisers' desk in the browser, until Ctrl-C."""

import signal
import subprocess
import sys
from pathlib import Path
from typing import Annotated, TextIO

import typer

from planner.cli.arguments import AsJson
from planner.cli.files import must_be_open
from planner.cli.output import answering, tell_json


@answering
def desk(
    port: Annotated[int, typer.Option(min=1, max=65535, help="of this machine")] = 8501, as_json: AsJson = False
) -> None:
    """Run the organisers' desk in the browser. It listens on this machine; Ctrl-C ends it."""
    must_be_open(port)
    script = Path(__file__).parents[1] / "ui" / "serving" / "start.py"
    # Headless: Streamlit would otherwise ask for an e-mail address and wait for it on a first run.
    options = ["--server.address", "localhost", "--server.port", str(port), "--server.headless", "true"]
    options += ["--browser.gatherUsageStats", "false"]
    words = [sys.executable, "-m", "streamlit", "run", str(script), *options]
    # What Streamlit tells of itself is no part of the JSON.
    told, out = ({"url": f"http://localhost:{port}"}, sys.stderr) if as_json else (None, None)
    raise typer.Exit(_until_interrupted(words, told, out))


def _until_interrupted(words: list[str], told: dict[str, str] | None, out: TextIO | None) -> int:
    """Tells what is to be told, and runs a program until it ends or Ctrl-C ends it; its exit status.

    While the program is being started, Ctrl-C is only noted: raised there, it would leave a program that nobody ends.
    """
    pressed: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _: pressed.append(number))
    if told is not None:
        tell_json(told)
        sys.stdout.flush()
    process = subprocess.Popen(words, stdout=out)
    try:
        signal.signal(signal.SIGINT, before)
        if pressed:
            raise KeyboardInterrupt
        return process.wait()
    except KeyboardInterrupt:
        process.terminate()
        process.wait()
        return 0

"""Where Timefold Solver lives: a folder of its own, filled on first use.

The solver comes from PyPI, as the libraries inside the package `timefold`. The Java that compiles and runs it is the
machine's, or is unpacked from Debian's packages into the same folder; nothing is installed on the machine itself.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(".bench") / "timefold"
PACKAGE, VERSION = "timefold", "1.24.0b0"
SOURCE = Path(__file__).with_name("Peer.java")
OLDEST, KNOWN = 17, (17, 21, 25)
"""The oldest Java that will do, and those for which Debian is asked."""


class Unavailable(Exception):
    """Timefold Solver cannot be had here; says why, in a sentence."""


@dataclass(frozen=True, slots=True)
class Environment:
    """The program `java` and where its classes are."""

    java: Path
    classpath: str


def environment(folder: Path = FOLDER) -> Environment | None:
    """The environment, if it has been prepared and fits this version of the peer."""
    classes, home = folder / "classes" / SOURCE.stem, java_home(folder)
    done = classes.parent / "Peer.java"
    if home is None or not done.exists() or done.read_bytes() != SOURCE.read_bytes():
        return None
    jars = sorted(str(jar.absolute()) for jar in (folder / "lib").rglob("*.jar"))
    return Environment(home / "bin" / "java", os.pathsep.join([*jars, str(classes.parent.absolute())]))


def prepare(tell: Callable[[str], None], folder: Path = FOLDER) -> Environment:
    """The environment, made now if need be; takes a minute and the network once. Raises Unavailable."""
    if (ready := environment(folder)) is not None:
        return ready
    folder.mkdir(parents=True, exist_ok=True)
    tell(f"Timefold: installing {PACKAGE} {VERSION} into {folder}")
    _install_libraries(folder)
    home = java_home(folder) or _unpack_java(folder)
    classes = folder / "classes"
    classes.mkdir(exist_ok=True)
    jars = os.pathsep.join(str(jar) for jar in (folder / "lib").rglob("*.jar"))
    _run([str(home / "bin" / "javac"), "-cp", jars, "-d", str(classes), str(SOURCE)], "Its model does not compile")
    shutil.copyfile(SOURCE, classes / SOURCE.name)
    made = environment(folder)
    assert made is not None
    return made


def _install_libraries(folder: Path) -> None:
    """Only the Java libraries inside the package are used: not its bridge to Python, so that any Python will do."""
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--upgrade"]
    _run([*pip, "--target", str(folder / "lib"), f"{PACKAGE}=={VERSION}"], "It cannot be installed from PyPI")


def java_home(folder: Path) -> Path | None:
    """A Java with a compiler: JAVA_HOME, the one on the path, or one that was unpacked into the folder."""
    named, path = os.environ.get("JAVA_HOME"), shutil.which("javac")
    homes = [Path(named)] if named else []
    homes += [Path(path).resolve().parents[1]] if path else []
    homes += sorted((folder / "java").glob("usr/lib/jvm/java-*"))
    return next((home for home in homes if _major(home) >= OLDEST), None)


def _major(home: Path) -> int:
    """The version of a Java, 0 if it has no compiler."""
    try:
        version = subprocess.run(
            [home / "bin" / "javac", "-version"], capture_output=True, text=True, check=True
        ).stdout
    except (OSError, subprocess.CalledProcessError):
        return 0
    return int(version.split()[-1].split(".")[0].partition("-")[0])


def _unpack_java(folder: Path) -> Path:
    place = folder / "java"
    place.mkdir(exist_ok=True)
    sentence = f"There is no Java {OLDEST} or later with a compiler here, and Debian's cannot be fetched"
    if shutil.which("apt-get") is None or shutil.which("dpkg-deb") is None:
        raise Unavailable(f"{sentence}. Install one, or set JAVA_HOME.")
    for major in KNOWN:
        names = [f"openjdk-{major}-jdk-headless", f"openjdk-{major}-jre-headless"]
        fetched = subprocess.run(["apt-get", "download", *names], cwd=place, capture_output=True, check=False)
        if fetched.returncode == 0:
            break
    for package in place.glob("*.deb"):
        _run(["dpkg-deb", "-x", str(package), str(place)], sentence)
        package.unlink()
    if (home := java_home(folder)) is None:
        raise Unavailable(f"{sentence}. Install one, or set JAVA_HOME.")
    return home


def _run(words: Sequence[str], sentence: str) -> None:
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        last = next((line for line in reversed(done.stderr.splitlines()) if line.strip()), "no reason given")
        raise Unavailable(f"{sentence}: {last.strip()}")

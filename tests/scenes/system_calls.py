"""What a program and all that it starts ask of the kernel: whom they want to reach, whatever code in them asks."""

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path

import pytest

_OTHER = re.compile(r'sin6?_port=htons\((?P<port>\d+)\).*?(?:inet_addr\(|inet_pton\(AF_INET6, )"(?P<host>[^"]+)"')
_NAMES = "53"
"""The port of those who look names up: one on this machine asks outside for whoever asks it."""


@dataclass(frozen=True, slots=True)
class Trace:
    """Where strace writes down what is asked; without it there is nothing to be read, and that is no proof."""

    log: Path

    @property
    def words(self) -> list[str]:
        """What a command is begun with so that it is watched; it stays the child of whoever begins it."""
        calls = "trace=connect,sendto,sendmsg,sendmmsg"
        return ["strace", "-D", "-f", "--seccomp-bpf", "-q", "-s", "0", "-e", calls, "-o", str(self.log)]

    def outside(self) -> list[str]:
        """The calls that would have left this machine, in order."""
        return [line for line in self.log.read_text(errors="replace").splitlines() if _leaves(line)]


def _leaves(line: str) -> bool:
    return any(one["port"] == _NAMES or not _at_home(one["host"]) for one in _OTHER.finditer(line))


def _at_home(host: str) -> bool:
    address = ip_address(host)
    mapped = getattr(address, "ipv4_mapped", None)
    return (mapped or address).is_loopback


def tracing(log: Path) -> Trace | None:
    """A trace, where this machine lets programs be traced."""
    if shutil.which("strace") is None:
        return None
    trace = Trace(log)
    tried = subprocess.run([*trace.words, "true"], capture_output=True, check=False, timeout=600)
    return trace if tried.returncode == 0 else None


def wanted(trace: Trace | None) -> Trace:
    """The trace; where there is none the test is skipped, or fails if it must run."""
    if trace is not None:
        return trace
    lacking = "no program can be traced on this machine (Debian: apt-get install strace)"
    if os.environ.get("TRACE_TESTS") == "required":
        pytest.fail(lacking)
    pytest.skip(lacking)

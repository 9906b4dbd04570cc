"""Loaded by every Python that is started with this folder on its path: writes down whom it calls outside this machine.

An audit hook sees each call before it is made, in every thread, and whether or not there is a network to carry it.
"""

import os
import sys
from ipaddress import ip_address
from pathlib import Path

CALLS = {"socket.connect": 1, "socket.sendto": 1, "socket.getaddrinfo": 0, "socket.gethostbyname": 0}
"""The calls by which a program reaches another, and where in their arguments the other stands."""
LOG = os.environ.get("CALLS_LOG", "")


def watch(call: str, arguments: tuple[object, ...]) -> None:
    if call not in CALLS:
        return
    other = arguments[CALLS[call]]
    host = other[0] if isinstance(other, tuple) else other if call.startswith("socket.get") else None
    if isinstance(host, str) and not at_home(host):
        with Path(LOG).open("a") as log:
            log.write(f"{call} {other}\n")


def at_home(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host in ("", "localhost")


if LOG:
    sys.addaudithook(watch)

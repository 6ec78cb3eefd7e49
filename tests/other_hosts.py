"""Keeps the tests from speaking to other hosts: what tries is refused, and its test fails whatever was made of that."""

from __future__ import annotations

import socket
import sys
from contextlib import contextmanager
from ipaddress import ip_address
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_ASKED = ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr")
_SENT = ("socket.connect", "socket.sendto", "socket.sendmsg")
_refused: list[str] = []


class OtherHostError(OSError):
    """A test wanted to speak to another host."""


@contextmanager
def refused() -> Iterator[list[str]]:
    """Give the hosts that were refused meanwhile, which are forgotten afterwards."""
    _refused.clear()
    try:
        yield _refused
    finally:
        _refused.clear()


def assert_alone(hosts: list[str]) -> None:
    """Fail where a host was refused."""
    assert hosts == [], f"spoke to {', '.join(hosts)}"


def watch() -> None:
    """Begin to refuse, for as long as this process lives."""
    sys.addaudithook(_look)


def _look(event: str, arguments: tuple[object, ...]) -> None:
    if event in _SENT:
        host = _receiver(event, *arguments)
    elif event in _ASKED:
        host = _asked(arguments[0])
    else:
        return
    if host:
        _refused.append(host)
        raise OtherHostError(f"A test speaks to {host} ({event}).")


def _receiver(event: str, door: socket.socket, address: object) -> str:
    """Return the other host that something is sent to; a datagram's `connect` sends nothing, and tells which way it would go."""
    if door.family not in (socket.AF_INET, socket.AF_INET6) or not isinstance(address, tuple):
        return ""
    if event == "socket.connect" and door.type == socket.SOCK_DGRAM:
        return ""
    host = str(address[0])
    return "" if _is_here(host) else host


def _asked(host: object) -> str:
    """Return a name that the network would be asked for; numbers and names of this computer are known without."""
    name = host.decode("ascii", "replace") if isinstance(host, bytes) else str(host or "")
    try:
        ip_address(name.partition("%")[0])
    except ValueError:
        return "" if _is_here(name) else name
    return ""


def _is_here(host: str) -> bool:
    if host in ("", "localhost", "0.0.0.0", "::", socket.gethostname()):
        return True
    try:
        return ip_address(host.partition("%")[0]).is_loopback
    except ValueError:
        return False

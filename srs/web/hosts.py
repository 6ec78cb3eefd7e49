"""Where the server listens, and which names of that place a browser may use."""

from __future__ import annotations

import os
import socket
from ipaddress import ip_address
from typing import NamedTuple
from urllib.parse import urlsplit

from srs.errors import UsageError

_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_ANYWHERE = "192.0.2.1"
"""An address of the documentation (RFC 5737): the way to it shows which of our own addresses the network sees."""


class Place(NamedTuple):
    """What the server listens on: the host as it was given, and the port."""

    host: str
    port: int

    @property
    def address(self) -> str:
        """Return the beginning of every URL of this server, as another program is to open it."""
        host = _own_address() if _is_wildcard(self.host) else self.host
        return f"http://[{host}]:{self.port}" if ":" in host else f"http://{host}:{self.port}"

    def is_own_host(self, header: str) -> bool:
        """Tell whether a Host header names this server.

        A page of another site that has its name point here (DNS rebinding) sends that name, so no name counts that is not
        known. An IP address is never such a name: where the server listens on all of them, any will do.
        """
        try:
            parts = urlsplit(f"//{header}")
            name, port = parts.hostname or "", parts.port or 80
        except ValueError:
            return False
        if port != self.port or parts.netloc != header or "@" in header or parts.path or parts.query or parts.fragment:
            return False
        return name in self._names() or (_is_wildcard(self.host) and _is_ip(name))

    def is_own_origin(self, header: str, host: str) -> bool:
        """Tell whether an Origin header is that of the page's own server, which its Host header names."""
        return header.lower() == f"http://{host}".lower() and self.is_own_host(host)

    def _names(self) -> frozenset[str]:
        if self.host in _LOOPBACK:
            return _LOOPBACK
        if not _is_wildcard(self.host):
            return frozenset({self.host.lower()})
        own = socket.gethostname().lower()
        return _LOOPBACK | {own, f"{own}.local"}


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens; port 0 takes any that is free.

    Raises:
        UsageError: this machine has no such address, or the port is taken.
    """
    try:
        family, _, _, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE | socket.AI_NUMERICSERV
        )[0]
        return _open(family, address)
    except (OSError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        hint = "Take any port that is free: leave --port out." if port else "On this machine alone: leave --host out."
        raise UsageError(f"Nothing can be served on {host}:{port} ({reason}).", hint) from error


def _open(family: int, address: tuple[object, ...]) -> socket.socket:
    # Not `socket.create_server`: its socket does not name its protocol, and asyncio would then leave Nagle's algorithm on, which
    # holds the second part of every answer back for 40 ms.
    door = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if os.name == "posix":
            door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        door.bind(address)
        door.listen()
    except BaseException:
        door.close()
        raise
    return door


def _is_wildcard(host: str) -> bool:
    return _is_ip(host) and ip_address(host).is_unspecified


def _is_ip(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


def _own_address() -> str:
    """Return the address under which the network knows this machine; nothing is sent to find it."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as way:
        try:
            way.connect((_ANYWHERE, 9))
            return str(way.getsockname()[0])
        except OSError:
            return "127.0.0.1"

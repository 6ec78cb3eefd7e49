"""The guard that keeps tests from speaking to other hosts bites."""

from __future__ import annotations

import socket
from contextlib import suppress
from urllib.request import urlopen

import pytest
from other_hosts import OtherHostError, assert_alone, refused

TEST_NET = "192.0.2.1"
"""An address for documents (RFC 5737): nobody has it."""


def test_a_connection_to_another_host_is_refused_and_told() -> None:
    with refused() as hosts, socket.socket() as door:
        with pytest.raises(OtherHostError):
            door.connect((TEST_NET, 80))

        assert hosts == [TEST_NET]


def test_a_datagram_to_another_host_is_refused() -> None:
    with refused() as hosts, socket.socket(type=socket.SOCK_DGRAM) as door:
        with pytest.raises(OtherHostError):
            door.sendto(b"hello", (TEST_NET, 9))

        assert hosts == [TEST_NET]


def test_a_name_is_not_looked_up() -> None:
    with refused() as hosts:
        with pytest.raises(OSError, match="example.invalid"):
            urlopen("http://example.invalid/")

        assert hosts == ["example.invalid"]


def test_a_refusal_that_is_swallowed_is_told_all_the_same() -> None:
    with refused() as hosts, socket.socket() as door:
        with suppress(OSError):
            door.connect((TEST_NET, 80))

        with pytest.raises(AssertionError, match=TEST_NET):
            assert_alone(hosts)


def test_this_computer_may_be_spoken_to() -> None:
    with socket.create_server(("127.0.0.1", 0)) as door, socket.create_connection(door.getsockname()) as other:
        other.sendall(b"hello")

        with door.accept()[0] as ours:
            assert ours.recv(5) == b"hello"

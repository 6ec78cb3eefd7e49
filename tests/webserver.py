"""Runs `srs web` as a process, as its user does."""

from __future__ import annotations

import http.client
import os
import signal
import subprocess
import sys
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from command import NOW

if TYPE_CHECKING:
    from collections.abc import Iterator

    from command import Collection

PATIENCE = 30


@contextmanager
def web(collection: Collection, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    """Run the server; what it prints can be read."""
    command = [
        sys.executable,
        "-c",
        "from srs.cli import main; main()",
        "-C",
        str(collection.folder),
        "web",
        "--no-open",
    ]
    process = subprocess.Popen(
        [*command, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"SRS_NOW": NOW, "SRS_TZ": "UTC"},
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate(timeout=PATIENCE)


def end(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    """End it with ctrl-c; return its status and what it printed."""
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=PATIENCE)
    return process.returncode, out, err


class Got(NamedTuple):
    """An answer of the server."""

    status: int
    headers: dict[str, str]
    text: str

    @property
    def cookie(self) -> str:
        return self.headers["set-cookie"].partition(";")[0]


def ask(address: str, cookie: str = "") -> http.client.HTTPConnection:
    """Send a request, and leave the answer to be read."""
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=PATIENCE)
    connection.request("GET", f"{parts.path}?{parts.query}", headers={"cookie": cookie} if cookie else {})
    return connection


def get(address: str, cookie: str = "") -> Got:
    with closing(ask(address, cookie)) as connection:
        answer = connection.getresponse()
        headers = {name.lower(): value for name, value in answer.getheaders()}
        return Got(answer.status, headers, answer.read().decode())

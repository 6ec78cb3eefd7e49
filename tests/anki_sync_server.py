"""A real Anki sync server on this machine, and devices that use it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any

from anki_world import World

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from command import Ran

USER, PASSWORD = "me", "a secret of mine"
_PATIENCE_SECONDS = 20


class Synced(World):
    """A collection here, a server, and phones by their names."""

    def __init__(self, folder: Path, url: str) -> None:
        super().__init__(folder)
        self.tolerance, self.rounding = 1e-3, 1e-4  # Anki goes on from what it has rounded
        self.url = url
        self.to_server = ["sync", url, USER, PASSWORD]

    def make(self, *definitions: str) -> list[str]:
        """Make facts; return their ids."""
        self.srs.write("words.md", *definitions)
        self.read()
        return list(self.srs.ids().values())

    def sync(self, *options: object, user: str = USER, password: str = PASSWORD) -> Ran:
        return self.run("anki", "sync", "--server", self.url, *options, SRS_ANKI_USER=user, SRS_ANKI_PASSWORD=password)

    def synced(self, *options: object) -> tuple[dict[str, Any], dict[str, Any]]:
        """Synchronise; return the counts of what came and of what went."""
        ran = self.sync("--json", *options)
        assert ran.status == 0, ran.err
        return ran.records[-2]["counts"], ran.records[-1]["sent"]

    def on_phone(self, *steps: list[Any], name: str = "phone") -> None:
        """Synchronise a phone, use it, and synchronise it again."""
        self.phone(self.to_server, *steps, *([self.to_server] if steps else []), name=name)


def free_port() -> int:
    with closing(socket.socket()) as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
    return port


@contextmanager
def serving(folder: Path, port: int) -> Iterator[str]:
    """Serve from a folder; give the address."""
    settings = {
        "SYNC_USER1": f"{USER}:{PASSWORD}",
        "SYNC_HOST": "127.0.0.1",
        "SYNC_PORT": str(port),
        "SYNC_BASE": str(folder),
        "RUST_LOG": "off",
    }
    server = subprocess.Popen(
        [sys.executable, "-m", "anki.syncserver"],
        env=os.environ | settings,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(server, port)
        yield f"http://127.0.0.1:{port}/"
    finally:
        server.terminate()
        try:
            server.wait(_PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _wait_for(server: subprocess.Popen[bytes], port: int) -> None:
    end = time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < end and server.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.02)
        else:
            return
    raise AssertionError(f"no sync server came up (status {server.poll()})")

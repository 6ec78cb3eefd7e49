"""Runs the command line in a terminal of its own."""

from __future__ import annotations

import os
import select
import subprocess
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

PATIENCE = 30
"""Seconds to wait for what a command has to show."""


@contextmanager
def in_terminal(*arguments: object, **env: str) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """Start `srs` in a new terminal; yield the process and our end, and close both whatever happens."""
    pty = pytest.importorskip("pty", reason="there are no such terminals on Windows")
    ours, theirs = pty.openpty()
    kept = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    process = subprocess.Popen(
        [sys.executable, "-c", "from srs.cli import main; main()", *map(str, arguments)],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env=kept | {"SRS_TZ": "UTC", "TERM": "xterm", **env},
        # In a group of its own with its parent in the same session it can be stopped, wherever the tests run: a group that
        # nobody in its session looks after is not.
        process_group=0,
    )
    try:
        yield process, ours
    finally:
        process.kill()
        process.wait()
        os.close(theirs)
        os.close(ours)


def wait_until_stopped(process: subprocess.Popen[bytes]) -> None:
    """Wait until a process has stopped itself."""
    end = time.monotonic() + PATIENCE
    while os.waitid(os.P_PID, process.pid, os.WSTOPPED | os.WNOWAIT | os.WNOHANG) is None:
        assert time.monotonic() < end, "it was not stopped"
        time.sleep(0.01)


def read_until(end: str, terminal: int) -> str:
    """Return what a command shows until it has shown this."""
    shown = b""
    while end.encode() not in shown:
        assert select.select([terminal], [], [], PATIENCE)[0], shown
        shown += os.read(terminal, 4096)
    return shown.decode("utf-8", "replace")  # what was read last may end within a letter


def press(terminal: int, key: str, prompt: str) -> str:
    """Press a key when the drill waits for it, and return what it showed until then."""
    import termios

    shown = read_until(prompt, terminal)
    end = time.monotonic() + PATIENCE
    # What is typed before the terminal is raw would be thrown away.
    while termios.tcgetattr(terminal)[3] & termios.ICANON and time.monotonic() < end:
        time.sleep(0.01)
    os.write(terminal, key.encode())
    return shown

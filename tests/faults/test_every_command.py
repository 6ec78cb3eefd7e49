"""What no command does, whichever it is: touch the notes, speak to the network, or leave a file that others can read."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import stat
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
from command import Collection, run
from faults.bad_notes import write_bad_notes
from faults.every_command import LASTING, NETWORK, ON_SCREEN, calls, names
from faults.folder import state_of
from terminal import PATIENCE, in_terminal

if TYPE_CHECKING:
    from pathlib import Path

    from scoreboard import Scoreboard

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has neither modes nor pipes among files")
SRS = [sys.executable, "-c", "from srs.cli import main; main()"]
NOW = "2026-03-01T09:00:00+00:00"
CONNECT = re.compile(r"connect\(\d+, \{sa_family=AF_INET6?, .*?(?:inet_addr\(|inet_pton\(AF_INET6, )\"([^\"]*)\"")


@pytest.fixture
def collection(tmp_path: Path) -> Collection:
    """Return a collection of good and bad notes, and beside it one to merge with."""
    made = Collection(tmp_path / "collection")
    write_bad_notes(made.folder / "notes", megabytes=6)
    other = Collection(made.folder / "other")
    other.file("a").parent.mkdir(parents=True)
    shutil.copy(made.file("good.md"), other.file("good.md"))
    assert run("-C", other.folder, "sync").status == 0
    before = os.umask(0)
    try:
        assert run("-C", made.folder, "sync").status == 1
    finally:
        os.umask(before)
    return made


def test_every_command_has_a_call_here(collection: Collection) -> None:
    assert set(calls(collection)) == set(names())


def test_no_command_touches_the_notes_or_speaks_to_another_host_or_leaves_a_file_that_others_can_read(
    collection: Collection, tmp_path: Path, scoreboard: Scoreboard
) -> None:
    root, trace = collection.folder / "notes", tmp_path / "trace"
    asked, before = calls(collection), state_of(root)
    can_trace = _can_trace(trace)
    touched, connected, ended, readable = [], [], [], []

    for name, arguments in asked.items():
        command = [*SRS, "-C", str(collection.folder), *name.split(), *arguments]
        if can_trace:
            command = ["strace", "-f", "-qq", "-e", "trace=connect", "-o", str(trace), *command]
        status, shown = _run(command, lasting=name in LASTING)
        hosts = CONNECT.findall(trace.read_text("utf-8", "replace")) if can_trace else []
        touched += [name] if state_of(root) != before else []
        connected += [(name, host) for host in hosts if name not in NETWORK or not host.startswith(("127.", "::1"))]
        ended += [(name, status, shown)] if status not in (0, 1, 2, 3) or "Traceback" in shown else []
        readable += [(name, path) for path in _readable(collection.folder / ".srs")]

    scoreboard.count("notes folder changed by a command", tries=len(asked), failures=len(touched))
    scoreboard.count("connection to another host by a command", tries=len(asked) * can_trace, failures=len(connected))
    scoreboard.count("traceback among bad files", tries=len(asked), failures=len(ended))
    scoreboard.count("file in .srs that others can read, umask 0", tries=len(asked), failures=len(readable))
    assert touched == []
    assert connected == []
    assert ended == []
    assert readable == []


@pytest.mark.parametrize("command", ON_SCREEN, ids=" ".join)
def test_no_screen_touches_the_notes(collection: Collection, scoreboard: Scoreboard, command: tuple[str, ...]) -> None:
    before = state_of(collection.folder / "notes")

    with in_terminal("-C", collection.folder, *command, SRS_NOW=NOW) as (process, ours):
        end = time.monotonic() + PATIENCE
        os.set_blocking(ours, False)
        while process.poll() is None and time.monotonic() < end:
            _drain(ours)
            os.write(ours, b"q")
            time.sleep(0.2)
        status = process.poll()

    is_touched = state_of(collection.folder / "notes") != before
    scoreboard.count("notes folder changed by a screen", failures=is_touched)
    assert not is_touched
    assert status in (0, 1)


def _drain(terminal: int) -> None:
    """Take what is shown, so that there is room for more."""
    with contextlib.suppress(BlockingIOError):
        while os.read(terminal, 65_536):
            pass


def _can_trace(trace: Path) -> bool:
    """Tell whether connections can be seen here; one to this computer is, to be sure."""
    if not shutil.which("strace"):
        return False
    code = "import socket; socket.socket().connect_ex(('127.0.0.1', 9))"
    subprocess.run(
        ["strace", "-f", "-qq", "-e", "trace=connect", "-o", trace, sys.executable, "-c", code],
        capture_output=True,
        check=False,
    )
    return trace.exists() and CONNECT.findall(trace.read_text()) == ["127.0.0.1"]


def _run(command: list[str], *, lasting: bool) -> tuple[int, str]:
    """Run a command without a terminal, with a umask that forbids nothing; one that lasts is ended by ctrl-c."""
    env = os.environ | {"SRS_NOW": NOW, "SRS_TZ": "UTC", "BROWSER": "true", "EDITOR": "true"}
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=env,
        umask=0,
        process_group=0,
    ) as process:
        assert process.stdout is not None
        shown = b""
        if lasting:
            shown = process.stdout.readline()
            time.sleep(1)
            os.killpg(process.pid, signal.SIGINT)
        shown += process.stdout.read()
    return process.returncode, shown.decode("utf-8", "replace")


def _readable(folder: Path) -> list[str]:
    """Return what others than its owner may read or write in a folder, and the folder itself."""
    return [
        f"{path.name} {stat.S_IMODE(path.lstat().st_mode):04o}"
        for path in (folder, *folder.rglob("*"))
        if path.lstat().st_mode & 0o077
    ]

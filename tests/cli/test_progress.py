"""What is shown of work that takes long, and that nothing of it stays."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from terminal import read_until

WORK = """
import time
from srs.cli.progress import progress_bar
with progress_bar("Counting") as progress:
    time.sleep({seconds})
    progress(30, 60)
    time.sleep({seconds})
print("done")
"""


def shown(seconds: float) -> str:
    """Return what a terminal shows of work with two parts of so many seconds."""
    pty = pytest.importorskip("pty", reason="there are no such terminals on Windows")
    ours, theirs = pty.openpty()
    try:
        with subprocess.Popen([sys.executable, "-c", WORK.format(seconds=seconds)], stdout=theirs, stderr=theirs):
            return read_until("done", ours)
    finally:
        os.close(ours)
        os.close(theirs)


def test_long_work_tells_the_seconds_and_then_how_far_it_is() -> None:
    told = shown(1.0)

    assert "\rCounting ... 1 s\x1b[K" in told
    assert "\rCounting ███████████████░░░░░░░░░░░░░░░ 30 of 60\x1b[K" in told
    assert told.rstrip().endswith("\r\x1b[Kdone")


def test_short_work_shows_nothing() -> None:
    assert shown(0.01).strip() == "done"


def test_without_a_terminal_nothing_is_drawn() -> None:
    done = subprocess.run([sys.executable, "-c", WORK.format(seconds=0.6)], capture_output=True, text=True, check=True)

    assert (done.stdout, done.stderr) == ("done\n", "")

"""`srs` as a process of its own, at a fixed time and with nothing left to chance."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from command import NOW

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

SRS = (sys.executable, "-c", "from srs.cli import main; main()")
PATIENCE = 120
"""Seconds after which a process hangs."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How a process ended, what it said, and how much of what it did it said was done.

    `status` is negative where a signal ended it.
    """

    status: int
    out: bytes
    err: bytes
    acknowledged: int = 0


def environment(temporary: Path, **more: str) -> dict[str, str]:
    """Return the environment in which two runs make the same calls: same time, same hashes, no compiled files written."""
    same = {"SRS_NOW": NOW, "SRS_TZ": "UTC", "TERM": "dumb", "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1"}
    return os.environ | same | {"TMPDIR": str(temporary), **more}


def run_to_end(
    command: Sequence[str],
    given: bytes,
    env: dict[str, str],
    *,
    kill_after: float | None = None,
) -> Ended:
    """Run a command; with `kill_after` it is killed after so many seconds, if it still runs."""
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env
    ) as process:
        try:
            out, err = process.communicate(given, PATIENCE if kill_after is None else kill_after)
        except subprocess.TimeoutExpired:
            process.kill()
            out, err = process.communicate()
            assert kill_after is not None, f"hangs: {command} {err.decode()}"
    return Ended(process.returncode, out, err)

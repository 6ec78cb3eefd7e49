"""`srs review` in a pseudo terminal, key by key."""

from __future__ import annotations

import os
import select
import subprocess
import threading
import time
from typing import TYPE_CHECKING, Self

import pytest
from process import SRS, Ended

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

pty = pytest.importorskip("pty", reason="this platform has no pseudo terminals")
termios = pytest.importorskip("termios", reason="this platform has no pseudo terminals")

SECONDS = 30
QUESTION = b"any key to show"
TOLD = b"srs.db"
"""What a drill says of a fault names the database."""
RATING_NAMES = {"1": b"again", "2": b"hard", "3": b"good", "4": b"easy"}


class Gone(Exception):
    """The drill ended before it showed what was waited for."""


class DrillTerminal:
    """A drill line by line; `before` stands before its command."""

    def __init__(self, folder: Path, env: Mapping[str, str], before: Sequence[str] = ()) -> None:
        self.master, slave = pty.openpty()
        shape = {"TERM": "dumb", "SRS_TZ": "UTC", "COLUMNS": "80", "LINES": "24"}
        self.process = subprocess.Popen(
            [*before, *SRS, "-C", str(folder), "review", "--plain"],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env={**env, **shape},
        )
        os.close(slave)
        self.shown = b""
        self.transcript = b""

    def read_until(self, *wanted: bytes) -> bytes:
        """Return what is shown next up to the first of some texts that is there.

        Raises:
            Gone: the process ended before.
        """
        end = time.monotonic() + SECONDS
        while not (found := [text for text in wanted if text in self.shown]):
            ready, _, _ = select.select([self.master], [], [], max(0, end - time.monotonic()))
            assert ready, self.shown.decode(errors="replace")
            self._read()
        before, _, self.shown = self.shown.partition(found[0])
        return before + found[0]

    def read_rest(self) -> bytes:
        """Return all that was shown, once the process has ended."""
        try:
            while True:
                self._read()
        except Gone:
            return self.transcript

    def _read(self) -> None:
        try:
            piece = os.read(self.master, 4096)
        except OSError as error:  # Linux tells the end of the other side so
            raise Gone(self.shown.decode(errors="replace")) from error
        if not piece:
            raise Gone(self.shown.decode(errors="replace"))
        self.shown += piece
        self.transcript += piece

    def press(self, key: str) -> None:
        """Press a key once the drill waits for one; turning to single keys throws away what was typed before."""
        end = time.monotonic() + SECONDS
        while self._reads_lines() and self.process.poll() is None and time.monotonic() < end:
            time.sleep(0.001)
        os.write(self.master, key.encode())

    def _reads_lines(self) -> bool:
        return bool(termios.tcgetattr(self.master)[3] & termios.ICANON)

    def answer(self, rating: str) -> None:
        """Show a card, rate it, and wait for the next question, before which the answer must be durable."""
        self.press(" ")
        self.read_until(b"4 easy")
        self.press(rating)
        self.read_until(RATING_NAMES[rating])
        self.read_until(QUESTION)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.wait(SECONDS)
        os.close(self.master)


def drill(
    folder: Path, env: Mapping[str, str], ratings: str, before: Sequence[str] = (), *, kill_after: float | None = None
) -> Ended:
    """Drill until so many answers are given, something is told about the database, or the process is gone."""
    given = 0
    with DrillTerminal(folder, env, before) as terminal:
        killer = threading.Timer(kill_after, terminal.process.kill) if kill_after is not None else None
        if killer:
            killer.start()
        try:
            terminal.read_until(QUESTION)
            for given, rating in enumerate(ratings):  # noqa: B007  (how many are given counts where the drill ends, too)
                terminal.press(" ")
                terminal.read_until(b"4 easy")
                terminal.press(rating)
                if terminal.read_until(QUESTION, TOLD).endswith(TOLD):
                    break
            else:
                given = len(ratings)
            terminal.press("q")
        except Gone:
            pass
        transcript = terminal.read_rest()
        status = terminal.process.wait(SECONDS)
        if killer:
            killer.cancel()
    return Ended(status, transcript, transcript if TOLD in transcript else b"", given)

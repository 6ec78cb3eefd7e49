"""Measures the drill on a full screen against the smallest app of its library, and line by line against Python with click.

    python benchmarks/screen.py [ROUNDS]

Run it with the Python of an environment in which srs is installed (not as an editable: that adds its own start-up).
Start-up: from the start of the process to the first question in a terminal of its own, on 10,000 facts whose notes did not
change, in turns with an app that says hello; line by line, in turns with Python that imports click and sqlite3. Then the time from a key that rates a card to the next question on the screen,
in the pilot. The aims are ratios of at most 1.6, and 30 ms.
"""

from __future__ import annotations

import asyncio
import fcntl
import os
import platform
import pty
import select
import struct
import subprocess
import sys
import tempfile
import termios
import time
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from time import perf_counter

from startup import NOTES, srs, srs_command, write_notes

AIM = 1.6
AIM_MS = 30
CARDS = 40
SIZE = struct.pack("HHHH", 24, 80, 0, 0)
BASE = [sys.executable, "-c", "import click, sqlite3; print('ready')"]
HELLO = """
from textual.app import App
from textual.widgets import Static

class Hello(App):
    def compose(self):
        yield Static("Hello, world")

Hello().run()
"""


def main() -> None:
    """Build a collection, measure, and print both figures."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    with tempfile.TemporaryDirectory() as folder:
        collection = Path(folder)
        write_notes(collection / "notes")
        srs(collection, "sync")
        hello, review = [sys.executable, "-c", HELLO], srs_command(collection, "review")
        pairs = [(shown_ms(hello, b"Hello"), shown_ms(review, b"answer")) for _ in range(rounds + 2)][2:]
        plain = [*review, "--plain"]
        plain_pairs = [(shown_ms(BASE, b"ready"), shown_ms(plain, b"any key")) for _ in range(rounds + 2)][2:]
        steps = asyncio.run(steps_ms(collection))
    print(
        f"Python {platform.python_version()}, {platform.machine()}, {NOTES} notes, {len(pairs)} pairs, wall time in ms\n"
    )
    print_pairs("an app that says hello", "srs review", pairs)
    print_pairs("click and sqlite3", "srs review --plain", plain_pairs)
    print(f"key to next question {median(steps):.1f}, slowest of {CARDS} {max(steps):.1f} (aim: {AIM_MS})")


def print_pairs(base: str, command: str, pairs: list[tuple[float, float]]) -> None:
    """Print medians and fastest times of two commands, and the median of the ratios."""
    for name, column in ((base, 0), (command, 1)):
        times = [pair[column] for pair in pairs]
        print(f"{name:32}{median(times):8.1f}{min(times):9.1f}")
    print(f"ratio {median(slow / fast for fast, slow in pairs):.2f} (aim: at most {AIM})\n")


def shown_ms(command: list[str], wanted: bytes) -> float:
    """Return how long a command takes to show something in a new terminal."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, SIZE)
    begun = perf_counter()
    env = os.environ | {"TERM": "xterm-256color"}
    process = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=env)
    shown = b""
    while wanted not in shown:
        assert select.select([ours], [], [], 30)[0], shown
        shown += os.read(ours, 65536)
    taken = perf_counter() - begun
    process.kill()
    process.wait()
    os.close(ours)
    os.close(theirs)
    return taken * 1000


async def steps_ms(folder: Path) -> list[float]:
    """Rate cards; return how long each takes to the next question, its answer on disk."""
    from srs.app.collection import find_collection
    from srs.app.doors import Doors
    from srs.app.drill import Drill, Wish
    from srs.app.sitting import Sitting
    from srs.schedule import DayClock
    from srs.tui.review_app import ReviewApp

    collection = find_collection(folder)
    store, now = collection.open(), datetime.fromtimestamp(time.time_ns() / 1e9, UTC)
    doors = Doors(lambda: now, lambda: 0, time.time_ns, lambda *_: None)
    drill = Drill(store, collection.presets(store), DayClock.of(now), Wish(new=CARDS + 5), doors.now_ms())
    sitting = Sitting(drill, collection, doors)
    sitting.advance()
    app = ReviewApp(sitting, reads_notes=False)
    taken = []
    async with app.run_test() as pilot:
        for _ in range(CARDS):
            await pilot.press("space")
            await pilot.pause()
            drawn = asyncio.Event()
            begun = perf_counter()
            app.act("easy")
            app.call_after_refresh(drawn.set)
            await drawn.wait()
            taken.append((perf_counter() - begun) * 1000)
    store.close()
    return taken


if __name__ == "__main__":
    main()

"""Measures what images cost a drill.

    python benchmarks/images.py [ROUNDS]

Asking a store of 30,000 facts whether any of them names an image; the start of `srs review` to the first question in a terminal
that shows images, where a card has one and where none has; and the time from a key that rates a card to the next question,
while a photo of 1600 x 1200 pixels is decoded and encoded as sixels for every card. The aims are 3 ms, and 30 ms for a key.
"""

from __future__ import annotations

import asyncio
import fcntl
import io
import os
import pty
import re
import select
import subprocess
import sys
import tempfile
import termios
import time
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

from screen import SIZE
from startup import srs, srs_command, word
from table import Table, markdown, milliseconds, table

if TYPE_CHECKING:
    from srs.tui.review_app import ReviewApp

ROUNDS = 10
AIM_MS = 3
AIM_KEY_MS = 30
FACTS = 30_000
FACTS_IN_A_NOTE = 100
CARDS = 40
ANSWERS = {b"\x1b[c": b"\x1b[?62;4c", b"\x1b[5n": b"\x1b[0n", b"\x1b[16t": b"\x1b[6;20;10t"}
QUESTION = re.compile(b"|".join(map(re.escape, ANSWERS)))


def main() -> None:
    """Print the table."""
    print(markdown(measure(*map(int, sys.argv[1:]))))


def tables(*, quick: bool = False) -> list[Table]:
    """Measure as many rounds as it takes, or two."""
    return measure(2 if quick else ROUNDS)


def measure(rounds: int = ROUNDS) -> list[Table]:
    """Build collections, and return what images cost."""
    with tempfile.TemporaryDirectory() as folder:
        large, plain, pictured = (Path(folder) / name for name in ("large", "plain", "pictured"))
        write_large(large / "notes")
        write_cards(plain / "notes", image="")
        write_cards(pictured / "notes", image=" ![photo](photo-{}.jpg)")
        for collection in (large, plain, pictured):
            srs(collection, "sync")
        asking = [asking_ms(large) for _ in range(rounds)]
        pairs = [(shown_ms(plain), shown_ms(pictured)) for _ in range(rounds + 1)][1:]
        keys = asyncio.run(keys_ms(pictured))
    rows = [
        (f"asking {FACTS:,} facts whether one names an image", median(asking), f"{AIM_MS} ms"),
        ("to the first question of a drill without images", median(one for one, _ in pairs), ""),
        ("with images, in a terminal that shows them", median(one for _, one in pairs), ""),
        ("from a key to the next question, while a photo is drawn for every card", median(keys), f"{AIM_KEY_MS} ms"),
        (f"the slowest of {CARDS}", max(keys), f"{AIM_KEY_MS} ms"),
    ]
    return [table("", ("", "median", "aim"), [(name, milliseconds(took), aim) for name, took, aim in rows])]


def write_large(folder: Path) -> None:
    """Write 30,000 definitions."""
    folder.mkdir(parents=True)
    for number in range(FACTS // FACTS_IN_A_NOTE):
        words = [word(number * FACTS_IN_A_NOTE + item) for item in range(FACTS_IN_A_NOTE)]
        items = [f"- **{term.title()}**: a device of the kind {term} with wheels and a handle" for term in words]
        (folder / f"note-{number:03}.md").write_text("\n".join([f"# Note {number}", "", *items, ""]), "utf-8")


def write_cards(folder: Path, image: str) -> None:
    """Write a few questions, each with a photo of its own where images are wanted."""
    from PIL import Image

    folder.mkdir(parents=True)
    channels = [
        Image.effect_noise((1600, 1200), 90),
        Image.radial_gradient("L").resize((1600, 1200)),
        Image.linear_gradient("L").resize((1600, 1200)),
    ]
    items = []
    for number in range(CARDS + 5):
        term = word(37 * number)
        items.append(
            f"Q: What is {term}?{image.format(number)}\nA: a device of the kind {term} with wheels and a handle\n"
        )
        if image:
            Image.merge("RGB", channels).save(folder / f"photo-{number}.jpg")
    (folder / "cards.md").write_text("# Cards\n\n" + "\n".join(items), "utf-8")


def asking_ms(folder: Path) -> float:
    """Return how long a fresh connection takes to tell whether a fact names an image."""
    from srs.app.collection import find_collection
    from srs.store.counts import shows_images

    store = find_collection(folder).open()
    begun = perf_counter()
    shows_images(store)
    taken = perf_counter() - begun
    store.close()
    return taken * 1000


def shown_ms(folder: Path) -> float:
    """Return how long a drill takes to its first question in a terminal that answers at once."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, SIZE)
    begun = perf_counter()
    process = subprocess.Popen(
        srs_command(folder, "review"), stdin=theirs, stdout=theirs, stderr=theirs, env=os.environ | {"TERM": "xterm"}
    )
    shown, answered = b"", 0
    while b"answer" not in shown:
        assert select.select([ours], [], [], 30)[0], shown
        shown += os.read(ours, 65536)
        for found in QUESTION.finditer(shown, answered):
            answered = found.end()
            os.write(ours, ANSWERS[found.group()])
    taken = perf_counter() - begun
    process.kill()
    process.wait()
    os.close(ours)
    os.close(theirs)
    return taken * 1000


async def keys_ms(folder: Path) -> list[float]:
    """Rate cards; return how long each takes until the next question is on the screen, half a second after the one before."""
    from srs.app.collection import find_collection
    from srs.app.doors import Doors
    from srs.app.drill import Drill, Wish
    from srs.app.sitting import Sitting
    from srs.schedule import DayClock
    from srs.tui.review_app import ReviewApp

    sys.__stdout__ = io.StringIO()  # so that the library asks no terminal
    from textual_image.renderable import SixelImage

    from srs.tui.graphics import Painter

    collection = find_collection(folder)
    store, now = collection.open(), datetime.fromtimestamp(time.time_ns() / 1e9, UTC)
    doors = Doors(lambda: now, lambda: 0, time.time_ns, lambda *_: None)
    drill = Drill(store, collection.presets(store), DayClock.of(now), Wish(new=CARDS + 5), doors.now_ms())
    sitting = Sitting(drill, collection, doors)
    sitting.advance()
    painter = Painter(SixelImage, (10, 20))
    app = ReviewApp(sitting, reads_notes=False, painter=painter)
    taken = []
    async with app.run_test(size=(100, 40)) as pilot:
        for number in range(CARDS):
            # Now and then nothing is drawn yet, mostly everything, and in between it is being drawn.
            await pilot.pause(0.02 * (number % 10))
            app.act("show")
            await pilot.pause(0.02 * (number % 10))
            begun = perf_counter()
            app.act("easy")
            await question_shown(app)
            taken.append((perf_counter() - begun) * 1000)
    painter.close()
    store.close()
    return taken


async def question_shown(app: ReviewApp) -> None:
    """Wait until the words of the question are laid out."""
    asked = app.sitting.question
    assert asked is not None
    wanted = asked.face.question.split("!", maxsplit=1)[0].strip()
    while not any(wanted in "".join(one.text for one in strip) for strip in app.screen._compositor.render_strips()[:5]):  # noqa: SLF001
        await asyncio.sleep(0.001)


if __name__ == "__main__":
    main()

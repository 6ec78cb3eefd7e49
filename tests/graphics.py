"""Plays a terminal that shows images: answers what it is asked, and reads the images that it is sent."""

from __future__ import annotations

import os
import re
import select
import struct
import time
from base64 import b64decode
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING

from PIL import Image
from terminal import PATIENCE, in_terminal

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable, Iterator

    from command import Collection

CELL = (10, 20)
LATER = "2026-03-02T09:00:00+00:00"
STATUS, ATTRIBUTES, CELLS, KITTY = rb"\x1b\[5n", rb"\x1b\[c", rb"\x1b\[16t", rb"\x1b_Gi=(\d+),[^;]*a=q[^\x1b]*\x1b\\"
COMMON = {STATUS: b"\x1b[0n", CELLS: b"\x1b[6;20;10t"}
PLAIN = COMMON | {ATTRIBUTES: b"\x1b[?6c"}
"""The terminals by what they answer; a group of what was asked goes into the answer."""
OF_KITTY = COMMON | {ATTRIBUTES: b"\x1b[?62c", KITTY: b"\x1b_Gi=%s;OK\x1b\\"}
OF_SIXEL = COMMON | {ATTRIBUTES: b"\x1b[?62;4c"}
MUTE: dict[bytes, bytes] = {}


class Played:
    """One end of a terminal, and all that was shown in it."""

    def __init__(self, process: subprocess.Popen[bytes], ours: int, answers: dict[bytes, bytes], delay: float) -> None:
        self.process = process
        self.shown = b""
        self._ours = ours
        self._answers = answers
        self._delay = delay
        self._answered = 0

    def press(self, keys: str) -> None:
        os.write(self._ours, keys.encode())

    def wait_for(self, wanted: str | Callable[[bytes], object], since: int = 0) -> int:
        """Read and answer until something was shown behind a place; return where that ends by now."""
        end = time.monotonic() + PATIENCE
        while not (wanted(self.shown[since:]) if callable(wanted) else wanted.encode() in self.shown[since:]):
            left = end - time.monotonic()
            assert left > 0, self.shown[-3000:]
            if select.select([self._ours], [], [], min(left, 0.2))[0]:
                self.shown += os.read(self._ours, 65536)
                self._answer()
        return len(self.shown)

    def rest(self) -> int:
        """Read until nothing more comes; return how much was shown."""
        while select.select([self._ours], [], [], 0.4)[0]:
            self.shown += os.read(self._ours, 65536)
            self._answer()
        return len(self.shown)

    def asked(self) -> list[bytes]:
        """Return what the terminal was asked, in order."""
        return [found.group() for found in _ASKED.finditer(self.shown)]

    def _answer(self) -> None:
        for found in _ASKED.finditer(self.shown, self._answered):
            self._answered = found.end()
            for asked, answer in self._answers.items():
                if match := re.fullmatch(asked, found.group()):
                    time.sleep(self._delay)
                    os.write(self._ours, answer % match.groups() if match.groups() else answer)


_ASKED = re.compile(b"|".join(re.sub(rb"\((?!\?)", b"(?:", one) for one in (STATUS, ATTRIBUTES, CELLS, KITTY)))


@contextmanager
def reviewing(
    collection: Collection,
    answers: dict[bytes, bytes],
    delay: float = 0,
    size: tuple[int, int] = (24, 80),
    **settings: str,
) -> Iterator[Played]:
    """Begin a drill in such a terminal."""
    import fcntl
    import termios

    env = {"SRS_NOW": LATER, "COLORTERM": "", "BROWSER": "", "DISPLAY": "", "WAYLAND_DISPLAY": "", **settings}
    with in_terminal("-C", collection.folder, "review", **env) as (process, ours):
        fcntl.ioctl(ours, termios.TIOCSWINSZ, struct.pack("HHHH", *size, 0, 0))
        yield Played(process, ours, answers, delay)


def kitty_images(shown: bytes) -> dict[int, Image.Image]:
    """Return the images that were sent by kitty's protocol, by their numbers."""
    data: dict[int, bytes] = {}
    for id_, payload in re.findall(rb"\x1b_Gi=(\d+),m=[01],f=100,q=2;([^\x1b]*)\x1b\\", shown):
        data[int(id_)] = data.get(int(id_), b"") + payload
    return {id_: Image.open(BytesIO(b64decode(payload))).convert("RGBA") for id_, payload in data.items()}


def kitty_places(shown: bytes) -> list[tuple[int, int, int, int]]:
    """Return row, column, number of the image and number of its row for each line of cells that stands for an image."""
    found = re.findall(
        "\x1b\\[(\\d+);(\\d+)H\x1b\\[38;2;(\\d+);(\\d+);(\\d+)m\U0010eeee(.)", shown.decode("utf-8", "replace")
    )
    return [
        (int(row), int(column), int(red) << 16 | int(green) << 8 | int(blue), _DIACRITICS.index(sign))
        for row, column, red, green, blue, sign in found
    ]


_DIACRITICS = "\u0305\u030d\u030e\u0310\u0312\u033d\u033e\u033f\u0346\u034a\u034b\u034c\u0350\u0351\u0352\u0357"


def sixel_images(shown: bytes) -> list[Image.Image]:
    """Return the images that were sent as sixels."""
    return [
        _sixels(int(wide), int(high), body)
        for wide, high, body in re.findall(rb'\x1bP[0-9;]*q"1;1;(\d+);(\d+)([^\x1b]*)\x1b\\', shown)
    ]


def _sixels(wide: int, high: int, body: bytes) -> Image.Image:
    picture = Image.new("RGB", (wide, high))
    colours: dict[int, tuple[int, ...]] = {}
    colour, x, y = 0, 0, 0
    for token in re.findall(rb"#\d+(?:;\d+)*|!\d+.|[?-~]|\$|-", body):
        if token[:1] == b"#":
            colour, *given = map(int, token[1:].split(b";"))
            if given:
                colours[colour] = tuple(round(one * 2.55) for one in given[1:])
        elif token == b"$":
            x = 0
        elif token == b"-":
            x, y = 0, y + 6
        else:
            count = int(token[1:-1]) if token[:1] == b"!" else 1
            for column in range(x, min(x + count, wide)):
                for bit in range(6):
                    if (token[-1] - 63) >> bit & 1 and y + bit < high:
                        picture.putpixel((column, y + bit), colours[colour])
            x += count
    return picture

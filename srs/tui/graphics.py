"""Images through the terminal's graphics protocol, where it has one: kitty's, or sixel.

The library asks the terminal what it can do when it is imported, and waits a tenth of a second for each answer. One that came
later would be read as keys, and a `4` in it would rate a card. So a terminal that is far away is not asked at all, and
at the end a last question makes sure that everything before it was answered: terminals answer in order.
"""

from __future__ import annotations

import os
import re
import select
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator
    from concurrent.futures import Future
    from pathlib import Path

    from PIL.Image import Image
    from rich.segment import Segment
    from textual_image.renderable import SixelImage, TGPImage

_ASK, _ANSWER = "\x1b[5n", re.compile(rb"\x1b\[[03]n")
"""Device Status Report (ECMA-48, 8.3.35), which no question of the library's has the same answer as."""
_WHAT, _SIXEL = "\x1b[c", re.compile(rb"\x1b\[\?[\d;]*;4[;c]")
"""Device Attributes, and the answer of a terminal that knows sixels."""
_PROMPT_SECONDS = 0.05
_PATIENCE_SECONDS = 1.0
_TURN_SECONDS = 0.001
"""How long the thread may keep Python to itself while a key waits; usually it is five times as long."""
_NEVER = frozenset({"dumb", "linux"})
_IN_BETWEEN = ("screen", "tmux")
"""Terminals in a terminal: they hand kitty's sequences to nobody, and take the question for a title."""
_DELETE = "\x1b_Ga=d,d=I,i={},q=2\x1b\\"
"""https://sw.kovidgoyal.net/kitty/graphics-protocol/#deleting-images. The library's own cleanup leaves the data in the terminal."""


class Room(NamedTuple):
    """The cells that an image may take, and the colour around it (red, green, blue)."""

    columns: int
    rows: int
    background: tuple[int, int, int]


class Painting(Protocol):
    """An image as the terminal draws it, so many cells wide and high."""

    columns: int
    rows: int

    def cut(self, top: int, bottom: int) -> tuple[str, ...] | None:
        """Return the rows from one to another as texts that begin below each other, or all in one; None: not made yet."""

    def make(self, top: int, bottom: int) -> None:
        """Make these rows, which may take a while."""


class Painter:
    """Decodes and draws images one after the other in a thread of its own, so that no key waits for it."""

    def __init__(self, kind: type[object], cell: tuple[int, int]) -> None:
        self._kind = kind
        self._cell = cell
        self._hands = ThreadPoolExecutor(1)
        sys.setswitchinterval(_TURN_SECONDS)
        self._placed: set[int] = set()
        self._is_closed = False

    def paint(self, file: Path, room: Room) -> Future[Painting]:
        """Begin to draw a file; the result may raise PictureError."""
        return self._hands.submit(self._paint, file, room)

    def finish(self, painting: Painting, top: int, bottom: int) -> Future[None]:
        """Begin to make some rows of a painting."""
        return self._hands.submit(painting.make, top, bottom)

    def free(self, painting: Painting) -> None:
        """Take an image out of the terminal's memory."""
        if isinstance(painting, _Placed) and not self._is_closed:
            self._hands.submit(self._delete, painting.id)

    def close(self) -> None:
        """Wait until all that was begun is done, and leave no image in the terminal's memory."""
        self._is_closed = True
        self._hands.shutdown()
        for id_ in tuple(self._placed):
            self._delete(id_)

    def _delete(self, id_: int) -> None:
        self._placed.discard(id_)
        with suppress(OSError):  # a terminal that is gone has forgotten it
            _send(_DELETE.format(id_))

    def _paint(self, file: Path, room: Room) -> Painting:
        from PIL import Image

        from srs.tui.picture_file import PictureError, read_picture

        if self._is_closed:
            raise PictureError("")
        wide, high = self._cell
        picture = read_picture(file, room.columns * wide, room.rows * high)
        columns, rows = -(-picture.width // wide), -(-picture.height // high)
        # The library stretches an image to whole cells.
        edge = (0, 0, 0, 0) if self._is_kitty else (*room.background, 255)
        canvas = Image.new("RGBA", (columns * wide, rows * high), edge)
        canvas.paste(picture)
        if not self._is_kitty:
            return _Sixels(canvas.convert("RGB"), columns, rows)
        try:
            placed = _place(canvas, columns, rows)
        except OSError as error:
            raise PictureError("the terminal is gone") from error
        self._placed.add(placed.id)
        return placed

    @property
    def _is_kitty(self) -> bool:
        return self._kind.__module__.endswith("tgp")


class _Placed:
    """An image that the terminal (kitty) has; where its cells are is told by characters that stand for them."""

    def __init__(self, id_: int, lines: tuple[str, ...], columns: int) -> None:
        self.id, self._lines = id_, lines
        self.columns, self.rows = columns, len(lines)

    def cut(self, top: int, bottom: int) -> tuple[str, ...]:
        return self._lines[top:bottom]

    def make(self, top: int, bottom: int) -> None:
        """Do nothing: all rows are there."""


class _Sixels:
    """An image whose rows are encoded when they are first shown."""

    def __init__(self, picture: Image, columns: int, rows: int) -> None:
        self._picture = picture
        self.columns, self.rows = columns, rows
        self._made: dict[tuple[int, int], tuple[str, ...]] = {}
        self.make(0, rows)

    def cut(self, top: int, bottom: int) -> tuple[str, ...] | None:
        return self._made.get((top, bottom))

    def make(self, top: int, bottom: int) -> None:
        from textual_image.renderable import SixelImage

        high = self._picture.height // self.rows
        part = self._picture.crop((0, top * high, self._picture.width, bottom * high))
        segments = _render(SixelImage(part, width=self.columns, height=bottom - top), self.columns)
        self._made[top, bottom] = tuple(text for text, *_ in segments if text.startswith("\x1bP"))


def _place(picture: Image, columns: int, rows: int) -> _Placed:
    """Send an image to the terminal, and return the characters that show it."""
    from rich.color import ColorSystem
    from rich.segment import Segment
    from rich.style import Style
    from textual_image.renderable import TGPImage

    drawn = TGPImage(picture, width=columns, height=rows)
    lines = list(Segment.split_lines(_render(drawn, columns)))
    # The colour is the image's number and not for show, so it is written here, past what knows how many colours there are.
    texts = (
        "".join((style or Style()).render(text, color_system=ColorSystem.TRUECOLOR) for text, style, _ in line)
        for line in lines
    )
    return _Placed(drawn.terminal_image_id or 0, tuple(filter(None, texts)), columns)


def _render(drawn: TGPImage | SixelImage, columns: int) -> list[Segment]:
    from io import StringIO

    from rich.console import Console

    return list(Console(file=StringIO(), width=columns).render(drawn))


def find_painter() -> Painter | None:
    """Ask the terminal what it can draw; None where it draws no images, or answers too slowly to be asked."""
    if not (sys.__stdin__ and sys.__stdout__ and sys.__stdin__.isatty() and sys.__stdout__.isatty()):
        return None
    if sys.platform == "win32":
        return _painter() if os.environ.get("WT_SESSION") else None  # no other console of Windows draws
    term = os.environ.get("TERM", "")
    if term in _NEVER or os.environ.get("TERM_PROGRAM") == "Apple_Terminal":  # it would show the question
        return None
    with _silence():
        begun = time.monotonic()
        heard = _heard(_WHAT + _ASK)
        if heard is None or time.monotonic() - begun > _PROMPT_SECONDS:
            return None
        if term.startswith(_IN_BETWEEN) and not _SIXEL.search(heard):
            return None
        painter = _painter()
        return painter if _heard(_ASK) is not None else None


def _painter() -> Painter | None:
    try:
        from textual_image import renderable
        from textual_image._terminal import get_cell_size  # it has no public name

        kind, cell = renderable.Image, get_cell_size()
    except (
        ArithmeticError,
        OSError,
        ValueError,
    ):  # answers that make no sense, a key in their midst, a terminal without a size
        return None
    return Painter(kind, cell) if kind in (renderable.TGPImage, renderable.SixelImage) else None


@contextmanager
def _silence() -> Iterator[None]:
    """Keep the terminal from showing its answers."""
    import termios
    import tty

    assert sys.__stdin__ is not None  # noqa: S101  (it was asked before)
    before = termios.tcgetattr(sys.__stdin__)
    tty.setcbreak(sys.__stdin__, termios.TCSANOW)
    try:
        yield
    finally:
        termios.tcsetattr(sys.__stdin__, termios.TCSANOW, before)


def _heard(question: str) -> bytes | None:
    """Return what the terminal has said by the time it has answered the last question; None when it does not."""
    assert sys.__stdin__ is not None  # noqa: S101  (it was asked before)
    _send(question)
    end, heard = time.monotonic() + _PATIENCE_SECONDS, b""
    while (left := end - time.monotonic()) > 0 and select.select([sys.__stdin__], [], [], left)[0]:
        read = os.read(sys.__stdin__.fileno(), 1024)
        heard += read
        if _ANSWER.search(heard):
            return heard
        if not read:
            break
    return None


def _send(text: str) -> None:
    if sys.__stdout__:
        sys.__stdout__.write(text)
        sys.__stdout__.flush()

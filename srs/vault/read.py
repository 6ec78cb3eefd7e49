"""Reads one note: bytes to text, with a reason where that cannot be."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

from srs.model import Problem
from srs.model.values import dataclass

if TYPE_CHECKING:
    from pathlib import Path

LARGEST = 5_000_000
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Note:
    """The text of a note with line feeds as line ends, and the hash of its bytes."""

    path: str
    text: str
    hash: str


def read_note(root: Path, path: str) -> Note | Problem:
    """Read a note by its path relative to the notes folder; a fault is returned, not raised."""
    try:
        with (root / path).open("rb") as file:
            # Not by its size: it may grow meanwhile.
            data = file.read(LARGEST + 1)
    except OSError as error:
        return Problem(path, 0, f"the file cannot be read ({error.strerror or error})")
    if len(data) > LARGEST:
        return Problem(path, 0, f"the file is larger than {LARGEST // 1_000_000} MB and was not read")
    text = _decode(data)
    if isinstance(text, str):
        return Note(path, text, blake2b(data, digest_size=16).hexdigest())
    return Problem(path, text[0], text[1])


def _decode(data: bytes) -> str | tuple[int, str]:
    if data.startswith(_UTF16):
        return (1, "the file is UTF-16; save it as UTF-8 to have it read")
    if b"\0" in data:
        return (1, "the file is binary, not text")
    try:
        text = data.removeprefix(_BYTE_ORDER_MARK).decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + before.count(b"\r") - before.count(b"\r\n") + 1
        return (line, f"the file is not UTF-8 (byte 0x{data[error.start]:02x}); save it as UTF-8 to have it read")
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text

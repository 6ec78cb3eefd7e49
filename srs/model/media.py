"""Which files are images and sounds, those that Anki plays, and why what a note embeds may be none."""

from __future__ import annotations

from enum import Enum, auto
from typing import Final

IMAGES: Final = frozenset({"png", "jpg", "jpeg", "gif", "webp", "svg", "avif", "bmp", "ico"})
SOUNDS: Final = frozenset({"mp3", "ogg", "oga", "opus", "wav", "flac", "m4a", "aac"})


class Unfound(Enum):
    """Why there is no file of the notes for an address."""

    REMOTE = auto()
    OUTSIDE = auto()
    ABSENT = auto()

"""Which files are images and sounds: those that Anki plays."""

from __future__ import annotations

from typing import Final

IMAGES: Final = frozenset({"png", "jpg", "jpeg", "gif", "webp", "svg", "avif", "bmp", "ico"})
SOUNDS: Final = frozenset({"mp3", "ogg", "oga", "opus", "wav", "flac", "m4a", "aac"})

"""Text that reads the same with a parser or without: most fronts are a few plain words, and the parser takes 2 ms to import."""

from __future__ import annotations

_HARMLESS = dict.fromkeys(map(ord, " ,;:?.'\"()/%+-@"), "")
"""Signs that mean nothing in a line that begins with a letter."""


def is_plain_words(text: str) -> bool:
    """Tell whether a text is one line of ASCII words with single spaces, in which nothing can be markup."""
    return (
        text[:1].isalpha()
        and text.isascii()
        and (text.isalnum() or text.translate(_HARMLESS).isalnum())
        and text == " ".join(text.split())
    )

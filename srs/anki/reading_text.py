"""Whether a note in Anki still says what its fact says."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from srs.markdown.html import render_cloze_html, render_html
from srs.model import Way
from srs.reconcile.words import words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from srs.model import Draft

_TAG = re.compile(r"<(style|script)\b.*?</\1>|<!--.*?-->|<[^<>]*>|\[sound:[^\]]*\]", re.DOTALL | re.IGNORECASE)
_MATH = re.compile(r"\\[()\[\]]")
_SILENT = str.maketrans({"\u2060": None, "\u200b": None, "\xad": None, "\xa0": " "})
_LONGEST = 200_000


def text_of(field: str) -> str:
    """Return what a reader sees of a field, roughly: HTML without its tags, formulas between dollars."""
    text = html.unescape(_TAG.sub(" ", field[:_LONGEST])).translate(_SILENT)
    return _MATH.sub("$", text)


def says_the_same(fields: Sequence[str], draft: Draft) -> bool:
    """Tell whether front and back of a note have the words that an export of the fact gives them, however they are set.

    Where an image was not there when it went out, the words for it were.
    """
    return any(_has_words(fields, draft, name) for name in ("there.png", None))


def _has_words(fields: Sequence[str], draft: Draft, image: str | None) -> bool:
    render = render_cloze_html if draft.way is Way.CLOZE else render_html
    sides = (render(draft.front, image=lambda _: image), render_html(draft.back, image=lambda _: image))
    return all(_words(field) == _words(side) for field, side in zip(fields, sides, strict=False))


def _words(field: str) -> list[str]:
    return words_of(text_of(field))

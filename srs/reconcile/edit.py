"""What an edit changed, found without reading all of both texts."""

from __future__ import annotations

import re

from rapidfuzz.distance import Postfix, Prefix

from srs.reconcile.grade import Edit, compare
from srs.reconcile.words import words_of

# What may belong to something at the other end of a text, or is another thing where a text begins.
_FAR_REACHING = re.compile(r"[`\[<>*_~=\\$\0]|\n[ \t]*\(?\d")


def edit_of(before: str, after: str) -> Edit:
    """Return what changed between two texts.

    Most edits leave a text as it was but for a few words. Where there is no markup, what is between spaces has the same words
    whatever is around it, so only the stretch from the first change to the last is read.
    """
    head = Prefix.similarity(before, after)
    tail = min(Postfix.similarity(before, after), min(len(before), len(after)) - head)
    start = before.rfind(" ", 0, head) + 1
    end = before.find(" ", len(before) - tail)
    end = len(before) if end < 0 else end
    come = after[start : len(after) - len(before) + end]
    if _FAR_REACHING.search(before) or _FAR_REACHING.search(after):
        return compare(words_of(before), words_of(after))
    return compare(words_of(before[start:end]), words_of(come), (before[:start], before[end:]))

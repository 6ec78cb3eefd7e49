"""What an edit changed, found without reading all of both texts."""

from __future__ import annotations

import re

from rapidfuzz.distance import Postfix, Prefix

from srs.reconcile.grade import Edit, compare
from srs.reconcile.words import words_of

_NUMBERED = re.compile(r"\n[ \t]*\(?\d")
"""What is another thing where a text begins."""


def edit_of(before: str, after: str) -> Edit:
    """Return what changed between two texts.

    Most edits leave a text as it was but for a few words. Where there is no markup, what is between spaces has the same words
    whatever is around it, so only the stretch from the first change to the last is read.
    """
    if _reaches_far(before) or _reaches_far(after):
        return compare(words_of(before), words_of(after))
    head = Prefix.similarity(before, after)
    size, more = len(before), len(after) - len(before)
    tail = min(Postfix.similarity(before, after), min(size, size + more) - head)
    start = before.rfind(" ", 0, head) + 1
    end = before.find(" ", size - tail)
    end = size if end < 0 else end
    come = after[start : end + more]
    return compare(words_of(before[start:end]), words_of(come), (before[:start], before[end:]))


def _reaches_far(text: str) -> bool:
    """Tell whether a text has signs that may belong to something at its other end, or is another thing where it begins."""
    # To look for one sign after another takes a tenth of what an expression takes that looks for all.
    if "`" in text or "[" in text or "<" in text or ">" in text or "*" in text or "_" in text or "~" in text:
        return True
    if "=" in text or "\\" in text or "$" in text or "\0" in text:
        return True
    return "\n" in text and _NUMBERED.search(text) is not None

"""A text in one line of a list, as a reader sees it; without a parse, since lists are long."""

from __future__ import annotations

import re

from srs.markdown.inline import plain
from srs.model import bracket_gaps
from srs.model.pattern import pattern

_MARKUP = re.compile(r"[*_`$\\<\[~=]")
_CODE_OR_MATH = pattern(
    r"`(?<!``)(?P<more>`*+)(?P<code>.*?[^`])`(?P=more)(?!`)"
    r"|\$\$(?P<block>[^$]+)\$\$|\$(?P<math>(?=[^\s$])[^$\n]*?(?<=[^\s\\]))\$(?!\d)",
    re.DOTALL,
)


def seen_line(text: str) -> str:
    """Return a text in one line with formulas as signs, gaps in brackets, and without marks of emphasis, code and links."""
    if "{{c" in text:
        text = bracket_gaps(text)
    if _MARKUP.search(text) is None:
        return " ".join(text.split())
    if "$" not in text:
        return plain(text)
    parts: list[str] = []
    end = 0
    for found in _CODE_OR_MATH.finditer(text):
        parts += (_around(text[end : found.start()]), _inside(found))
        end = found.end()
    return " ".join("".join((*parts, _around(text[end:]))).split())


def _around(text: str) -> str:
    """Take markup off a part of a line; the spaces at its ends stay."""
    bare = plain(text)
    begins, ends = text[:1].isspace(), text[-1:].isspace()
    return f"{' ' * begins}{bare}{' ' * ends}" if bare else " " * (begins or ends)


def _inside(found: re.Match[str]) -> str:
    if found["code"] is not None:
        return found["code"]
    from srs.markdown.unicode_math import readable_math  # its tables take a while, and few lists have formulas

    return " ".join(readable_math((found["block"] or found["math"]).strip()).split())

"""Mends what people write and no parser understands, line by line, so that line numbers stay.

`•` bullets of a pasted page become list items, and in such a paste a short line standing alone becomes a heading;
`##Heading` gets its space. The colon fences of admonitions (`:::note`) vanish, their
content is text. Code fences are left alone.
"""

from __future__ import annotations

import re

_BULLET = re.compile(r"^([ \t]*)[•◦▪‣●○∙·][ \t]+", re.MULTILINE)
_GLUED = re.compile(r"^(#{2,6})(?=[^\s#])", re.MULTILINE)
_COLON_FENCE = re.compile(r"^[ \t]*:{3,}[^\n:]*$", re.MULTILINE)
_CARD_HEAD = re.compile(r"^([^\n*]+)\n\^{3,}[ \t]*$", re.MULTILINE)
_FENCE = re.compile(r"^[ \t]*(```|~~~)", re.MULTILINE)
_ATX = re.compile(r"^#{1,6}[ \t]", re.MULTILINE)
_LONGEST_HEADING = 90
_MOST_WORDS = 14


def mend(text: str) -> str:
    """Return the text with as many lines and each fault above mended."""
    if "##" in text and "```" not in text and "~~~" not in text:
        text = _GLUED.sub(r"\1 ", text)
    if ":::" in text:
        text = _CARD_HEAD.sub(r"**\1**\n", _COLON_FENCE.sub("", text))
    if "•" in text or "◦" in text or "●" in text or "▪" in text:
        pasted = _ATX.search(text) is None and _FENCE.search(text) is None
        text = _BULLET.sub(lambda found: f"{found.group(1)}- ", text)
        if pasted:
            text = _raise_headings(text)
    return text


def _raise_headings(text: str) -> str:
    """Mark the lines of a pasted page that a reader sees as headings."""
    lines = text.split("\n")
    for number, line in enumerate(lines):
        after = lines[number + 1] if number + 1 < len(lines) else ""
        before = lines[number - 1] if number else ""
        if not before.strip() and _reads_as_heading(line) and (not after.strip() or _reads_as_heading(after)):
            lines[number] = f"## {line}"
            if after.strip():
                lines[number + 1] = f"## {after}"
    return "\n".join(lines)


def _reads_as_heading(line: str) -> bool:
    """Tell a short line at the margin that does not end as a sentence does; a question may be a heading."""
    text = line.rstrip()
    return (
        bool(text)
        and not text[0].isspace()
        and text[0].isalnum()
        and len(text) <= _LONGEST_HEADING
        and len(text.split()) <= _MOST_WORDS
        and text[-1] not in ".:;,!…。：；，"
    )

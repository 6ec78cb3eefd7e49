"""Questions about inline markdown that do not need a parse."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from srs.model.pattern import pattern

if TYPE_CHECKING:
    from collections.abc import Callable

# In patterns that search long texts each branch begins with its sign: the search then jumps from sign to sign, and what
# stands before the sign is looked at behind it.
_OPAQUE = pattern(
    r"`(?<!``)(?P<more>`*+)(?:.*?[^`])`(?P=more)(?!`)"  # code
    r"|\$\$[^$]+\$\$|\$(?=\S)[^$\n]*?\S\$|\$[^\s$]\$"  # math
    r"|!\[\[[^\[\]\n]*\]\]|\[\[[^\[\]\n]*\]\]"  # wiki links and embeds
    r"|\((?<=\]\()[^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+\"[^\"]*\")?\)"  # link targets
    r"|<[^<>\n]+>"  # autolinks, tags
    r"|:(?<![\w:]:)\w+:(?![\w:])",  # emoji codes
    re.DOTALL,
)
_BARE_ADDRESS = pattern(r"(?<!\w)\w++://[^\s)>\]]+")
_IMAGE = pattern(
    r"!\[([^\[\]]*)\]\([^()\n]*\)(?:\{[^{}\n]*\})?|!\[\[([^\[\]|\n]*)(?:\|[^\[\]\n]*)?\]\]|<img\b[^<>]*>", re.IGNORECASE
)
_LINK = pattern(
    r"\[((?:[^\[\]]|\[[^\[\]]*\])*)\](?:\(\{%[^%()\n]*%\}\)|\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+\"[^\"]*\")?\)|\{[^{}\n]*\}|\[[^\[\]\n]*\])"
)
_FOOTNOTE = pattern(r"\[\^[\w-]{1,32}\](?!:)")
_WIKI = pattern(r"\[\[(?:[^\[\]|\n]*\|)?([^\[\]|\n]*)\]\]")
_ADDRESS = pattern(r"<?\b(?:https?|ftp)://[^\s<>)\]]+>?|\bwww\.[^\s<>)\]]+")
_TAG = pattern(r"</?[A-Za-z][^<>]*>|<!--(?:(?!<!--).)*?-->", re.DOTALL)
_EMPHASIS = pattern(
    r"\*(?<!\\\*)(?:(?<!\d\*)|(?!\d))(?:(?<!\S \*)|(?! ))\*{0,2}|_(?<!\\_)(?<![^\W_]_)_{0,2}(?=\S)|_(?<=\S_)_{0,2}(?![^\W_])|~~|=="
)
_MARKUP = pattern(r"[`$\[<*_~=\\]")
"""What begins any markup; most texts have none of it."""
_ESCAPE = pattern(r"\\([!-/:-@\[-`{-~])")
_WRITTEN = pattern(
    r"(?<!`)(?P<ticks>`++)(?P<code>.+?)(?<!`)(?P=ticks)(?!`)|\$\$[^$]+\$\$|\$(?=\S)[^$\n]*?\S\$|\$[^\s$]\$", re.DOTALL
)
"""Code and math, in which no sign is markup."""
_STANDS_FOR, _MOST_WRITTEN = 0xF0000, 0xFFFE
"""Signs without a meaning that stand for code and math meanwhile."""
_STANDING = pattern("[\U000f0000-\U000ffffd]")
_REMEMBERED = 2048
"""A text is asked about several times while its note is read; notes are read one after the other."""
_FILLER = "\0"


@lru_cache(maxsize=_REMEMBERED)
def mask(text: str) -> str:
    """Return text of the same length with code, math, addresses, tags and link targets blotted out.

    What is left can be searched for separators: a colon in it is one that a reader sees as a colon.
    """
    if not any(map(text.__contains__, "`$[<:")):
        return text
    if "://" in text:
        text = _BARE_ADDRESS.sub(_blot, text)
    return _OPAQUE.sub(_blot, text)


def _blot(found: re.Match[str]) -> str:
    return _FILLER * len(found.group())


def strip_links(text: str) -> str:
    """Replace links by their text and marks of footnotes by nothing, leave images, emphasis, code and math."""
    if "[^" in text:
        text = _FOOTNOTE.sub("", text)
    return _WIKI.sub(r"\1", _LINK.sub(r"\1", text)) if "[" in text else text


def strip_images(text: str) -> str:
    """Take images and embeds out."""
    return _IMAGE.sub("", text) if "[" in text or "<" in text else text


@lru_cache(maxsize=_REMEMBERED)
def plain(text: str) -> str:
    """Return what a reader sees, in one line: no emphasis, link targets, images or tags; code without its marks, math as written."""
    return " ".join(_bare_around(text, lambda found: found["code"] or found[0]).split())


@lru_cache(maxsize=_REMEMBERED)
def unmarked(text: str) -> str:
    """Return what a reader sees, in one line, that is to be read as markdown again: code keeps its marks."""
    return " ".join(_bare_around(text, lambda found: found[0]).split())


def _bare_around(text: str, said: Callable[[re.Match[str]], str]) -> str:
    """Take markup off text, and leave of its code and math what is `said` of it."""
    if not _MARKUP.search(text):
        return text
    if "`" not in text and "$" not in text:
        return _bare(text)
    written: list[str] = []

    def put_aside(found: re.Match[str]) -> str:
        if len(written) == _MOST_WRITTEN:
            return found[0]
        written.append(said(found))
        return chr(_STANDS_FOR + len(written) - 1)

    bare = _bare(_WRITTEN.sub(put_aside, text))
    return _STANDING.sub(lambda found: _brought_back(found[0], written), bare) if written else bare


def _brought_back(sign: str, written: list[str]) -> str:
    number = ord(sign) - _STANDS_FOR
    return written[number] if number < len(written) else sign


def _bare(text: str) -> str:
    """Take markup off text that holds no code or math; spaces stay."""
    text = strip_links(strip_images(text))
    if "<" in text:
        text = _TAG.sub(" ", text)
    if "*" in text or "_" in text or "~" in text or "=" in text:
        text = _EMPHASIS.sub("", text)
    if "\\" in text:
        text = _ESCAPE.sub(r"\1", text)
    return text


def strip_addresses(text: str) -> str:
    """Take bare addresses out."""
    return _ADDRESS.sub("", text) if "://" in text or "www." in text else text


def is_linked(text: str) -> bool:
    """Tell whether the text holds a link, an embed or a bare address."""
    if "[" in text and (_LINK.search(text) or _WIKI.search(text)):
        return True
    return ("://" in text or "www." in text) and _ADDRESS.search(text) is not None


def unlinked(text: str) -> str:
    """Return what a reader sees outside of links and images."""
    return plain(strip_addresses(_WIKI.sub("", _LINK.sub("", strip_images(text)))))

"""How many columns text takes on a terminal, and where its lines may break."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from srs.model.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_EMOJI_STYLE = "\ufe0f"
_JOINER = "\u200d"
_SKIN_TONES = range(0x1F3FB, 0x1F400)
_FLAG_LETTERS = range(0x1F1E6, 0x1F200)
_HANGUL_TAILS = range(0x1160, 0x1200)
_FIRST_WIDE = 0x1100
_WIDE = 2
# East Asian punctuation that must not begin or end a line (https://www.unicode.org/reports/tr14/, classes CL, NS, OP).
_NEVER_FIRST = frozenset(
    "、。，．・：；？！）」』】〉》〕］｝…ー々ゝゞヽヾ" + "ぁぃぅぇぉっゃゅょァィゥェォッャュョ" + ".,:;?!)]}%'\"”’»"
)
_NEVER_LAST = frozenset("（「『【〈《〔［｛" + "([{'\"“‘«")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text in one style; a newline in it ends the line. What a style means is up to the painter."""

    text: str
    style: int = 0


class _Cell(NamedTuple):
    """What stands in one place on the screen: a character with everything that combines with it."""

    text: str
    width: int
    style: int


def display_width(text: str) -> int:
    """Return the number of terminal columns of the text: 2 for East Asian wide characters and emoji, 0 for marks."""
    if text.isascii():
        return len(text)
    return sum(width for _, width in clusters(text))


def clusters(text: str) -> Iterator[tuple[str, int]]:
    """Split text into what a terminal shows as one character each, with its width in columns."""
    start, width = 0, 0
    for index, character in enumerate(text):
        if index > start and _joins(text, start, index):
            width = _WIDE if character == _EMOJI_STYLE else max(width, _column_count(character))
        else:
            if index:
                yield text[start:index], width
            start, width = index, _column_count(character)
    if text:
        yield text[start:], width


def clip(text: str, width: int) -> str:
    """Return a line cut to so many columns, with an ellipsis where something is left out."""
    if display_width(text) <= width:
        return text
    kept, used = "", 0
    for cluster, columns in clusters(text):
        if used + columns >= width:
            break
        kept, used = kept + cluster, used + columns
    return f"{kept.rstrip()}…"


def is_east_asian(character: str) -> bool:
    """Tell whether lines may break beside the character, as in Chinese and Japanese; Korean breaks at spaces."""
    return _column_count(character) == _WIDE and not unicodedata.name(character, "").startswith("HANGUL")


def wrap(spans: Iterable[Span], width: int) -> list[list[Span]]:
    """Break spans into lines of at most `width` columns, at spaces and between East Asian characters.

    A word that is wider than a line stays whole, so that an address can still be copied.
    """
    lines: list[list[Span]] = []
    for cells in _split_lines(spans):
        lines.extend(_fill(cells, width))
    return lines


def _joins(text: str, start: int, index: int) -> bool:
    """Tell whether the character at `index` belongs to the cluster that begins at `start`."""
    character = text[index]
    code = ord(character)
    if text[start] == " " or code < _FIRST_WIDE and not unicodedata.category(character).startswith("M"):
        return False
    if text[index - 1] == _JOINER and unicodedata.category(character) == "So":
        return True
    if code in _FLAG_LETTERS:
        return index == start + 1 and ord(text[start]) in _FLAG_LETTERS
    return code in _SKIN_TONES or _column_count(character) == 0 or unicodedata.category(character) == "Mc"


@lru_cache(maxsize=4096)
def _column_count(character: str) -> int:
    code = ord(character)
    category = unicodedata.category(character)
    if category in {"Mn", "Me"} or code in _HANGUL_TAILS:
        return 0
    if category == "Cf" and unicodedata.name(character, "").startswith("ZERO WIDTH"):
        return 0
    return _WIDE if unicodedata.east_asian_width(character) in {"W", "F"} or code in _FLAG_LETTERS else 1


def _split_lines(spans: Iterable[Span]) -> list[list[_Cell]]:
    lines: list[list[_Cell]] = [[]]
    for style, run in groupby(spans, key=lambda span: span.style):
        for number, part in enumerate("".join(span.text for span in run).split("\n")):
            if number:
                lines.append([])
            lines[-1].extend(_Cell(text, width, style) for text, width in clusters(part))
    return lines


def _fill(cells: list[_Cell], width: int) -> list[list[Span]]:
    lines: list[list[_Cell]] = [[]]
    used = 0
    for gap, word in _words(cells):
        size = sum(cell.width for cell in word)
        space = sum(cell.width for cell in gap) if lines[-1] else 0
        if lines[-1] and used + space + size > width:
            lines.append(word)
            used = size
        else:
            lines[-1] += gap + word if lines[-1] else word
            used += space + size
    return [_join(line) for line in lines]


def _words(cells: list[_Cell]) -> Iterator[tuple[list[_Cell], list[_Cell]]]:
    """Yield each unbreakable word with the spaces before it."""
    gap: list[_Cell] = []
    word: list[_Cell] = []
    for cell in cells:
        if cell.text == " ":
            if word:
                yield gap, word
                gap, word = [], []
            gap.append(cell)
            continue
        if word and _may_break(word[-1], cell):
            yield gap, word
            gap, word = [], []
        word.append(cell)
    if word:
        yield gap, word


def _may_break(before: _Cell, after: _Cell) -> bool:
    first, second = before.text[0], after.text[0]
    if first in _NEVER_LAST or second in _NEVER_FIRST:
        return False
    return is_east_asian(first) or is_east_asian(second)


def _join(cells: list[_Cell]) -> list[Span]:
    runs = groupby(cells, key=lambda cell: cell.style)
    return [Span("".join(cell.text for cell in run), style) for style, run in runs]

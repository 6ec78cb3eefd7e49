"""What became of a text, word by word."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from itertools import groupby, takewhile
from typing import TYPE_CHECKING, Literal, NamedTuple

from srs.markdown.width import is_east_asian
from srs.reconcile.words import MARKS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

GAP = " … "
"""What stands in place of a stretch that `shortened` took out."""

_MARKS = {"same": ("", ""), "gone": ("[-", "-]"), "come": ("{+", "+}")}
_MOST_WORDS = 3000
"""Of both texts together, where they differ; with more of them the search, which is quadratic, is noticed."""
_SMALL = 2
"""So many characters in common are chance between two changes more than twice as long: `of`, a character of Chinese."""

# Letters of languages that write without spaces; each is a word with the marks that belong to it.
_LETTER = r"[\u3041-\u30fa\u30fc-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]"
_ITS_MARKS = r"[\u3099\u309a\ufe00-\ufe0f\U000e0100-\U000e01ef]*"
_PART_OF_WORD = rf"(?:(?!{_LETTER})[\w{MARKS}])"
_TOKEN = re.compile(
    "|".join(
        (
            r"\s+",
            r"\\[^\w\s]",
            r"``[^`]+(?:`[^`]+)*``|`[^`]+`",
            r"\$\$[^$]+\$\$",
            r"\$(?!\s)(?:\\[\s\S]|[^$\\])+(?<!\s)\$(?!\d)",
            _LETTER + _ITS_MARKS,
            rf"{_PART_OF_WORD}+(?:['’]{_PART_OF_WORD}+)*",
            # The same sign again and again, as in `**`; or an emoji with what it is joined to.
            r"(?P<sign>[^\w\s])(?P=sign)*(?:[\u0300-\u036f\ufe0f\u20e3\U0001f3fb-\U0001f3ff]|\u200d[^\w\s])*",
            r"[\s\S]",
        )
    )
)
_WORD = re.compile(r"[^\W_]")


class Piece(NamedTuple):
    """A stretch of text that stayed the `same`, is `gone`, or has `come`."""

    kind: Literal["same", "gone", "come"]
    text: str


def word_diff(before: str, after: str) -> tuple[Piece, ...]:
    """Return what stayed and what changed, in the order of the text, what is gone before what came in its place.

    The texts of the pieces that are not `come` joined are `before`, those that are not `gone` are `after`. Formulas
    and code change as a whole; changes with next to nothing between them are one.
    """
    return tuple(_drawn(_merged(_trimmed(_joined(_stretches(_words(before), _words(after)))))))


def shortened(pieces: Iterable[Piece], around: int = 4, changed: int | None = None) -> tuple[Piece, ...]:
    """Return the pieces with only `around` words of what stayed the same on each side of a change.

    With `changed`, long changes are cut in their middle too, to so many words at their beginning and end.
    """
    pieces = tuple(pieces)
    short = []
    for number, (kind, text) in enumerate(pieces):
        if kind == "same":
            head = around if number else 0
            tail = around if number < len(pieces) - 1 else 0
            short.append(Piece(kind, _cut(text, head, tail)))
        else:
            short.append(Piece(kind, text if changed is None else _cut(text, changed, changed)))
    return tuple(short)


def legible(old: str, new: str) -> tuple[Piece, ...]:
    """Return what changed word by word, or the two texts where little is left of the old one and nobody could read that."""
    pieces = word_diff(old, new)
    same = sum(len(piece.text) for piece in pieces if piece.kind == "same")
    return (Piece("gone", old), Piece("come", new)) if same * 2 < min(len(old), len(new)) else pieces


def set_off(pieces: Iterable[Piece], *, colour: bool) -> Iterator[Piece]:
    """Yield pieces to show: spaces around a change belong to what stayed, unless they are what changed.

    Without colours a change stands in marks, as `git diff --word-diff` writes it.
    """
    behind = ""
    for kind, text in pieces:
        begin, end = ("", "") if colour else _MARKS[kind]
        bare = text.strip() or text
        left, right = text.split(bare, 1)
        if kind == "come" and behind and text.isspace() and not behind.isspace():
            kind, begin, end = "same", "", ""  # a space in place of a sign: there is nothing to see of it
        elif colour and kind == "come" and behind and not behind.isspace() and not is_east_asian(behind):
            # Where a terminal shows no strike, a word that is gone would run into the one that has come.
            left = " "
        yield from (Piece("same", left), Piece(kind, begin + bare + end), Piece("same", right))
        behind = text[-1] if kind == "gone" else ""


class _Stretch(NamedTuple):
    """What stood in a place and what stands there now; the same where nothing changed."""

    before: str
    after: str

    @property
    def stayed(self) -> bool:
        return self.before == self.after

    @property
    def size(self) -> int:
        return max(len(self.before), len(self.after))


class _Word(NamedTuple):
    """A word, sign, formula or code span, and the space behind it."""

    text: str
    space: str


def _words(text: str) -> list[_Word]:
    """Split a text into words; the first is empty and carries the space that the text begins with."""
    words = [_Word("", "")]
    for found in _TOKEN.finditer(text):
        token = found.group()
        if token.isspace():
            words[-1] = words[-1]._replace(space=token)
        else:
            words.append(_Word(token, ""))
    return words


def _stretches(before: list[_Word], after: list[_Word]) -> Iterator[_Stretch]:
    """Compare two texts; what they begin and end with in common needs no search."""
    head = _count_common(before, after)
    tail = _count_common(before[head:][::-1], after[head:][::-1])
    old, new = before[head : len(before) - tail], after[head : len(after) - tail]
    yield from _in_pairs(before[:head], after[:head])
    if not old or not new or len(old) + len(new) > _MOST_WORDS:
        yield from _apart(old, new)
    else:
        matcher = SequenceMatcher(None, [word.text for word in old], [word.text for word in new], autojunk=False)
        for name, a, b, c, d in matcher.get_opcodes():
            yield from (_in_pairs if name == "equal" else _apart)(old[a:b], new[c:d])
    yield from _in_pairs(before[len(before) - tail :], after[len(after) - tail :])


def _count_common(one: Sequence[_Word], other: Sequence[_Word]) -> int:
    pairs = zip(one, other, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0].text == pair[1].text, pairs))


def _in_pairs(old: list[_Word], new: list[_Word]) -> Iterator[_Stretch]:
    """Yield the same words; the space behind each may be another."""
    for one, other in zip(old, new, strict=True):
        yield _Stretch(one.text, other.text)
        yield _Stretch(one.space, other.space)


def _apart(old: list[_Word], new: list[_Word]) -> Iterator[_Stretch]:
    """Yield words and what came in their place; the same space behind both is no change."""
    space = old[-1].space if old and new and old[-1].space == new[-1].space else ""
    before, after = ("".join(word.text + word.space for word in words) for words in (old, new))
    yield _Stretch(before.removesuffix(space), after.removesuffix(space))
    yield _Stretch(space, space)


def _merged(stretches: Iterable[_Stretch]) -> Iterator[_Stretch]:
    """Join neighbours of one kind."""
    for _, group in groupby((one for one in stretches if one.size), key=lambda one: one.stayed):
        yield _sum(group)


def _trimmed(stretches: Iterable[_Stretch]) -> Iterator[_Stretch]:
    """Let the space with which a text and what came in its place end stay: a comma that went took none with it."""
    for before, after in stretches:
        end = min(len(before) - len(before.rstrip()), len(after) - len(after.rstrip()))
        is_space = not before.strip() and not after.strip()
        if before == after or is_space or not end or before[-end:] != after[-end:]:
            yield _Stretch(before, after)
        else:
            yield from (_Stretch(before[:-end], after[:-end]), _Stretch(before[-end:], after[-end:]))


def _joined(stretches: Iterable[_Stretch]) -> list[_Stretch]:
    """Join neighbours of one kind, and changes with next to nothing between them."""
    joined: list[_Stretch] = []
    for one in _merged(stretches):
        if len(joined) > 1 and not one.stayed and _is_chance(joined[-1], joined[-2], one):
            joined[-2:] = [_sum((*joined[-2:], one))]
        else:
            joined.append(one)
    return joined


def _is_chance(between: _Stretch, left: _Stretch, right: _Stretch) -> bool:
    """Tell whether what stayed between two changes only makes them harder to read."""
    for text in (left, right):
        if not text.before.strip() or not text.after.strip():
            return False
    small = len(between.before.strip())
    return not _WORD.search(between.before) or small <= _SMALL and 2 * small < min(left.size, right.size)


def _sum(stretches: Iterable[_Stretch]) -> _Stretch:
    befores, afters = zip(*stretches, strict=True)
    return _Stretch("".join(befores), "".join(afters))


def _drawn(stretches: Iterable[_Stretch]) -> Iterator[Piece]:
    for one in stretches:
        if one.stayed:
            yield Piece("same", one.before)
            continue
        if one.before:
            yield Piece("gone", one.before)
        if one.after:
            yield Piece("come", one.after)


def _cut(text: str, head: int, tail: int) -> str:
    """Return the first and the last words of a text with a gap between; as it is where that saves nothing."""
    words = _words(text)
    if len(words) - 1 <= head + tail + 1:
        return text
    first, last = words[: head + 1] if head else [], words[len(words) - tail :]
    return "".join(map("".join, first)).rstrip() + GAP + "".join(map("".join, last))

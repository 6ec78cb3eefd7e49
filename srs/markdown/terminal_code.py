"""Code blocks on a terminal: the words of a language in their colours.

Pygments only tells the kinds of words; the colours are written where all others are, so what it does with a text cannot
reach the terminal.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from srs.markdown.code_words import code_words
from srs.markdown.terminal_inline import ADDED, CODE, DIM, EMPHASIS, GONE, KEYWORD, STRONG
from srs.markdown.width import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pygments.token import _TokenType

    Line = list[Span]

_STYLES: Final = {
    "Comment": DIM | EMPHASIS,
    "Comment.Preproc": KEYWORD,
    "Comment.PreprocFile": ADDED,
    "Keyword": STRONG | KEYWORD,
    "Keyword.Constant": KEYWORD,
    "Operator.Word": STRONG | KEYWORD,
    "Literal.Number": KEYWORD,
    "Literal.String": ADDED,
    "Name.Attribute": STRONG | CODE,
    "Name.Class": STRONG | CODE,
    "Name.Decorator": KEYWORD,
    "Name.Function": STRONG | CODE,
    "Name.Tag": STRONG | KEYWORD,
    "Generic.Deleted": GONE,
    "Generic.Heading": STRONG | CODE,
    "Generic.Inserted": ADDED,
    "Generic.Prompt": DIM,
    "Generic.Subheading": STRONG | CODE,
    "Generic.Traceback": GONE,
}
"""How a kind of words looks; a kind that is not here looks as the one it belongs to. Neither yellow, which no light terminal
shows, nor blue, which no dark one does."""


def colour_code(source: str, info: str) -> list[Line] | None:
    """Return the lines of a code block with its words in their colours; `info` is what stands behind the fence.

    None where the language is unknown, the block is too long, or Pygments does not give back the text as it is.
    """
    words = code_words(source, info)
    return None if words is None else list(_lines(words))[:-1]


def _lines(words: Iterable[tuple[_TokenType, str]]) -> Iterator[Line]:
    """Yield lines of spans; neighbours of one style are one span, and spaces belong to what stands before them."""
    line: Line = []
    for kind, text in words:
        style = _style_of(kind)
        for number, part in enumerate(text.split("\n")):
            if number:
                yield line
                line = []
            if line and (part.isspace() or line[-1].style == style):
                line[-1] = Span(line[-1].text + part, line[-1].style)
            elif part:
                line.append(Span(part, style))
    yield line


@cache
def _style_of(kind: _TokenType) -> int:
    name = ".".join(kind)
    while name and name not in _STYLES:
        name = name.rpartition(".")[0]
    return _STYLES.get(name, CODE)

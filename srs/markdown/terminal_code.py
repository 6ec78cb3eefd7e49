"""Code blocks on a terminal: the words of a language in their colours, by Pygments.

Pygments is imported by the first block of a language it knows. It only tells the kinds of words; the colours are written
where all others are, so what it does with a text cannot reach the terminal.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from srs.markdown.terminal_inline import ADDED, CODE, DIM, EMPHASIS, GONE, KEYWORD, STRONG
from srs.markdown.width import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pygments.token import _TokenType

    Line = list[Span]

_LONGEST: Final = 5_000
"""Characters of a block that is still coloured: some lexers take a time that grows with the square of the text, and are
done with 5,000 of the worst signs in a second, with 20,000 in more than ten."""

_LANGUAGE: Final = re.compile(r"\s*\{?\s*\.?([\w+#.-]+)")
"""The language in what stands behind a fence: `python`, `python title="a"`, `{.python .numbered}`, `rust,ignore`, `{r}`."""

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
    found = _LANGUAGE.match(info)
    if found is None or len(source) > _LONGEST or found[1].lower() not in _languages():
        return None
    words = _read(source, found[1].lower())
    return None if words is None else list(_lines(words))[:-1]


@cache
def _languages() -> frozenset[str]:
    """Return the names that Pygments itself knows, without those of plugins: to look for these takes long."""
    from pygments.lexers import get_all_lexers

    return frozenset(alias.lower() for _, aliases, _, _ in get_all_lexers(plugins=False) for alias in aliases)


def _read(source: str, language: str) -> list[tuple[_TokenType, str]] | None:
    """Return the words of a text with their kinds; None where a letter would be lost, changed or added."""
    from pygments.lexers import get_lexer_by_name

    source = f"{source}\n"  # many lexers know a line by its end
    try:
        lexer = get_lexer_by_name(language, stripnl=False, ensurenl=False)
        words = list(lexer.get_tokens(source))
    except Exception:  # noqa: BLE001  (one of 500 lexers; a text that it cannot read stays as it is)
        return None
    return words if "".join(text for _, text in words) == source else None


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

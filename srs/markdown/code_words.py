"""The words of a code block, each with its kind, by Pygments.

Pygments is imported by the first block of a language it knows.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pygments.token import _TokenType

_LONGEST: Final = 5_000
"""Characters of a block that is still coloured: some lexers take a time that grows with the square of the text, and are
done with 5,000 of the worst signs in a second, with 20,000 in more than ten."""

_LANGUAGE: Final = re.compile(r"\s*\{?\s*\.?([\w+#.-]+)")
"""The language in what stands behind a fence: `python`, `python title="a"`, `{.python .numbered}`, `rust,ignore`, `{r}`."""


def code_words(source: str, info: str) -> list[tuple[_TokenType, str]] | None:
    """Return the words of a code block with their kinds, a line end behind the last; `info` is what stands behind the fence.

    None where the language is unknown, the block is too long, or Pygments does not give back the text as it is.
    """
    found = _LANGUAGE.match(info)
    if found is None or len(source) > _LONGEST or found[1].lower() not in _languages():
        return None
    return _read(source, found[1].lower())


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

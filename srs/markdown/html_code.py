"""Code blocks on a page: the words of a language in elements with a class, for a style sheet to colour."""

from __future__ import annotations

import re
from functools import cache
from html import escape, unescape
from itertools import groupby
from typing import TYPE_CHECKING, Final

from srs.markdown.code_words import code_words

if TYPE_CHECKING:
    from pygments.token import _TokenType

_BLOCK: Final = re.compile(r'<pre><code class="language-([\w+#.-]+)">(.*?)</code></pre>', re.DOTALL)
_CLASSES: Final = {
    "Comment": "hl-c",
    "Comment.Preproc": "hl-k",
    "Keyword": "hl-k",
    "Operator.Word": "hl-k",
    "Literal.Number": "hl-n",
    "Literal.String": "hl-s",
    "Name.Class": "hl-f",
    "Name.Decorator": "hl-n",
    "Name.Function": "hl-f",
    "Name.Tag": "hl-k",
    "Name.Attribute": "hl-f",
    "Generic.Deleted": "hl-d",
    "Generic.Heading": "hl-f",
    "Generic.Inserted": "hl-a",
    "Generic.Prompt": "hl-p",
    "Generic.Subheading": "hl-f",
    "Generic.Traceback": "hl-d",
}
"""How a kind of words is marked; a kind that is not here is marked as the one it belongs to, or not at all."""
CLASSES: Final = frozenset(_CLASSES.values())


def with_coloured_code(html: str) -> str:
    """Return HTML of `srs.markdown.html` with the words of its code blocks marked where their language is known."""
    return _BLOCK.sub(_replace, html)


def _replace(found: re.Match[str]) -> str:
    # The joiner keeps Anki from finding its directives in code; here it would only be copied along.
    source = unescape(found[2]).replace("\u2060", "")
    words = code_words(source, found[1])
    if words is None:
        return f"<pre><code>{found[2]}</code></pre>"
    marked = groupby(words, key=lambda word: _class_of(word[0]))
    code = "".join(_mark(name, "".join(text for _, text in run)) for name, run in marked)
    return f"<pre><code>{code.removesuffix(chr(10))}</code></pre>"


def _mark(name: str, text: str) -> str:
    said = escape(text, quote=False)
    return f'<span class="{name}">{said}</span>' if name and text.strip() else said


@cache
def _class_of(kind: _TokenType) -> str:
    name = ".".join(kind)
    while name and name not in _CLASSES:
        name = name.rpartition(".")[0]
    return _CLASSES.get(name, "")

"""Card text as HTML for an Anki field: ours acts, the note's own text never does.

Anki finds its directives (sounds, LaTeX, gaps, typed answers) in the raw HTML of a field, and MathJax finds its
delimiters in the page made of it, where entities are already decoded and comments are skipped. What stops both, and
survives an edit in Anki, is an invisible character inside the directive: U+2060, the word joiner.

What is ours (gaps, math delimiters, sounds) is exchanged last, after everything else has been made harmless.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import count
from typing import TYPE_CHECKING, Any, Final

import pyromark

from srs.markdown.html_writer import BRACKETED, KEPT_IN_CODE, MARK, OURS, UNFIT, Writer, escape_lines
from srs.markdown.stretches import with_edges
from srs.model import Gap, parse_cloze

if TYPE_CHECKING:
    from collections.abc import Iterable

    from srs.markdown.html_writer import Image
    from srs.markdown.stretches import Stretches

MAX_GAP_NUMBER: Final = 500
"""The highest gap number for which Anki makes a card of its own."""

GAP_CLASS: Final = "gap"
"""The class of a `<mark>` around what a gap hid."""

OPTIONS: Final = (
    pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_MATH
    | pyromark.Options.ENABLE_DEFINITION_LIST
    | pyromark.Options.ENABLE_STRIKETHROUGH
    | pyromark.Options.ENABLE_WIKILINKS
    | pyromark.Options.ENABLE_TASKLISTS
)
_JOINER: Final = "\u2060"

# Outside, a gap looks like a letter to markdown, inside like a bracket: `**{{c1::a}}**b` and `{{c1::_a_}}` both work.
_GAP_EDGES: Final = re.compile("\ufdd0(\\d+)⸨|([}:])?⸩(\\d+)\ufdd1")

_DIRECTIVE: Final = re.compile(rf"\{{(?=\{{c[\d,])|{BRACKETED}|\\(?=[(\[])", re.IGNORECASE)
_IN_CLOZE: Final = re.compile(r"\}(?=\})|:(?=:)|image-occlusion(?=:)")
_HIGHLIGHT: Final = re.compile(f"{MARK}(?!\\s)([^{MARK}]+)(?<!\\s){MARK}")
_EDGE: Final = re.compile(
    "<(?P<end>/?)(?P<tag>[a-z][a-z0-9]*)[^>]*>|\ufdd0(?P<open>\\d+)⸨|⸩(?P<close>\\d+)\ufdd1"
    "|(?P<math>[\ufdd6\ufdd8])|(?P<math_end>[\ufdd7\ufdd9])"
)
_HIDDEN_EDGES: Final = re.compile("\ufdd0(\\d+)⸨|⸩\\d+\ufdd1")
_MATH: Final = re.compile("[\ufdd6\ufdd8][^\ufdd7\ufdd9]*[\ufdd7\ufdd9]")
_CODE_BLOCK: Final = re.compile(r'<pre><code class="[^"]*">(.*?</code>)', re.DOTALL)
_VOID: Final = frozenset({"br", "hr", "img"})


def _no_image(_source: str) -> str | None:
    return None


def render_html(text: str, *, image: Image = _no_image, hidden: Stretches = ()) -> str:
    """Render markdown as HTML; a single paragraph comes without its `<p>`.

    `image` takes the address of an embedded image or sound as written and returns the name to use for it, or None
    when it is not available; then its description is shown. Stretches of the text that were `hidden` are set off, unless
    they cross its elements.
    """
    if not hidden:
        return finished(_written(clean(text), image))
    image = cache(image)
    html = _with_edges(text, hidden, _convert(clean(text), image), image)
    html = _exchange(_split(_DIRECTIVE, html))
    return _HIDDEN_EDGES.sub(lambda edge: f'<mark class="{GAP_CLASS}">' if edge[1] else "</mark>", html)


def render_inline(text: str) -> str:
    """Render markdown as one line: `1. Origins` stays what it is and never becomes a list."""
    return render_html("# " + " ".join(text.split())).removeprefix("<h1>").removesuffix("</h1>")


def render_cloze_html(front: str, *, image: Image = _no_image) -> str:
    """Render a sentence with gaps as HTML that holds the same gaps in Anki's notation.

    Where markdown and gaps cross (`*a {{c1::b* c}}`), the markdown loses: the sentence is then shown as written.
    Gaps that Anki would not number (0, above 500) become plain text.
    """
    gaps: list[Gap] = []
    marked = _mark_gaps(parse_cloze(clean(front)), gaps)
    html = _convert(marked, image)
    if not _is_nested(html, len(gaps)):
        html = escape_lines(marked)
    html = _split(_IN_CLOZE, _split(_DIRECTIVE, html.replace(KEPT_IN_CODE, _JOINER)))
    return _GAP_EDGES.sub(lambda edge: _gap_edge(edge, gaps), _exchange(html))


def escape_text(text: str) -> str:
    """Return plain text as HTML that shows it literally, line breaks included."""
    return _exchange(_split(_DIRECTIVE, escape_lines(clean(text))))


def finished(parts: Iterable[str]) -> str:
    """Return what a writer wrote, with what is ours in its place and nothing else that Anki or MathJax would obey."""
    return _exchange(_split(_DIRECTIVE, _highlighted(parts)))


def clean(text: str) -> str:
    """Unify line ends and take out what must not reach a field: control characters, noncharacters, lone surrogates."""
    return UNFIT.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def _with_edges(text: str, hidden: Stretches, plain: str, image: Image) -> str:
    """Return the HTML of a text with edges around what was hidden; without them where they change it or cross its elements."""
    edges = ((f"\ufdd0{number}⸨", f"⸩{number}\ufdd1") for number in count())
    formulas = iter(_MATH.findall(plain))
    html = _convert(with_edges(text, hidden, edges, clean), image)
    html = _MATH.sub(lambda found: _with_edges_outside(found.group(), next(formulas, "")), html)
    if _HIDDEN_EDGES.sub("", html) != plain or not _is_nested(html, html.count("\ufdd0")):
        return plain
    # Words of code are coloured later by its language, and there marks would be words.
    return _CODE_BLOCK.sub(lambda block: f"<pre><code>{block[1]}" if "\ufdd0" in block[1] else block.group(), html)


def _with_edges_outside(marked: str, formula: str) -> str:
    """Return a formula with the edges that stand within it around it: nobody could read it otherwise."""
    opened = _HIDDEN_EDGES.search(marked)
    return f"\ufdd0{opened[1]}⸨{formula}⸩{opened[1]}\ufdd1" if opened and opened[1] else formula


def _split(directive: re.Pattern[str], html: str) -> str:
    return directive.sub(lambda match: match.group() + _JOINER, html)


def _exchange(html: str) -> str:
    if html.isascii():  # as most are: no placeholder is
        return html
    for placeholder, ours in OURS.items():
        html = html.replace(placeholder, ours)
    return html


def _mark_gaps(parts: Iterable[str | Gap], gaps: list[Gap]) -> str:
    """Return the text with placeholders for the edges of its gaps, which are collected in `gaps`."""
    text = ""
    for part in parts:
        if isinstance(part, str):
            text += part
        elif _numbers(part):
            index = len(gaps)
            gaps.append(part)
            text += f"\ufdd0{index}⸨{_mark_gaps(part.parts, gaps)}⸩{index}\ufdd1"
        else:
            text += _mark_gaps(part.parts, gaps)
    return text


def _numbers(gap: Gap) -> list[int]:
    return sorted({number for number in gap.numbers if 0 < number <= MAX_GAP_NUMBER})


def _gap_edge(edge: re.Match[str], gaps: list[Gap]) -> str:
    opened, before, closed = edge.groups()
    if opened:
        return f"{{{{c{','.join(map(str, _numbers(gaps[int(opened)])))}::"
    # `}` or `:` right before the edge would be read as part of it.
    guarded = before + _JOINER if before else ""
    # Anki shows a hint in brackets, so that `sound:a.mp3` would become a directive there.
    hint = _split(_IN_CLOZE, _split(_DIRECTIVE, "[" + render_inline(gaps[int(closed)].hint))[1:])
    return guarded + (f"::{hint}" if hint else "") + (_JOINER if hint.endswith("}") else "") + "}}"


def _is_nested(html: str, gaps: int) -> bool:
    """Tell whether every gap is there once and holds something, and elements, math and gaps lie within each other."""
    open_edges: list[str] = []
    seen = 0
    for edge in _EDGE.finditer(html):
        kind, value = edge.lastgroup, edge.group(edge.lastgroup or 0)
        if kind == "tag" and value in _VOID:
            continue
        if kind in {"open", "math"} or kind == "tag" and not edge["end"]:
            open_edges.append(value if kind == "tag" else str(kind) + value)
            seen += kind == "open"
            continue
        expected = {"close": f"open{value}", "math_end": f"math{chr(ord(value[0]) - 1)}"}.get(str(kind), value)
        if not open_edges or open_edges.pop() != expected:
            return False
    return not open_edges and seen == gaps and not re.search("\ufdd0(\\d+)⸨\\s*⸩\\1\ufdd1", html)


def _convert(text: str, image: Image) -> str:
    return _highlighted(_written(text, image))


def _written(text: str, image: Image) -> list[str]:
    events: list[Any] = list(pyromark.events(text, options=OPTIONS))
    if events and events[0] == {"Start": "Paragraph"} and events.index({"End": "Paragraph"}) == len(events) - 1:
        events = events[1:-1]
    writer = Writer(image)
    for event in events:
        writer.write(event)
    return writer.parts


def _highlighted(parts: Iterable[str]) -> str:
    return _HIGHLIGHT.sub(_highlight, "".join(parts).replace("<p></p>", ""))


def _highlight(match: re.Match[str]) -> str:
    inner = match.group(1)
    return f"<mark>{inner}</mark>" if _is_nested(inner, inner.count("\ufdd0")) else match.group()

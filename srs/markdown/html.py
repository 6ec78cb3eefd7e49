"""Card text as HTML for an Anki field: ours acts, the note's own text never does.

Anki finds its directives (sounds, LaTeX, gaps, typed answers) in the raw HTML of a field, and MathJax finds its
delimiters in the page made of it, where entities are already decoded and comments are skipped. What stops both, and
survives an edit in Anki, is an invisible character inside the directive: U+2060, the word joiner.

While a text is rendered, noncharacters of Unicode (U+FDD0 and following, which no note can hold) stand for what is ours:
gaps, math delimiters, sounds. They are exchanged last, after everything else has been made harmless.
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Any, Final

import pyromark

from srs.model import Gap, parse_cloze

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    Image = Callable[[str], str | None]

MAX_GAP_NUMBER: Final = 500
"""The highest gap number for which Anki makes a card of its own."""

_OPTIONS: Final = (
    pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_MATH
    | pyromark.Options.ENABLE_DEFINITION_LIST
    | pyromark.Options.ENABLE_STRIKETHROUGH
    | pyromark.Options.ENABLE_WIKILINKS
    | pyromark.Options.ENABLE_TASKLISTS
)
_JOINER: Final = "\u2060"

_KEPT_IN_CODE, _KEPT_IN_MATH, _MARK, _SOUND = "\ufdd2", "\ufdd3", "\ufdd4", "\ufdd5"
_OURS: Final = {
    _KEPT_IN_CODE: "",
    _KEPT_IN_MATH: "",
    _MARK: "==",
    _SOUND: "[sound:",
    "\ufdd6": "\\(",
    "\ufdd7": "\\)",
    "\ufdd8": "\\[",
    "\ufdd9": "\\]",
}
# Outside, a gap looks like a letter to markdown, inside like a bracket: `**{{c1::a}}**b` and `{{c1::_a_}}` both work.
_GAP_END: Final = "⸩\\d+\ufdd1"
_GAP_EDGES: Final = re.compile("\ufdd0(\\d+)⸨|([}:])?⸩(\\d+)\ufdd1")

_UNFIT: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_BRACKETED: Final = r"\[(?=sound:|anki:|\[type:|/?latex\]|/?\$\$?\])"
_DIRECTIVE: Final = re.compile(rf"\{{(?=\{{c[\d,])|{_BRACKETED}|\\(?=[(\[])", re.IGNORECASE)
_IN_CLOZE: Final = re.compile(r"\}(?=\})|:(?=:)|image-occlusion(?=:)")
_IN_MATH: Final = re.compile(
    rf"\{{(?=\{{)|\}}(?=\}}|{_GAP_END})|:(?=:|{_GAP_END})|{_BRACKETED}|\\(?=[)\]])", re.IGNORECASE
)
_DELIMITER: Final = re.compile(r"\\(?=[(\[])")
_ACTIVE_MATH: Final = re.compile(r"\\(?=(?:href|url|require|style|class|cssId|data|html[A-Z]\w+|includegraphics)\b)")
_HIGHLIGHT: Final = re.compile(f"{_MARK}(?!\\s)([^{_MARK}]+)(?<!\\s){_MARK}")
_EDGE: Final = re.compile(
    "<(?P<end>/?)(?P<tag>[a-z][a-z0-9]*)[^>]*>|\ufdd0(?P<open>\\d+)⸨|⸩(?P<close>\\d+)\ufdd1"
    "|(?P<math>[\ufdd6\ufdd8])|(?P<math_end>[\ufdd7\ufdd9])"
)
_RAW: Final = re.compile(r"(<!--.*?(?:-->|\Z)|<[^<>]*>)", re.DOTALL)
_HARMLESS: Final = re.compile(r"<(/?)(br|sub|sup|kbd|b|i|em|strong|u|s|mark|small)\s*(/?)>", re.IGNORECASE)
_SCHEME: Final = re.compile(r"(?:https?|mailto|obsidian|zotero):", re.IGNORECASE)
_UNFIT_IN_LINK: Final = re.compile(r"[\s\[\]{}\\\"<>`^|]")
_LANGUAGE: Final = re.compile(r"[\w+#.-]+")
_SIZE: Final = re.compile(r"(?:(.*)\|)?(\d{1,4})(?:x\d+)?")
_AUDIO: Final = re.compile(r"[\w.-]+\.(?:mp3|ogg|oga|opus|wav|flac|m4a|aac)", re.IGNORECASE)
_MOST_OPEN: Final = 16
_VOID: Final = frozenset({"br", "hr", "img"})
_PAIRS: Final = {
    "Paragraph": ("<p>", "</p>"),
    "HtmlBlock": ("<p>", "</p>"),
    "BlockQuote": ("<blockquote>", "</blockquote>"),
    "Item": ("<li>", "</li>"),
    "DefinitionList": ("<dl>", "</dl>"),
    "DefinitionListTitle": ("<dt>", "</dt>"),
    "DefinitionListDefinition": ("<dd>", "</dd>"),
    "Emphasis": ("<em>", "</em>"),
    "Strong": ("<strong>", "</strong>"),
    "Strikethrough": ("<del>", "</del>"),
    "Table": ("<table>", "</tbody></table>"),
    "TableHead": ("<thead><tr>", "</tr></thead><tbody>"),
    "TableRow": ("<tr>", "</tr>"),
}
_PLAIN: Final = {"SoftBreak": "\n", "HardBreak": "<br>", "Rule": "<hr>"}


def _no_image(_source: str) -> str | None:
    return None


def render_html(text: str, *, image: Image = _no_image) -> str:
    """Render markdown as HTML; a single paragraph comes without its `<p>`.

    `image` takes the address of an embedded image or sound as written and returns the name to use for it, or None
    when it is not available; then its description is shown.
    """
    return _exchange(_split(_DIRECTIVE, _convert(_clean(text), image)))


def render_inline(text: str) -> str:
    """Render markdown as one line: `1. Origins` stays what it is and never becomes a list."""
    return render_html("# " + " ".join(text.split())).removeprefix("<h1>").removesuffix("</h1>")


def render_cloze_html(front: str, *, image: Image = _no_image) -> str:
    """Render a sentence with gaps as HTML that holds the same gaps in Anki's notation.

    Where markdown and gaps cross (`*a {{c1::b* c}}`), the markdown loses: the sentence is then shown as written.
    Gaps that Anki would not number (0, above 500) become plain text.
    """
    gaps: list[Gap] = []
    marked = _mark_gaps(parse_cloze(_clean(front)), gaps)
    html = _convert(marked, image)
    if not _is_nested(html, len(gaps)):
        html = _escape_lines(marked)
    html = _split(_IN_CLOZE, _split(_DIRECTIVE, html.replace(_KEPT_IN_CODE, _JOINER)))
    return _GAP_EDGES.sub(lambda edge: _gap_edge(edge, gaps), _exchange(html))


def escape_text(text: str) -> str:
    """Return plain text as HTML that shows it literally, line breaks included."""
    return _exchange(_split(_DIRECTIVE, _escape_lines(_clean(text))))


def _clean(text: str) -> str:
    """Unify line ends and take out what must not reach a field: control characters, noncharacters, lone surrogates."""
    return _UNFIT.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def _escape_lines(text: str) -> str:
    return escape(text, quote=False).replace("\n", "<br>")


def _split(directive: re.Pattern[str], html: str) -> str:
    return directive.sub(lambda match: match.group() + _JOINER, html)


def _exchange(html: str) -> str:
    for placeholder, ours in _OURS.items():
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
    events: list[Any] = list(pyromark.events(text, options=_OPTIONS))
    if events and events[0] == {"Start": "Paragraph"} and events.index({"End": "Paragraph"}) == len(events) - 1:
        events = events[1:-1]
    writer = _Writer(image)
    for event in events:
        writer.write(event)
    return _HIGHLIGHT.sub(_highlight, "".join(writer.parts).replace("<p></p>", ""))


def _highlight(match: re.Match[str]) -> str:
    inner = match.group(1)
    return f"<mark>{inner}</mark>" if _is_nested(inner, inner.count("\ufdd0")) else match.group()


def _math(formula: str, start: str, end: str) -> str:
    """Return a formula in MathJax's delimiters; a space is what splits a directive in TeX without being seen."""
    text = _ACTIVE_MATH.sub(r"\\backslash ", escape(formula, quote=False))
    # The bracket of `\[` counts too. Anki takes the edges of gaps in math out again, whatever they split.
    text = _IN_MATH.sub(lambda match: match.group() + " ", _OURS[start][1] + text)
    text = text.replace("[", "[ ") if "\ufdd0" in text else text
    return start + _DELIMITER.sub("\\\\" + _KEPT_IN_MATH, text[1:]) + end


def _code(text: str) -> str:
    # MathJax leaves code alone, so code can be copied from Anki as it was written.
    return _DELIMITER.sub("\\\\" + _KEPT_IN_CODE, escape(text, quote=False))


def _link(link: dict[str, Any]) -> tuple[str, str]:
    url = f"mailto:{link['dest_url']}" if link["link_type"] == "Email" else link["dest_url"]
    if not _SCHEME.match(url) or _UNFIT.search(url):
        return "", ""
    url = _UNFIT_IN_LINK.sub(lambda match: f"%{ord(match.group()) & 0xFF:02X}", url).replace("::", ":%3A")
    return f'<a href="{escape(url)}">', "</a>"


def _list(start: int | None) -> tuple[str, str]:
    if start is None:
        return "<ul>", "</ul>"
    return ("<ol>" if start == 1 else f'<ol start="{start}">'), "</ol>"


def _code_block(kind: str | dict[str, str]) -> tuple[str, str]:
    language = _LANGUAGE.match(kind["Fenced"]) if isinstance(kind, dict) else None
    attribute = f' class="language-{language.group()}"' if language else ""
    return f"<pre><code{attribute}>", "</code></pre>"


class _Writer:
    """Turns events into HTML with placeholders, element by element."""

    def __init__(self, image: Image) -> None:
        self.parts: list[str] = []
        self._image = image
        self._elements: list[tuple[str, int]] = []  # closing tag, serial number
        self._serial = 0
        self._raw: list[tuple[str, int, int]] = []  # name, place in parts, serial number of the element around it
        self._block: list[str] = []
        self._alignments: Sequence[str] = ()
        self._column = 0
        self._embed: tuple[str, list[str]] | None = None  # address, description
        self._embed_depth = 0

    def write(self, event: Any) -> None:
        if isinstance(event, str):
            self._put(_PLAIN[event], " ")
            return
        [(kind, value)] = event.items()
        if kind == "Start":
            self._start(value)
        elif kind == "End":
            self._end()
        else:
            self._content(kind, value)

    def _put(self, html: str, plain: str) -> None:
        if self._embed:
            self._embed[1].append(plain)
        else:
            self.parts.append(html)

    def _content(self, kind: str, value: Any) -> None:
        if kind == "Text":
            in_code = bool(self._elements) and self._elements[-1][0] == "</code></pre>"
            self._put(_code(value) if in_code else re.sub("(?<!=)==(?!=)", _MARK, escape(value, quote=False)), value)
        elif kind == "Code":
            self._put(f"<code>{_code(value)}</code>", value)
        elif kind == "InlineMath":
            self._put(_math(value, "\ufdd6", "\ufdd7"), value)
        elif kind == "DisplayMath":
            self._put(_math(value, "\ufdd8", "\ufdd9"), value)
        elif kind == "Html":
            self._block.append(value)
        elif kind == "InlineHtml":
            self._put_raw(value)
        elif kind == "TaskListMarker":
            self._put("☑ " if value else "☐ ", "")

    def _start(self, tag: Any) -> None:
        if self._embed:
            self._embed_depth += 1
            return
        tagged: dict[str, Any] = {tag: None} if isinstance(tag, str) else tag
        [(name, data)] = tagged.items()
        if name == "Image":
            self._embed = (data["dest_url"], [])
            return
        opening, closing = self._element(name, data)
        self._serial += 1
        self._elements.append((closing, self._serial))
        self.parts.append(opening)

    def _end(self) -> None:
        if self._embed and self._embed_depth:
            self._embed_depth -= 1
        elif self._embed:
            source, description = self._embed
            self._embed = None
            self.parts.append(self._embedded(source, "".join(description)))
        else:
            if self._block:
                self._put_block()
            closing, _ = self._elements.pop()
            if closing == "</code></pre>":
                self.parts[-1] = self.parts[-1].removesuffix("\n")
            self.parts.append(closing)

    def _element(self, name: str, data: Any) -> tuple[str, str]:
        if name == "Table":
            self._alignments = data
        elif name in {"TableHead", "TableRow"}:
            self._column = 0
        elif name == "TableCell":
            return self._cell()
        elif name == "Heading":
            level = data["level"].lower()
            return f"<{level}>", f"</{level}>"
        elif name == "List":
            return _list(data)
        elif name == "Link":
            return _link(data)
        elif name == "CodeBlock":
            return _code_block(data)
        return _PAIRS.get(name, ("", ""))

    def _cell(self) -> tuple[str, str]:
        alignment = self._alignments[self._column] if self._column < len(self._alignments) else "None"
        self._column += 1
        name = "th" if self._elements[-1][0].startswith("</tr></thead>") else "td"
        attribute = "" if alignment == "None" else f' align="{alignment.lower()}"'
        return f"<{name}{attribute}>", f"</{name}>"

    def _embedded(self, source: str, description: str) -> str:
        size = _SIZE.fullmatch(description)
        description = (size.group(1) or "") if size else description
        name = self._image(source)
        if name is None:
            return escape(description or source.rpartition("/")[2], quote=False)
        if _AUDIO.fullmatch(name):
            return f"{_SOUND}{name}]"
        width = f' width="{size.group(2)}"' if size else ""
        return f'<img src="{escape(name)}" alt="{escape(description)}"{width}>'

    def _put_block(self) -> None:
        for line in _RAW.split("".join(self._block).strip()):
            if line.startswith("<"):
                self._put_raw(line)
            else:
                self.parts.append(_escape_lines(line))
        self._block.clear()

    def _put_raw(self, token: str) -> None:
        """Write a tag of the note's own HTML: shown as text unless it is harmless and has its partner."""
        tag = _HARMLESS.fullmatch(token)
        if token.startswith("<!--"):
            return
        if not tag or self._embed:
            self._put(_escape_lines(token), token)
        elif tag.group(2).lower() == "br":
            self.parts.append("<br>")
        elif tag.group(1):
            self._close_raw(tag.group(2).lower(), token)
        elif len(self._raw) == _MOST_OPEN:
            self.parts.append(escape(token))
        else:
            self._raw.append((tag.group(2).lower(), len(self.parts), self._around()))
            self.parts.append(escape(token))

    def _close_raw(self, name: str, token: str) -> None:
        for index in range(len(self._raw) - 1, -1, -1):
            opened, place, around = self._raw[index]
            if opened == name and around == self._around():
                del self._raw[index:]
                self.parts[place] = f"<{name}>"
                self.parts.append(f"</{name}>")
                return
        self.parts.append(escape(token))

    def _around(self) -> int:
        return self._elements[-1][1] if self._elements else 0

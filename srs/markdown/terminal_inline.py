"""The text of one block on its way to the terminal: inline markdown as spans in a style."""

from __future__ import annotations

import re
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from srs.markdown.sanitise import visible
from srs.markdown.width import Span, display_width, is_east_asian
from srs.model.pattern import pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

STRONG, EMPHASIS, STRIKE, CODE, HIGHLIGHT, DIM, KEYWORD, ADDED, GONE, HIDDEN, _LITERAL = (1 << bit for bit in range(11))

GAP: Final = "\ufdd0"
"""Stands for the gap `[...]` while a text is parsed: a noncharacter, which no harmless text holds."""
EDGES: Final = ("\ufdd1⸨", "⸩\ufdd2")
"""Stand around what a gap hid: like a letter to what is outside, like a bracket to what is inside, so that markup in both holds."""

_LONGEST_ADDRESS = 60
_STYLES: Final = {"Emphasis": EMPHASIS, "Strong": STRONG, "Strikethrough": STRIKE}
_TAG_STYLES: Final = {
    **dict.fromkeys(("b", "strong"), STRONG),
    **dict.fromkeys(("i", "em"), EMPHASIS),
    **dict.fromkeys(("s", "del", "strike"), STRIKE),
    **dict.fromkeys(("code", "kbd", "tt"), CODE),
    "mark": HIGHLIGHT,
}
_MARKS: Final = {STRIKE: "~~", CODE: "`"}
_SCRIPTS: Final = frozenset({"sub", "sup"})
_BLOCK_TAGS: Final = frozenset({
    "p", "div", "li", "ul", "ol", "dl", "dt", "dd", "tr", "table", "h1", "h2", "h3", "h4", "h5", "h6",
    "blockquote", "pre", "hr", "details", "summary", "section", "figure", "figcaption",
})  # fmt: skip
_EDGE: Final = pattern("(\ufdd1⸨|⸩\ufdd2)")
_HIGHLIGHT_MARK: Final = pattern("(?<!=)(==)(?!=)")
_LOOKS_LIKE_ADDRESS: Final = pattern(r"[/.:#%]")
_SCHEME: Final = pattern(r"https?://(?:www\.)?", re.IGNORECASE)
_PERCENT: Final = re.compile(rb"%([0-9A-Fa-f]{2})")
_IMAGE_SIZE: Final = pattern(r"(?:^|\|)\s*\d+(?:x\d+)?\s*$")


def is_address(target: str) -> bool:
    """Tell an address or file from a word in brackets after a gap, as in `f[...](x)`."""
    return _LOOKS_LIKE_ADDRESS.search(target) is not None


class _Frame(NamedTuple):
    """An open link, image or script: its name, its data, and the number of spans before it."""

    name: str
    data: Any
    start: int


class Inline:
    """Gathers inline events; without colour it writes marks where plain text would change its meaning."""

    def __init__(self, *, colour: bool) -> None:
        self._colour = colour
        self._spans: list[Span] = []
        self._frames: list[_Frame] = []
        self._styles: dict[int, int] = {}
        self._pending = ""
        self.is_in_gap = False

    def take(self, kind: str, value: str) -> None:
        """Add what one event holds."""
        if kind == "Text":
            self._add(value.replace("\n", " "))
        elif kind == "Code":
            self._add_code(value)
        elif kind in {"InlineMath", "DisplayMath"}:
            self._add_math(value, is_display=kind == "DisplayMath")
        elif kind == "SoftBreak":
            self._pending = self._pending or " "
        elif kind == "HardBreak":
            self._add("\n")
        elif kind == "InlineHtml":
            self.take_html(value)

    def take_html(self, html: str) -> None:
        """Add raw HTML: its text, with line breaks, scripts and the commonest styles; other tags are dropped."""
        from html import unescape

        plain = 0
        for found in _html_parts().finditer(html):
            self._add_lines(unescape(html[plain : found.start()]))
            plain = found.end()
            if found["tag"]:
                self._take_tag(found["tag"].lower(), ends=bool(found["end"]))
        self._add_lines(unescape(html[plain:]))

    def open(self, name: str, data: Any) -> bool:
        """Begin emphasis, a link or an image; False if the name is none of these."""
        if name in _STYLES:
            self._set_style(_STYLES[name], on=True)
        elif name in {"Link", "Image"}:
            self._flush()
            self._frames.append(_Frame(name, data, len(self._spans)))
        else:
            return False
        return True

    def close(self, name: str) -> bool:
        """End what `open` began; False if the name is none of these."""
        if name in _STYLES:
            self._set_style(_STYLES[name], on=False)
        elif name in {"Link", "Image"}:
            while (frame := self._frames.pop()).name != name:
                pass
            (self._end_link if name == "Link" else self._end_image)(frame)
        else:
            return False
        return True

    def pop(self, style: int = 0) -> list[Span]:
        """Return the spans gathered so far, all with `style` added, and begin anew."""
        for flag, count in self._styles.items():
            if count and flag in _MARKS and not self._colour:
                self._add_literal(_MARKS[flag])
        spans = [Span(span.text, (span.style | style) & ~_LITERAL) for span in _find_highlights(self._spans)]
        self._spans, self._frames, self._styles, self._pending = [], [], {}, ""
        return self._shown(spans)

    def take_code(self, line: str) -> list[Span]:
        """Return a line of a code block without the edges in it, what a gap hid set off."""
        return self._shown(Span(text, style | CODE) for text, style in self._parted(line))

    def _add(self, text: str, style: int = 0) -> None:
        for part, hidden in self._parted(text):
            self._add_part(part, style | hidden)

    def _parted(self, text: str) -> Iterator[tuple[str, int]]:
        """Part text at the edges in it, and tell of each part whether a gap hid it."""
        for part in _EDGE.split(text):
            if part in EDGES:
                self.is_in_gap = part == EDGES[0]
            else:
                yield part, HIDDEN if self.is_in_gap else 0

    def _shown(self, spans: Iterable[Span]) -> list[Span]:
        """Return spans as they are painted: without colour, what a gap hid is in brackets."""
        if self._colour:
            return list(spans)
        shown: list[Span] = []
        for is_hidden, run in groupby(spans, key=lambda span: bool(span.style & HIDDEN)):
            said = list(run)
            shown += [Span("["), *said, Span("]")] if is_hidden else said
        return shown

    def _add_part(self, text: str, style: int) -> None:
        text = visible(text.replace(GAP, "[...]"))
        if not text:
            return
        if self._pending == " " and self._spans and _glues(self._spans[-1].text[-1], text[0]):
            self._pending = ""
        self._flush()
        for flag, count in self._styles.items():
            style |= flag if count else 0
        self._spans.append(Span(text, style))

    def _flush(self) -> None:
        if self._pending and self._spans:
            self._spans.append(Span(self._pending, self._spans[-1].style & HIDDEN if self.is_in_gap else 0))
        self._pending = ""

    def _add_literal(self, text: str, style: int = 0) -> None:
        self._add(text, style | _LITERAL)

    def _add_lines(self, text: str) -> None:
        """Add text in which line ends are spaces, as in HTML."""
        words = " ".join(text.split())
        if text[:1].isspace():
            self._pending = self._pending or " "
        self._add(words)
        if words and text[-1:].isspace():
            self._pending = " "

    def _add_code(self, text: str) -> None:
        if self._colour:
            self._add_literal(text, CODE)
            return
        fence = "``" if "`" in text else "`"
        self._add_literal(f"{fence}{text}{fence}")

    def _add_math(self, latex: str, *, is_display: bool) -> None:
        from srs.markdown.unicode_math import readable_math

        line = " ".join(readable_math(latex.strip()).split("\n"))
        if (plain := without_edges(latex)) != latex:
            bare = " ".join(readable_math(plain.strip()).split("\n"))
            # Where an edge stands between signs that become one, as in x², all of the formula counts as hidden.
            line = line if without_edges(line) == bare else bare.join(EDGES)
        self._pending = "\n" if is_display else self._pending
        self._add_literal(line)
        self._pending = "\n" if is_display else ""

    def _set_style(self, flag: int, *, on: bool) -> None:
        """Count what is open, so that `<b>` within `**` ends where it should."""
        before = self._styles.get(flag, 0)
        after = before + 1 if on else max(before - 1, 0)
        if not self._colour and flag in _MARKS and (before == 0) != (after == 0):
            self._add_literal(_MARKS[flag])
        self._styles[flag] = after

    def _take_tag(self, tag: str, *, ends: bool) -> None:
        if tag in _TAG_STYLES:
            self._set_style(_TAG_STYLES[tag], on=not ends)
        elif tag == "br":
            self._pending = ""
            self._add("\n")
        elif tag in _BLOCK_TAGS:
            self._pending = "\n"
        elif tag in _SCRIPTS and not ends:
            self._flush()
            self._frames.append(_Frame(tag, None, len(self._spans)))
        elif tag in _SCRIPTS and self._frames and self._frames[-1].name == tag:
            said = self._take_back(self._frames.pop())
            self._add(_as_script(tag, said.text), said.style)

    def _take_back(self, frame: _Frame) -> Span:
        """Take back what was added since the frame was opened; of its styles only that of a gap is kept."""
        spans = self._spans[frame.start :]
        del self._spans[frame.start :]
        return Span("".join(span.text for span in spans), HIDDEN if any(span.style & HIDDEN for span in spans) else 0)

    def _end_link(self, frame: _Frame) -> None:
        target = visible(without_edges(frame.data["dest_url"]).replace(GAP, "[...]"))
        text = "".join(span.text for span in self._spans[frame.start :])
        if frame.data["link_type"] == "Inline" and not is_address(target):
            self._spans.insert(frame.start, Span("["))
            self._add_literal(f"]({target})")
        elif not text:
            self._add_literal(target)
        elif _SCHEME.match(target) and _bare(target) != _bare(text) and display_width(target) < _LONGEST_ADDRESS:
            self._add_literal(f" ({target})", DIM)

    def _end_image(self, frame: _Frame) -> None:
        target = without_edges(frame.data["dest_url"])
        said = self._take_back(frame)
        description = " ".join(_IMAGE_SIZE.sub("", said.text).split())
        if not description or description == target:
            description = _file_name(target)
        self._add_literal(f"[image: {description}]" if description else "[image]", said.style)


def without_edges(text: str) -> str:
    """Return text as it is without a sign of what a gap hid."""
    return _EDGE.sub("", text)


@cache
def _html_parts() -> re.Pattern[str]:
    """Match what is not text in HTML: comments, scripts, declarations and tags; compiled when first needed."""
    return re.compile(
        r"<!--.*?(?:-->|\Z)|<(?P<skip>script|style)\b.*?(?:</(?P=skip)\s*>|\Z)|<[!?][^<>]*>"
        r"|<(?P<end>/?)(?P<tag>[a-z][a-z0-9-]*)[^<>]*>",
        re.DOTALL | re.IGNORECASE,
    )


def _as_script(tag: str, text: str) -> str:
    from srs.markdown.math_line import subscript, superscript

    if not text.strip() or "\n" in text:
        return text
    return subscript(text) if tag == "sub" else superscript(text)


def _glues(before: str, after: str) -> bool:
    """Chinese and Japanese put no space where a line of the source ends."""
    return is_east_asian(before) and is_east_asian(after)


def _bare(address: str) -> str:
    return _SCHEME.sub("", address).rstrip("/")


def _file_name(target: str) -> str:
    if target.startswith("data:"):
        return ""
    path = target.partition("?")[0].partition("#")[0]
    name = path.rstrip("/").rpartition("/")[2].encode()
    return " ".join(_PERCENT.sub(lambda found: bytes.fromhex(found[1].decode()), name).decode(errors="replace").split())


def _find_highlights(spans: list[Span]) -> list[Span]:
    """Turn `==` around text into a style, across other styles; marks without a partner stay."""
    parts: list[Span] = []
    for span in spans:
        if span.style & _LITERAL or "==" not in span.text:
            parts.append(span)
        else:
            parts.extend(Span(text, span.style) for text in _HIGHLIGHT_MARK.split(span.text) if text)
    opening: int | None = None
    for index, part in enumerate(parts):
        if part.text != "==" or part.style & _LITERAL:
            continue
        if opening is not None and not parts[index - 1].text[-1].isspace() and index > opening + 1:
            inside = [Span(inner.text, inner.style | HIGHLIGHT) for inner in parts[opening + 1 : index]]
            parts[opening : index + 1] = [Span(""), *inside, Span("")]
            opening = None
        elif index + 1 < len(parts) and not parts[index + 1].text[:1].isspace():
            opening = index
    return [part for part in parts if part.text]

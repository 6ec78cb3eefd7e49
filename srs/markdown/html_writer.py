"""Events of the parser into HTML, element by element: ours acts, the note's own text never does.

While a text is rendered, noncharacters of Unicode (U+FDD0 and following, which no note can hold) stand for what is ours:
gaps, math delimiters, sounds. They are exchanged last, by `srs.markdown.html`.
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Image = Callable[[str], str | None]

KEPT_IN_CODE, _KEPT_IN_MATH, MARK, _SOUND = "\ufdd2", "\ufdd3", "\ufdd4", "\ufdd5"
OURS: Final = {
    KEPT_IN_CODE: "",
    _KEPT_IN_MATH: "",
    MARK: "==",
    _SOUND: "[sound:",
    "\ufdd6": "\\(",
    "\ufdd7": "\\)",
    "\ufdd8": "\\[",
    "\ufdd9": "\\]",
}
_GAP_END: Final = "⸩\\d+\ufdd1"
BRACKETED: Final = r"\[(?=sound:|anki:|\[type:|/?latex\]|/?\$\$?\])"

UNFIT: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_IN_MATH: Final = re.compile(
    rf"\{{(?=\{{)|\}}(?=\}}|{_GAP_END})|:(?=:|{_GAP_END})|{BRACKETED}|\\(?=[)\]])", re.IGNORECASE
)
_DELIMITER: Final = re.compile(r"\\(?=[(\[])")
_ACTIVE_MATH: Final = re.compile(r"\\(?=(?:href|url|require|style|class|cssId|data|html[A-Z]\w+|includegraphics)\b)")
_RAW: Final = re.compile(r"(<!--.*?(?:-->|\Z)|<[^<>]*>)", re.DOTALL)
_HARMLESS: Final = re.compile(r"<(/?)(br|sub|sup|kbd|b|i|em|strong|u|s|mark|small)\s*(/?)>", re.IGNORECASE)
_SCHEME: Final = re.compile(r"(?:https?|mailto|obsidian|zotero):", re.IGNORECASE)
_UNFIT_IN_LINK: Final = re.compile(r"[\s\[\]{}\\\"<>`^|]")
_LANGUAGE: Final = re.compile(r"[\w+#.-]+")
_SIZE: Final = re.compile(r"(?:(.*)\|)?(\d{1,4})(?:x\d+)?")
_AUDIO: Final = re.compile(r"[\w.-]+\.(?:mp3|ogg|oga|opus|wav|flac|m4a|aac)", re.IGNORECASE)
_MOST_OPEN: Final = 16
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


class Writer:
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
        """Take in the next event."""
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
            self._put(_code(value) if in_code else re.sub("(?<!=)==(?!=)", MARK, escape(value, quote=False)), value)
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
                self.parts.append(escape_lines(line))
        self._block.clear()

    def _put_raw(self, token: str) -> None:
        """Write a tag of the note's own HTML: shown as text unless it is harmless and has its partner."""
        tag = _HARMLESS.fullmatch(token)
        if token.startswith("<!--"):
            return
        if not tag or self._embed:
            self._put(escape_lines(token), token)
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


def escape_lines(text: str) -> str:
    """Return plain text as HTML, a line break where it has one."""
    return escape(text, quote=False).replace("\n", "<br>")


def _math(formula: str, start: str, end: str) -> str:
    """Return a formula in MathJax's delimiters; a space is what splits a directive in TeX without being seen."""
    text = _ACTIVE_MATH.sub(r"\\backslash ", escape(formula, quote=False))
    # The bracket of `\[` counts too. Anki takes the edges of gaps in math out again, whatever they split.
    text = _IN_MATH.sub(lambda match: match.group() + " ", OURS[start][1] + text)
    text = text.replace("[", "[ ") if "\ufdd0" in text else text
    return start + _DELIMITER.sub("\\\\" + _KEPT_IN_MATH, text[1:]) + end


def _code(text: str) -> str:
    # MathJax leaves code alone, so code can be copied from Anki as it was written.
    return _DELIMITER.sub("\\\\" + KEPT_IN_CODE, escape(text, quote=False))


def _link(link: dict[str, Any]) -> tuple[str, str]:
    url = f"mailto:{link['dest_url']}" if link["link_type"] == "Email" else link["dest_url"]
    if not _SCHEME.match(url) or UNFIT.search(url):
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

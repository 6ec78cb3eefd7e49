"""Card text as lines for a terminal: markdown laid out within a width, with or without colour.

Nothing of the text reaches the terminal unseen: it is made harmless before it is parsed and again where the parser
has decoded entities. The only escape sequences are the SGR codes written here (ECMA-48, 8.3.117).
"""

from __future__ import annotations

from itertools import count, repeat
from typing import TYPE_CHECKING, Any, Final

import pyromark

from srs.markdown.sanitise import visible
from srs.markdown.stretches import with_edges
from srs.markdown.terminal_inline import (
    ADDED,
    CODE,
    DIM,
    EDGES,
    EMPHASIS,
    GAP,
    GONE,
    HIDDEN,
    HIGHLIGHT,
    KEYWORD,
    STRIKE,
    STRONG,
    Inline,
    is_address,
)
from srs.markdown.terminal_table import Cell, lay_out_table
from srs.markdown.width import Span, display_width, wrap
from srs.model.pattern import pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from srs.markdown.stretches import Stretches

_OPTIONS: Final = (
    pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_MATH
    | pyromark.Options.ENABLE_DEFINITION_LIST
    | pyromark.Options.ENABLE_STRIKETHROUGH
    | pyromark.Options.ENABLE_WIKILINKS
    | pyromark.Options.ENABLE_TASKLISTS
)
_SGR: Final = {
    STRONG: "1", EMPHASIS: "3", STRIKE: "9", CODE: "36", HIGHLIGHT: "7", DIM: "2", KEYWORD: "35", ADDED: "32", GONE: "31", HIDDEN: "1;32",
}  # fmt: skip
_COLOURS: Final = pattern("\x1b\\[[0-9;]*m")
_ONE_LINE: Final = 10_000
_BULLET, _QUOTE, _INDENT = "• ", "│ ", "  "
_BOXES: Final = {True: "☑ ", False: "☐ "}
_WIDEST_RULE = 40
_WIDEST_MARGIN = 12
_SEPARATE: Final = frozenset(
    {"Paragraph", "Heading", "CodeBlock", "HtmlBlock", "Table", "BlockQuote", "List", "DefinitionList"}
)


def render_terminal(text: str, *, width: int, colour: bool, hidden: Stretches = ()) -> str:
    """Lay markdown out in lines of at most `width` columns, joined by newlines; only code and long words run over.

    With `colour`, emphasis is shown by SGR codes that end with their line. A gap, `[...]`, comes out as it is; stretches of the
    text that were `hidden` are set off, without colour in brackets.
    """
    source = visible(text)
    if hidden:
        marked = with_edges(text, hidden, repeat(EDGES), visible)
        source = marked if _says_the_same(marked, source) else source
    return "\n".join(_laid_out(source, width, colour=colour).lines)


def _says_the_same(marked: str, source: str) -> bool:
    """Tell whether a text reads the same with edges in it: they may have come between signs that mean something together."""
    pages = [_laid_out(one, _ONE_LINE, colour=True) for one in (marked, source)]
    said, whole = (_COLOURS.sub("", "\n".join(page.lines)) for page in pages)
    return said == whole and not pages[0].is_in_gap


def _laid_out(source: str, width: int, *, colour: bool) -> _Page:
    page = _Page(width, colour=colour)
    for event in pyromark.events(_prepare(source), options=_OPTIONS):
        page.take(event)
    return page


def _prepare(text: str) -> str:
    """Keep the parser from reading a gap in a harmless text as a link or as the definition of one."""
    text = text.replace("[...]", GAP)
    if "]:" not in text:
        return text
    raw = text.encode()
    starts = [
        definition["span"]["start"]
        for definition in pyromark.reference_definitions(text, options=_OPTIONS).values()
        if not is_address(definition["dest"])
    ]
    for start in sorted(starts, reverse=True):
        raw = raw[:start] + b"\\" + raw[start:]
    return raw.decode()


class _Margin:
    """What stands left of a block: on its first line, and on the others."""

    def __init__(self, first: str, rest: str) -> None:
        self.first = first
        self.rest = rest
        self.is_fresh = True

    def take(self) -> str:
        """Return what stands left of the next line."""
        text = self.first if self.is_fresh else self.rest
        self.is_fresh = False
        return text


class _Page:
    """The lines so far, and what is open around the text that comes next."""

    def __init__(self, width: int, *, colour: bool) -> None:
        self.lines: list[str] = []
        self._width = width
        self._colour = colour
        self._inline = Inline(colour=colour)
        self._margins: list[_Margin] = []
        self._lists: list[Iterator[str]] = []
        self._source: list[str] | None = None
        self._info = ""
        self._rows: list[list[Cell]] = []
        self._alignments: tuple[str, ...] = ()
        self._wants_blank = False

    @property
    def is_in_gap(self) -> bool:
        """Tell whether what was hidden goes on: then its end was lost."""
        return self._inline.is_in_gap

    def take(self, event: Any) -> None:
        """Draw one event of the parser, or keep it until its block ends."""
        kind, value = (event, "") if isinstance(event, str) else next(iter(event.items()))
        if kind == "Start":
            name, data = (value, None) if isinstance(value, str) else next(iter(value.items()))
            if not self._inline.open(name, data):
                self._start(name, data)
        elif kind == "End":
            name = value if isinstance(value, str) else next(iter(value))
            if not self._inline.close(name):
                self._end(name)
        elif kind == "Rule":
            self._finish_text()
            self._write([[Span("─" * min(_WIDEST_RULE, self._room()))]])
            self._wants_blank = True
        elif kind == "TaskListMarker":
            self._tick(is_done=value is True)
        elif self._source is not None:
            self._source.append(value)
        else:
            self._inline.take(kind, value)

    def _start(self, name: str, data: Any) -> None:
        if name != "TableCell":
            self._finish_text()
        if name in {"CodeBlock", "HtmlBlock"}:
            self._source = []
            self._info = data.get("Fenced", "") if isinstance(data, dict) else ""
        elif name == "List":
            self._lists.append(_item_marks(data))
        elif name == "Item":
            self._open_margin(next(self._lists[-1]))
        elif name == "BlockQuote":
            self._open_margin(_QUOTE, _QUOTE)
        elif name == "DefinitionListDefinition":
            self._open_margin(_INDENT)
        elif name == "Table":
            self._rows, self._alignments = [], data
        elif name in {"TableHead", "TableRow"}:
            self._rows.append([])

    def _end(self, name: str) -> None:
        if name == "TableCell":
            self._rows[-1].append(self._inline.pop())
            return
        self._finish_text(STRONG if name in {"Heading", "DefinitionListTitle"} else 0)
        if name in {"CodeBlock", "HtmlBlock"}:
            self._end_source(is_code=name == "CodeBlock")
        elif name == "List":
            self._lists.pop()
        elif name in {"Item", "BlockQuote", "DefinitionListDefinition"}:
            self._close_margin()
        elif name == "Table":
            self._write(lay_out_table(self._rows, self._alignments, self._room()))
        if name in _SEPARATE and not (name == "List" and self._lists):
            self._wants_blank = True

    def _end_source(self, *, is_code: bool) -> None:
        source = "".join(self._source or ())
        self._source = None
        if not is_code:
            self._inline.take_html(source)
            self._finish_text()
        elif source.strip():
            lines = [line.rstrip(" ") for line in source.replace(GAP, "[...]").rstrip("\n").split("\n")]
            self._write([Span(_INDENT), *line] for line in self._coloured(lines))

    def _coloured(self, lines: list[str]) -> list[list[Span]]:
        """Return the lines of a code block, its words in colours where the language is known and colours are wanted."""
        if any(edge in line for line in lines for edge in EDGES):
            return [self._inline.take_code(line) for line in lines]
        spans = None
        if self._colour and self._info:
            from srs.markdown.terminal_code import colour_code

            spans = colour_code("\n".join(lines), self._info)
        return spans or [[Span(line, CODE)] for line in lines]

    def _finish_text(self, style: int = 0) -> None:
        """Wrap the text gathered since the last block into lines."""
        spans = self._inline.pop(style)
        if any(not span.text.isspace() for span in spans):
            self._write(wrap(spans, self._room()))

    def _tick(self, *, is_done: bool) -> None:
        margin = self._margins[-1]
        if margin.is_fresh and margin.first:
            number = "" if margin.first == _BULLET else margin.first
            margin.first = number + _BOXES[is_done]
            margin.rest = " " * display_width(margin.first)

    def _open_margin(self, first: str, rest: str = "") -> None:
        """Begin a margin; where margins have taken half of the width, further ones are not drawn."""
        if self._wants_blank:
            self._write_blank()
        taken = self._width - self._room() + display_width(first)
        if taken > max(self._width // 2, _WIDEST_MARGIN):
            first = rest = ""
        self._margins.append(_Margin(first, rest or " " * display_width(first)))

    def _close_margin(self) -> None:
        margin = self._margins[-1]
        if margin.is_fresh and margin.first.strip():
            self._write([[]])
        self._margins.pop()

    def _room(self) -> int:
        return self._width - sum(display_width(margin.rest) for margin in self._margins)

    def _write(self, lines: Iterable[list[Span]]) -> None:
        if self._wants_blank:
            self._write_blank()
        for line in lines:
            margins = "".join(margin.take() for margin in self._margins)
            self.lines.append((margins + self._paint(line)).rstrip(" "))

    def _write_blank(self) -> None:
        self._wants_blank = False
        if self.lines:
            self.lines.append("".join(margin.rest for margin in self._margins).rstrip(" "))

    def _paint(self, line: list[Span]) -> str:
        return "".join(_colour_in(span) if self._colour else span.text for span in line)


def _item_marks(start: int | None) -> Iterator[str]:
    return repeat(_BULLET) if start is None else (f"{number}. " for number in count(start))


def _colour_in(span: Span) -> str:
    """Wrap a span in SGR codes; each span ends its own, so none runs past the end of a line."""
    codes = ";".join(code for flag, code in _SGR.items() if span.style & flag)
    return f"\x1b[{codes}m{span.text}\x1b[0m" if codes and span.text else span.text

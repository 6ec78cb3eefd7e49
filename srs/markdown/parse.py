"""From the text of a note to a `Document`.

pyromark (pulldown-cmark) gives events with ranges in UTF-8 bytes; a stack of open containers turns them into blocks.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Any, NamedTuple

import pyromark

from srs.markdown.document import (
    Block,
    Code,
    DefinitionList,
    Document,
    Entry,
    Heading,
    Html,
    Item,
    List,
    Paragraph,
    Quote,
    Row,
    Rule,
    Table,
)
from srs.markdown.frontmatter import read_front_matter
from srs.markdown.mend import mend, without_footnotes
from srs.model.values import replace

OPTIONS = (
    pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_MATH
    | pyromark.Options.ENABLE_DEFINITION_LIST
    | pyromark.Options.ENABLE_FOOTNOTES
    | pyromark.Options.ENABLE_WIKILINKS
    | pyromark.Options.ENABLE_TASKLISTS
    | pyromark.Options.ENABLE_STRIKETHROUGH
)
# Metadata blocks stay off: the parser finds them in the middle of a note too, between any two rules.

_CONTINUATION = re.compile(r"\n[ \t]*")
_QUOTED = re.compile(r"\n[ \t]*(?:>[ \t]?)+")
_SETEXT = re.compile(r"\n[ \t]*(?:>[ \t]*)*(?:=+|-+)[ \t]*$")
_CONTAINERS = frozenset({"Item", "BlockQuote", "DefinitionListDefinition"})
_LEAVES = frozenset({"Paragraph", "Heading", "CodeBlock", "HtmlBlock", "TableCell", "DefinitionListTitle"})


def parse(text: str) -> Document:
    """Parse a note; total on any string. Line ends are line feeds only and there is no byte-order mark."""
    meta, faults, body = read_front_matter(_encodable(text))
    mended = without_footnotes(mend(body))
    builder = _Builder(mended)
    for event, span in pyromark.events_with_range(mended, options=OPTIONS):
        if event.__class__ is str:
            if event == "Rule":
                builder.rule(span["start"], span["end"])
            continue
        ((name, value),) = event.items()  # type: ignore[union-attr]
        if name == "Start":
            builder.start(value, span["start"], span["end"])
        elif name == "End":
            builder.end(value)
        elif builder.leaf is not None:
            if name == "Text" and builder.leaf.name == "CodeBlock":
                builder.leaf.blocks.append(value)
        else:
            builder.inline(name, value, span["start"], span["end"])
    scheduled = "<!--SR:" in text or "<!--ID:" in text
    return Document(tuple(builder.blocks), meta, faults, scheduled, has_orders="srs:" in text)


def _encodable(text: str) -> str:
    """Return the text with lone surrogates, which no encoding has, replaced."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode()


class _Open:
    """A container whose end has not come yet."""

    __slots__ = ("blocks", "end", "loose", "name", "start", "task", "value")

    def __init__(self, name: str, value: Any, start: int, end: int) -> None:
        self.name = name
        self.value = value
        self.start = start
        self.end = end
        self.blocks: list[Any] = []
        self.loose: tuple[int, int] | None = None
        self.task: bool | None = None


class _Builder:
    """Collects the blocks of one note from its events."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.data = text.encode()
        self.ascii = len(self.data) == len(text)
        self.lines = [0]
        find = self.data.find
        position = find(b"\n")
        while position >= 0:
            self.lines.append(position + 1)
            position = find(b"\n", position + 1)
        self.root = _Open("Document", None, 0, len(self.data))
        self.stack = [self.root]
        self.leaf: _Open | None = None
        self.depth = 0

    @property
    def blocks(self) -> list[Block]:
        return self.root.blocks

    def start(self, value: Any, start: int, end: int) -> None:
        name = value if value.__class__ is str else next(iter(value))
        if self.leaf is not None:
            if name == self.leaf.name:
                self.depth += 1
            return
        if name in _LEAVES:
            self._flush()
            self.leaf = _Open(name, value, start, end)
        elif name in _STRUCTURE:
            if len(self.stack) > _DEEPEST:
                self.leaf = _Open(name, value, start, end)  # too deep for anyone to read: passed over
                return
            self._flush()
            self.stack.append(_Open(name, value, start, end))
        elif name in _INLINE:
            self._extend(start, end)

    def end(self, value: Any) -> None:
        name = value if value.__class__ is str else next(iter(value))
        leaf = self.leaf
        if leaf is not None:
            if name == leaf.name:
                self.depth -= 1
                if self.depth < 0:
                    self.depth = 0
                    self.leaf = None
                    if name in _LEAVES:
                        self._add_leaf(leaf)
            return
        if name in _STRUCTURE and len(self.stack) > 1:
            self._flush()
            self._close(self.stack.pop())

    def inline(self, name: str, value: Any, start: int, end: int) -> None:
        """Take inline text that stands in a container without a paragraph: the text of a tight item."""
        if name == "TaskListMarker":
            self.stack[-1].task = bool(value)
        elif self.stack[-1].name in _CONTAINERS:
            self._extend(start, end)

    def rule(self, start: int, end: int) -> None:
        self._flush()
        self.stack[-1].blocks.append(Rule(*self._span(start, end)))

    def _extend(self, start: int, end: int) -> None:
        loose = self.stack[-1].loose
        self.stack[-1].loose = (loose[0], max(loose[1], end)) if loose else (start, end)

    def _flush(self) -> None:
        """Turn the tight text gathered so far into a paragraph."""
        top = self.stack[-1]
        if top.loose is not None:
            start, end = top.loose
            top.loose = None
            text = self._inline_text(start, end)
            if text:
                top.blocks.append(Paragraph(*self._span(start, end), text))

    def _span(self, start: int, end: int) -> tuple[int, int]:
        """Return first and last line of a byte range, blank space at its ends left out."""
        data = self.data
        while end > start and data[start] in b" \t\n":
            start += 1
        while end > start and data[end - 1] in b" \t\n":
            end -= 1
        first = bisect_right(self.lines, start)
        return first, max(first, bisect_right(self.lines, end - 1))

    def _slice(self, start: int, end: int) -> str:
        return self.text[start:end] if self.ascii else self.data[start:end].decode("utf-8", "replace")

    def _inline_text(self, start: int, end: int) -> str:
        text = self._slice(start, end).strip()
        if "\n" not in text:
            return text
        quoted = any(open_.name == "BlockQuote" for open_ in self.stack)
        return _unquote(text) if quoted else _CONTINUATION.sub("\n", text)

    def _add_leaf(self, leaf: _Open) -> None:
        first, last = self._span(leaf.start, leaf.end)
        top = self.stack[-1]
        if leaf.name == "Paragraph":
            top.blocks.append(Paragraph(first, last, self._inline_text(leaf.start, leaf.end)))
        elif leaf.name == "Heading":
            text = _SETEXT.sub("", self._slice(leaf.start, leaf.end).strip())
            level = int(leaf.value["Heading"]["level"][1])
            top.blocks.append(Heading(first, last, level, _heading_text(text)))
        elif leaf.name == "CodeBlock":
            top.blocks.append(self._code(leaf, first, last))
        elif leaf.name == "HtmlBlock":
            top.blocks.append(Html(first, last, self._slice(leaf.start, leaf.end)))
        elif leaf.name == "TableCell":
            top.blocks.append(self._slice(leaf.start, leaf.end).strip().strip("|").strip().replace("\\|", "|"))
        else:
            top.value = self._inline_text(leaf.start, leaf.end)
            top.blocks.append(Entry(first, last, top.value, ()))

    @staticmethod
    def _code(leaf: _Open, first: int, last: int) -> Code:
        kind = leaf.value["CodeBlock"]
        fenced = isinstance(kind, dict)
        text = "".join(leaf.blocks).removesuffix("\n")
        return Code(first, last, kind["Fenced"] if fenced else "", text, fenced=fenced)

    def _add_list(self, block: List) -> None:
        """Add a list, cut at lines at the margin that begin something else: the parser takes them for the end of the item above."""
        if len(self.stack) > 1:
            self._join_list(block)  # nothing in it stands at the margin
            return
        items: list[Item] = []
        for number, item in enumerate(block.items):
            behind, shorter = self._part_margin(item, is_last=number + 1 == len(block.items))
            items.append(shorter)
            if behind:
                self._join_list(replace(block, items=tuple(items), last_line=behind.first_line - 1))
                self.stack[-1].blocks.append(behind)
                items = []
                block = replace(block, first_line=behind.last_line + 1)
        if items:
            self._join_list(replace(block, items=tuple(items)) if len(items) < len(block.items) else block)

    def _part_margin(self, item: Item, *, is_last: bool) -> tuple[Paragraph | None, Item]:
        """Part an item from lines at the margin below it that announce what follows, or are terms of their own."""
        last = item.blocks[-1] if item.blocks else None
        if isinstance(last, List):
            behind, inner = self._part_margin(last.items[-1], is_last=is_last)
            if behind is None:
                return None, item
            shorter: Block = replace(last, items=(*last.items[:-1], inner), last_line=behind.first_line - 1)
        elif isinstance(last, Paragraph) and (start := self._margin_of(last, is_last=is_last)):
            lines = last.text.split("\n")
            behind = Paragraph(last.first_line + start, last.last_line, "\n".join(lines[start:]))
            shorter = replace(last, text="\n".join(lines[:start]), last_line=behind.first_line - 1)
        else:
            return None, item
        return behind, replace(item, blocks=(*item.blocks[:-1], shorter), last_line=behind.first_line - 1)

    def _margin_of(self, paragraph: Paragraph, *, is_last: bool) -> int:
        """Return the number of the line at which a paragraph ends for a reader; 0 where it is whole."""
        if "\n" not in paragraph.text:
            return 0
        lines = paragraph.text.split("\n")
        start = len(lines)
        while start > 1 and not self.data[(at := self.lines[paragraph.first_line + start - 2]) : at + 1].isspace():
            start -= 1
        terms = sum(1 for line in lines[start:] if _TERM_LINE.match(line))
        if terms >= _FEWEST_TERMS and terms * 4 >= (len(lines) - start) * 3:
            return start
        said = lines[-1]
        announces = said.rstrip().endswith((":", "：")) or _BOLD_LINE.fullmatch(said.strip()) is not None
        label = not is_last and start < len(lines) and announces and len(said.split()) <= _LABEL_WORDS
        return len(lines) - 1 if label else 0

    def _join_list(self, block: List) -> None:
        """Add a list, or its items to the one right above: another bullet is another list to the parser, not to a reader."""
        blocks = self.stack[-1].blocks
        above = blocks[-1] if blocks else None
        if (
            isinstance(above, List)
            and above.start is None is block.start
            and block.first_line - above.last_line <= _NEXT
        ):
            blocks[-1] = List(above.first_line, block.last_line, (*above.items, *block.items), None)
        else:
            blocks.append(block)

    def _close(self, done: _Open) -> None:
        first, last = self._span(done.start, done.end)
        blocks = self.stack[-1].blocks
        if done.name == "Item":
            blocks.append(Item(first, last, tuple(done.blocks), done.task))
        elif done.name == "List" and done.blocks:  # one too deep has no items
            self._add_list(List(first, last, tuple(done.blocks), done.value["List"]))
        elif done.name == "BlockQuote":
            blocks.append(Quote(first, last, tuple(done.blocks)))
        elif done.name in ("TableHead", "TableRow"):
            blocks.append(Row(first, first, tuple(done.blocks)))
        elif done.name == "Table":
            blocks.append(Table(first, last, tuple(done.blocks)))
        elif done.name == "DefinitionListDefinition":
            blocks.append(
                _Definition(last, done.blocks, self._slice(done.start, done.end).rstrip().rpartition("\n")[2])
            )
        elif done.name == "DefinitionList":
            blocks.append(DefinitionList(first, last, _entries(done.blocks)))


_BOLD_LINE = re.compile(r"(\*\*\*?|___?)(?=[^\s*_])[^*_]+\1")
_TERM_LINE = re.compile(r"(?:[^\W\d_][\w'’/-]*+\s?+){1,4}+(?:\([^()]*\)\s?)?(?:(?<=\s)[-–—]|:)\s\S")
"""A line of its own: a name of a few words, a sign, and what it means."""
_FEWEST_TERMS = 2
_LABEL_WORDS = 8
_NEXT = 2
"""A list so many lines below another is the next block, with an empty line between them at most."""
_DEEPEST = 60
_STRUCTURE = frozenset(
    {
        "List",
        "Item",
        "BlockQuote",
        "Table",
        "TableHead",
        "TableRow",
        "DefinitionList",
        "DefinitionListDefinition",
        "FootnoteDefinition",
    }
)
_INLINE = frozenset({"Emphasis", "Strong", "Strikethrough", "Link", "Image"})


class _Definition(NamedTuple):
    """What one line with a colon says of the term above it, and its last line as it is written."""

    last_line: int
    blocks: list[Any]
    written: str


def _entries(parts: list[Any]) -> tuple[Entry, ...]:
    """Join the definitions to the term before them; a term may have several."""
    entries: list[tuple[Entry, list[_Definition]]] = []
    for part in parts:
        if isinstance(part, Entry):
            entries.append((part, []))
        elif isinstance(part, _Definition) and entries:
            said = entries[-1][1]
            if said and (parted := _part_term(said[-1])):
                said[-1], term = parted
                entries.append((term, []))
            entries[-1][1].append(part)
    return tuple(
        replace(entry, last_line=said[-1].last_line, blocks=tuple(block for one in said for block in one.blocks))
        if said
        else entry
        for entry, said in entries
    )


def _part_term(said: _Definition) -> tuple[_Definition, Entry] | None:
    """Part a definition from the next term, which its author put on the line right below, not set in; None without one."""
    last = said.blocks[-1] if said.blocks else None
    if not isinstance(last, Paragraph) or "\n" not in last.text or said.written[:1] in (" ", "\t", ":"):
        return None
    text, _, term = last.text.rpartition("\n")
    shorter = Paragraph(last.first_line, last.last_line - 1, text)
    return (
        _Definition(said.last_line - 1, [*said.blocks[:-1], shorter], ""),
        Entry(said.last_line, said.last_line, term, ()),
    )


def _heading_text(text: str) -> str:
    """Return the text of a heading without its number signs, in one line."""
    text = text.lstrip("#").strip()
    closed = text.rstrip("#")
    if closed != text and closed[-1:] in ("", " ", "\t"):
        text = closed.rstrip()
    return text.replace("\n", " ")


def _unquote(text: str) -> str:
    return _CONTINUATION.sub("\n", _QUOTED.sub("\n", text))

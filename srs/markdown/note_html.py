"""A whole note as HTML, with places in it for what is to be said about its lines."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import deque
from html import escape
from typing import TYPE_CHECKING, Any, Final

import pyromark

from srs.markdown.frontmatter import read_front_matter
from srs.markdown.html import OPTIONS, clean, finished
from srs.markdown.html_writer import Writer
from srs.markdown.mend import mend

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from srs.markdown.html_writer import Image

    Link = Callable[[str], str | None]

_OPTIONS: Final = OPTIONS | pyromark.Options.ENABLE_FOOTNOTES
# Noncharacters, as for all that is ours: no note can hold them.
_OPEN, _CLOSE = "\ufdda", "\ufddb"
_PLACE: Final = re.compile(f"{_OPEN}(\\d+){_CLOSE}")
_OPENING: Final = frozenset(
    {"Paragraph", "Heading", "Item", "DefinitionListTitle", "DefinitionListDefinition", "TableCell"}
)
"""Elements that words may stand at the beginning of."""
_WHOLE: Final = frozenset({"CodeBlock", "HtmlBlock"})
"""Elements within which no words of ours can stand; what is said about their lines stands before them."""
_BREAKS: Final = frozenset({"SoftBreak", "HardBreak"})
_BLOCK_ENDS: Final = frozenset(
    {"</p>", "</li>", "</dd>", "</dt>", "</td>", "</th>", *(f"</h{level}>" for level in range(1, 7))}
)


def _no_link(_address: str) -> str | None:
    return None


def render_note(
    text: str, lines: Iterable[int], image: Image, link: Link = _no_link, wiki_link: Link = _no_link
) -> str:
    """Return a note as HTML, its front matter left out, with a place for each of some lines; see `split_at_places`.

    A place stands where its line begins, or at the next beginning of a paragraph, item, heading or cell. `link` takes the address of
    a link as written and returns the one to use for it, or None where it is none of another note; `wiki_link` does so for `[[name]]`.
    """
    _, _, body = read_front_matter(clean(text))
    mended = mend(body)
    data = mended.encode("utf-8", "replace")
    starts = [0, *(found.end() for found in re.finditer(b"\n", data))]
    writer = _NoteWriter(image, link, wiki_link, lines)
    for event, span in pyromark.events_with_range(mended, options=_OPTIONS):
        writer.write_at(event, bisect_right(starts, span["start"]), bisect_right(starts, span["end"]))
    writer.close()
    return finished(writer.parts)


def split_at_places(html: str) -> list[tuple[str, int]]:
    """Return a note in pieces, each with the line whose place stands behind it; the last has none, which is 0."""
    *pieces, last = _PLACE.split(html)
    return [*zip(pieces[::2], map(int, pieces[1::2]), strict=True), (last, 0)]


class _NoteWriter(Writer):
    """Turns events into HTML and leaves places on the way."""

    def __init__(self, image: Image, link: Link, wiki_link: Link, lines: Iterable[int]) -> None:
        super().__init__(image)
        self._link, self._wiki_link = link, wiki_link
        self._waiting = deque(sorted(set(lines)))
        self._footnote = ""

    def write_at(self, event: Any, first: int, last: int) -> None:
        """Take in the next event, which stands on these lines."""
        name = _started(event)
        if name in _WHOLE:
            self._leave_places(last)
        self.write(event)
        if name in _OPENING:
            self.parts.append(self._footnote)
            self._footnote = ""
            self._leave_places(first)
        elif isinstance(event, str) and event in _BREAKS and self._elements and self._elements[-1][0] in _BLOCK_ENDS:
            self._leave_places(first + 1, before="<br>" if event == "SoftBreak" else "")

    def close(self) -> None:
        """Leave the places that found none."""
        self._leave_places(None)

    def _leave_places(self, line: int | None, *, before: str = "") -> None:
        """Leave the places for all lines up to one, for all that are left without one; `before` stands before the first."""
        if self._embed:
            return
        if before and self._waiting and line is not None and self._waiting[0] <= line:
            self.parts.append(before)
        while self._waiting and (line is None or self._waiting[0] <= line):
            self.parts.append(f"{_OPEN}{self._waiting.popleft()}{_CLOSE}")

    def _content(self, kind: str, value: Any) -> None:
        if kind == "FootnoteReference":
            self._put(f"<sup>{_label(value)}</sup>", "")
        else:
            super()._content(kind, value)

    def _element(self, name: str, data: Any) -> tuple[str, str]:
        if name == "FootnoteDefinition":
            self._footnote = f"<sup>{_label(data)}</sup> "
            return "<blockquote>", "</blockquote>"
        address = self._address(data) if name == "Link" else None
        if address is not None:
            return f'<a href="{escape(address)}">', "</a>"
        return super()._element(name, data)

    def _address(self, link: Any) -> str | None:
        named = isinstance(link["link_type"], dict) and "WikiLink" in link["link_type"]
        return (self._wiki_link if named else self._link)(link["dest_url"])


def _started(event: Any) -> str:
    """Name the element that an event begins, empty for any other event."""
    if isinstance(event, str) or "Start" not in event:
        return ""
    started = event["Start"]
    return started if isinstance(started, str) else str(next(iter(started)))


def _label(label: str) -> str:
    return re.sub(r"[^\w -]", "", label)

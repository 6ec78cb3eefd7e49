"""Whether a note still says what a fact says, whatever the rules make of it now."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING
from unicodedata import normalize

from srs.markdown.inline import plain
from srs.model.values import dataclass, replace
from srs.reconcile.edit import edit_of
from srs.reconcile.words import containment, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from srs.model import Draft, Fact

_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W_]+")
_GAP = re.compile(r"\{\{c\d+::|::[^{}]*\}\}|\}\}")
_HEAD = re.compile(r"^- [^:\n]*: ", re.MULTILINE)
_NUMBER = re.compile(r"^[ \t>]*\d{1,9}[.)](?=\s)", re.MULTILINE)
_TABLE_ROW = "table row"
"""The rule by which a row of a table becomes a fact whose answer has the heads of the columns in it."""
_FEWEST_WORDS = 4
_TAKEN_UP = 0.5
"""The share of an answer in another one below the same front that makes that its new text."""
_PART = 0.9
"""The share of the shorter of two answers in the longer that makes it a part of that."""
_ABOVE = 30
"""So many lines above its answer a question may stand; what a heading or the path says counts from anywhere."""


@dataclass(frozen=True, slots=True)
class NoteWords:
    """The words of a note in one text, each between spaces; where each line begins in it, and what leads to all of it.

    `rows` are the rows of its tables by the words of a cell: their lines, and all words of them.
    """

    text: str
    lines: tuple[int, ...]
    leading: frozenset[str]
    rows: Mapping[tuple[str, ...], Sequence[tuple[int, frozenset[str]]]]

    def find(self, draft: Draft) -> Draft | None:
        """Return a fact with the lines where its words stand, the nearest to those where they stood; None where they are gone."""
        asked, told = _asked(draft), _told(draft)
        last = draft.source.last_line
        ends = self._rows_with(asked, told) if draft.rule == _TABLE_ROW else self._ends(asked, told)
        if not told + asked or not ends:
            return None
        shift = min((line - last for line in ends), key=abs)
        source = replace(draft.source, first_line=max(1, draft.source.first_line + shift), last_line=last + shift)
        return replace(draft, source=source)

    def _ends(self, asked: list[str], told: list[str]) -> list[int]:
        """Return the lines where an answer ends that stands below what asks for it."""
        # A few words stand in many places: they have to follow those that ask for them.
        wanted = " ".join(("", *(told if len(told) >= _FEWEST_WORDS else (*asked, *told)), ""))
        lines = (self._line(place + len(wanted)) for place in self._places(wanted))
        return [line for line in lines if self._is_asked(asked, line)]

    def _rows_with(self, asked: list[str], told: list[str]) -> list[int]:
        """Return the lines with the front as one cell of a row, and with what the other cells said, in whatever order."""
        return [line for line, words in self.rows.get(tuple(asked), ()) if words.issuperset(told)]

    def _places(self, wanted: str) -> Iterator[int]:
        place = self.text.find(wanted)
        while place >= 0:
            yield place
            place = self.text.find(wanted, place + 1)

    def _line(self, end: int) -> int:
        """Return the number of the line with the word before a place."""
        return bisect_right(self.lines, end - 2)

    def _is_asked(self, asked: list[str], line: int) -> bool:
        """Tell whether the words of a front stand around an answer that ends in a line."""
        start, end = self.lines[max(0, line - _ABOVE)], (*self.lines, len(self.text))[line]
        return self.leading.issuperset(set(asked).difference(self.text[start:end].split()))


def note_words(path: str, text: str) -> NoteWords:
    """Take the words of a note."""
    parts, starts, length = [""], [], 0
    for line in _NUMBER.sub("", text).split("\n"):
        starts.append(length)
        words = _words(line)
        parts += words
        length += sum(len(word) + 1 for word in words)
    headings = (line for line in text.split("\n") if line.lstrip("> ").startswith("#"))
    leading = frozenset(word for line in (path, *headings) for word in _words(line))
    return NoteWords(" ".join((*parts, "")), tuple(starts), leading, _rows_of(text))


def fronted(drafts: Iterable[Draft], facts: Iterable[Fact]) -> list[Fact]:
    """Return the facts whose front has other texts alone below it in their note; theirs may stand beside these.

    Of several texts below one front a note gives the fullest, so that a second one would take the place of the first.
    """
    wanted = list(facts)
    paths = {fact.draft.source.path for fact in wanted}
    below: dict[tuple[str, str], list[str]] = {}
    for draft in drafts if paths else ():
        if draft.source.path in paths:
            below.setdefault(_front(draft), []).append(draft.back)
    return [
        fact for fact in wanted if fact.draft.back and _is_another(fact.draft.back, below.get(_front(fact.draft), ()))
    ]


def _front(draft: Draft) -> tuple[str, str]:
    return draft.source.path, plain(draft.front).casefold()


def _is_another(back: str, others: Sequence[str]) -> bool:
    """Tell whether there are other texts, and none that has much of this one."""
    return bool(others) and not any(_takes_up(back, other) for other in others)


def _takes_up(before: str, after: str) -> bool:
    """Tell whether a text has much of another, or is a part of it: the rules may take less or more of what stands there."""
    return edit_of(before, after).keeps(_TAKEN_UP) or containment(words_of(before), words_of(after)) >= _PART


def _rows_of(text: str) -> dict[tuple[str, ...], list[tuple[int, frozenset[str]]]]:
    rows: dict[tuple[str, ...], list[tuple[int, frozenset[str]]]] = {}
    for number, line in enumerate(text.split("\n"), 1):
        cells = [tuple(_words(cell)) for cell in line.split("|")] if "|" in line else []
        words = frozenset(word for cell in cells for word in cell)
        for cell in cells:
            rows.setdefault(cell, []).append((number, words))
    return rows


def said_words(draft: Draft) -> list[str]:
    """Return the words by which a fact is looked for in a note."""
    return [*_asked(draft), *_told(draft)]


def _asked(draft: Draft) -> list[str]:
    return _words(_GAP.sub(" ", draft.front))


def _told(draft: Draft) -> list[str]:
    """Return the words of an answer; the heads of a table stand in no row of it."""
    return _words(_HEAD.sub("", draft.back) if draft.rule == _TABLE_ROW else draft.back)


def _words(text: str) -> list[str]:
    return _WORD.findall(normalize("NFC", _NUMBER.sub("", text)).casefold())

"""Definition lists: a term, and lines below it that begin with a colon."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from srs.extract.candidate import Candidate
from srs.extract.shapes.statements import label_of, statement
from srs.extract.split import split_item
from srs.extract.walk import Match, Place
from srs.markdown.document import DefinitionList, Entry, Paragraph
from srs.markdown.inline import plain
from srs.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from srs.extract.candidate import Found


def definition_list(place: Place) -> Match | None:
    """Read each entry of a definition list; the author's markup is plain evidence."""
    block = place.block
    if not isinstance(block, DefinitionList):
        return None
    labels = Counter(label[0] for entry in block.entries if (label := label_of(entry.term, place.page)))
    entries = [entry for entry in block.entries if not _is_table(entry)]
    return Match(tuple(found for entry in entries for found in _with_inner(place, entry, labels)))


def _with_inner(place: Place, entry: Entry, labels: Counter[str]) -> Iterator[Found]:
    """Read an entry, and what is defined within its text."""
    yield _entry(place, entry, labels)
    if any(not isinstance(block, Paragraph) for block in entry.blocks):
        yield from place.nested(entry.blocks, place.scope.under(plain(entry.term)))


def _is_table(entry: Entry) -> bool:
    """Tell a table below a line with a bar, its rule written with a colon first."""
    first = entry.blocks[0] if entry.blocks else None
    return "|" in entry.term and isinstance(first, Paragraph) and first.text.startswith("---")


def _entry(place: Place, entry: Entry, labels: Counter[str]) -> Candidate:
    label = label_of(entry.term, place.page)
    if label is not None:
        return statement(place, label, entry.term, entry.blocks, entry, siblings=labels[label[0]])
    split = split_item(entry.term)
    marked = split is not None and split.mark != "plain" and not split.rest
    term = split.term if marked and split else entry.term
    if "`" not in term and "$" not in term:
        term = plain(term)
    return Candidate(
        Kind.DEFINITION,
        term,
        entry.blocks,
        entry.first_line,
        entry.last_line,
        "definition list",
        place.scope,
        vouched=True,
    )

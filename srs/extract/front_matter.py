"""What the front matter of a note says of its facts, and where it cannot be understood."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from srs.extract.settings import Settings
    from srs.markdown.document import Document

_SWITCHES = ("srs", "reverse")
_MOST_SHOWN = 40


def faults_in(document: Document, text: str) -> Iterator[tuple[int, str]]:
    """Yield the line and what is wrong of what front matter says to srs and means nothing: `srs: flase`."""
    for name in _SWITCHES:
        said = document.meta.get(name)
        if said is not None and not isinstance(said, bool):
            yield _line_of(name, text), f"'{name}' is true or false, not {str(said)[:_MOST_SHOWN]!r}"
    deck = document.meta.get("deck", "")
    if isinstance(deck, bool | list | dict):
        yield _line_of("deck", text), "'deck' is one name, with :: between deck and subdeck"
    if isinstance(document.meta.get("tags"), dict):
        yield _line_of("tags", text), "'tags' is a list of names"


def _line_of(name: str, text: str) -> int:
    found = re.search(rf"^[\"']?{name}[\"']?\s*:", text, re.MULTILINE)
    return text.count("\n", 0, found.start()) + 1 if found else 1


def deck_in(path: str, document: Document, settings: Settings) -> str:
    """Return the deck: front matter, else the settings of its folder, else the folders of the note."""
    deck = document.meta.get("deck")
    if isinstance(deck, str | int) and not isinstance(deck, bool) and str(deck).strip():
        return "::".join(part.strip() for part in re.split(r"::|/", str(deck)) if part.strip())
    return settings.deck or "::".join(path.split("/")[:-1])


def tags_in(document: Document) -> tuple[str, ...]:
    """Return the tags of a note."""
    tags = document.meta.get("tags", document.meta.get("tag"))
    return names_in(tags)


def names_in(tags: object) -> tuple[str, ...]:
    """Return the tags of a list, or of a text with commas or spaces between them, as Anki writes them."""
    names = re.split(r"[,\s]+", tags) if isinstance(tags, str) else tags if isinstance(tags, list) else []
    clean = (str(name).strip().lstrip("#").replace("/", "::").replace(" ", "-") for name in names if name is not None)
    return tuple(dict.fromkeys(name for name in clean if name))

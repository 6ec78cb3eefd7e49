"""Facts as an Anki package that can be imported again and again: what did not change is left alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from srs.anki.media import MediaShelf, Refused
from srs.anki.notetypes import BASIC, CLOZE
from srs.anki.package import FactNote, FactPackage, deck_name, make_deck
from srs.errors import SrsError
from srs.markdown.html import MAX_GAP_NUMBER, escape_text, render_cloze_html, render_html, render_inline
from srs.model import Problem, Way

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    import genanki

    from srs.model import Fact


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What went into a package, and what in the notes kept something out."""

    facts: int
    cards: int
    decks: int
    media: int
    problems: tuple[Problem, ...]


def write_package(facts: Iterable[Fact], target: Path, *, notes: Path, root_deck: str) -> ExportReport:
    """Write the facts, in their order, as an Anki package at `target`, and the media they embed with them.

    `notes` is the folder their sources are relative to. The target is replaced only when the package is complete.
    """
    shelf = MediaShelf(notes)
    problems: list[Problem] = []
    decks: dict[str, genanki.Deck] = {}
    for position, fact in enumerate(facts, start=1):
        note = _make_note(fact, position, _packer(fact, shelf, problems))
        if not note.ords:
            problems.append(_problem(fact, "The sentence has no gap that Anki would ask, so it is not exported."))
            continue
        name = deck_name(root_deck, fact.draft.deck)
        decks.setdefault(name, make_deck(name)).add_note(note)
    try:
        FactPackage(decks.values(), shelf.packed).write(target)
    except OSError as error:
        raise SrsError(
            f"The package could not be written to {target}: {error.strerror or error}.",
            "Choose a place that can be written to.",
        ) from error
    exported = [note for deck in decks.values() for note in deck.notes]
    cards = sum(len(note.ords) for note in exported)
    return ExportReport(len(exported), cards, len(decks), len(shelf.packed), tuple(dict.fromkeys(problems)))


def _make_note(fact: Fact, position: int, image: Callable[[str], str | None]) -> FactNote:
    draft = fact.draft
    render_front = render_cloze_html if draft.way is Way.CLOZE else render_html
    fields = (
        render_front(draft.front, image=image),
        render_html(draft.back, image=image),
        " › ".join(render_inline(level) for level in draft.context),
        render_html(draft.extra, image=image),
        escape_text(draft.source.path),
        escape_text(fact.id),
        "yes" if draft.way is Way.BOTH else "",
        *("", "", ""),
    )
    return FactNote(
        CLOZE if draft.way is Way.CLOZE else BASIC,
        fields,
        guid=fact.id,
        tags=draft.tags,
        ords=(number for number in draft.ords if number < MAX_GAP_NUMBER),
        position=position,
        changed=fact.changed_at // 1000,
    )


def _packer(fact: Fact, shelf: MediaShelf, problems: list[Problem]) -> Callable[[str], str | None]:
    def pack(source: str) -> str | None:
        try:
            return shelf.pack(source, fact.draft.source.path)
        except Refused as refusal:
            problems.append(_problem(fact, str(refusal)))
            return None

    return pack


def _problem(fact: Fact, message: str) -> Problem:
    return Problem(fact.draft.source.path, fact.draft.source.first_line, message)

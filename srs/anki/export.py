"""Facts as an Anki package that can be imported again and again: what did not change is left alone."""

from __future__ import annotations

import tempfile
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from srs.anki.cards import CardRow, card_row, log_rows, stable_id
from srs.anki.collection import NoteRow, new_collection
from srs.anki.media import Find, MediaShelf, Refused, nowhere
from srs.anki.notetypes import BASIC, CLOZE
from srs.anki.package import anki_tags, deck_name, make_deck, write_zip
from srs.anki.presets import preset_id, preset_json, preset_name
from srs.markdown.html import MAX_GAP_NUMBER, escape_text, render_cloze_html, render_html, render_inline
from srs.model import Problem, Way
from srs.model.outgoing import ExportReport

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from srs.anki.cards import LogRow, Scheduling
    from srs.anki.collection import CollectionFile
    from srs.model import Fact
    from srs.model.outgoing import OutgoingFact
    from srs.schedule.presets import NamedPreset

_NEAR = 256
"""Facts come in the order of the notes, so that many have the path and the context of the ones before them."""


def write_package(
    facts: Iterable[OutgoingFact],
    target: Path,
    *,
    root_deck: str,
    scheduling: Scheduling | None = None,
    find: Find = nowhere,
) -> ExportReport:
    """Write the facts, in their order, as an Anki package at `target`, and the media they embed with them.

    `find` tells the files that they embed. Without `scheduling` all cards are new. Next to the target a folder holds the parts meanwhile.

    Raises:
        OSError: a file cannot be written, or one that is embedded cannot be read.
    """
    packing = _Packing(MediaShelf(find), root_deck, scheduling)
    with tempfile.TemporaryDirectory(prefix=".srs-", dir=target.parent) as folder:
        collection = Path(folder) / "collection.anki2"
        with new_collection(collection) as file:
            for fact in facts:
                packing.add(fact, file)
            packing.finish(file)
        write_zip(target, collection, packing.shelf.packed)
    return packing.report()


@dataclass(slots=True)
class _Deck:
    """A deck while it fills: how many of its facts have which preset."""

    id: int
    presets: Counter[str] = field(default_factory=Counter)


class _Packing:
    """What is known of the whole while facts go by, one after the other."""

    def __init__(self, shelf: MediaShelf, root_deck: str, scheduling: Scheduling | None) -> None:
        self.shelf = shelf
        self._root_deck = root_deck
        self._scheduling = scheduling
        self._decks: dict[str, _Deck] = {}
        self._problems: dict[Problem, None] = {}
        self._position = self._facts = self._cards = self._reviews = 0

    def add(self, going: OutgoingFact, file: CollectionFile) -> None:
        """Write a fact with its cards; one without a card that Anki asks is a problem."""
        fact = going.fact
        self._position += 1
        ords = [number for number in fact.draft.ords if number < MAX_GAP_NUMBER]
        if not ords:
            self._blame(fact, "The sentence has no gap that Anki would ask, so it is not exported.")
            return
        name = deck_name(self._root_deck, fact.draft.deck)
        deck = self._decks.get(name)
        if deck is None:
            deck = self._decks[name] = _Deck(make_deck(name).deck_id)
        rows = self._card_rows(going, ords, deck)
        note = make_note(fact, stable_id(going.created_at, _lowest(going)), self._image_packer(fact))
        file.add(note, deck.id, rows)
        self._facts += 1
        self._cards += len(ords)

    def finish(self, file: CollectionFile) -> None:
        """Write what concerns all facts."""
        names = self._decks if self._scheduling is None else _with_parents(self._decks)
        decks, presets = [], dict[int, dict[str, Any]]()
        for name in sorted(names):
            deck = make_deck(name).to_json()
            chosen = self._preset_of(name)
            if chosen:
                called = preset_name(self._root_deck, chosen.name)
                deck["conf"] = preset_id(called)
                presets[deck["conf"]] = preset_json(called, chosen.preset)
            decks.append(deck)
        rollover = self._scheduling.clock.rollover_hour if self._scheduling else 4
        file.finish(decks, (BASIC, CLOZE), presets.values(), {"rollover": rollover})

    def report(self) -> ExportReport:
        """Return what was written."""
        counts = (self._facts, self._cards, len(self._decks), len(self.shelf.packed))
        return ExportReport(*counts, tuple(self._problems), self._reviews)

    def _card_rows(self, going: OutgoingFact, ords: list[int], deck: _Deck) -> Iterator[tuple[CardRow, list[LogRow]]]:
        cards = {one.card.ord: one for one in going.cards}
        draft, scheduling = going.fact.draft, self._scheduling
        named = scheduling.presets.of(draft.deck, going.fact.tags) if scheduling else None
        if named:
            deck.presets[named.name] += 1
        for number in ords:
            card = cards.get(number)
            id_ = stable_id(going.created_at, card.card.id if card else 0)
            if card is None or scheduling is None or named is None:
                yield CardRow(id_, number, due=self._position), []
                continue
            self._reviews += card.reviews
            yield card_row(card, id_, self._position, named.preset, scheduling), log_rows(card.answers)

    def _preset_of(self, name: str) -> NamedPreset | None:
        """Return the preset that most facts of a deck have, of a deck without facts that of its name; Anki knows one a deck."""
        if self._scheduling is None:
            return None
        presets = self._scheduling.presets
        deck = self._decks.get(name)
        if deck is None:
            below = name.removeprefix(deck_name(self._root_deck)).removeprefix("::")
            return presets.of(below, ())
        return max(presets, key=lambda one: deck.presets[one.name])

    def _image_packer(self, fact: Fact) -> Callable[[str], str | None]:
        def pack(source: str) -> str | None:
            try:
                return self.shelf.pack(source, fact.draft.source.path)
            except Refused as refusal:
                self._blame(fact, str(refusal))
                return None

        return pack

    def _blame(self, fact: Fact, message: str) -> None:
        self._problems[Problem(fact.draft.source.path, fact.draft.source.first_line, message)] = None


@lru_cache(maxsize=_NEAR)
def _context(levels: tuple[str, ...]) -> str:
    return " › ".join(map(render_inline, levels))


@lru_cache(maxsize=_NEAR)
def _path(path: str) -> str:
    return escape_text(path)


def make_note(fact: Fact, id_: int, image: Callable[[str], str | None]) -> NoteRow:
    """Return the note of a fact, with its texts as HTML; `image` gives the name in the package of what it embeds."""
    draft = fact.draft
    render_front = render_cloze_html if draft.way is Way.CLOZE else render_html
    fields = (
        render_front(draft.front, image=image),
        render_html(draft.back, image=image),
        _context(draft.context),
        render_html(draft.extra, image=image) if draft.extra else "",
        _path(draft.source.path),
        escape_text(fact.id),
        "yes" if draft.way is Way.BOTH else "",
        *("", "", ""),
    )
    model = CLOZE if draft.way is Way.CLOZE else BASIC
    return NoteRow(id_, model.model_id, fields, fact.id, anki_tags(fact.tags), fact.changed_at // 1000)


def _lowest(going: OutgoingFact) -> int:
    return min((one.card.id for one in going.cards), default=0)


def _with_parents(names: Iterable[str]) -> set[str]:
    """Return decks with all that they lie in: Anki would make these with its own limits, which hold for decks below."""
    levels = (name.split("::") for name in names)
    return {"::".join(parts[:depth]) for parts in levels for depth in range(1, len(parts) + 1)}

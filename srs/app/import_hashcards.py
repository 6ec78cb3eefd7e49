"""Takes over the log of hashcards, whose cards stand in the notes."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from srs.app.import_report import Brought, Unsure
from srs.app.import_reviews import nothing, take_over
from srs.extract.hashcards import hashed_cards
from srs.model import ForeignCard, ForeignFact, Origin, Way
from srs.reconcile.same_text import Text, find_same, same_gaps
from srs.store.facts import list_facts
from srs.vault.read import Note, read_note
from srs.vault.scan import scan

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from srs.app.collection import Collection
    from srs.app.import_reviews import Save
    from srs.app.taken import Terms
    from srs.extract.hashcards import HashedCard
    from srs.model import Event, Fact
    from srs.store.open import Store


def import_hashcards(
    store: Store,
    collection: Collection,
    path: Path,
    terms: Terms,
    *,
    ms_of_local: Callable[[datetime], int],
    apply: bool = True,
    save: Save = nothing,
    progress: Callable[[int, int], None] = lambda *_: None,
) -> Brought:
    """Take over the answers to cards that stand in the notes as hashcards reads them; the database is only read.

    Raises:
        UsageError: there is no such file, or the package blake3 is not installed.
        SrsError: it is no database of hashcards.
    """
    from srs.anki.reading_hashcards import read_hashcards

    log = read_hashcards(path, ms_of_local)
    cards = _answered(collection, log.events, progress)
    texts = [Text(name, some[0].front, some[0].back) for name, some in cards.items()]
    found = find_same(texts, list_facts(store))
    told = [_told(fact, cards[text.name], log.events) for text, fact in found.pairs]
    origin = Origin("hashcards", terms.now)
    taken = take_over(store, origin, told, terms, apply=apply, save=save, progress=progress)
    standing = {card.hash for some in cards.values() for card in some}
    gone = len(log.events.keys() - standing)
    others = {"not in the notes": gone} if gone else {}
    if found.others:
        others["no card here"] = sum(len(cards[name]) for name in found.others)
    unsure = tuple(Unsure(doubt.text.front, doubt.facts) for doubt in found.doubtful)
    return Brought(taken, others, unreadable=log.unreadable, unsure=unsure)


def _answered(
    collection: Collection, events: Mapping[str, Sequence[Event]], progress: Callable[[int, int], None]
) -> dict[str, list[HashedCard]]:
    """Return the cards in the notes that were answered, those of one text together, each once."""
    found: defaultdict[str, list[HashedCard]] = defaultdict(list)
    seen: set[str] = set()
    for card in _all_cards(collection, progress):
        if card.hash in events and card.hash not in seen:
            seen.add(card.hash)
            found[f"{card.front}\0{card.back}"].append(card)
    return dict(found)


def _all_cards(collection: Collection, progress: Callable[[int, int], None]) -> Iterator[HashedCard]:
    paths = scan(str(collection.notes), {}, started_ns=0, exclude=collection.exclude).changed
    for number, path in enumerate(paths):
        progress(number, len(paths))
        note = read_note(collection.notes, path)
        if isinstance(note, Note):
            yield from hashed_cards(note.text)


def _told(fact: Fact, cards: Sequence[HashedCard], events: Mapping[str, Sequence[Event]]) -> ForeignFact:
    pairs = same_gaps(cards[0].front, fact) if fact.draft.way is Way.CLOZE else {0: 0}
    return ForeignFact(
        fact.id, tuple(ForeignCard(pairs[card.gap], tuple(events[card.hash])) for card in cards if card.gap in pairs)
    )

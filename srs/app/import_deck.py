"""Takes over the history of any deck of Anki's whose fronts are facts here, so that changing over costs nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from srs.app.import_report import Brought, Unsure
from srs.app.import_reviews import nothing, take_over
from srs.model import Way
from srs.reconcile.same_text import Text, find_same, same_gaps
from srs.store.facts import list_facts
from srs.store.foreign import names_of_facts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from srs.anki.reading import AnkiFile
    from srs.app.import_reviews import Save
    from srs.app.taken import Terms
    from srs.model import Fact, FactId, ForeignFact
    from srs.store.open import Store


def import_deck(
    store: Store,
    path: Path,
    terms: Terms,
    *,
    apply: bool = True,
    save: Save = nothing,
    progress: Callable[[int, int], None] = lambda *_: None,
) -> Brought:
    """Take over the logs of notes that did not come from here and say what facts here say; of these the logs alone.

    Raises:
        UsageError: there is no such file.
        SrsError: it is none of Anki's, damaged, made to do harm, or in use.
    """
    from srs.anki.reading import opened_anki

    with opened_anki(path, terms.clock.offset_seconds) as file:
        from_here = {guid: fact for guid, fact in names_of_facts(store).items() if guid in file.guids}
        found = find_same(_texts(file, from_here), list_facts(store))
        names = {text.name: fact.id for text, fact in found.pairs}
        origin = file.origin._replace(name=f"deck of {file.origin.name}", is_whole_log=False, has_marks=False)
        told = _with_numbers_here(file.facts(names, progress), {fact.id: (text, fact) for text, fact in found.pairs})
        taken = take_over(store, origin, told, terms, apply=apply, save=save, progress=progress)
        known = names | from_here | {doubt.text.name: doubt.facts[0].id for doubt in found.doubtful}
        return Brought(
            taken,
            file.decks_of_others(known),
            file.crammed,
            file.unreadable,
            tuple(Unsure(doubt.text.front, doubt.facts) for doubt in found.doubtful),
            notes=len(file.guids),
            from_here=len(from_here),
        )


def _texts(file: AnkiFile, from_here: Mapping[str, object]) -> Iterator[Text]:
    from srs.anki.reading_text import text_of

    for guid, fields in file.fields():
        if guid not in from_here:
            yield Text(guid, *(text_of(field) for field in fields[:2]))


def _with_numbers_here(
    told: Iterator[ForeignFact], pairs_by_fact: Mapping[FactId, tuple[Text, Fact]]
) -> Iterator[ForeignFact]:
    """Give cards the numbers that they have here: gaps may be numbered otherwise."""
    for foreign in told:
        text, fact = pairs_by_fact[foreign.id]
        if fact.draft.way is Way.CLOZE:
            pairs = same_gaps(text.front, fact)
            cards = (card._replace(ord=pairs[card.ord]) for card in foreign.cards if card.ord in pairs)
            foreign = foreign._replace(cards=tuple(cards))
        yield foreign

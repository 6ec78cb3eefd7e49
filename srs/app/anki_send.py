"""Lets the mirror of Anki's collection stand where srs stands: notes, schedules, marks and answers."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from srs.app.anki_notes import compare_notes
from srs.app.export import Wanted, export_facts
from srs.store.mirrored import these
from srs.store.outgoing import Outgoing
from srs.store.selection import EVERYTHING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from srs.anki.mirror import Mirror, Show
    from srs.anki.mirror_plan import CardChange
    from srs.anki.mirror_rows import CardThere, MirrorRows
    from srs.app.anki_sync import Stage
    from srs.app.collection import Collection
    from srs.app.taken import Terms
    from srs.model import Fact, Problem
    from srs.model.outgoing import OutgoingFact
    from srs.store.open import Store

_FEW = 500


@dataclass(frozen=True, slots=True)
class Sent:
    """What went out.

    Notes are `new` or `updated`, or stay as they are because their note type was changed there (`conflicting`). Then come cards with
    another schedule or mark, answers, notes put aside or brought back with their facts, facts that are left out because their notes
    were `deleted` there, and problems of the notes.
    """

    new: int = 0
    updated: int = 0
    conflicting: int = 0
    cards: int = 0
    answers: int = 0
    put_aside: int = 0
    brought_back: int = 0
    deleted: tuple[Fact, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Tell that nothing went out."""
        return not any((self.new, self.updated, self.cards, self.answers, self.put_aside, self.brought_back))


def send(store: Store, collection: Collection, mirror: Mirror, terms: Terms, stage: Stage, *, restore: bool) -> Sent:
    """Write to the mirror whatever is not there as it is here; what is there already costs nothing."""
    from srs.anki.mirror_rows import opened_rows
    from srs.app.embeds import Embeds

    offset = terms.clock.offset_seconds
    with opened_rows(mirror.path, offset) as rows:
        embeds = Embeds(store, collection.notes, terms.now)
        notes = compare_notes(store, rows, embeds, restore=restore)
        rows.date_back(notes.stale)
    counts, problems = _pack(store, collection, mirror, terms, stage, notes.pack)
    if notes.aside:
        mirror.put_aside(notes.aside)
    if notes.back:
        mirror.bring_back(notes.back)
    with stage("Comparing schedules") as show, opened_rows(mirror.path, offset) as rows:
        changes = list(_changes(store, rows, terms, show))
        if changes:
            rows.write(changes, terms.now)
    return Sent(
        **counts,
        cards=sum(change.row is not None for change in changes),
        answers=sum(len(change.new) for change in changes),
        put_aside=len(notes.aside),
        brought_back=len(notes.back),
        deleted=tuple(notes.deleted),
        problems=problems,
    )


def _pack(
    store: Store, collection: Collection, mirror: Mirror, terms: Terms, stage: Stage, facts: list[str]
) -> tuple[dict[str, int], tuple[Problem, ...]]:
    """Send facts as a package, as Anki takes in new and changed notes with their schedules, decks, presets and media."""
    if not facts:
        return {}, ()
    with TemporaryDirectory(prefix=".out-", dir=mirror.path.parent) as folder:
        wanted = Wanted(these(facts), Path(folder) / "out.apkg", passing=True)
        with stage("Packing facts") as show:
            package, report = export_facts(store, collection, wanted, terms.clock.moment(terms.now), terms.clock, show)
        with stage("Taking in facts") as show:
            counts = mirror.take_in(package, show)
    return {"new": counts["new"], "updated": counts["updated"], "conflicting": counts["left"]}, report.problems


def _changes(store: Store, rows: MirrorRows, terms: Terms, show: Show) -> Iterator[CardChange]:
    """Yield what has to change of cards so that they stand where they stand here."""
    from srs.anki.cards import Scheduling
    from srs.anki.mirror_plan import change_of

    scheduling = Scheduling(terms.presets, terms.clock, terms.clock.day_of(terms.now))
    for one, cards in _with_cards_there(Outgoing(store, EVERYTHING), rows, show):
        preset = terms.presets.of(one.fact.draft.deck, one.fact.tags).preset
        for going in one.cards:
            there = cards.get(going.card.ord)
            if there:
                change = change_of(going, there, preset, scheduling, rows.first_day)
                if not change.is_empty:
                    yield change


def _with_cards_there(
    outgoing: Outgoing, rows: MirrorRows, show: Show
) -> Iterator[tuple[OutgoingFact, Mapping[int, CardThere]]]:
    """Yield facts that the mirror has with the cards of their notes there, by their numbers."""
    known = (one for one in outgoing if one.fact.id in rows.notes)
    done = 0
    while few := list(islice(known, _FEW)):
        show(done, len(outgoing))
        cards = rows.cards(rows.notes[one.fact.id].id for one in few)
        for one in few:
            yield one, cards.get(rows.notes[one.fact.id].id, {})
        done += len(few)

"""Which notes of the mirror are not as their facts are here, and what is to be done about each."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from srs.app.brakes import is_unlikely_gone
from srs.markdown.html import MAX_GAP_NUMBER, escape_text
from srs.store.descent import versions_of
from srs.store.embedded import load_embedded
from srs.store.mirrored import facts_out_of_drill, facts_seen
from srs.store.outgoing import Outgoing
from srs.store.selection import EVERYTHING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from srs.anki.mirror_rows import MirrorRows
    from srs.app.embeds import Embeds
    from srs.model import Fact
    from srs.store.open import Store

_FRONT_AND_BACK = 2
_SOURCE = 4


@dataclass(slots=True)
class Notes:
    """What is to be done: facts to pack, notes to put aside and to bring back; facts whose note was deleted there.

    `stale` are notes that look newer than their fact because something other than their text was changed there, with the time (UTC seconds) that
    lets an import take their text for older.
    """

    pack: list[str] = field(default_factory=list)
    aside: list[int] = field(default_factory=list)
    back: list[int] = field(default_factory=list)
    deleted: list[Fact] = field(default_factory=list)
    stale: list[tuple[int, int]] = field(default_factory=list)


def compare_notes(store: Store, rows: MirrorRows, embeds: Embeds, *, restore: bool) -> Notes:
    """Compare all facts with their notes, by what they embed too; with `restore` what was deleted there is to be sent again."""
    ords, found = rows.ords(), Notes()
    seen = facts_seen(store, rows.origin.name)
    newer = {}
    for going in embeds.renewed(Outgoing(store, EVERYTHING, answers=False)):
        fact = going.fact
        there = rows.notes.get(fact.id)
        if there is None:
            if fact.id in seen:
                found.deleted.append(fact)
            else:
                found.pack.append(fact.id)
            continue
        if there.changed < fact.changed_at // 1000 or not _asked(fact) <= ords.get(there.id, set()):
            found.pack.append(fact.id)
        elif there.changed > fact.changed_at // 1000:
            newer[there.id] = fact
        if there.is_away:
            found.back.append(there.id)
    # So many are hardly deleted one by one: it is another collection, or an old one that was restored.
    if restore or is_unlikely_gone(len(found.deleted), len(seen)):
        found.pack += (fact.id for fact in found.deleted)
        found.deleted = []
    for note, fields in rows.fields(newer):
        fact = newer[note]
        if _is_stale(store, fact, fields):
            found.pack.append(fact.id)
            found.stale.append((note, fact.changed_at // 1000 - 1))
    asked = rows.asked()
    out = (rows.notes[fact] for fact in facts_out_of_drill(store) & rows.notes.keys())
    # A card that was answered elsewhere meanwhile is asked again there.
    found.aside = sorted(note.id for note in out if not note.is_away or note.id in asked)
    return found


def _asked(fact: Fact) -> set[int]:
    """Return the numbers of the cards that Anki would ask."""
    return {number for number in fact.draft.ords if number < MAX_GAP_NUMBER}


def _is_stale(store: Store, fact: Fact, fields: Sequence[str]) -> bool:
    """Tell whether a note says what its fact once said and no longer says; what its user wrote there is not stale.

    A tag or a leech makes a note newer, too, and then Anki would keep the old text until the fact changes again. So it would an image
    that srs sent and that is another one by now.
    """
    from srs.anki.media import packed_names
    from srs.anki.reading_text import says_the_same

    sides = fields[:_FRONT_AND_BACK]
    if says_the_same(sides, fact.draft):
        embedded = load_embedded(store, fact.id)
        is_old = embedded is not None and not packed_names(fields).isdisjoint(embedded.former)
        return is_old or fields[_SOURCE : _SOURCE + 1] != [escape_text(fact.draft.source.path)]
    versions = (replace(fact.draft, front=front, back=back) for front, back in versions_of(store, fact.id))
    return any(says_the_same(sides, version) for version in versions)

"""Live facts that were never answered and may be what an answered one became."""

from __future__ import annotations

from typing import TYPE_CHECKING

from srs.model import FactId
from srs.reconcile.heirs import Heir
from srs.store.arrays import array_text
from srs.store.rows import FACT, fact_of, has_log

if TYPE_CHECKING:
    from collections.abc import Iterable

    from srs.store.open import Store

_AMONG = "old.id IN (SELECT value FROM json_each(:facts))"
_MAY_BE = f"fact.status <> 'retired' AND fact.accepted IS NOT 0 AND fact.id <> old.id AND (fact.way = 'cloze') = (old.way = 'cloze') AND NOT {has_log()}"


def heirs_of(store: Store, facts: Iterable[FactId]) -> dict[FactId, list[Heir]]:
    """Return for those of some facts that were answered the live ones with their front, or that once said what they said last."""
    copies = (
        f"SELECT old.id, 1, {FACT} FROM fact AS old JOIN descent ON descent.fingerprint = old.fingerprint "
        f"JOIN fact ON fact.id = descent.fact WHERE {_AMONG} AND {_MAY_BE} AND {has_log('old')}"
    )
    # No index has the fronts: all facts are read once, whatever the number of those asked for.
    alike = (
        f"WITH ended AS MATERIALIZED (SELECT id, front FROM fact AS old WHERE {_AMONG} AND {has_log('old')}), "
        "pair AS MATERIALIZED (SELECT ended.id AS ended, fact.id AS heir FROM fact CROSS JOIN ended ON ended.front = fact.front) "
        f"SELECT old.id, 0, {FACT} FROM pair JOIN fact AS old ON old.id = pair.ended JOIN fact ON fact.id = pair.heir WHERE {_MAY_BE}"
    )
    found: dict[FactId, dict[FactId, Heir]] = {}
    with store.read() as connection:
        for query in (copies, alike):
            for old, is_copy, *row in connection.execute(query, {"facts": array_text(facts)}):
                heir = Heir(fact_of(row), bool(is_copy))
                found.setdefault(FactId(old), {}).setdefault(heir.fact.id, heir)
    return {old: sorted(heirs.values(), key=_place) for old, heirs in found.items()}


def _place(heir: Heir) -> tuple[str, int, str]:
    source = heir.fact.draft.source
    return source.path, source.first_line, heir.fact.id


def notes_of(store: Store, facts: Iterable[FactId]) -> dict[FactId, set[str]]:
    """Return the notes in which facts ever stood."""
    query = "SELECT DISTINCT fact, path FROM descent WHERE fact IN (SELECT value FROM json_each(?))"
    found: dict[FactId, set[str]] = {}
    with store.read() as connection:
        for fact, path in connection.execute(query, (array_text(facts),)):
            found.setdefault(FactId(fact), set()).add(path)
    return found

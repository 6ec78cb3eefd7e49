"""What the copy of Anki's collection is compared with, beside the facts that go out."""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from srs.store.arrays import array_text
from srs.store.counts import STANDS
from srs.store.open import Store, open_store, told
from srs.store.selection import Selection

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def facts_out_of_drill(store: Store) -> set[str]:
    """Return the ids of facts that are retired, held or turned down."""
    with store.read() as connection:
        return {fact for (fact,) in connection.execute("SELECT id FROM fact WHERE status <> 'active'")}


def facts_seen(store: Store, origin: str) -> set[str]:
    """Return the ids of facts that stood in a collection of another program when it was seen last."""
    with store.read() as connection:
        return {fact for (fact,) in connection.execute("SELECT fact FROM seen_fact WHERE origin = ?", (origin,))}


def newest_rows(store: Store) -> dict[tuple[str, int], int]:
    """Return when each card, by its fact and number, was last answered or changed by hand (UTC ms)."""
    query = (
        "SELECT card.fact, card.ord, max(review.at) FROM review JOIN card ON card.id = review.card "
        f"WHERE {STANDS} GROUP BY review.card"
    )
    with store.read() as connection:
        return {(fact, ord_): at for fact, ord_, at in connection.execute(query)}


def these(facts: Iterable[str]) -> Selection:
    """Return the selection of facts with these ids."""
    return Selection("fact.id IN (SELECT value FROM json_each(:these))", {"these": array_text(facts)})


@contextmanager
def trial_copy(store: Store) -> Iterator[Store]:
    """Give a copy of a store to try things on; nothing of it stays."""
    with TemporaryDirectory(prefix="srs-", ignore_cleanup_errors=True) as folder:
        path = Path(folder) / "srs.db"
        with told(path), closing(sqlite3.connect(path)) as target, store.read() as connection:
            connection.backup(target)
        copy = open_store(path)
        assert copy is not None  # noqa: S101  (it is there)
        with closing(copy):
            yield copy

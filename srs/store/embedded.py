"""What facts embedded when they went out last, by names that are made of the content of files.

It stands in `meta`, a row a fact that embeds something.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from srs.store.snapshot import load_meta, save_meta

if TYPE_CHECKING:
    from collections.abc import Iterable

    from srs.model import Fact
    from srs.store.open import Store

_KEY = "embeds "


class Embedded(NamedTuple):
    """What a fact embeds, in its order: each file's stamp, which is another one when it was written, and its name; both empty where it is not there.

    `changed_at` is that of the fact (UTC milliseconds), `former` are names that it embedded before.
    """

    changed_at: int
    files: tuple[tuple[str, str], ...] = ()
    former: tuple[str, ...] = ()

    @property
    def names(self) -> list[str]:
        """Return the names alone."""
        return [name for _, name in self.files]


class Looked(NamedTuple):
    """A fact as it was when it was looked at, and what it embeds; where that makes it change, `embedded` has the later time."""

    fact: Fact
    embedded: Embedded


def load_embedded(store: Store, fact: str) -> Embedded | None:
    """Return what a fact embedded when it was looked at last; None where it never was."""
    text = load_meta(store, _KEY + fact)
    if not text:
        return None
    import json

    try:
        changed_at, files, former = json.loads(text)
        return Embedded(int(changed_at), tuple((str(stamp), str(name)) for stamp, name in files), tuple(former))
    except (ValueError, TypeError):  # the row was damaged: then it never was
        return None


def save_embedded(store: Store, looked: Iterable[Looked]) -> None:
    """Write what facts embed, and when they changed by that; one that was changed meanwhile keeps its own time."""
    import json

    with store.write() as connection:
        for fact, embedded in looked:
            connection.execute(
                "UPDATE fact SET changed_at = ? WHERE id = ? AND changed_at = ?",
                (embedded.changed_at, fact.id, fact.changed_at),
            )
            save_meta(connection, _KEY + fact.id, json.dumps(embedded))

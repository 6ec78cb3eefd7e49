"""Which cards a drill takes, and the decks and tags there are to choose from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from srs.store.open import Store


@dataclass(frozen=True, slots=True)
class Selection:
    """Which cards a drill takes: a deck with its subdecks, a tag with those below it; empty means all."""

    deck: str = ""
    tag: str = ""

    @property
    def where(self) -> str:
        """Return the condition on `fact`."""
        parts = []
        if self.deck:
            parts.append("(fact.deck = :deck OR fact.deck LIKE :below ESCAPE '\\')")
        if self.tag:
            parts.append(
                "EXISTS (SELECT 1 FROM json_each(fact.tags) WHERE value = :tag OR value LIKE :narrower ESCAPE '\\')"
            )
        return " AND ".join(parts) or "1"

    @property
    def cards(self) -> str:
        """Return the condition on `card`; it costs nothing where everything is chosen."""
        return f"card.fact IN (SELECT id FROM fact WHERE {self.where})" if self.deck or self.tag else "1"

    @property
    def parameters(self) -> dict[str, str]:
        """Return the values of its parameters."""
        return {"deck": self.deck, "below": _below(self.deck), "tag": self.tag, "narrower": _below(self.tag)}


def _below(name: str) -> str:
    """Return the pattern for LIKE of everything below a deck or tag."""
    escaped = name.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"{escaped}::%"


def known_decks(store: Store) -> list[str]:
    """Return the decks of the facts that are not retired, in the order of their names."""
    with store.read() as connection:
        rows = connection.execute(
            "SELECT DISTINCT deck FROM fact WHERE status <> 'retired' AND deck <> '' ORDER BY deck"
        )
        return [str(row[0]) for row in rows]


def known_tags(store: Store) -> list[str]:
    """Return the tags of the facts that are not retired, in the order of their names."""
    query = "SELECT DISTINCT value FROM fact, json_each(fact.tags) WHERE status <> 'retired' ORDER BY value"
    with store.read() as connection:
        return [str(row[0]) for row in connection.execute(query)]

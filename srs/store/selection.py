"""Which cards and facts are chosen, and the decks and tags there are to choose from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from srs.model.values import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Mapping

    from srs.store.open import Store


@dataclass(frozen=True, slots=True)
class Selection:
    """A condition on `card` joined with its `fact`, and its parameters; without any, everything.

    `about_cards` tells that it looks at cards, not at their facts alone; `retired` that it names retired facts.
    """

    where: str = "1"
    parameters: Mapping[str, object] = field(default_factory=dict)
    about_cards: bool = False
    retired: bool = False

    @property
    def cards(self) -> str:
        """Return the condition on `card` alone; it costs nothing where everything is chosen."""
        return "1" if self.where == "1" else f"EXISTS (SELECT 1 FROM fact WHERE fact.id = card.fact AND {self.where})"

    @property
    def facts(self) -> str:
        """Return the condition on `fact` alone: one of its cards is chosen, of a fact in the drill one that is asked."""
        if not self.about_cards:
            return self.where
        return (
            "fact.id IN (SELECT card.fact FROM card JOIN fact ON fact.id = card.fact "
            f"WHERE (card.live OR fact.status <> 'active') AND {self.where})"
        )


EVERYTHING = Selection()


def has_tag(condition: str) -> str:
    """Return the condition on `fact` that one of its tags, as `value`, meets another: those of the notes, or those given elsewhere."""
    of_notes, given = (
        f"EXISTS (SELECT 1 FROM json_each(fact.{column}) WHERE {condition})" for column in ("tags", "given_tags")
    )
    return f"({of_notes} OR fact.given_tags <> '[]' AND {given})"


def begins_with(parameter: str) -> str:
    """Return the condition that the id of a fact begins so, of any length: a pattern of SQLite's has to be short."""
    return f"(fact.id >= {parameter} AND fact.id < {parameter} || '~')"


def known_decks(store: Store) -> list[str]:
    """Return the decks of the facts that are not retired, in the order of their names."""
    with store.read() as connection:
        rows = connection.execute(
            "SELECT DISTINCT deck FROM fact WHERE status <> 'retired' AND deck <> '' ORDER BY deck"
        )
        return [str(row[0]) for row in rows]


def known_tags(store: Store) -> list[str]:
    """Return the tags of the facts that are not retired, in the order of their names."""
    query = (
        "SELECT DISTINCT value FROM fact, json_each(fact.tags) WHERE status <> 'retired' UNION "
        "SELECT DISTINCT value FROM fact, json_each(fact.given_tags) WHERE status <> 'retired' ORDER BY 1"
    )
    with store.read() as connection:
        return [str(row[0]) for row in connection.execute(query)]

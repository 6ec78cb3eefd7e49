"""Facts with their cards and answers, a few at a time, so that a million of them never sit in memory.

What goes is written down first, as a list in a temporary table; then each few facts are read in a short transaction of
their own. So an export of minutes keeps nobody from answering, and a fact that moves meanwhile is neither missed nor met twice.
"""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from srs.model.outgoing import OutgoingAnswer, OutgoingCard, OutgoingFact
from srs.model.values import replace
from srs.store.listing import FEW, write_down
from srs.store.rows import CARD, FACT, GIVEN_AT, GIVEN_ORDER, card_of, fact_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from srs.store.open import Store
    from srs.store.selection import Selection

_CARD_COLUMNS = 16
_CREATED_AT = "coalesce((SELECT min(descent.at) FROM descent WHERE descent.fact = fact.id), fact.changed_at)"
_BEFORE = ", ".join(
    f"json_extract(review.before, '$.{name}')"
    for name in ("state", "due_at", "due_day", "interval_days", "stability", "last_at", "last_day")
)
_ANSWER = (
    f"{GIVEN_AT}, review.at, review.day, review.rating, review.taken_ms, review.kind, {_BEFORE}, review.state, "
    "review.due_at, review.due_day, review.interval_days, review.stability, review.difficulty"
)
_FEW_OF_THEM = "going.place > :after AND going.place <= :after + :few"


class Outgoing:
    """The facts in the drill that are chosen, in the order of the notes; with `answers` the log of their cards, too.

    Without, they go to others, who do not get the tags either that a user gave them elsewhere.
    """

    def __init__(self, store: Store, selection: Selection, *, answers: bool = True) -> None:
        self._store = store
        self._answers = answers
        self._count = write_down(store, "going", "status = 'active'", selection)

    def __len__(self) -> int:
        """Return how many facts go."""
        return self._count

    def __iter__(self) -> Iterator[OutgoingFact]:
        """Yield the facts as they stand when they are reached; one that has left the drill by then is left out."""
        for after in range(0, self._count, FEW):
            yield from self._few(after)

    def _few(self, after: int) -> list[OutgoingFact]:
        bounds = {"after": after, "few": FEW}
        with self._store.read() as connection:
            connection.execute("BEGIN")
            try:
                answers = _answers_by_card(connection, bounds) if self._answers else {}
                cards = _cards_by_fact(connection, bounds, answers)
                query = (
                    f"SELECT {_CREATED_AT}, {FACT} FROM going CROSS JOIN fact ON fact.id = going.fact "
                    f"WHERE {_FEW_OF_THEM} AND fact.status = 'active' ORDER BY going.place"
                )
                facts = [(row[0], fact_of(row[1:])) for row in connection.execute(query, bounds)]
            finally:
                connection.execute("COMMIT")
        if not self._answers:
            facts = [(created_at, replace(fact, given_tags=())) for created_at, fact in facts]
        return [OutgoingFact(fact, created_at, cards.get(fact.id, ())) for created_at, fact in facts]


def _cards_by_fact(
    connection: sqlite3.Connection, bounds: dict[str, int], answers: dict[int, tuple[OutgoingAnswer, ...]]
) -> dict[str, tuple[OutgoingCard, ...]]:
    query = (
        f"SELECT {CARD}, card.flag FROM going CROSS JOIN card ON card.fact = going.fact "
        f"WHERE {_FEW_OF_THEM} AND card.live ORDER BY going.place, card.ord"
    )
    rows = connection.execute(query, bounds)
    return {
        fact: tuple(
            OutgoingCard(card_of(row[:_CARD_COLUMNS]), row[_CARD_COLUMNS], answers.get(row[0], ())) for row in few
        )
        for fact, few in groupby(rows, key=itemgetter(1))
    }


def _answers_by_card(connection: sqlite3.Connection, bounds: dict[str, int]) -> dict[int, tuple[OutgoingAnswer, ...]]:
    query = (
        f"SELECT review.card, {_ANSWER} FROM going CROSS JOIN card ON card.fact = going.fact "
        f"CROSS JOIN review ON review.card = card.id WHERE {_FEW_OF_THEM} AND card.live "
        "AND NOT EXISTS (SELECT 1 FROM undone WHERE undone.review = review.id) "
        f"ORDER BY review.card, {GIVEN_ORDER}"
    )
    rows = connection.execute(query, bounds)
    return {card: tuple(OutgoingAnswer._make(row[1:]) for row in few) for card, few in groupby(rows, key=itemgetter(0))}

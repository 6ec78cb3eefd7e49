"""The log in short: what FSRS learns from, without the schedules around it."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from srs.model import CardId, Memory
from srs.store.rows import GIVEN_ORDER
from srs.store.selection import EVERYTHING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from srs.store.open import Store
    from srs.store.selection import Selection


class ShortAnswer(NamedTuple):
    """One answer that counts: UTC milliseconds, scheduling day, rating, milliseconds taken, the card's state before it.

    In place of a rating a change by hand has 0, -1 where the card was forgotten, and -2 where it tells what was known in a
    program that kept no log; that is the memory it has beside.
    """

    at: int
    day: int
    rating: int
    taken_ms: int
    before: str
    stability: float | None = None
    difficulty: float | None = None

    @property
    def memory(self) -> Memory | None:
        """What was known, where it tells that."""
        return None if self.stability is None or self.difficulty is None else Memory(self.stability, self.difficulty)


def answers_by_card(store: Store, among: Selection = EVERYTHING) -> Iterator[tuple[CardId, list[ShortAnswer]]]:
    """Yield the cards with their answers that count, as `Review.order` sorts them; retired facts' too."""
    known = "(kind = 'manual' AND stability IS NOT NULL AND json_extract(before, '$.stability') IS NULL)"
    query = f"""
        SELECT card, at, day, CASE WHEN kind <> 'manual' THEN rating WHEN stability IS NULL AND json_extract(before, '$.stability') IS NOT NULL THEN -1
               WHEN {known} THEN -2 ELSE 0 END,
               taken_ms, json_extract(before, '$.state'), iif({known}, stability, NULL), iif({known}, difficulty, NULL)
        FROM review
        WHERE id NOT IN (SELECT review FROM undone)
          AND card IN (SELECT card.id FROM card WHERE {among.cards})
        ORDER BY card, {GIVEN_ORDER}
    """
    with store.read() as connection:
        rows = connection.execute(query, among.parameters)
        for card, answers in groupby(rows, key=itemgetter(0)):
            yield CardId(card), [ShortAnswer(*answer[1:]) for answer in answers]

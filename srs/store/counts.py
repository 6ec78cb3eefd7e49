"""Counts of cards and facts; apart from the values themselves, which `srs due` should not pay for building."""

from __future__ import annotations

from typing import TYPE_CHECKING

from srs.store.schema import NAMES_IMAGE
from srs.store.selection import EVERYTHING

if TYPE_CHECKING:
    from srs.model import CardId, FactId
    from srs.store.open import Store
    from srs.store.selection import Selection

ASKED = "card.live AND NOT card.suspended AND (card.buried_until IS NULL OR card.buried_until <= :day)"
"""The condition on `card` for one that may be asked on the scheduling day `:day`."""

IS_ANSWER = "review.kind <> 'manual'"
"""The condition on a row of the log for an answer; a change by hand is none, and in no count of answers."""
STANDS = "review.id NOT IN (SELECT review FROM undone)"
"""The condition on a row of the log that was not taken back, and gives way to no other of the same answer."""
COUNTS = f"{IS_ANSWER} AND {STANDS}"
"""The condition on a row of the log for an answer that counts."""

_BURIED = "live AND NOT suspended AND buried_until > :day"
_ALL_DUE = f"""
    SELECT
      (SELECT coalesce(sum(cards), 0) FROM waiting WHERE is_new = 1)
      - (SELECT count(*) FROM card WHERE {_BURIED} AND state = 'new'),
      (SELECT count(*) FROM card WHERE {ASKED} AND due_at IS NOT NULL),
      (SELECT coalesce(sum(cards), 0) FROM waiting WHERE is_new = 0 AND day <= :day)
      - (SELECT count(*) FROM card WHERE {_BURIED} AND state <> 'new' AND due_day <= :day)
"""


def asked(day: int, selection: Selection | None, among: Selection) -> tuple[str, dict[str, object]]:
    """Return the condition on a chosen card for one that may be asked on a scheduling day, and its parameters."""
    chosen = selection or EVERYTHING
    return f"{ASKED} AND {chosen.cards} AND {among.cards}", {"day": day, **chosen.parameters, **among.parameters}


def count_due(
    store: Store, day: int, selection: Selection | None = None, among: Selection = EVERYTHING
) -> tuple[int, int, int]:
    """Return what waits on a scheduling day: new cards in all, steps within the day, and cards due by day."""
    if selection in (None, EVERYTHING) and among == EVERYTHING:
        with store.read() as connection:
            new, learning, review = connection.execute(_ALL_DUE, {"day": day}).fetchone()
        return new, learning, review
    wanted, parameters = asked(day, selection, among)
    query = f"""
        SELECT
          (SELECT count(*) FROM card WHERE {wanted} AND card.state = 'new'),
          (SELECT count(*) FROM card WHERE {wanted} AND card.due_at IS NOT NULL),
          (SELECT count(*) FROM card WHERE {wanted} AND card.due_day IS NOT NULL AND card.due_day <= :day)
    """
    with store.read() as connection:
        new, learning, review = connection.execute(query, parameters).fetchone()
    return new, learning, review


def count_steps(
    store: Store, day: int, until: int, selection: Selection | None = None, among: Selection = EVERYTHING
) -> int:
    """Return how many steps within a scheduling day come until a time (UTC ms)."""
    wanted, parameters = asked(day, selection, among)
    query = f"SELECT count(*) FROM card WHERE {wanted} AND card.due_at IS NOT NULL AND card.due_at <= :until"
    with store.read() as connection:
        return int(connection.execute(query, {**parameters, "until": until}).fetchone()[0])


def due_days(store: Store, first: int, last: int, among: Selection = EVERYTHING) -> dict[int, int]:
    """Return how many cards are due on each scheduling day from the first to the last."""
    if among == EVERYTHING:
        query = "SELECT day, cards FROM waiting WHERE is_new = 0 AND day BETWEEN :first AND :last AND cards > 0"
        with store.read() as connection:
            return dict(connection.execute(query, {"first": first, "last": last}))
    query = f"""
        SELECT card.due_day, count(*) FROM card WHERE card.live AND NOT card.suspended AND card.due_day IS NOT NULL
        AND card.due_day BETWEEN :first AND :last AND {among.cards} GROUP BY card.due_day
    """
    with store.read() as connection:
        return dict(connection.execute(query, {"first": first, "last": last, **among.parameters}))


def count_done(store: Store, day: int, among: Selection = EVERYTHING) -> tuple[int, int]:
    """Return how many new cards, and how many reviews and steps from other days, were answered on a scheduling day."""
    query = f"""
        SELECT
          count(DISTINCT CASE WHEN json_extract(review.before, '$.state') = 'new' THEN card.id END),
          count(DISTINCT CASE WHEN review.kind IN ('review', 'early')
                              OR json_extract(review.before, '$.due_day') IS NOT NULL THEN card.id END)
        FROM review JOIN card ON card.id = review.card JOIN fact ON fact.id = card.fact
        WHERE review.day = :today AND {COUNTS} AND {among.where}
    """
    with store.read() as connection:
        new, reviews = connection.execute(query, {"today": day, **among.parameters}).fetchone()
    return new, reviews


def answers_of_day(store: Store, day: int) -> dict[int, tuple[int, int]]:
    """Return by rating how many answers of a scheduling day count, and how many milliseconds they took."""
    query = f"SELECT rating, count(*), sum(taken_ms) FROM review WHERE day = ? AND {COUNTS} GROUP BY rating"
    with store.read() as connection:
        return {rating: (count, taken) for rating, count, taken in connection.execute(query, (day,))}


def cards_done(store: Store, day: int) -> dict[FactId, set[CardId]]:
    """Return the cards that were answered on a scheduling day, by their facts."""
    query = f"""
        SELECT DISTINCT card.fact, card.id FROM review JOIN card ON card.id = review.card
        WHERE review.day = ? AND {COUNTS}
    """
    found: dict[FactId, set[CardId]] = {}
    with store.read() as connection:
        for fact, card in connection.execute(query, (day,)):
            found.setdefault(fact, set()).add(card)
    return found


def count_live(store: Store) -> int:
    """Return how many facts are not retired."""
    with store.read() as connection:
        return int(connection.execute("SELECT count(*) FROM fact WHERE status <> 'retired'").fetchone()[0])


def shows_images(store: Store) -> bool:
    """Tell whether a fact in the drill names an image."""
    with store.read() as connection:
        query = f"SELECT EXISTS (SELECT 1 FROM fact WHERE ({NAMES_IMAGE}) AND status = 'active')"
        return bool(connection.execute(query).fetchone()[0])

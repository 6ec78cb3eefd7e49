"""The memory of all cards, compared with the log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from srs.schedule.batch import replay_memory
from srs.store.answers import answers_by_card
from srs.store.parameters import memories

if TYPE_CHECKING:
    from srs.model import CardId, Memory
    from srs.store.open import Store


def stale_memories(store: Store, parameters: tuple[float, ...]) -> tuple[dict[CardId, Memory | None], int]:
    """Return the memories that the log gives where others are stored, and how many cards were ever answered."""
    stored = memories(store)
    given = {
        card: replay_memory([answer[:3] for answer in answers], parameters) for card, answers in answers_by_card(store)
    }
    return {card: given.get(card) for card, memory in stored.items() if given.get(card) != memory}, len(stored)

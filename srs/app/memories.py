"""The memory of all cards, compared with the log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from srs.schedule.batch import KNOWN, replay_memory
from srs.store.answers import answers_by_card
from srs.store.parameters import memories
from srs.store.preset_cards import cards_of_preset

if TYPE_CHECKING:
    from collections.abc import Iterable

    from srs.model import CardId, Memory
    from srs.schedule.presets import Presets
    from srs.store.answers import ShortAnswer
    from srs.store.open import Store


def stale_memories(store: Store, presets: Presets) -> tuple[dict[CardId, Memory | None], int]:
    """Return the memories that the log gives where others are stored, and how many cards were ever answered."""
    stale: dict[CardId, Memory | None] = {}
    answered = 0
    for named in presets:
        among = cards_of_preset(presets, named.name)
        stored = memories(store, among)
        given = {
            card: replay_memory([answer[:3] for answer in answers], named.preset.parameters, _known(answers))
            for card, answers in answers_by_card(store, among)
        }
        stale |= {card: given.get(card) for card, memory in stored.items() if given.get(card) != memory}
        answered += len(stored)
    return stale, answered


def _known(answers: Iterable[ShortAnswer]) -> Memory | None:
    """Return what was known of a card last in a program that kept no log."""
    return next((answer.memory for answer in reversed([*answers]) if answer.rating == KNOWN), None)

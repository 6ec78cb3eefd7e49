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


_NO_LOG: tuple[CardId | None, list[ShortAnswer]] = (None, [])


def stale_memories(store: Store, presets: Presets) -> tuple[dict[CardId, Memory | None], int]:
    """Return the memories that the log gives where others are stored, and how many cards were ever answered."""
    stale: dict[CardId, Memory | None] = {}
    answered = 0
    for named in presets:
        among = cards_of_preset(presets, named.name)
        logs = answers_by_card(store, among)  # both in the order of the cards, so that neither has to be held
        card, answers = next(logs, _NO_LOG)
        for stored, memory in memories(store, among):
            given = None
            if card == stored:
                given = replay_memory([answer[:3] for answer in answers], named.preset.parameters, _known(answers))
                card, answers = next(logs, _NO_LOG)
            if given != memory:
                stale[stored] = given
            answered += 1
    return stale, answered


def _known(answers: Iterable[ShortAnswer]) -> Memory | None:
    """Return what was known of a card last in a program that kept no log."""
    return next((answer.memory for answer in reversed([*answers]) if answer.rating == KNOWN), None)

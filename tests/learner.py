"""A collection with a history: a learner who forgets sooner than FSRS thinks by default."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from command import Collection, definitions
from schedule.simulated import simulate_logs
from stores import CLOCK, NOW, PRESET

from srs.model import Moment, Rating
from srs.schedule import answer_card
from srs.schedule.preset import DEFAULT_PARAMETERS
from srs.store.cards import new_cards
from srs.store.log import write_answer
from srs.store.open import open_store
from srs.store.selection import Selection

if TYPE_CHECKING:
    from pathlib import Path

LEARNER = (0.1, 0.4, 0.7, 1.5, *DEFAULT_PARAMETERS[4:8], 1.0, *DEFAULT_PARAMETERS[9:20], 0.3)
"""Parameters far from the default ones, so that a few hundred answers tell them apart."""
_LAST_DAY = CLOCK.day_of(NOW) - 1


def learned_collection(folder: Path, cards: int = 60, new: int = 5) -> Collection:
    """Return a collection of definitions most of which were answered over the last two hundred days."""
    collection = Collection(folder)
    collection.write("words.md", *definitions(cards + new))
    assert collection.run("sync", "--yes").status == 0
    store = open_store(folder / ".srs" / "srs.db")
    assert store is not None
    store.connection.execute("PRAGMA synchronous = OFF")
    logs = simulate_logs(LEARNER, cards, 11, days=200)
    later = _LAST_DAY - max(day for log in logs for _, day, _ in log)
    asked = new_cards(store, CLOCK.moment(NOW), Selection(), most=cards)
    for card, log in zip(asked, logs, strict=True):
        for at, day, rating in log:
            moment = Moment(at + later * 86_400_000, day + later)
            answer = answer_card(card, Rating(rating), moment, 4000 + 1000 * rating, PRESET, CLOCK)
            write_answer(store, answer)
            card = replace(card, schedule=answer.after)
    store.close()
    return collection

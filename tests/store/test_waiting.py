"""What is due is told without counting the cards, and is what counting them gives."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from build import fact
from stores import CLOCK, DAY, NOW, PRESETS, answer, card, give_again, new_store, say, take_back, waiting_and_counted

from srs.app.merge import merge
from srs.model import FactId, Rating, Way
from srs.store.cards import bury_fact, suspend_card
from srs.store.counts import count_due
from srs.store.facts import list_facts

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from srs.store.open import Store

ONE = fact("Entropy", "the mean surprise of a source of symbols", line=1, way=Way.BOTH).draft
TWO = fact("Prior", "what is believed before any data is seen", line=2).draft
TODAY = CLOCK.moment(NOW).day


def entropy(store: Store) -> FactId:
    return next(one.id for one in list_facts(store, retired=True) if one.draft.front == "Entropy")


def learn(store: Store) -> None:
    """Answer until the card is asked by day."""
    for number in range(3):
        answer(store, entropy(store), Rating.GOOD, NOW + number * DAY)


def lapse(store: Store) -> None:
    learn(store)
    answer(store, entropy(store), Rating.AGAIN, NOW + 20 * DAY)


def undo(store: Store) -> None:
    learn(store)
    take_back(store, NOW + 21 * DAY)


def redo(store: Store) -> None:
    undo(store)
    give_again(store)


def suspend(store: Store) -> None:
    learn(store)
    suspend_card(store, card(store, entropy(store)).id)


def take_in(store: Store) -> None:
    suspend(store)
    suspend_card(store, card(store, entropy(store)).id, suspended=False)


def bury(store: Store) -> None:
    learn(store)
    bury_fact(store, entropy(store), TODAY + 300)


def retire(store: Store) -> None:
    learn(store)
    say(store, [TWO], NOW + DAY)


def revive(store: Store) -> None:
    retire(store)
    say(store, [ONE, TWO], NOW + 2 * DAY)


@pytest.mark.parametrize(
    "deed",
    [learn, lapse, undo, redo, suspend, take_in, bury, retire, revive],
    ids=lambda deed: deed.__name__,
)
def test_what_waits_is_what_counting_gives_after(deed: Callable[[Store], None], store: Store) -> None:
    say(store, [ONE, TWO])

    deed(store)

    told, counted = waiting_and_counted(store)
    assert told == counted


def test_new_cards_steps_and_due_cards_are_told_apart(store: Store) -> None:
    say(store, [ONE, TWO])
    learn(store)

    assert count_due(store, TODAY) == (2, 0, 0)
    assert count_due(store, TODAY + 300) == (2, 0, 1)


def test_what_a_merge_brings_is_counted(store: Store, tmp_path: Path) -> None:
    say(store, [TWO])
    (tmp_path / "other").mkdir()
    other = new_store(tmp_path / "other")
    say(other, [ONE, TWO])
    learn(other)
    other.close()

    merge(store, tmp_path / "other" / "srs.db", PRESETS, CLOCK)

    told, counted = waiting_and_counted(store)
    assert told == counted
    assert told[0][0] == 2

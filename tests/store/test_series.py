"""The log and the cards as rows for figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from build import fact
from stores import CLOCK, DAY, NOW, answer, card, say, take_back

from srs.app.selection import select, today_of
from srs.model import FactId, Rating, Way
from srs.store.cards import suspend_card
from srs.store.facts import list_facts
from srs.store.selection import Selection
from srs.store.series import answered, cards_now

if TYPE_CHECKING:
    from srs.store.open import Store

EVERYTHING = Selection()

TODAY = today_of(CLOCK, NOW)


@pytest.fixture
def known(store: Store) -> dict[str, FactId]:
    say(store, [fact("First", deck="a::b", path="a.md", line=7).draft, fact("Second", deck="c", way=Way.BOTH).draft])
    return {one.draft.front: one.id for one in list_facts(store)}


def test_an_answer_tells_the_interval_before_it_and_whether_the_card_was_new(store: Store, known) -> None:
    answer(store, known["First"], Rating.EASY, NOW)
    interval = card(store, known["First"]).schedule.interval_days
    answer(store, known["First"], Rating.AGAIN, NOW + interval * DAY)
    answer(store, known["First"], Rating.GOOD, NOW + interval * DAY + 600_000)

    rows = sorted(answered(store, EVERYTHING), key=lambda row: row.at)

    assert [(row.kind, row.rating, row.interval_days, row.first) for row in rows] == [
        ("learn", 4, 0, 1),
        ("review", 1, interval, 0),
        ("relearn", 3, 0, 0),
    ]
    assert rows[0].day == CLOCK.day_of(NOW)
    assert rows[0].taken_ms == 1500


def test_an_early_answer_tells_its_interval(store: Store, known) -> None:
    answer(store, known["First"], Rating.EASY, NOW)
    interval = card(store, known["First"]).schedule.interval_days
    answer(store, known["First"], Rating.GOOD, NOW + DAY)

    assert [row.interval_days for row in answered(store, EVERYTHING) if row.kind == "early"] == [interval]


def test_answers_taken_back_and_changes_by_hand_do_not_count(store: Store, known) -> None:
    answer(store, known["First"], Rating.EASY, NOW)
    answer(store, known["First"], Rating.AGAIN, NOW + DAY)
    take_back(store, NOW + DAY)
    answer(store, known["Second"], Rating.EASY, NOW)
    store.connection.execute("UPDATE review SET kind = 'manual' WHERE id = 3")

    assert [(row.card, row.rating) for row in answered(store, EVERYTHING)] == [(card(store, known["First"]).id, 4)]


def test_answers_to_retired_facts_count(store: Store, known) -> None:
    answer(store, known["First"])
    say(store, [], NOW + 1)

    assert len(list(answered(store, EVERYTHING))) == 1
    assert list(cards_now(store, EVERYTHING)) == []


def test_a_deck_holds_those_below_it(store: Store, known) -> None:
    answer(store, known["First"])
    answer(store, known["Second"])

    assert [row.card for row in answered(store, select(store, (), TODAY, deck="a"))] == [card(store, known["First"]).id]
    assert {row.fact for row in cards_now(store, select(store, (), TODAY, deck="a"))} == {known["First"]}
    assert len(list(cards_now(store, select(store, (), TODAY, deck="c")))) == 2


def test_a_card_that_lapsed_is_named(store: Store, known) -> None:
    answer(store, known["First"], Rating.EASY, NOW)
    answer(store, known["First"], Rating.AGAIN, NOW + 30 * DAY)
    suspend_card(store, card(store, known["Second"]).id)

    found = {(row.fact, row.path, row.line, row.front, row.lapses, row.asleep) for row in cards_now(store, EVERYTHING)}

    assert found == {
        (known["First"], "a.md", 7, "First", 1, 0),
        (known["Second"], "a.md", 1, "", 0, 1),
        (known["Second"], "a.md", 1, "", 0, 0),
    }

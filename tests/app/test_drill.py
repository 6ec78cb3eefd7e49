"""A drill over a store, and the way back from each of its actions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from build import fact
from stores import CLOCK, NOW, PRESETS, new_store, say

from srs.app.drill import Drill, Undone, Wish
from srs.model import Rating, Status, Way
from srs.store.cards import live_cards, load_card
from srs.store.facts import find_fact
from srs.store.log import history

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from srs.app.drill import Question

ONE = fact("Entropy", "the mean surprise of a source of symbols", line=1).draft
TWO = fact("Prior", "what is believed before any data is seen", way=Way.BOTH, line=2).draft
THREE = fact("Likelihood", "how well a model explains the data", line=3).draft


@pytest.fixture
def drill(tmp_path: Path) -> Iterator[Drill]:
    store = new_store(tmp_path)
    say(store, [ONE, TWO, THREE])
    yield Drill(store, PRESETS, CLOCK, Wish(), NOW)
    store.close()


def asked(drill: Drill) -> Question:
    question = drill.question(NOW)
    assert question is not None
    return question


def answers(drill: Drill) -> list[bool]:
    """Return for each answer in the log whether it was taken back."""
    return [review.undone for *_, review in history(drill.store)]


def suspended(drill: Drill) -> int:
    return sum(card.suspended for cards in live_cards(drill.store).values() for card in cards)


def told(undone: Undone | None) -> tuple[str, Rating | None, bool]:
    assert undone is not None
    return undone.fact.draft.front, undone.rating, undone.buried


def test_undo_after_suspending_lifts_it_and_keeps_the_answer_before(drill: Drill) -> None:
    drill.answer(Rating.GOOD, NOW, 1000)
    before = asked(drill)
    drill.suspend(before.card)

    undone = drill.undo(NOW)

    assert told(undone) == (before.fact.draft.front, None, False)
    assert suspended(drill) == 0
    assert asked(drill) == before
    assert answers(drill) == [False]
    assert drill.summary().answered == 1


def test_undo_after_burying_lifts_it_from_all_siblings(drill: Drill) -> None:
    drill.answer(Rating.EASY, NOW, 1000)
    before, left = asked(drill), drill.remaining(NOW)
    drill.bury(before.card, NOW)

    undone = drill.undo(NOW)

    assert told(undone) == ("Prior", None, True)
    assert load_card(drill.store, before.card.id)[0].buried_until is None
    assert (asked(drill), drill.remaining(NOW)) == (before, left)
    assert answers(drill) == [False]


def test_a_burial_of_earlier_is_restored_as_it_was(drill: Drill) -> None:
    today = CLOCK.moment(NOW).day
    card = asked(drill).card
    drill.store.connection.execute("UPDATE card SET buried_until = ? WHERE id = ?", (today, card.id))
    drill.bury(card, NOW)

    drill.undo(NOW)

    assert load_card(drill.store, card.id)[0].buried_until == today


def test_undo_after_rejecting_brings_back_all_siblings_as_they_were(drill: Drill) -> None:
    drill.answer(Rating.EASY, NOW, 1000)
    before, left = asked(drill), drill.remaining(NOW)
    drill.reject(before.card)

    during = find_fact(drill.store, before.card.fact)
    after = asked(drill)
    undone = drill.undo(NOW)

    assert (during.status, during.accepted) == (Status.HELD, False)
    assert after.fact.draft.front == "Likelihood"
    assert undone is not None and undone.rejected
    assert find_fact(drill.store, before.card.fact) == before.fact
    assert (asked(drill), drill.remaining(NOW)) == (before, left)
    assert answers(drill) == [False]


def test_a_rejected_fact_keeps_its_answers(drill: Drill) -> None:
    card = asked(drill).card
    drill.answer(Rating.AGAIN, NOW, 1000)

    drill.reject(card)

    assert answers(drill) == [False]
    assert load_card(drill.store, card.id)[0].schedule.reps == 1


def test_undo_goes_back_action_by_action(drill: Drill) -> None:
    first = asked(drill).card.id
    drill.answer(Rating.GOOD, NOW, 1000)
    second = asked(drill).card
    drill.suspend(second)
    third = asked(drill).card
    drill.bury(third, NOW)

    cards = []
    for _ in range(3):
        assert drill.undo(NOW) is not None
        cards.append(asked(drill).card.id)

    assert cards == [third.id, second.id, first]
    assert answers(drill) == [True]
    assert drill.undo(NOW) is None


def test_the_last_card_comes_back_after_suspending_it(drill: Drill) -> None:
    while (question := drill.question(NOW)) is not None:
        last = question.card
        drill.suspend(last)

    drill.undo(NOW)

    assert asked(drill).card.id == last.id


def test_what_a_sync_brings_joins_behind_the_card_that_is_asked(drill: Drill) -> None:
    before = asked(drill)
    four = fact("Posterior", "what is believed after the data was seen", line=4).draft
    say(drill.store, [four, ONE, THREE], at=NOW + 1000)

    drill.restock(NOW)

    assert asked(drill) == before
    assert drill.remaining(NOW).new == 3
    fronts = []
    while (question := drill.question(NOW)) is not None and len(fronts) < 3:
        fronts.append(question.fact.draft.front)
        drill.answer(Rating.EASY, NOW, 1000)
    assert fronts == ["Entropy", "Likelihood", "Posterior"]


def test_a_card_whose_due_day_an_edit_moved_can_be_answered(drill: Drill) -> None:
    question = asked(drill)
    drill.store.connection.execute("UPDATE card SET due_day = 5, state = 'review' WHERE id = ?", (question.card.id,))

    drill.restock(NOW)

    assert drill.answer(Rating.GOOD, NOW, 1000) is not None


def test_an_answer_elsewhere_is_noticed_after_a_sync_too(drill: Drill) -> None:
    question = asked(drill)
    other = Drill(drill.store, PRESETS, CLOCK, Wish(), NOW)
    assert asked(other) == question
    other.answer(Rating.EASY, NOW, 1000)

    drill.restock(NOW + 1000)

    assert drill.answer(Rating.GOOD, NOW + 1000, 1000) is None
    assert len(answers(drill)) == 1


def test_new_cards_that_were_asked_for_are_not_given_twice(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    say(store, [ONE, TWO, THREE])
    drill = Drill(store, PRESETS, CLOCK, Wish(new=2), NOW)
    asked(drill)
    drill.answer(Rating.EASY, NOW, 1000)

    drill.restock(NOW)

    assert drill.remaining(NOW).new == 1
    store.close()

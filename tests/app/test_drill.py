"""A drill over a store, and the way back from each of its actions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from build import fact
from stores import CLOCK, DAY, NOW, PRESET, PRESETS, new_store, say

from srs.app.drill import Drill, Undone, Wish
from srs.model import Rating, Status, Way
from srs.model.values import replace
from srs.schedule import ReviewOrder, answer_card
from srs.schedule.presets import Presets
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
    return asked_at(drill, NOW)


def asked_at(drill: Drill, at: int) -> Question:
    question = drill.question(at)
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
    drill.suspend(before.card, NOW)

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
    drill.reject(before.card, NOW)

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

    drill.reject(card, NOW)

    assert answers(drill) == [False]
    assert load_card(drill.store, card.id)[0].schedule.reps == 1


def test_undo_goes_back_action_by_action(drill: Drill) -> None:
    first = asked(drill).card.id
    drill.answer(Rating.GOOD, NOW, 1000)
    second = asked(drill).card
    drill.suspend(second, NOW)
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
        drill.suspend(last, NOW)

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


@pytest.mark.parametrize("steps", [(), (86_400,)])
def test_what_was_answered_ahead_of_time_is_not_asked_again_on_that_day(tmp_path: Path, steps: tuple[int, ...]) -> None:
    preset = replace(PRESET, learning_steps=steps, reviews_per_day=20, review_order=ReviewOrder.DIFFICULTY)
    store, presets = new_store(tmp_path), Presets(preset)
    say(store, [ONE, THREE])
    yesterday = Drill(store, presets, CLOCK, Wish(), NOW - DAY)
    while yesterday.question(NOW - DAY) is not None:
        yesterday.answer(Rating.AGAIN, NOW - DAY, 1000)
    drill = Drill(store, presets, CLOCK, Wish(ahead=30), NOW)
    for _ in range(2):
        asked(drill)
        drill.answer(Rating.GOOD, NOW, 1000)

    drill.restock(NOW)

    assert drill.question(NOW) is None
    assert Drill(store, presets, CLOCK, Wish(ahead=30), NOW).question(NOW) is None
    assert Drill(store, presets, CLOCK, Wish(ahead=30), NOW + DAY).question(NOW + DAY) is not None
    store.close()


def another(drill: Drill, at: int = NOW) -> Drill:
    """Return a second drill on the same store, as on a phone beside a desk."""
    return Drill(drill.store, PRESETS, CLOCK, Wish(), at)


def standing(drill: Drill) -> list[tuple[str, Rating]]:
    """Return the answers that count, in the order of the log."""
    return [(front, review.rating) for _, _, front, review in history(drill.store) if not review.undone]


def two_drills_that_answered(drill: Drill) -> Drill:
    """Let one drill answer the first card and another one the card after it."""
    other = another(drill)
    asked(drill)
    drill.answer(Rating.GOOD, NOW, 1000)
    assert asked(other).fact.draft.front == "Prior"  # the first card was answered meanwhile
    other.answer(Rating.EASY, NOW + 1, 1000)
    assert standing(drill) == [("Entropy", Rating.GOOD), ("Prior", Rating.EASY)]
    return other


def test_undo_leaves_the_answers_of_another_drill(drill: Drill) -> None:
    other = two_drills_that_answered(drill)

    undone = drill.undo(NOW + 2)

    assert told(undone) == ("Entropy", Rating.GOOD, False)
    assert standing(drill) == [("Prior", Rating.EASY)]
    assert (drill.summary().answered, other.summary().answered) == (0, 1)
    assert drill.undo(NOW + 3) is None


def test_redo_gives_the_own_answer_again_whatever_another_drill_answered(drill: Drill) -> None:
    other = two_drills_that_answered(drill)
    drill.undo(NOW + 2)

    assert other.redo() is None
    assert told(drill.redo()) == ("Entropy", Rating.GOOD, False)
    assert standing(drill) == [("Entropy", Rating.GOOD), ("Prior", Rating.EASY)]
    assert drill.redo() is None
    assert (drill.summary().answered, other.summary().answered) == (1, 1)
    assert told(drill.undo(NOW + 3)) == ("Entropy", Rating.GOOD, False)


def test_an_answer_ends_what_redo_gives_again(drill: Drill) -> None:
    asked(drill)
    drill.answer(Rating.GOOD, NOW, 1000)
    drill.undo(NOW + 1)
    asked(drill)
    drill.answer(Rating.HARD, NOW + 2, 1000)

    assert drill.redo() is None
    assert standing(drill) == [("Entropy", Rating.HARD)]


def test_an_answer_that_was_taken_back_elsewhere_is_passed_over(drill: Drill) -> None:
    asked(drill)
    drill.answer(Rating.EASY, NOW, 1000)
    asked(drill)
    drill.answer(Rating.GOOD, NOW + 1, 1000)
    another(drill).undo(NOW + 2)

    undone = drill.undo(NOW + 3)

    assert told(undone) == ("Entropy", Rating.EASY, False)
    assert standing(drill) == []
    assert drill.summary().answered == 0


def test_the_day_of_an_answer_that_was_taken_back_elsewhere_is_free_again(drill: Drill) -> None:
    card = asked(drill).card
    drill.answer(Rating.EASY, NOW, 1000)
    load = drill.terms.of(card).load
    assert load is not None
    assert sum(load.due.values()) == 1
    another(drill, NOW + 1).undo(NOW + 2)

    drill.undo(NOW + 3)

    assert sum(load.due.values()) == 0


def test_an_answer_that_was_given_again_elsewhere_is_not_given_twice(drill: Drill) -> None:
    asked(drill)
    drill.answer(Rating.EASY, NOW, 1000)
    drill.undo(NOW + 1)
    another(drill).redo()

    assert drill.redo() is None
    assert standing(drill) == [("Entropy", Rating.EASY)]


def test_undo_below_a_later_answer_leaves_what_that_one_makes_of_the_card(drill: Drill) -> None:
    first = asked(drill).card
    drill.answer(Rating.GOOD, NOW, 1000)
    later = NOW + 11 * 60_000
    other = another(drill, later)
    assert asked_at(other, later).card.id == first.id  # its step has come
    other.answer(Rating.EASY, later, 1000)

    undone = drill.undo(later + 1)

    alone = answer_card(first, Rating.EASY, CLOCK.moment(later), 1000, PRESET, CLOCK).after
    assert told(undone) == ("Entropy", Rating.GOOD, False)
    assert standing(drill) == [("Entropy", Rating.EASY)]
    assert load_card(drill.store, first.id)[0].schedule.memory == alone.memory
    assert drill.redo() is None


def test_reviews_that_were_asked_for_are_not_given_twice_where_they_are_steps_from_other_days(tmp_path: Path) -> None:
    store, presets = new_store(tmp_path), Presets(replace(PRESET, learning_steps=(86_400,)))
    say(store, [fact(front, line=line).draft for line, front in enumerate(("One", "Two", "Six", "Ten"), 1)])
    yesterday = Drill(store, presets, CLOCK, Wish(), NOW - DAY)
    while yesterday.question(NOW - DAY) is not None:
        yesterday.answer(Rating.AGAIN, NOW - DAY, 1000)
    drill = Drill(store, presets, CLOCK, Wish(reviews=2, new=0), NOW)
    assert drill.remaining(NOW).due == 2
    for _ in range(2):
        asked(drill)
        drill.answer(Rating.AGAIN, NOW, 1000)

    drill.restock(NOW)

    assert drill.question(NOW) is None
    store.close()


@pytest.mark.parametrize("deed", ["suspend", "bury", "reject"])
def test_the_next_takes_the_place_of_what_is_put_aside(tmp_path: Path, deed: str) -> None:
    store = new_store(tmp_path)
    say(store, [ONE, THREE, fact("Model", "what is thought to make the data", line=4).draft])
    drill = Drill(store, PRESETS, CLOCK, Wish(new=2), NOW)
    before = asked(drill)

    getattr(drill, deed)(before.card, NOW)

    assert (drill.remaining(NOW).new, asked(drill).card.id == before.card.id) == (2, False)
    drill.undo(NOW)
    assert (drill.remaining(NOW).new, asked(drill).card.id) == (2, before.card.id)
    store.close()

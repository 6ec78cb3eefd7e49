from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from schedule.cards import DAY, NOON, PLAIN, make_card, review_card, step_card

from srs.model import Card, Memory, Moment, State
from srs.schedule import Counts, NewMix, NewOrder, Preset, Queue, ReviewOrder, build_queue, spread


def queue_of(
    cards: list[Card], preset: Preset = PLAIN, now: Moment = NOON, new_today: int = 0, reviews_today: int = 0
) -> Queue:
    return build_queue(cards, now, preset, new_today=new_today, reviews_today=reviews_today)


def ids(cards: tuple[Card, ...]) -> list[int]:
    return [card.id for card in cards]


def day_step_card(number: int, due_day: int = DAY) -> Card:
    return step_card(number, due_at=None, due_day=due_day)


def test_cards_are_sorted_into_learning_due_and_new() -> None:
    queue = queue_of([make_card(1), review_card(2), step_card(3), day_step_card(4)])

    assert (ids(queue.learning), sorted(ids(queue.due)), ids(queue.new)) == ([3], [2, 4], [1])


def test_suspended_cards_are_left_out() -> None:
    cards = [replace(card, suspended=True) for card in (make_card(1), review_card(2), step_card(3))]

    assert queue_of(cards) == Queue()


def test_buried_cards_are_left_out_until_their_day() -> None:
    until_tomorrow = replace(review_card(1), buried_until=DAY + 1)
    until_today = replace(review_card(2), buried_until=DAY)

    assert ids(queue_of([until_tomorrow, until_today]).due) == [2]


def test_cards_of_later_days_are_left_out() -> None:
    assert queue_of([review_card(1, due_day=DAY + 1), day_step_card(2, DAY + 1)]) == Queue()


def test_cards_of_later_days_are_asked_ahead_of_time_once_a_day() -> None:
    cards = [review_card(1, due_day=DAY + 1), review_card(2, due_day=DAY + 1, last=NOON), day_step_card(3, DAY + 1)]
    queue = build_queue(cards, NOON, PLAIN, new_today=0, reviews_today=0, ahead=1)

    assert ids(queue.due) == [1]


def test_steps_are_sorted_by_time() -> None:
    cards = [step_card(number, due_at=NOON.at + offset) for number, offset in ((1, 500), (2, -500), (3, 0))]

    assert ids(queue_of(cards).learning) == [2, 3, 1]


def test_due_cards_of_earlier_days_go_first() -> None:
    cards = [review_card(number, due_day=DAY - number % 3) for number in range(30)]
    days = [card.schedule.due_day for card in queue_of(cards).due]

    assert days == sorted(days)


@given(st.permutations(range(12)))
def test_the_order_of_a_day_does_not_depend_on_the_order_given(order: list[int]) -> None:
    in_order = queue_of([review_card(number) for number in range(12)])

    assert queue_of([review_card(number) for number in order]) == in_order


def test_the_order_of_a_day_is_shuffled_anew_each_day() -> None:
    cards = [review_card(number) for number in range(12)]
    today, tomorrow = queue_of(cards), queue_of(cards, now=Moment(NOON.at, DAY + 1))

    assert len({tuple(ids(today.due)), tuple(ids(tomorrow.due)), tuple(range(12))}) == 3


def test_new_cards_keep_the_order_given() -> None:
    assert ids(queue_of([make_card(number) for number in (5, 3, 9)]).new) == [5, 3, 9]


def test_new_cards_stop_at_the_limit_less_those_of_today() -> None:
    cards = [make_card(number) for number in range(30)]
    preset = replace(PLAIN, new_per_day=10)

    assert len(queue_of(cards, preset).new) == 10
    assert len(queue_of(cards, preset, new_today=8).new) == 2
    assert len(queue_of(cards, preset, new_today=12).new) == 0


def test_due_cards_stop_at_the_limit_less_those_of_today() -> None:
    cards = [review_card(number) for number in range(30)]
    preset = replace(PLAIN, reviews_per_day=10)

    assert queue_of(cards, preset).due == queue_of(cards).due[:10]
    assert len(queue_of(cards, preset, reviews_today=8).due) == 2
    assert len(queue_of(cards, preset, reviews_today=12).due) == 0


def test_the_limit_takes_reviews_away_before_cards_being_learned() -> None:
    reviews = [review_card(number, due_day=DAY - 5) for number in range(10)]
    learned = [day_step_card(number) for number in range(10, 13)]
    queue = queue_of([*reviews, *learned], replace(PLAIN, reviews_per_day=5))

    assert [card.schedule.state for card in queue.due] == [State.REVIEW] * 2 + [State.LEARNING] * 3


def test_no_limit_holds_back_steps_within_the_day() -> None:
    cards = [step_card(number) for number in range(5)]

    assert len(queue_of(cards, replace(PLAIN, reviews_per_day=0, new_per_day=0)).learning) == 5


def test_a_due_card_goes_before_its_new_sibling() -> None:
    queue = queue_of([make_card(1, "a", 0), review_card(2, "a", 1), make_card(3, "b")])

    assert (ids(queue.due), ids(queue.new)) == ([2], [3])


def test_one_of_two_due_or_two_new_siblings_is_asked() -> None:
    cards = [review_card(1, "a", 0, due_day=DAY - 1), review_card(2, "a", 1), make_card(3, "b", 1), make_card(4, "b")]
    queue = queue_of(cards)

    assert (ids(queue.due), ids(queue.new)) == ([1], [3])


def test_a_card_on_a_step_holds_back_its_siblings() -> None:
    queue = queue_of([step_card(1, "a", 0), review_card(2, "a", 1), make_card(3, "a", 2)])

    assert (ids(queue.learning), queue.due, queue.new) == ([1], (), ())


def test_a_suspended_card_holds_nothing_back() -> None:
    queue = queue_of([replace(review_card(1, "a", 0), suspended=True), make_card(2, "a", 1)])

    assert ids(queue.new) == [2]


def test_siblings_held_back_do_not_use_up_the_limit() -> None:
    cards = [make_card(1, "a", 0), make_card(2, "a", 1), make_card(3, "b")]

    assert ids(queue_of(cards, replace(PLAIN, new_per_day=2)).new) == [1, 3]


def test_siblings_are_asked_together_on_request() -> None:
    cards = [make_card(1, "a", 0), make_card(2, "a", 1), review_card(3, "a", 2)]
    queue = queue_of(cards, replace(PLAIN, bury_new=False, bury_reviews=False))

    assert (ids(queue.due), ids(queue.new)) == ([3], [1, 2])


def test_a_fact_that_was_answered_today_gives_no_other_card_today() -> None:
    cards = [make_card(1, "a", 1), review_card(2, "b", 1), day_step_card(3), make_card(4, "c")]
    answered = {card.fact: {99} for card in cards[:3]}

    queue = build_queue(cards, NOON, PLAIN, new_today=0, reviews_today=0, cards_today=answered)

    assert (ids(queue.due), ids(queue.new)) == ([], [4])


def test_a_card_that_was_answered_today_and_is_due_again_is_asked() -> None:
    again = review_card(2, "b", 1)

    queue = build_queue([again], NOON, PLAIN, new_today=0, reviews_today=0, cards_today={again.fact: {again.id}})

    assert queue.due == (again,)


def test_new_cards_take_what_due_ones_leave_of_the_review_limit() -> None:
    cards = [*(review_card(number) for number in range(4)), *(make_card(number) for number in range(10, 20))]
    preset = replace(PLAIN, reviews_per_day=6)

    assert len(queue_of(cards, preset).new) == 2
    assert len(queue_of(cards, preset, reviews_today=3).new) == 0
    assert len(queue_of(cards, replace(preset, new_ignores_review_limit=True)).new) == 10


def test_each_kind_of_sibling_has_its_own_switch() -> None:
    cards = [make_card(1, "a", 1), review_card(2, "b", 1), step_card(3, "c", due_at=None, due_day=DAY)]
    answered = {card.fact: {99} for card in cards}
    asked = {
        switch: build_queue(
            cards, NOON, replace(PLAIN, **{switch: False}), new_today=0, reviews_today=0, cards_today=answered
        )
        for switch in ("bury_new", "bury_reviews", "bury_interday")
    }

    assert {switch: [*ids(queue.due), *ids(queue.new)] for switch, queue in asked.items()} == {
        "bury_new": [1],
        "bury_reviews": [2],
        "bury_interday": [3],
    }


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (ReviewOrder.DUE, [1, 2, 3]),
        (ReviewOrder.OVERDUENESS, [3, 1, 2]),
        (ReviewOrder.RETRIEVABILITY, [2, 3, 1]),
        (ReviewOrder.DIFFICULTY, [3, 2, 1]),
    ],
)
def test_due_cards_go_in_the_order_of_the_preset(order: ReviewOrder, expected: list[int]) -> None:
    def late(number: int, days: int, interval: int, stability: float, difficulty: float) -> Card:
        memory = Memory(stability, difficulty)
        return review_card(number, due_day=DAY - days, interval_days=interval, memory=memory)

    cards = [late(1, 10, 20, 40, 2), late(2, 5, 100, 5, 5), late(3, 2, 2, 8, 9)]

    assert ids(queue_of(cards, replace(PLAIN, review_order=order)).due) == expected


def test_a_random_order_is_another_each_day_and_the_same_all_day() -> None:
    cards = [review_card(number, due_day=DAY - number) for number in range(20)]
    preset = replace(PLAIN, review_order=ReviewOrder.RANDOM)
    today = ids(queue_of(cards, preset).due)

    assert today == ids(queue_of(cards[::-1], preset).due)
    assert len({tuple(today), tuple(ids(queue_of(cards, preset, Moment(NOON.at, DAY + 1)).due)), tuple(range(20))}) == 3


def test_new_cards_are_shuffled_on_request() -> None:
    cards = [make_card(number) for number in range(20)]

    asked = ids(queue_of(cards, replace(PLAIN, new_order=NewOrder.RANDOM)).new)

    assert sorted(asked) == list(range(20))
    assert asked != list(range(20))


@pytest.mark.parametrize(
    ("mix", "expected"),
    [(NewMix.MIXED, [11, 1, 12, 2]), (NewMix.BEFORE, [1, 2, 11, 12]), (NewMix.AFTER, [11, 12, 1, 2])],
)
def test_new_cards_stand_where_the_preset_puts_them(mix: NewMix, expected: list[int]) -> None:
    cards = [make_card(1), make_card(2), review_card(11, due_day=DAY - 1), review_card(12)]

    assert [card.id for card in queue_of(cards, replace(PLAIN, new_mix=mix)).waiting] == expected


def test_cards_that_are_alike_do_not_follow_each_other() -> None:
    cards = [make_card(number) for number in range(12)]

    asked = [card.id for card in spread(cards, lambda one, other: one.id // 4 == other.id // 4, distance=2)]

    assert sorted(asked) == list(range(12))
    assert [number // 4 for number in asked] == [0, 1, 2] * 4


@given(st.lists(st.integers(0, 3), max_size=30), st.integers(1, 5))
def test_spreading_loses_no_card(kinds: list[int], distance: int) -> None:
    cards = [make_card(number) for number in range(len(kinds))]

    asked = spread(cards, lambda one, other: kinds[one.id] == kinds[other.id], distance)

    assert sorted(asked, key=lambda card: card.id) == cards


def test_counts_leave_out_steps_whose_time_has_not_come() -> None:
    cards = [make_card(1), review_card(2), step_card(3), step_card(4, due_at=NOON.at + 1)]
    counts = queue_of(cards).counts(NOON)

    assert counts == Counts(new=1, learning=1, due=1)
    assert counts.total == 3


CARDS = st.builds(
    lambda make, fact, ord: make(fact * 10 + ord, f"fact{fact}", ord),
    st.sampled_from((make_card, review_card, step_card)),
    st.integers(0, 5),
    st.integers(0, 3),
)


@given(st.lists(CARDS, unique_by=lambda card: card.id), st.integers(0, 5), st.integers(0, 5))
def test_no_fact_is_asked_twice_and_no_limit_exceeded(cards: list[Card], new: int, reviews: int) -> None:
    queue = queue_of(cards, replace(PLAIN, new_per_day=new, reviews_per_day=reviews))
    facts = [card.fact for card in (*queue.due, *queue.new)]

    assert len(facts) == len(set(facts))
    assert len(queue.new) <= new
    assert len(queue.due) <= reviews

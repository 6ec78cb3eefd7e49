from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from schedule.cards import CLOCK, DAY, NOON, PLAIN, make_card, review_card, step_card

from srs.model import Card, CardId, Rating, State
from srs.review import Remaining, Session, Summary, Terms
from srs.schedule import Queue, outcomes

NOW = NOON.at
MINUTE = 60_000


def make_session(learning: tuple[Card, ...] = (), due: tuple[Card, ...] = (), new: tuple[Card, ...] = ()) -> Session:
    return start(Queue(learning, due, new))


def start(queue: Queue) -> Session:
    return Session(queue.learning, queue.waiting, CLOCK, lambda _: Terms(PLAIN), PLAIN.learn_ahead_seconds)


def give(session: Session, rating: Rating, now_ms: int = NOW, taken_ms: int = 1000) -> int:
    """Answer the current card as a front end does, and return its id."""
    answer = session.answer(rating, now_ms, taken_ms)
    session.record(answer)
    return answer.card


def asked(session: Session, now_ms: int = NOW) -> int | None:
    card = session.current(now_ms)
    return None if card is None else card.id


# What comes next


def test_steps_whose_time_has_come_go_first() -> None:
    session = make_session((step_card(1),), (review_card(2),), (make_card(3),))

    assert asked(session) == 1


def test_steps_of_later_wait_for_due_and_new_cards() -> None:
    session = make_session((step_card(1, due_at=NOW + MINUTE),), (review_card(2),), (make_card(3),))
    order = [give(session, Rating.EASY) for _ in range(3)]

    assert order == [2, 3, 1]


def test_a_step_due_meanwhile_is_asked_next() -> None:
    session = make_session((step_card(1, due_at=NOW + MINUTE),), (review_card(2), review_card(3)))
    give(session, Rating.EASY)

    assert asked(session, NOW + MINUTE) == 1


def test_a_step_beyond_learn_ahead_is_not_asked() -> None:
    reach = PLAIN.learn_ahead_seconds * 1000
    session = make_session((step_card(1, due_at=NOW + reach + 1),))

    assert asked(session) is None
    assert asked(session, NOW + 1) == 1


def test_new_cards_are_spread_evenly_among_due_ones() -> None:
    due = tuple(review_card(number) for number in range(1, 10))
    session = make_session(due=due, new=(make_card(101), make_card(102)))
    order = [give(session, Rating.EASY) for _ in range(11)]

    assert order == [1, 2, 3, 101, 4, 5, 6, 102, 7, 8, 9]


def test_the_current_card_stays_until_it_is_answered() -> None:
    session = make_session((step_card(1, due_at=NOW + MINUTE),), (review_card(2),))

    assert asked(session) == 2
    assert asked(session, NOW + 5 * MINUTE) == 2


def test_an_empty_drill_asks_nothing() -> None:
    session = make_session()

    assert (session.current(NOW), session.next_due_at()) == (None, None)
    assert session.remaining(NOW) == Remaining(0, 0, 0)


# Answers


def test_outcomes_are_those_of_the_current_card() -> None:
    session = make_session(due=(review_card(2),))

    assert session.outcomes(NOW) == outcomes(review_card(2), NOON, PLAIN, CLOCK)


def test_an_answer_does_not_move_on_before_it_is_recorded() -> None:
    session = make_session(due=(review_card(1), review_card(2)))
    answer = session.answer(Rating.GOOD, NOW, 1000)

    assert asked(session) == 1
    session.record(answer)
    assert asked(session) == 2


def test_an_answer_to_another_card_is_not_recorded() -> None:
    session = make_session(due=(review_card(1), review_card(2)))
    answer = session.answer(Rating.GOOD, NOW, 1000)
    session.record(answer)
    session.current(NOW)

    with pytest.raises(ValueError, match="card 1"):
        session.record(answer)


def test_without_a_card_there_is_nothing_to_answer() -> None:
    with pytest.raises(LookupError):
        make_session().answer(Rating.GOOD, NOW, 1000)


def test_a_learning_card_comes_back_with_its_new_schedule() -> None:
    session = make_session(new=(make_card(1),))
    give(session, Rating.GOOD)
    card = session.current(NOW)

    assert card is not None
    assert (card.schedule.state, card.schedule.step, card.schedule.reps) == (State.LEARNING, 1, 1)


def test_a_graduated_card_is_done() -> None:
    session = make_session(due=(review_card(1),))
    give(session, Rating.GOOD)

    assert session.current(NOW + 60 * MINUTE) is None


def test_a_card_due_by_day_is_done_for_this_drill() -> None:
    session = make_session(new=(make_card(1),))
    give(session, Rating.GOOD, CLOCK.start_of(DAY + 1) - MINUTE)

    assert session.current(CLOCK.start_of(DAY + 1)) is None


def test_learn_ahead_asks_another_card_than_the_one_just_answered() -> None:
    session = make_session((step_card(1), step_card(2, due_at=NOW + 5 * MINUTE)))
    give(session, Rating.AGAIN)

    assert asked(session) == 2


# Taking back and dropping


def test_a_card_taken_back_is_asked_again_with_its_old_schedule() -> None:
    session = make_session(due=(review_card(1), review_card(2)))
    give(session, Rating.GOOD)
    session.current(NOW)
    session.take_back(review_card(1))

    assert session.current(NOW) == review_card(1)
    give(session, Rating.GOOD)
    assert asked(session) == 2


def test_a_learning_card_taken_back_does_not_come_twice() -> None:
    session = make_session(new=(make_card(1),))
    give(session, Rating.AGAIN)
    session.take_back(make_card(1))
    give(session, Rating.EASY)

    assert session.current(NOW + 10 * MINUTE) is None


def test_several_answers_are_taken_back_one_after_the_other() -> None:
    session = make_session(due=(review_card(1), review_card(2), review_card(3)))
    give(session, Rating.GOOD)
    give(session, Rating.GOOD)
    session.take_back(review_card(2))
    session.take_back(review_card(1))

    assert [give(session, Rating.GOOD) for _ in range(3)] == [1, 2, 3]


def test_an_answer_of_an_earlier_drill_can_be_taken_back() -> None:
    session = make_session(due=(review_card(1),))
    session.take_back(review_card(9))

    assert [give(session, Rating.GOOD) for _ in range(2)] == [9, 1]


def test_a_learning_card_makes_way_for_the_one_taken_back() -> None:
    session = make_session((step_card(1),))
    session.current(NOW)
    session.take_back(review_card(9))

    assert [give(session, Rating.EASY) for _ in range(2)] == [9, 1]


def test_a_dropped_card_is_not_asked() -> None:
    session = make_session(due=(review_card(1), review_card(2), review_card(3)))
    session.current(NOW)
    session.drop(CardId(1))
    session.drop(CardId(3))

    assert give(session, Rating.GOOD) == 2
    assert session.current(NOW) is None


def test_dropping_one_card_leaves_its_siblings() -> None:
    session = make_session((step_card(1, "a", 0),), (review_card(2, "a", 1),))
    session.drop(CardId(1))

    assert asked(session) == 2


def test_burying_drops_the_whole_fact() -> None:
    session = make_session((step_card(1, "a", 0),), (review_card(2, "a", 1), review_card(3, "b")))
    session.current(NOW)
    session.drop(CardId(1), siblings=True)

    assert asked(session) == 3
    assert session.remaining(NOW) == Remaining(0, 0, 1)


def test_dropping_an_unknown_card_changes_nothing() -> None:
    session = make_session(due=(review_card(1),))
    session.drop(CardId(99), siblings=True)

    assert asked(session) == 1


# Counting


def test_remaining_counts_the_current_card_too() -> None:
    session = make_session((step_card(1),), (review_card(2), review_card(3)), (make_card(4),))
    session.current(NOW)

    assert session.remaining(NOW) == Remaining(new=1, learning=1, due=2)


def test_remaining_moves_a_new_card_to_learning() -> None:
    session = make_session(new=(make_card(1), make_card(2)))
    give(session, Rating.AGAIN)

    assert session.remaining(NOW) == Remaining(new=1, learning=1, due=0)


def test_a_step_out_of_reach_does_not_remain_but_has_a_time() -> None:
    due_at = NOW + 60 * MINUTE
    session = make_session((step_card(1, due_at=due_at),))

    assert session.remaining(NOW) == Remaining(0, 0, 0)
    assert session.next_due_at() == due_at


def test_the_summary_counts_ratings_and_time() -> None:
    session = make_session(due=tuple(review_card(number) for number in range(1, 6)))
    for rating in (Rating.HARD, Rating.GOOD, Rating.GOOD, Rating.EASY, Rating.AGAIN):
        give(session, rating, taken_ms=1500)

    assert session.summary() == Summary(answered=5, again=1, hard=1, good=2, easy=1, taken_ms=7500)


def test_the_summary_leaves_out_what_was_taken_back() -> None:
    session = make_session(due=(review_card(1), review_card(2)))
    give(session, Rating.AGAIN, taken_ms=500)
    give(session, Rating.GOOD, taken_ms=700)
    session.take_back(review_card(2))

    assert session.summary() == Summary(answered=1, again=1, hard=0, good=0, easy=0, taken_ms=500)


# Properties

STEPS = st.lists(st.tuples(st.sampled_from(Rating), st.integers(0, 15 * MINUTE), st.booleans()), max_size=40)


def drained(session: Session, now_ms: int) -> list[int]:
    """Drop every card that the session still asks, and return their ids."""
    left = []
    while (card := session.current(now_ms)) is not None:
        left.append(card.id)
        session.drop(card.id)
    return sorted(left)


@given(STEPS)
def test_any_drill_asks_no_card_twice_at_once_and_loses_none(steps: list[tuple[Rating, int, bool]]) -> None:
    cards = [*(review_card(number) for number in range(3)), *(make_card(number) for number in range(10, 13))]
    session = start(Queue(due=tuple(cards[:3]), new=tuple(cards[3:])))
    schedules = {card.id: card.schedule for card in cards}
    now = NOW
    for rating, gap, undo in steps:
        now += gap
        card = session.current(now)
        left = session.remaining(now)
        assert (card is None) == (left == Remaining(0, 0, 0))
        if card is None:
            continue
        assert card.schedule == schedules[card.id]
        answer = session.answer(rating, now, 1)
        session.record(answer)
        if undo:
            session.take_back(replace(card, schedule=answer.before))
        else:
            schedules[card.id] = answer.after

    begun = {card.id: card.schedule for card in cards}
    waiting = {card_id for card_id in begun if schedules[card_id].due_at or schedules[card_id] == begun[card_id]}
    assert drained(session, now + 60 * MINUTE) == sorted(waiting)


# What a sync brings


def test_other_cards_take_the_place_of_those_that_wait() -> None:
    session = make_session(due=(review_card(1), review_card(2)))
    assert asked(session) == 1

    session.restock([], [review_card(1), review_card(3)], session.current(NOW))

    assert [give(session, Rating.EASY), give(session, Rating.EASY), asked(session)] == [1, 3, None]


def test_a_sibling_of_the_current_card_does_not_join() -> None:
    session = make_session(due=(review_card(1),))
    card = session.current(NOW)
    assert card is not None

    session.restock([], [replace(review_card(2), fact=card.fact)], card)

    assert session.remaining(NOW) == Remaining(0, 0, 1)

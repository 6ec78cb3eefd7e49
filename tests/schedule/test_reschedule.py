from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from schedule.cards import CLOCK, DAY, DAY_MS, NOON, RATINGS, make_card, review_card, step_card

from srs.model import Memory, Rating
from srs.schedule import Preset, answer_card
from srs.schedule.reschedule import loads, plan_moves

PLAIN = Preset(fuzz=False)


def test_a_card_goes_to_the_day_that_its_memory_gives_counted_from_its_last_answer() -> None:
    (move,) = plan_moves([review_card(memory=Memory(14.0, 5.0))], PLAIN)

    assert (move.due_before, move.due_after, move.interval_days, move.days) == (DAY, DAY + 4, 14, 4)


def test_a_lower_retention_moves_cards_to_later_days() -> None:
    (move,) = plan_moves([review_card()], replace(PLAIN, desired_retention=0.8))

    assert move.days > 0


@given(RATINGS)
def test_nothing_moves_where_nothing_changed(rating: Rating) -> None:
    preset = Preset()
    answer = answer_card(make_card(), Rating.EASY, NOON, 0, preset, CLOCK)

    assert plan_moves([replace(make_card(), schedule=answer.after)], preset) == []


def test_a_difference_that_fuzz_would_make_moves_nothing() -> None:
    assert plan_moves([review_card(memory=Memory(stability, 5.0)) for stability in (8.5, 9.0, 11.0, 11.5)], PLAIN) == []


def test_cards_that_are_new_on_a_step_or_asked_early_stay() -> None:
    early = review_card(due_day=DAY - 9, memory=Memory(90.0, 5.0))

    assert plan_moves([make_card(), step_card(), early], PLAIN) == []


def test_the_load_counts_what_is_overdue_today_and_leaves_out_suspended_cards() -> None:
    cards = [
        review_card(1, memory=Memory(20.0, 5.0)),
        review_card(2, last=CLOCK.moment(NOON.at - 40 * DAY_MS), due_day=DAY - 30, memory=Memory(10.0, 5.0)),
        replace(review_card(3), suspended=True),
    ]

    before, after = loads(cards, plan_moves(cards, PLAIN), DAY)

    assert before == {DAY: 2}
    assert after == {DAY: 1, DAY + 10: 1}

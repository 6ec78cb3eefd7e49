from __future__ import annotations

import pytest
from schedule.cards import CLOCK, NOON, PLAIN, make_card, review_card

from srs.model import Rating
from srs.schedule import Preset, interval_label, outcomes, span_label

DAY = 86_400


@pytest.mark.parametrize(
    ("seconds", "label"),
    [
        (30, "30s"),
        (60, "1m"),
        (330, "6m"),
        (600, "10m"),
        (5400, "1.5h"),
        (7200, "2h"),
        (DAY, "1d"),
        (8 * DAY, "8d"),
        (30 * DAY, "30d"),
        (37 * DAY, "1.2mo"),
        (61 * DAY, "2mo"),
        (365 * DAY, "1y"),
        (767 * DAY, "2.1y"),
    ],
)
def test_a_span_is_said_in_its_largest_unit(seconds: int, label: str) -> None:
    assert span_label(seconds) == label


def test_the_buttons_of_a_new_card() -> None:
    labels = [interval_label(outcome) for outcome in outcomes(make_card(), NOON, PLAIN, CLOCK).values()]

    assert labels == ["1m", "6m", "10m", "8d"]


def test_fuzz_does_not_show_on_steps() -> None:
    labels = {
        tuple(
            interval_label(outcomes(make_card(number), NOON, Preset(), CLOCK)[rating])
            for rating in (Rating.AGAIN, Rating.HARD, Rating.GOOD)
        )
        for number in range(50)
    }

    assert labels == {("1m", "6m", "10m")}


def test_the_buttons_of_a_review_card_show_days() -> None:
    labels = [interval_label(outcome) for outcome in outcomes(review_card(), NOON, PLAIN, CLOCK).values()]

    assert labels == ["10m", "23d", "1.1mo", "1.7mo"]

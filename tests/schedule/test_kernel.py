from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime, timedelta

import fsrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from schedule.cards import RATINGS

from srs.model import Memory, Rating
from srs.schedule import Kernel, Preset
from srs.schedule.preset import DEFAULT_PARAMETERS, HIGHEST_PARAMETERS, LOWEST_PARAMETERS

PARAMETERS = st.one_of(
    st.just(DEFAULT_PARAMETERS),
    st.tuples(
        *(st.floats(low, high) for low, high in zip(LOWEST_PARAMETERS, HIGHEST_PARAMETERS, strict=True)),
    ),
)
MIDNIGHT = datetime(2026, 5, 1, tzinfo=UTC)


@given(PARAMETERS, st.lists(st.tuples(st.integers(0, 2000), RATINGS), min_size=1, max_size=10))
def test_memory_is_that_of_py_fsrs_on_the_virtual_clock_bit_for_bit(
    parameters: tuple[float, ...], history: list[tuple[int, Rating]]
) -> None:
    scheduler = fsrs.Scheduler(parameters, enable_fuzzing=False)
    kernel = Kernel(Preset(parameters=parameters))
    card, memory, day = fsrs.Card(card_id=7), None, MIDNIGHT

    for elapsed, rating in history:
        day += timedelta(days=elapsed)
        card, _ = scheduler.review_card(card, fsrs.Rating(rating), day)
        memory = kernel.next_memory(memory, elapsed, rating)

        assert memory == Memory(card.stability, card.difficulty)


@given(st.floats(0.01, 5000), st.integers(0, 5000))
def test_retrievability_is_that_of_py_fsrs(stability: float, elapsed: int) -> None:
    card = fsrs.Card(1, fsrs.State.Review, None, stability, 5.0, MIDNIGHT, MIDNIGHT)
    expected = fsrs.Scheduler().get_card_retrievability(card, MIDNIGHT + timedelta(days=elapsed))

    assert Kernel(Preset()).retrievability(Memory(stability, 5.0), elapsed) == expected


@given(st.floats(0.01, 5000), st.sampled_from((0.7, 0.8, 0.9, 0.95, 0.99)))
def test_recall_falls_to_the_desired_retention_at_the_interval(stability: float, retention: float) -> None:
    memory = Memory(stability, 5.0)
    days = Kernel(Preset(desired_retention=retention)).interval(memory)

    factor = 0.9 ** (-1 / DEFAULT_PARAMETERS[20]) - 1
    assert (1 + factor * days / stability) ** -DEFAULT_PARAMETERS[20] == pytest.approx(retention)


def test_at_a_retention_of_90_percent_the_interval_is_the_stability() -> None:
    assert Kernel(Preset()).interval(Memory(12.25, 5.0)) == pytest.approx(12.25)


@pytest.mark.parametrize("rating", list(Rating))
def test_a_negative_gap_counts_as_the_same_day(rating: Rating) -> None:
    kernel, memory = Kernel(Preset()), Memory(10.0, 5.0)

    assert kernel.next_memory(memory, -30, rating) == kernel.next_memory(memory, 0, rating)


def test_a_negative_gap_leaves_recall_certain() -> None:
    assert Kernel(Preset()).retrievability(Memory(10.0, 5.0), -3) == 1.0


def test_reading_the_queue_does_not_import_fsrs() -> None:
    program = (
        "import sys, srs.review; from srs.model import Memory; from srs.schedule import Kernel, Preset;"
        "Kernel(Preset()).retrievability(Memory(3.0, 5.0), 2); sys.exit('fsrs' in sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0

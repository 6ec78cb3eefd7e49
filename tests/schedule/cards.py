"""Cards, moments and strategies that the tests of scheduling share."""

from __future__ import annotations

from hypothesis import strategies as st

from srs.model import Card, CardId, FactId, Memory, Moment, Rating, Review, Schedule, State
from srs.schedule import DayClock, Preset

CLOCK = DayClock(0)
DAY_MS = 86_400_000
HOUR_MS = 3_600_000
DAY = 20_000
NOON = CLOCK.moment(DAY * DAY_MS + 12 * HOUR_MS)
PLAIN = Preset(fuzz=False)

STEP_LISTS = st.lists(st.integers(1, 7200), max_size=3).map(lambda steps: tuple(sorted(steps)))
RATINGS = st.sampled_from(list(Rating))
PRESETS = st.builds(
    Preset,
    desired_retention=st.sampled_from((0.7, 0.85, 0.9, 0.99)),
    learning_steps=STEP_LISTS,
    relearning_steps=STEP_LISTS,
    maximum_interval=st.sampled_from((1, 2, 3, 30, 36_500)),
    fuzz=st.booleans(),
)
HISTORIES = st.lists(st.tuples(st.integers(-2 * DAY_MS, 60 * DAY_MS), RATINGS), max_size=12)
"""Answers as pairs: milliseconds since the last one (a clock may be set back), and a rating."""


def make_card(number: int = 1, fact: str | None = None, ord: int = 0, **schedule: object) -> Card:
    return Card(CardId(number), FactId(fact or f"fact{number}"), ord, Schedule(**schedule))


def review_card(number: int = 1, fact: str | None = None, ord: int = 0, **schedule: object) -> Card:
    """Return a card reviewed ten days before NOON and due that day."""
    values = {
        "state": State.REVIEW,
        "due_day": DAY,
        "memory": Memory(10.0, 5.0),
        "interval_days": 10,
        "reps": 3,
        "last": Moment(NOON.at - 10 * DAY_MS, DAY - 10),
    }
    return make_card(number, fact, ord, **(values | schedule))


def step_card(number: int = 1, fact: str | None = None, ord: int = 0, **schedule: object) -> Card:
    """Return a card on its first learning step, answered a minute before NOON and due then."""
    values = {
        "state": State.LEARNING,
        "due_at": NOON.at,
        "memory": Memory(2.0, 5.0),
        "reps": 1,
        "last": Moment(NOON.at - 60_000, DAY),
    }
    return make_card(number, fact, ord, **(values | schedule))


def logged(number: int, answer, undone: bool = False) -> Review:
    return Review(
        number,
        answer.card,
        answer.moment,
        answer.rating,
        answer.taken_ms,
        answer.kind,
        answer.before,
        answer.after,
        undone,
    )

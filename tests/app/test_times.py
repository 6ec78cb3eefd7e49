from __future__ import annotations

import pytest
from stores import CLOCK

from srs.app.times import day_iso, due_iso, iso


@pytest.mark.parametrize(
    ("at", "told"),
    [
        (1_772_355_600_123, "2026-03-01T09:00:00.123Z"),
        (-1, "1969-12-31T23:59:59.999Z"),
        (10**18, "9999-12-31T23:59:59.999Z"),
        (10**400, "9999-12-31T23:59:59.999Z"),
        (-(10**18), "0001-01-01T00:00:00.000Z"),
    ],
)
def test_a_time_is_told_as_far_as_the_calendar_goes(at: int, told: str) -> None:
    assert iso(at) == told


@pytest.mark.parametrize(
    ("day", "told"),
    [(0, "1970-01-01"), (2_932_896, "9999-12-31"), (2_932_897, "9999-12-31"), (-(10**12), "0001-01-01")],
)
def test_a_day_is_told_as_far_as_the_calendar_goes(day: int, told: str) -> None:
    assert day_iso(day) == told


def test_a_card_is_due_at_its_step_or_when_its_day_begins() -> None:
    assert due_iso(1_772_355_600_000, 3, CLOCK) == "2026-03-01T09:00:00.000Z"
    assert due_iso(None, 1, CLOCK) == "1970-01-02T04:00:00.000Z"
    assert due_iso(None, 10**9, CLOCK) == "9999-12-31T23:59:59.999Z"
    assert due_iso(None, None, CLOCK) is None

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srs.schedule import DayClock

EPOCH = date(1970, 1, 1)
BERLIN = ZoneInfo("Europe/Berlin")


def milliseconds(moment: datetime) -> int:
    return round(moment.timestamp() * 1000)


def day_of(clock: DayClock, moment: datetime) -> date:
    return EPOCH + timedelta(days=clock.moment(milliseconds(moment)).day)


def test_the_day_changes_at_the_rollover_hour() -> None:
    clock = DayClock(0)

    assert day_of(clock, datetime(2026, 5, 2, 3, 59, 59, tzinfo=UTC)) == date(2026, 5, 1)
    assert day_of(clock, datetime(2026, 5, 2, 4, 0, tzinfo=UTC)) == date(2026, 5, 2)


def test_another_rollover_hour_is_kept() -> None:
    clock = DayClock(0, rollover_hour=0)

    assert day_of(clock, datetime(2026, 5, 2, 0, 0, tzinfo=UTC)) == date(2026, 5, 2)


def test_an_evening_and_the_next_morning_are_one_day_apart() -> None:
    evening = datetime(2026, 5, 1, 21, 0, tzinfo=BERLIN)
    morning = datetime(2026, 5, 2, 8, 0, tzinfo=BERLIN)
    clock = DayClock.of(morning)

    assert day_of(clock, morning) - day_of(clock, evening) == timedelta(days=1)


def test_the_offset_of_a_place_is_the_one_that_holds_now() -> None:
    winter = DayClock.of(datetime(2026, 1, 10, 12, 0, tzinfo=BERLIN))
    summer = DayClock.of(datetime(2026, 7, 10, 12, 0, tzinfo=BERLIN))

    assert (winter.offset_seconds, summer.offset_seconds) == (3600, 7200)


def test_past_days_are_counted_in_the_current_offset() -> None:
    # 04:30 in Berlin in January is 05:30 by the summer offset, and 03:30 in July is 02:30 by the winter one.
    in_january = datetime(2026, 1, 10, 3, 30, tzinfo=BERLIN)
    summer = DayClock.of(datetime(2026, 7, 10, 12, 0, tzinfo=BERLIN))
    winter = DayClock.of(datetime(2026, 1, 10, 12, 0, tzinfo=BERLIN))

    assert day_of(winter, in_january) == date(2026, 1, 9)
    assert day_of(summer, in_january) == date(2026, 1, 10)


def test_the_night_of_a_clock_change_has_24_hours_by_one_clock() -> None:
    clock = DayClock.of(datetime(2026, 3, 29, 12, 0, tzinfo=BERLIN))
    day = clock.moment(milliseconds(datetime(2026, 3, 29, 12, 0, tzinfo=BERLIN))).day

    assert clock.start_of(day + 1) - clock.start_of(day) == 86_400_000
    assert clock.start_of(day) == milliseconds(datetime(2026, 3, 29, 4, 0, tzinfo=BERLIN))


def test_an_offset_of_part_of_an_hour_is_kept() -> None:
    kathmandu = timezone(timedelta(hours=5, minutes=45))
    clock = DayClock.of(datetime(2026, 5, 2, 12, 0, tzinfo=kathmandu))

    assert day_of(clock, datetime(2026, 5, 2, 3, 59, tzinfo=kathmandu)) == date(2026, 5, 1)
    assert day_of(clock, datetime(2026, 5, 2, 4, 0, tzinfo=kathmandu)) == date(2026, 5, 2)


def test_a_naive_time_is_refused() -> None:
    with pytest.raises(ValueError, match="no time zone"):
        DayClock.of(datetime(2026, 5, 2, 12, 0))


@given(st.integers(-(10**14), 10**14), st.integers(-50_400, 50_400), st.integers(0, 23))
def test_every_moment_lies_between_the_start_of_its_day_and_the_next(at: int, offset: int, hour: int) -> None:
    clock = DayClock(offset, hour)
    day = clock.moment(at).day

    assert clock.start_of(day) <= at < clock.start_of(day + 1)

"""Scheduling days where the clocks of the world change: none is lost, none comes twice, and the log goes on."""

from __future__ import annotations

import itertools
from bisect import bisect_left
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, available_timezones

import pytest
from scoreboard import amount

from srs.schedule import DayClock

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scoreboard import Scoreboard

FIRST, LAST = datetime(2020, 1, 1, tzinfo=UTC), datetime(2035, 12, 31, tzinfo=UTC)
EPOCH = date(1970, 1, 1)
HALF_HOUR = timedelta(minutes=30)
ODD = (
    *(
        "Europe/Berlin",
        "America/New_York",
        "America/Havana",
        "America/Asuncion",
        "America/Scoresbysund",
        "Africa/Casablanca",
    ),
    *(
        "Africa/Cairo",
        "Asia/Beirut",
        "Asia/Gaza",
        "Asia/Tehran",
        "Antarctica/Casey",
        "Antarctica/Troll",
        "Australia/Lord_Howe",
    ),
    *("Pacific/Chatham", "Pacific/Apia", "Pacific/Norfolk"),
)
"""Zones whose clocks change at midnight, by other than an hour, at odd times, or not by a rule."""


def zones() -> list[str]:
    """Return zones whose clocks change differently: all of the system, or the odd ones."""
    known = available_timezones()
    if not known:
        pytest.skip("this system has no time zones")
    return sorted(known) if amount(0, 1) else [name for name in ODD if name in known]


def offset(moment: datetime, zone: ZoneInfo) -> timedelta:
    found = moment.astimezone(zone).utcoffset()
    assert found is not None
    return found


def changes(zone: ZoneInfo) -> Iterator[datetime]:
    """Yield the moments from which a zone has another offset, to the minute."""
    days = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days)]
    for one, next_ in itertools.pairwise(days):
        if offset(one, zone) != offset(next_, zone):
            minutes = range(1, 24 * 60 + 1)
            yield one + timedelta(
                minutes=1
                + bisect_left(
                    minutes, True, key=lambda n: offset(one + timedelta(minutes=n), zone) != offset(one, zone)
                )
            )


def day_at(moment: datetime, zone: ZoneInfo, hour: int) -> int:
    """Return the scheduling day as a command counts it that runs at a moment."""
    return DayClock.of(moment.astimezone(zone), hour).day_of(round(moment.timestamp() * 1000))


def told_day(moment: datetime, zone: ZoneInfo, hour: int) -> int:
    """Return the scheduling day by what a clock on the wall shows."""
    return ((moment.astimezone(zone).replace(tzinfo=None) - timedelta(hours=hour)).date() - EPOCH).days


@pytest.mark.parametrize("hour", [0, 4, 23])
def test_no_change_of_clocks_skips_a_day_or_gives_one_twice(scoreboard: Scoreboard, hour: int) -> None:
    tried, wrong, turned = 0, [], []

    for name in zones():
        zone = ZoneInfo(name)
        for change in changes(zone):
            around = [change + n * HALF_HOUR for n in range(-72, 73)]
            days = [day_at(moment, zone, hour) for moment in around]
            steps = {later - earlier for earlier, later in itertools.pairwise(days)}
            tried += 1
            by_the_wall = [told_day(moment, zone, hour) for moment in around]
            if days != by_the_wall or not steps <= {-1, 0, 1}:
                wrong.append((name, change))
            elif -1 in steps:
                turned.append((name, change))

    print(f"clocks that were put back over the rollover: {turned}")
    scoreboard.count(f"clocks change, rollover at {hour}: day skipped or doubled", tries=tried, failures=len(wrong))
    assert wrong == []
    # A clock on the wall that is put back from after the rollover to before it shows the day before again.
    assert all(offset(change, ZoneInfo(name)) < offset(change - HALF_HOUR, ZoneInfo(name)) for name, change in turned)

"""The only place that reads the clock. `SRS_NOW` and `SRS_TZ` set it for any command."""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime, tzinfo
from functools import cache

from srs.errors import BadConfig

_FIRST, _END = datetime(1970, 1, 1, tzinfo=UTC), datetime(9000, 1, 1, tzinfo=UTC)
"""Days count from the first; before the end of the calendar there is room for the longest interval, and for every zone."""
_BEYOND = "and times are counted from 1970 to 8999"


def read_now() -> datetime:
    """Return the time now, or `SRS_NOW` (ISO 8601 with offset), in the user's zone, or that of `SRS_TZ`.

    Raises:
        BadConfig: one of the two cannot be understood, or the year is none in which cards can be scheduled.
    """
    zone = _zone(os.environ.get("SRS_TZ", ""))
    text = os.environ.get("SRS_NOW", "")
    if text:
        now = _parse(text)
        return now.astimezone(zone) if zone else now
    if zone is None:
        _warn_of_zone()
    now = datetime.now(UTC)  # noqa: TID251  (this is the clock)
    if not _FIRST <= now < _END:
        raise BadConfig(f"The clock of this computer says {now:%Y-%m-%d}, {_BEYOND}.", "Set it right.")
    return now.astimezone(zone)


def at_ms(moment: datetime) -> int:
    """Return UTC milliseconds since the epoch."""
    return round(moment.timestamp() * 1000)


def local_time(at: str) -> datetime:
    """Return a time of a record (ISO 8601, UTC) as the user's clocks showed it; of one at the end of the calendar, UTC."""
    moment = datetime.fromisoformat(at)
    zone = _zone(os.environ.get("SRS_TZ", "")) or (read_now().tzinfo if os.environ.get("SRS_NOW") else None)
    try:
        return moment.astimezone(zone)
    except OverflowError:
        return moment


def ms_of_local(moment: datetime) -> int:
    """Return UTC milliseconds of a time as the user's clocks showed it then; one that names its offset has it.

    Raises:
        BadConfig: `SRS_TZ` cannot be understood.
    """
    if moment.tzinfo is None:
        zone = _zone(os.environ.get("SRS_TZ", ""))
        moment = moment.replace(tzinfo=zone) if zone else moment.astimezone()
    return at_ms(moment)


def parse_at(text: str) -> int:
    """Read an ISO 8601 time with offset as UTC milliseconds.

    Raises:
        BadConfig: it is none.
    """
    return at_ms(_parse(text, "The time"))


def wall_ns() -> int:
    """Return the file system's time, which `SRS_NOW` does not move."""
    return time.time_ns()


def tick_ms() -> int:
    """Return a count of milliseconds to measure how long an answer takes."""
    return time.monotonic_ns() // 1_000_000


def _parse(text: str, name: str = "SRS_NOW") -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise BadConfig(
            f"{name} is '{text}', which is no ISO 8601 time with an offset.", "Write 2026-03-01T09:00:00+01:00"
        )
    if not _FIRST <= moment < _END:
        raise BadConfig(f"{name} is '{text}', {_BEYOND}.", "Write 2026-03-01T09:00:00+01:00")
    return moment


@cache
def _warn_of_zone() -> None:
    """Say once that `TZ` names no time zone: the system takes it for UTC without a word.

    A rule such as `CET-1CEST` has digits in it and needs no file; on Windows names of files mean nothing.
    """
    name = os.environ.get("TZ", "").removeprefix(":")
    is_told = time.timezone or time.daylight or any(map(str.isdigit, name)) or not hasattr(time, "tzset")
    if name in ("", "UTC", "GMT") or is_told or name.startswith("/"):
        return
    try:
        _zone(name)
    except BadConfig:
        from srs.cli.output import print_text

        print_text(f"srs: TZ is '{name}', which is no time zone here; days are those of UTC.", err=True)


def _zone(name: str) -> tzinfo | None:
    if not name:
        return None
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise BadConfig(f"SRS_TZ is '{name}', which is no time zone.", "Write a name such as Europe/Berlin") from error

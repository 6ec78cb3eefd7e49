"""Small shifts that keep cards learned together from staying together, drawn as Anki draws them.

Ranges and rounding: https://docs.ankiweb.net/studying.html#fuzz-factor and Anki's scheduler. Where Anki draws from
a seeded generator, this takes a hash of the card and its number of answers, the same on every machine.
"""

from __future__ import annotations

from math import floor, inf

_UNFUZZED_BELOW = 2.5
_RANGES = ((2.5, 7.0, 0.15), (7.0, 20.0, 0.10), (20.0, inf, 0.05))
_SMALLEST_SPREAD = 2
_STEP_SHARE = 0.25
_STEP_LONGEST = 300
_FACTOR_BYTES = 4


def fuzz_factor(key: str, reps: int) -> float:
    """Return where in its range a card falls at its next answer: a number from 0 to below 1."""
    from hashlib import blake2b

    digest = blake2b(f"{key}:{reps}".encode(), digest_size=_FACTOR_BYTES).digest()
    return int.from_bytes(digest, "big") / 256.0**_FACTOR_BYTES


def fuzz_bounds(days: float, minimum: int, maximum: int) -> tuple[int, int]:
    """Return the first and last day an interval may be moved to, both within `minimum` to `maximum`."""
    minimum = min(minimum, maximum)
    days = min(max(days, minimum), maximum)
    delta = _delta(days)
    lower = min(max(round_half_up(days - delta), minimum), maximum)
    upper = min(max(round_half_up(days + delta), minimum), maximum)
    if lower == upper and _SMALLEST_SPREAD < upper < maximum:
        upper += 1
    return lower, upper


def fuzzed_days(days: float, factor: float | None, minimum: int, maximum: int) -> int:
    """Return an interval in whole days; a factor of None only rounds it into the limits."""
    if factor is None:
        minimum = min(minimum, maximum)
        return min(max(round_half_up(min(days, maximum)), minimum), maximum)
    lower, upper = fuzz_bounds(days, minimum, maximum)
    return lower + floor(factor * (1 + upper - lower))


def fuzzed_seconds(seconds: int, factor: float | None) -> int:
    """Return a step within the day, lengthened by up to a quarter and at most five minutes."""
    if factor is None:
        return seconds
    return floor(seconds + factor * min(seconds * _STEP_SHARE, _STEP_LONGEST))


def round_half_up(value: float) -> int:
    """Round to the nearest whole number, halves upwards; Python's own `round` takes halves to the even number."""
    return floor(value + 0.5)


def _delta(days: float) -> float:
    if days < _UNFUZZED_BELOW:
        return 0.0
    return 1.0 + sum(share * max(0.0, min(days, end) - start) for start, end, share in _RANGES)

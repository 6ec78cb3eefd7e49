"""A forgetting curve as a drawing: paths and dots in a box, made here, so that the page needs no script for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from srs.app.times import day_iso

if TYPE_CHECKING:
    from srs.app.forgetting import Forgetting

WIDTH, HEIGHT = 640, 200
_LEFT, _RIGHT, _TOP, _BOTTOM = 56, 12, 10, 28
_FEW = 6
_APART = 190
"""So far two dates below the curve stand apart at least, so that a phone can show both."""


class Dot(NamedTuple):
    """An answer: where it stands, its rating, and what to say of it."""

    x: float
    y: float
    rating: str
    told: str


class Tick(NamedTuple):
    """A mark at an axis."""

    at: float
    told: str


class Curve(NamedTuple):
    """What is drawn; `past` and `coming` are the data of paths."""

    width: int
    height: int
    past: str
    coming: str
    dots: list[Dot]
    across: list[Tick]
    up: list[Tick]
    today: float
    summary: str
    points: list[tuple[str, str]]
    """The chance of recall on the coming days, as a table tells it."""


def curve_of(found: Forgetting, today: int) -> Curve:
    """Return the drawing of a curve."""
    days = max(found.last_day - found.first_day, 1)
    low = min(min(recall for piece in found.pieces for _, recall in piece), 0.7)
    low = max(0.0, (int(low * 10) - 1) / 10) if low < 0.7 else 0.6  # noqa: PLR2004

    def x(day: float) -> float:
        return round(_LEFT + (day - found.first_day) / days * (WIDTH - _LEFT - _RIGHT), 1)

    def y(recall: float) -> float:
        return round(_TOP + (1 - recall) / (1 - low) * (HEIGHT - _TOP - _BOTTOM), 1)

    past, coming = [], []
    for piece in found.pieces:
        past += _path([(x(day), y(recall)) for day, recall in piece if day <= today])
        coming += _path([(x(day), y(recall)) for day, recall in piece if day >= today])
    dots = [
        Dot(x(one.day), y(one.recall if one.recall is not None else 1), name, f"{name} on {day_iso(one.day)}")
        for one in found.answers
        for name in [one.rating.name.lower() if one.rating else "known"]
    ]
    ends = (found.first_day, found.last_day)
    marks = sorted({today, *(day for day in ends if abs(x(day) - x(today)) > _APART)})
    ahead = [point for point in found.pieces[-1] if point[0] >= today]
    shown = ahead[:: max(1, len(ahead) // _FEW)]
    return Curve(
        width=WIDTH,
        height=HEIGHT,
        past=" ".join(past),
        coming=" ".join(coming),
        dots=dots,
        across=[Tick(x(day), "today" if day == today else day_iso(day)) for day in marks],
        up=[Tick(y(recall), f"{recall:.0%}") for recall in (1.0, (1 + low) / 2, low)],
        today=x(min(today, found.last_day)),
        summary=f"Chance of recall over time, {found.today:.0%} today.",
        points=[(day_iso(int(day)), f"{recall:.0%}") for day, recall in shown],
    )


def _path(points: list[tuple[float, float]]) -> list[str]:
    return [f"{'L' if number else 'M'}{across} {up}" for number, (across, up) in enumerate(points)]

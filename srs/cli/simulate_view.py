"""Forecasts as a table, two curves, and JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from srs.cli.output import counted, print_figures, print_text, print_wrapped, terminal_width

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from srs.app.simulate import Outlook
    from srs.schedule.simulate import Forecast

_FEWEST_POINTS = 3
_ANSWERS_TO_TRUST = 400


def print_outlook(outlook: Outlook, days: int, present: float) -> None:
    """Print a table of forecasts with the retention in force marked, and curves over the retention."""
    print_wrapped(
        f"{counted(days, 'day')} from {counted(outlook.known, 'card')} and {outlook.new:,} new ones, "
        f"answered as in {counted(outlook.answers, 'answer')} so far."
    )
    if outlook.answers < _ANSWERS_TO_TRUST:
        print_wrapped("That is few; where they do not tell, ratings and times are those of other learners.", dim=True)
    print_text()
    print_figures(_HEAD, [_row(one, forecast, one == present) for one, forecast in outlook.forecasts.items()])
    if present in outlook.forecasts:
        print_wrapped("* is in force; desired_retention in srs.toml sets it.", dim=True)
    if len(outlook.forecasts) >= _FEWEST_POINTS:
        forecasts = outlook.forecasts.values()
        _print_curve("minutes a day", list(outlook.forecasts), [_minutes(one) for one in forecasts])
        _print_curve("cards remembered at the end", list(outlook.forecasts), [one.remembered for one in forecasts])


_HEAD = ("retention", "reviews a day", "minutes a day", "on the worst", "remembered", "hours per 100")


def _row(retention: float, forecast: Forecast, in_force: bool) -> tuple[str, ...]:
    hours = sum(forecast.seconds) / 3600
    per_hundred = f"{hours / forecast.remembered * 100:.1f}" if forecast.remembered else "-"
    return (
        f"{retention:.2f}{'*' if in_force else ''}",
        f"{sum(forecast.reviews) / len(forecast.reviews):>13.1f}",
        f"{_minutes(forecast):>13.1f}",
        f"{max(forecast.seconds) / 60:>12.0f}",
        f"{forecast.remembered:>10,.0f}",
        f"{per_hundred:>13}",
    )


def _minutes(forecast: Forecast) -> float:
    return sum(forecast.seconds) / len(forecast.seconds) / 60


def _print_curve(name: str, across: Sequence[float], up: Sequence[float]) -> None:
    from srs.charts.shapes import labelled_curve

    print_text()
    print_wrapped(f"{name}, by desired retention", bold=True)
    click.echo("\n".join(labelled_curve(across, up, terminal_width())))


def records_of(outlook: Outlook, days: int) -> Iterator[dict[str, Any]]:
    """Yield the JSON line of each retention; lists have an entry a day."""
    for retention, forecast in outlook.forecasts.items():
        yield {
            "retention": retention,
            "days": days,
            "reviews_per_day": sum(forecast.reviews) / days,
            "minutes_per_day": _minutes(forecast),
            "remembered": forecast.remembered,
            "cards": forecast.cards,
            "reviews": list(forecast.reviews),
            "new": list(forecast.begun),
            "minutes": [round(seconds / 60, 2) for seconds in forecast.seconds],
        }

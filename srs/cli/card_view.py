"""One fact with everything about it, as text and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from srs.app.times import iso
from srs.app.wording import interval_told, rating_told
from srs.cli.clock import local_time
from srs.cli.diff_view import print_diff
from srs.cli.output import print_figures, print_table, print_text, shorten, table_lines
from srs.cli.records import card_record, fact_record, review_record
from srs.model import Status

if TYPE_CHECKING:
    from collections.abc import Sequence

    from srs.app.cards import Portrait
    from srs.model import Card, Fact, Review
    from srs.schedule import DayClock
    from srs.store.cards import LiveCard


_FRONT = 60
_WIDTH = 88


def portrait_record(portrait: Portrait, clock: DayClock, today: int) -> dict[str, Any]:
    """Return a fact as `srs card ID --json` prints it."""
    fact = portrait.fact
    record = fact_record(fact, [], clock)
    cards = [card_record(card, clock, today) for card in portrait.cards if card.ord in fact.draft.ords]
    descent = [
        {"at": iso(at), "change": change, "front": front, "back": back, "path": path, "line": line}
        for at, change, front, back, path, line in portrait.descent
    ]
    return record | {
        "context": list(fact.draft.context),
        "extra": fact.draft.extra,
        "rule": fact.draft.rule,
        "held": fact.draft.held,
        "due": min((card["due"] for card in cards if card["due"]), default=None),
        "cards": cards,
        "reviews": [review_record(ord_, review) for ord_, review in portrait.reviews],
        "descent": descent,
    }


def standing_of(fact: Fact, cards: Sequence[LiveCard | Card]) -> str:
    """Say where a fact stands: its status, whether the user rejected it, and whether its cards are suspended."""
    if fact.status is not Status.ACTIVE:
        return "rejected" if fact.status is Status.HELD and fact.accepted is False else fact.status
    suspended = [card.suspended for card in cards]
    if any(suspended):
        return "suspended" if all(suspended) else "partly suspended"
    return fact.status


def print_portrait(portrait: Portrait, clock: DayClock, today: int) -> None:
    """Print a fact for reading."""
    fact, draft = portrait.fact, portrait.fact.draft
    cards = [card for card in portrait.cards if card.ord in draft.ords]
    print_text(f"{fact.id}  {standing_of(fact, cards)}  {draft.kind}  {draft.source}", dim=True)
    if draft.context:
        print_text(" › ".join(draft.context), dim=True)
    print_text(draft.front, bold=True)
    print_text(draft.back)
    if draft.extra:
        print_text(draft.extra, dim=True)
    print_text()
    rows = [_card_row(card, card_record(card, clock, today)) for card in cards]
    head = ("card", "state", "due", "stability", "difficulty", "interval", "reps", "lapses")
    print_figures(head, rows)
    if portrait.reviews:
        print_text()
        reviews = [_review_row(ord_, review) for ord_, review in portrait.reviews]
        print_table([("card", "at", "rating", "kind", "stability", "interval"), *reviews])
    print_text()
    _print_descent(portrait)


def _print_descent(portrait: Portrait) -> None:
    """Print what the fact said when: a line a version, and below it how it differs from the one before."""
    rows = [
        (_told(iso(at)), change, f"{path}:{line}", shorten(front, _FRONT))
        for at, change, front, _, path, line in portrait.descent
    ]
    texts = [(front, back) for _, _, front, back, _, _ in portrait.descent]
    for line, before, text in zip(table_lines(rows), [*texts[:1], *texts], texts, strict=False):
        click.echo(line)
        print_diff(before, text, indent=" " * 4, width=_WIDTH)


def _card_row(card: Card, record: dict[str, Any]) -> tuple[str, ...]:
    state = record["state"] + (" suspended" if record["suspended"] else " buried" if record["buried"] else "")
    numbers = (record["reps"], record["lapses"])
    return (
        str(record["ord"]),
        state,
        _due(card, record["due"]),
        _days(record["stability"]),
        _number(record["difficulty"]),
        interval_told(card.schedule),
        *map(str, numbers),
    )


def _due(card: Card, due: str | None) -> str:
    """Say when a card is due: a step at its time, the rest on a day."""
    if due is None:
        return "-"
    return f"{local_time(due):%Y-%m-%d}" if card.schedule.due_at is None else _told(due)


def _told(at: str) -> str:
    return f"{local_time(at):%Y-%m-%d %H:%M}"


def _review_row(ord_: int, review: Review) -> tuple[str, ...]:
    record = review_record(ord_, review)
    return (
        str(record["card"]),
        _told(record["at"]),
        rating_told(review),
        record["kind"],
        _days(record["stability"]),
        interval_told(review.after),
    )


def _days(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}d"


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"

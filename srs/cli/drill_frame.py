"""What is around a drill of either kind: how it begins, and what is said where there is nothing to ask and at its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from srs.app.begin import begin_drill, finds_nothing
from srs.app.wording import MORE_TODAY, due_told
from srs.cli.clock import at_ms, read_now

if TYPE_CHECKING:
    from datetime import datetime

    from srs.app.collection import Collection
    from srs.app.drill import Drill, Wish
    from srs.store.open import Store


def begin(store: Store, collection: Collection, wish: Wish) -> Drill:
    """Return a drill of what the store knows now."""
    return begin_drill(store, collection, wish, read_now())


def say_nothing_due(store: Store, collection: Collection, wish: Wish) -> None:
    """Tell that there is nothing to ask, and what could be."""
    if finds_nothing(store, wish):
        from srs.app.selection import unmatched_told
        from srs.cli.output import print_text

        print_text(unmatched_told(store, wish.given))
        return
    _say_what_is_left(store, collection, wish, read_now())


def say_goodbye(drill: Drill, store: Store, collection: Collection) -> None:
    """Sum up the sitting."""
    summary, wish = drill.summary(), drill.wish
    click.echo()
    if summary.answered:
        minutes, seconds = divmod(summary.taken_ms // 1000, 60)
        click.secho(f"{summary.answered} answered in {minutes}:{seconds:02d}", bold=True, nl=False)
        click.echo(f"  again {summary.again}  hard {summary.hard}  good {summary.good}  easy {summary.easy}")
    left = drill.remaining(now_ms())
    if left.new + left.learning + left.due:
        told = "Schedules are as they were." if wish.cram else "Every answer is saved."
        click.echo(f"Left: {left.new} new, {left.learning} learning, {left.due} due. {told}")
        return
    if wish.cram:
        click.echo("All known. Schedules are as they were.")
        return
    now = read_now()
    _say_what_is_left(store, collection, wish, now)
    due = drill.session.next_due_at()
    if due is not None:
        when = now.fromtimestamp(due / 1000, now.tzinfo)
        click.echo(f"More is due at {when:%H:%M}.")


def _say_what_is_left(store: Store, collection: Collection, wish: Wish, now: datetime) -> None:
    """Tell what is due, and how more new cards are asked today where there are any."""
    from srs.app.due import count, count_more_new

    left = count(store, collection, at_ms(now), now, wish.selection)
    click.echo(due_told(left))
    if not left.new and count_more_new(store, collection, at_ms(now), now, wish.selection):
        click.echo(MORE_TODAY)


def now_ms() -> int:
    """Return the time in UTC milliseconds."""
    return at_ms(read_now())

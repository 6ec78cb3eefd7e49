"""`srs history`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from srs.cli.clock import local_time
from srs.cli.options import Setup, shared_options
from srs.cli.output import front_told, print_json, print_table, print_text
from srs.cli.query import QueryCommand, query_argument, read_today

if TYPE_CHECKING:
    from collections.abc import Sequence

    from srs.model import FactId, Review
    from srs.store.open import Store
    from srs.store.search import Today


@click.command(cls=QueryCommand)
@query_argument()
@click.option(
    "--limit",
    type=click.IntRange(min=1, max=1_000_000_000),
    help="Only the last so many (default 20 as text, all as JSON).",
)
@shared_options
def command(setup: Setup, given: tuple[str, ...], limit: int | None) -> None:
    """Show the review log, oldest first; answers taken back are marked. QUERY chooses the cards (see docs/commands.md), or an id.

    \b
    Examples:
      srs history --limit 50
      srs history k3xw
      srs history is:leech
      srs history --json > log.jsonl

    Exit status: 0 done, also when there are no answers, 2 no collection yet, or a query that is none.
    """  # noqa: D301
    from srs.app.wording import interval_told, rating_told
    from srs.cli.records import review_record

    rows = []
    most = limit or (None if setup.as_json else 20)
    collection = setup.collection()
    store = setup.keep(collection.open_existing())
    for fact, ord_, front, review in _reviews(store, given, read_today(collection), most):
        record = {"id": fact, **review_record(ord_, review), "undone": review.undone}
        if setup.as_json:
            print_json(record)
        else:
            rating = rating_told(review) + (" (undone)" if review.undone else "")
            rows.append(
                (
                    f"{local_time(record['at']):%Y-%m-%d %H:%M:%S}",
                    rating,
                    record["kind"],
                    interval_told(review.after),
                    front_told(front, 60),
                )
            )
    print_table(rows)
    if not rows and not setup.as_json:
        print_text("No answers match." if given else "No answers yet. Begin with: srs review")


def _reviews(
    store: Store, given: Sequence[str], today: Today, most: int | None
) -> list[tuple[FactId, int, str, Review]]:
    """Return what the query finds; where that is nothing and its words are ids, the answers of their facts."""
    from srs.app.selection import select
    from srs.app.target import facts_named, is_query
    from srs.errors import UnknownId
    from srs.store.log import history

    found = list(history(store, select(store, given, today), most=most))
    if found or not given or is_query(given):
        return found
    try:
        ids = " or ".join(f"id:{fact.id}" for fact in facts_named(store, given))
    except UnknownId:
        return found
    return list(history(store, select(store, (ids,), today), most=most))

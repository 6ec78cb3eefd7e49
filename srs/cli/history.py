"""`srs history`."""

from __future__ import annotations

import click

from srs.cli.options import Setup, shared_options
from srs.cli.output import print_json, print_table, print_text, shorten


@click.command()
@click.option(
    "--limit",
    type=click.IntRange(min=1, max=1_000_000_000),
    help="Only the last so many (default 20 as text, all as JSON).",
)
@shared_options
def command(setup: Setup, limit: int | None) -> None:
    """Show the review log, oldest first; answers taken back are marked.

    \b
    Examples:
      srs history --limit 50
      srs history --json > log.jsonl

    Exit status: 0 done, also when there are no answers, 2 no collection yet.
    """  # noqa: D301
    from srs.cli.records import review_record
    from srs.store.log import history

    rows = []
    most = limit or (None if setup.as_json else 20)
    for fact, ord_, front, review in history(setup.keep(setup.collection().open_existing()), most=most):
        record = {"id": fact, **review_record(ord_, review), "undone": review.undone}
        if setup.as_json:
            print_json(record)
        else:
            rating = review.rating.name.lower() + (" (undone)" if review.undone else "")
            rows.append(
                (
                    record["at"][:19].replace("T", " "),
                    rating,
                    record["kind"],
                    f"{record['interval_days']}d",
                    shorten(front, 60),
                )
            )
    print_table(rows)
    if not rows and not setup.as_json:
        print_text("No answers yet. Begin with: srs review")

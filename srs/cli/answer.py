"""`srs answer`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from srs.cli.clock import at_ms, parse_at, read_now
from srs.cli.options import Setup, completed_by, shared_options
from srs.cli.output import print_json, print_text
from srs.cli.saving import keep_the_day

if TYPE_CHECKING:
    from collections.abc import Iterator


@click.command()
@click.argument("fact_id", metavar="ID", shell_complete=completed_by("suggest_ids"))
@click.argument("rating", required=False, shell_complete=completed_by("suggest_ratings"))
@click.option("--ord", "ord_", default=0, show_default=True, help="Which card of the fact, counted as Anki does.")
@click.option("--ms", "taken_ms", default=0, help="How long the answer took, in milliseconds.")
@shared_options
def command(setup: Setup, fact_id: str, rating: str | None, ord_: int, taken_ms: int) -> None:
    """Answer a card without a drill: RATING is 1-4 or again, hard, good, easy.

    With - as ID, answers are read from standard input as JSON lines with the keys id, ord, rating, at (ISO 8601) and
    ms; each is one transaction and is acknowledged by a line on standard output once it is durable.

    \b
    Examples:
      srs answer k3xw good
      echo '{"id": "k3xw", "ord": 0, "rating": 3}' | srs answer -

    Exit status: 0 done, 1 a line could not be carried out, 2 no such fact or rating, or an impossible time.
    """  # noqa: D301
    from srs.app.answers import acknowledgement, answer_fact, answer_lines, rating_of
    from srs.app.wording import interval_told, leech_told
    from srs.store.cards import load_card

    collection = setup.collection()
    store = setup.keep(collection.open_existing())
    presets, now = collection.presets(store), read_now()
    clock, at = presets.clock(now), at_ms(now)
    if fact_id == "-":
        failed = 0
        for record in answer_lines(store, presets, clock, _lines(), at, parse_at):
            failed += not record["ok"]
            print_json(record)
            sys.stdout.flush()
        keep_the_day(collection)
        raise click.exceptions.Exit(1 if failed else 0)
    if rating is None:
        raise click.UsageError("A rating is missing: srs answer ID again|hard|good|easy")
    given = answer_fact(store, presets, clock, fact_id, ord_, rating_of(rating), at, taken_ms)
    after = given.answer.after
    if setup.as_json:
        print_json(acknowledgement(given))
    else:
        print_text(
            f"{given.fact}: {given.answer.rating.name.lower()}, now {after.state}, due in {interval_told(after)}"
        )
        if given.leech:
            _, fact, _ = load_card(store, given.answer.card)
            print_text(leech_told(fact, given.leech), fg="yellow")
    keep_the_day(collection)


def _lines() -> Iterator[str]:
    """Yield the lines of standard input; bytes that are no UTF-8 spoil their own line only."""
    for line in sys.stdin.buffer:
        yield line.decode("utf-8", "replace")

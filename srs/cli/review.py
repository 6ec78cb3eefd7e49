"""`srs review`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from srs.cli.clock import at_ms, read_now, wall_ns
from srs.cli.options import Setup, completed_by, shared_options
from srs.cli.output import has_screen, is_terminal
from srs.cli.query import QueryCommand, query_argument, read_today
from srs.cli.saving import keep_the_day
from srs.errors import RefusedError

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from srs.app.collection import Collection
    from srs.app.drill import Wish
    from srs.app.due import Due
    from srs.app.news import News
    from srs.app.sync import SyncReport
    from srs.store.open import Store
    from srs.store.selection import Selection


_WITHOUT = """
A drill reads keys, with --plain too: run `srs review` in a terminal. Without one:
  srs cards --json is:due      what there is to review, with its answers; new cards: is:new
  srs answer ID RATING         answer a card: 1 again, 2 hard, 3 good, 4 easy
  srs answer -                 answers from a program: a line {"id": ID, "rating": 3} each
  srs web                      the drill in a browser
  srs export                   a deck for Anki"""


@click.command(cls=QueryCommand)
@query_argument()
@click.option(
    "--deck",
    default="",
    help="Only this deck and the decks below it (a::b).",
    shell_complete=completed_by("suggest_decks"),
)
@click.option("--tag", default="", help="Only facts with this tag.", shell_complete=completed_by("suggest_tags"))
@click.option("--limit", type=click.IntRange(min=1, max=1_000_000), help="Stop after so many answers.")
@click.option(
    "--new",
    type=click.IntRange(min=0, max=1_000_000),
    help="So many new cards instead of what is left of the day's limit.",
)
@click.option(
    "--reviews",
    type=click.IntRange(min=0, max=1_000_000),
    help="So many reviews in this drill instead of what is left of the day's limit.",
)
@click.option(
    "--ahead",
    type=click.IntRange(min=0, max=3650),
    default=0,
    metavar="DAYS",
    help="Also what is due in the next days, before a holiday.",
)
@click.option(
    "--cram", is_flag=True, help="Go through the cards that QUERY finds, due or not, and leave schedules alone."
)
@click.option("--plain", is_flag=True, help="Line by line instead of on a full screen.")
@shared_options
def command(
    setup: Setup,
    given: tuple[str, ...],
    deck: str,
    tag: str,
    limit: int | None,
    new: int | None,
    reviews: int | None,
    ahead: int,
    cram: bool,
    plain: bool,
) -> None:
    """Drill what is due. The notes are read first, so editing them and drilling is all there is to do.

    Keys: space to see the answer, then 1 again, 2 hard, 3 good, 4 easy (space is good); u undo, U redo, e edit the
    note at the line in $EDITOR, @ suspend, - bury until tomorrow, x not a card, ! flag, c the lines around, o open in a browser,
    t type the answer, ? all keys, q quit. Every answer is saved before the next question. With --plain, or where the
    terminal can draw no screen, it goes line by line.

    QUERY chooses among the cards (see docs/commands.md).

    Without a terminal it shows what changed in the notes, what is due, and how to go on.

    \b
    Examples:
      srs review
      srs review --deck papers --limit 20
      srs review --new 0
      srs review 'prop:difficulty>7 or rated:7:1'
      srs review --ahead 3
      srs review --cram deck:exam

    Exit status: 0 done, also when nothing is due or matches, 1 the database cannot be used, 2 no notes, no such deck or tag, or a query that is none, 3 refused: see srs sync.
    """  # noqa: D301
    if given:
        from srs.search.parser import parse

        parse(" ".join(given))  # a slip in it is told before the notes are read
    collection = setup.collection()
    store = setup.keep(collection.open(needs_notes=True))
    now = read_now()
    if is_terminal() and not setup.as_json:
        from srs.app import drill

        def wish_of() -> Wish:
            return drill.Wish(_select(store, collection, given, deck, tag), limit, new, ahead, cram, reviews, given)

        _drill(store, collection, wish_of, plain=plain)
        return
    report = _sync(store, collection, now)
    from srs.app.due import count

    selection = _select(store, collection, given, deck, tag)
    if given and not setup.as_json:
        from srs.cli.due import matches_any

        if not matches_any(store, selection, given):
            return
    _print(setup, report, count(store, collection, at_ms(now), now, selection, new), _beside(report, collection))
    keep_the_day(collection)


def _select(store: Store, collection: Collection, given: tuple[str, ...], deck: str, tag: str) -> Selection:
    """Return what is chosen; most drills choose nothing, and need no compiler of queries."""
    from srs.store.selection import EVERYTHING

    if not given and not deck and not tag:
        return EVERYTHING
    from srs.app.selection import select

    return select(store, given, read_today(collection), deck=deck, tag=tag)


def _drill(store: Store, collection: Collection, wish_of: Callable[[], Wish], *, plain: bool) -> None:
    """Drill on the screen, or line by line where that is wanted or all that the terminal can do."""

    def sync() -> News:
        return _news(store, collection)

    if plain or not has_screen():
        from srs.cli import plain_drill

        news = sync()
        plain_drill.run_drill(store, collection, wish_of(), news.told)
        keep_the_day(collection)
        return
    from srs.cli.screen_drill import run_drill

    status = run_drill(store, collection, wish_of, sync)
    keep_the_day(collection)
    if status:
        raise SystemExit(status)


def _news(store: Store, collection: Collection) -> News:
    """Read the notes, and return what to say about it.

    A plan that is refused stops no drill: what to do about the notes can wait, the cards that are due cannot.
    """
    from srs.app.news import News
    from srs.app.wording import summary_of

    try:
        report = _sync(store, collection, read_now())
    except RefusedError as error:
        return News(error.told, is_warning=True)
    told = "" if report.is_empty else f"Notes: {summary_of(report)}"
    return News("\n".join(filter(None, (told, _beside(report, collection)))), not report.is_empty)


def _beside(report: SyncReport, collection: Collection) -> str:
    """Return what a first sync has to say of notes that it did not read."""
    if not report.is_first:
        return ""
    from srs.app.beside import beside_told

    return beside_told(collection)


def _sync(store: Store, collection: Collection, now: datetime) -> SyncReport:
    from srs.app.sync import sync
    from srs.cli.progress import progress_bar

    with progress_bar("Reading notes") as progress:
        return sync(store, collection, at=at_ms(now), started_ns=wall_ns(), progress=progress)


def _print(setup: Setup, report: SyncReport, due: Due, beside: str) -> None:
    """Print what a drill would begin with, where there is no terminal for one."""
    from srs.app.wording import due_told, summary_of
    from srs.cli.output import print_json, print_text
    from srs.cli.plan_view import print_plan, print_plan_json

    if beside:
        print_text(beside, fg="yellow", err=True)
    if setup.as_json:
        print_plan_json(report)
        print_json({"due": {"new": due.new, "learning": due.learning, "review": due.review}})
        return
    print_plan(report, every=False)
    click.echo(summary_of(report))
    click.echo(due_told(due))
    click.echo(_WITHOUT)

"""`srs export`."""

from __future__ import annotations

from pathlib import Path

import click

from srs.cli.options import Setup, shared_options
from srs.cli.output import counted, print_json, print_text
from srs.cli.query import QueryCommand, query_argument, read_today


@click.command(cls=QueryCommand)
@query_argument()
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="The file (default decks/NAME.apkg)."
)
@shared_options
def command(setup: Setup, given: tuple[str, ...], output: Path | None) -> None:
    """Write all active facts as a package that Anki imports: File > Import, or a double click.

    Import it as often as you like: notes are updated where their text changed, never doubled, and what you learned in
    Anki stays. QUERY chooses the facts (see docs/commands.md); they go with all their cards.

    \b
    Examples:
      srs export
      srs export -o ~/Desktop/ml.apkg
      srs export deck:papers -tag:draft -o papers.apkg

    Exit status: 0 done, 1 an image is missing or the file cannot be written, 2 nothing to export, or no such folder.
    """  # noqa: D301
    from srs.app.export import export_deck
    from srs.app.selection import select

    collection = setup.collection()
    store = setup.keep(collection.open_existing())
    selection = select(store, given, read_today(collection))
    target, report = export_deck(store, collection, output, selection)
    for problem in report.problems:
        print_text(f"srs: {problem}", err=True)
    if setup.as_json:
        print_json(
            {
                "file": str(target),
                "facts": report.facts,
                "cards": report.cards,
                "decks": report.decks,
                "media": report.media,
                "problems": len(report.problems),
            }
        )
    else:
        counts = ((report.facts, "note"), (report.cards, "card"), (report.decks, "deck"), (report.media, "media file"))
        print_text(f"{target}: {', '.join(counted(count, noun) for count, noun in counts)}")
    if report.problems:
        raise click.exceptions.Exit(1)

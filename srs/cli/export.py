"""`srs export`."""

from __future__ import annotations

import sys
from contextlib import contextmanager, nullcontext
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING

import click

from srs.cli.options import Setup, shared_options
from srs.cli.output import counted, print_json, print_text
from srs.cli.query import QueryCommand, query_argument
from srs.markdown.sanitise import visible

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TextIO

    from srs.app.export import Format
    from srs.model.outgoing import ExportReport

_FORMATS = ("apkg", "csv", "json", "markdown")
_STANDARD_OUTPUT = Path("-")


@click.command(cls=QueryCommand)
@query_argument()
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The file (default decks/NAME.apkg); - is standard output.",
)
@click.option(
    "--format",
    "chosen",
    type=click.Choice(_FORMATS),
    help="What to write (default: what the name of the file says, else apkg).",
)
@click.option(
    "--scheduling/--no-scheduling",
    default=True,
    help="With schedules and reviews (default), or as new cards, to share.",
)
@shared_options
def command(setup: Setup, given: tuple[str, ...], output: Path | None, chosen: str | None, scheduling: bool) -> None:
    """Write all active facts as a package that Anki imports: File > Import, or a double click.

    It carries when each card is due, what is remembered of it, every answer and the settings, so that Anki goes on where srs
    stands. Import it as often as you like: notes are updated where their text changed, never doubled, and what you learned in
    Anki stays. QUERY chooses the facts (see docs/commands.md); they go with all their cards. csv, json (a line a fact) and
    markdown are for everything else.

    \b
    Examples:
      srs export
      srs export -o ~/Desktop/ml.apkg
      srs export deck:papers -tag:draft -o papers.apkg --no-scheduling
      srs export is:leech -o leeches.csv
      srs export --format csv -o - | head

    Exit status: 0 done, 1 an image is missing or the file cannot be written, 2 nothing to export, or no such folder.
    """  # noqa: D301
    from srs.app.export import Format, Wanted, export_facts, format_named, no_package
    from srs.app.selection import select, today_of
    from srs.app.whole_file import is_passage
    from srs.cli.clock import at_ms, read_now
    from srs.cli.progress import progress_bar

    format_, is_shown = format_named(chosen, output), output == _STANDARD_OUTPUT
    if is_shown and format_ is Format.APKG:
        raise no_package("standard output")
    collection = setup.collection()
    store = setup.keep(collection.open_existing())
    now, presets = read_now(), collection.presets()
    clock = presets.clock(now)
    moment = clock.moment(at_ms(now))
    selection = select(store, given, today_of(clock, moment.at, presets.general))
    with _standard_output() if is_shown else nullcontext() as stream, progress_bar("Writing facts") as show:
        wanted = Wanted(selection, output, format_, scheduling, stream=stream)
        target, report = export_facts(store, collection, wanted, moment, clock, show)
    for problem in report.problems:
        print_text(f"srs: {problem}", err=True)
    # What went through a pipe may have gone to standard output, where a report would be a part of it.
    _report(target, report, format_, as_json=setup.as_json, err=is_shown or is_passage(target))
    if report.problems:
        raise click.exceptions.Exit(1)


class _Screen(TextIOWrapper):
    """A terminal, which no text of a note steers; a pipe gets every character as it is."""

    def write(self, text: str) -> int:
        """Write text with everything in it made visible."""
        return super().write(visible(text))


@contextmanager
def _standard_output() -> Iterator[TextIO]:
    """Give standard output for UTF-8 with the line ends it has, whatever text is printed with."""
    kind = _Screen if sys.stdout.isatty() else TextIOWrapper
    stream = kind(sys.stdout.buffer, "utf-8", newline="")
    try:
        yield stream
    finally:
        stream.detach()


def _report(target: Path, report: ExportReport, format_: Format, *, as_json: bool, err: bool) -> None:
    """Say what the file holds, each kind of thing that its format can hold."""
    if as_json:
        print_json(
            {
                "file": str(target),
                "facts": report.facts,
                "cards": report.cards,
                "reviews": report.reviews,
                "decks": report.decks,
                "media": report.media,
                "problems": len(report.problems),
            },
            err=err,
        )
        return
    counts = {"note": report.facts, "card": report.cards}
    if format_ in ("apkg", "json"):
        counts["review"] = report.reviews
    counts["deck"] = report.decks
    if format_ == "apkg":
        counts["media file"] = report.media
    print_text(f"{target}: {', '.join(counted(count, noun) for noun, count in counts.items())}", err=err)

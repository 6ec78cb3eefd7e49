"""`srs extract`."""

from __future__ import annotations

from pathlib import Path

import click

from srs.cli.options import Setup, shared_options
from srs.cli.output import counted, print_json, print_text, shorten

_INDENT = " " * 4


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@shared_options
def command(setup: Setup, paths: tuple[Path, ...]) -> None:
    """Show the facts that files or folders would give; nothing is stored.

    \b
    Examples:
      srs extract notes/glossary.md
      srs extract --json notes | jq .front

    Exit status: 0 done, 1 some file could not be read, 2 a path does not exist or is no note.
    """  # noqa: D301
    from srs.app.extract import extract_paths
    from srs.model import bracket_gaps

    problems = active = held_back = notes = 0
    for extraction in extract_paths(paths, setup.collection()):
        notes += bool(extraction.drafts)
        held_back += sum(bool(draft.held) for draft in extraction.drafts)
        active += sum(not draft.held for draft in extraction.drafts)
        for draft in extraction.drafts:
            if setup.as_json:
                from srs.cli.records import draft_record

                print_json(draft_record(draft))
            else:
                held = f"  (held: {draft.held})" if draft.held else ""
                front = bracket_gaps(draft.front).replace("\n", f"\n{_INDENT}")
                print_text(f"{draft.source}  {front}{held}", bold=True)
                if draft.back:
                    print_text(f"{_INDENT}{shorten(draft.back, 100)}")
        for problem in extraction.problems:
            problems += 1
            print_text(f"srs: {problem}", err=True)
    if not setup.as_json:
        told = f"{counted(active, 'fact')} in {counted(notes, 'note')}"
        print_text(f"{told}, {held_back} held (srs explain tells why)" if held_back else told, dim=True)
    if problems:
        raise click.exceptions.Exit(1)

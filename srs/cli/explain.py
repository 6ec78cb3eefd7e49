"""`srs explain`."""

from __future__ import annotations

import re

import click

from srs.cli.options import Setup, completed_by, shared_options
from srs.cli.output import print_json


@click.command()
@click.argument("place", metavar="PATH[:LINE]", shell_complete=completed_by("suggest_files"))
@shared_options
def command(setup: Setup, place: str) -> None:
    """Show a note with what became of each line: the card it is part of, or why it is none.

    With a line, only what concerns that line.

    \b
    Examples:
      srs explain notes/glossary.md
      srs explain notes/glossary.md:12

    Exit status: 0 done, also when the note gives nothing, 1 it cannot be read, 2 no such file or line.
    """  # noqa: D301
    from srs.app.explain import explain
    from srs.cli.explain_view import print_explanation

    found = re.fullmatch(r"(.+?):(\d+)", place)
    path, line = (found.group(1), int(found.group(2))) if found else (place, None)
    collection = setup.collection()
    store = setup.keep(collection.open_existing()) if collection.database.exists() else None
    explanation = explain(path, line, collection, store)
    if setup.as_json:
        for remark in explanation.remarks:
            print_json(remark.record)
        return
    print_explanation(explanation, line)

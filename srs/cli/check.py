"""`srs check`."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from srs.cli.options import Setup, shared_options
from srs.cli.output import counted, print_json, print_table, print_text

if TYPE_CHECKING:
    from collections.abc import Mapping


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--codes", is_flag=True, help="List the checks instead.")
@shared_options
def command(setup: Setup, paths: tuple[Path, ...], codes: bool) -> None:
    """Check the cards that notes give, as path:line: code message.

    Catches mechanical failures: a front that gives its answer away, a question about "it", damaged math, answers too
    long to recall, fronts that are asked twice. Cards with severe ones are held. Silence a check for all notes with
    off in [check], or for some with silence in a [[folder]] of srs.toml.

    \b
    Examples:
      srs check
      srs check notes/glossary.md --json
      srs check --codes

    Exit status: 0 nothing found, 1 something found, 2 a path does not exist or is no note, or there are none.
    """  # noqa: D301
    from srs.app.check import check
    from srs.cli.progress import progress_bar
    from srs.extract import CODES

    if codes:
        _print_codes(CODES, as_json=setup.as_json)
        return
    collection, found = setup.collection(), Counter[str]()
    with progress_bar("Reading notes") as progress:
        findings = list(check(collection, paths, progress))
    for finding in findings:
        source = finding.draft.source
        found[source.path] += 1
        if setup.as_json:
            print_json(
                {
                    "path": source.path,
                    "line": source.first_line,
                    "code": finding.code,
                    "message": finding.message,
                    "front": finding.draft.front,
                }
            )
        else:
            print_text(f"{source}: {finding.code} {finding.message}")
    if not setup.as_json:
        print_text(
            f"{counted(found.total(), 'finding')} in {counted(len(found), 'note')}" if found else "Nothing found.",
            dim=True,
        )
    if found:
        raise click.exceptions.Exit(1)


def _print_codes(codes: Mapping[str, str], *, as_json: bool) -> None:
    if not as_json:
        print_table(codes.items())
        return
    for code, meaning in codes.items():
        print_json({"code": code, "meaning": meaning})

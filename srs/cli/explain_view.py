"""A note with a gutter that tells what became of each line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from srs.cli.output import print_text, shorten

if TYPE_CHECKING:
    from srs.app.explain import Explanation

_COLOURS = {"+": "green", "?": "magenta", "-": "yellow", "!": "red"}
_WIDTH = 100


def print_explanation(explanation: Explanation, line: int | None) -> None:
    """Print the note with its remarks, or only what concerns one line."""
    first, last = 1, len(explanation.lines)
    if line is not None:
        first = min([line, *(remark.first_line for remark in explanation.remarks)])
        last = max([line, *(remark.last_line for remark in explanation.remarks)])
    for number in range(first, last + 1):
        for remark in explanation.remarks:
            if remark.first_line == number:
                click.secho(f"      {remark.sign} ", fg=_COLOURS[remark.sign], nl=False)
                print_text(shorten(remark.text, _WIDTH), fg=_COLOURS[remark.sign])
        inside = [remark for remark in explanation.remarks if remark.first_line <= number <= remark.last_line]
        click.secho(f"{number:5} ", dim=True, nl=False)
        click.secho("│ " if inside else "  ", fg=_COLOURS[inside[0].sign] if inside else None, nl=False)
        print_text(explanation.lines[number - 1])
    if not explanation.remarks:
        where = f"Line {line}" if line else "The note"
        print_text(f"{where} holds nothing that names or asks.", dim=True)

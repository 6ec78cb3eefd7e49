"""A note with a gutter that tells what became of each line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from srs.cli.output import print_text, print_wrapped, shorten

if TYPE_CHECKING:
    from srs.app.explain import Explanation

_COLOURS = {"+": "green", "?": "magenta", "-": "yellow", "!": "red"}
_WIDTH = 100
_GUTTER = " " * 8
_ADVICE = {
    "what stands below the heading does not say what it is": (
        "To ask for a heading, begin the text below it with its name: 'Paging is ...', or write '**Paging**: ...'."
    ),
    "no column of the table holds terms": "To ask for the rows of a table, head its first column 'Term'.",
    "a lone 'label: text' paragraph is hardly ever a card": (
        "To ask for a line 'Term: meaning', set the term in bold, or write several in a list."
    ),
}
"""What to write where a reader may have meant a card."""


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
                print_wrapped(shorten(remark.text, _WIDTH), _GUTTER, begun=True, fg=_COLOURS[remark.sign])
        inside = [remark for remark in explanation.remarks if remark.first_line <= number <= remark.last_line]
        click.secho(f"{number:5} ", dim=True, nl=False)
        click.secho("│ " if inside else "  ", fg=_COLOURS[inside[0].sign] if inside else None, nl=False)
        print_wrapped(explanation.lines[number - 1], _GUTTER, begun=True)
    for advice in dict.fromkeys(
        _ADVICE[one.text] for one in explanation.remarks if one.sign == "-" and one.text in _ADVICE
    ):
        print_wrapped(advice, dim=True)
    if not explanation.remarks:
        where = f"Line {line}" if line else "The note"
        print_text(f"{where} holds nothing that names or asks.", dim=True)

"""What changed in a text, on a line or two."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from srs.cli.output import has_colour
from srs.markdown.sanitise import visible
from srs.markdown.width import Span, wrap
from srs.reconcile.diff import GAP, legible, set_off, shortened

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from srs.reconcile.diff import Piece

_STYLES: tuple[dict[str, Any], ...] = ({}, {"fg": "red", "strikethrough": True}, {"fg": "green"}, {"dim": True})
_NUMBERS = {"same": 0, "gone": 1, "come": 2}
_LABEL = 3
_SHORTER = ((8, None), (4, None), (4, 12), (3, 6), (2, 3))
"""How many words to leave around changes, and at the ends of long ones: the first that fits is taken."""


def print_diff(
    before: tuple[str, str], after: tuple[str, str], *, indent: str, width: int, most_lines: int = 2
) -> None:
    """Print what changed of front and back, each on `most_lines` lines at most; nothing for a change of spaces."""
    for name, old, new in zip(("front  ", "back   "), map(_flat, before), map(_flat, after), strict=True):
        if old == new:
            continue
        room = max(width - len(indent + name), 20)
        for number, line in enumerate(_lines(legible(old, new), room, most_lines)):
            label = Span(indent + (" " * len(name) if number else name), _LABEL)
            click.echo("".join(map(_paint, (label, *line))))


def print_correction(pieces: tuple[Piece, ...], *, is_right: bool, width: int) -> None:
    """Print a typed answer with what had to be corrected in it."""
    mark = "✓ " if is_right else "✗ "
    click.secho(mark, fg="green" if is_right else "red", bold=True, nl=False)
    for number, line in enumerate(wrap(_spans(pieces), max(width - len(mark), 20))):
        click.echo(" " * len(mark) * bool(number) + "".join(map(_paint, line)))


def _flat(text: str) -> str:
    """Return a text as one harmless line."""
    return " ".join(visible(text).split())


def _paint(span: Span) -> str:
    return click.style(span.text, **_STYLES[span.style]) if span.style and has_colour() else span.text


def _lines(pieces: tuple[Piece, ...], width: int, most: int) -> list[list[Span]]:
    """Lay a diff out, with as much of it left out as it takes."""
    lines = wrap(_spans(pieces), width)
    for around, changed in _SHORTER:
        if len(lines) <= most:
            return lines
        lines = wrap(_spans(shortened(pieces, around, changed)), width)
    return lines if len(lines) <= most else [*lines[: most - 1], [*lines[most - 1], Span(GAP.rstrip())]]


def _spans(pieces: Iterable[Piece]) -> Iterator[Span]:
    for kind, text in set_off(pieces, colour=has_colour()):
        yield Span(text, _NUMBERS[kind])

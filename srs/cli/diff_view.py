"""What changed in a text, on a line or two."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from srs.cli.output import has_colour
from srs.markdown.sanitise import visible
from srs.markdown.width import Span, is_east_asian, wrap
from srs.reconcile.diff import GAP, Piece, shortened, word_diff

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_STYLES: tuple[dict[str, Any], ...] = ({}, {"fg": "red", "strikethrough": True}, {"fg": "green"}, {"dim": True})
_NUMBERS = {"same": 0, "gone": 1, "come": 2}
_LABEL = 3
_MARKS = {"gone": ("[-", "-]"), "come": ("{+", "+}")}
"""Where there are no colours, as `git diff --word-diff` writes it."""
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
        pieces = word_diff(old, new)
        if sum(len(piece.text) for piece in pieces if piece.kind == "same") * 2 < min(len(old), len(new)):
            # Little is left of it: word by word nobody could read it.
            pieces = (Piece("gone", old), Piece("come", new))
        for number, line in enumerate(_lines(pieces, room, most_lines)):
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
    """Mark what changed; spaces around it are left unmarked, unless they are what changed."""
    colour = has_colour()
    behind = ""
    for kind, text in pieces:
        begin, end = ("", "") if colour or kind == "same" else _MARKS[kind]
        bare = text.strip() or text
        left, right = text.split(bare, 1)
        # Where a terminal shows no strike, a word that is gone would run into the one that has come.
        if colour and kind == "come" and behind and not behind.isspace() and not is_east_asian(behind):
            left = " "
        yield from (Span(left), Span(begin + bare + end, _NUMBERS[kind]), Span(right))
        behind = text[-1] if kind == "gone" else ""

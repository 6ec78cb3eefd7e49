"""Prints reports: as text with everything from a note made harmless, or as JSON lines."""

from __future__ import annotations

import os
import sys
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

import click

from srs.app.wording import counted as counted  # noqa: PLC0414  (commands take all their helpers from here)
from srs.app.wording import front_told as front_told  # noqa: PLC0414
from srs.app.wording import shorten as shorten  # noqa: PLC0414
from srs.markdown.sanitise import visible
from srs.model.pattern import pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_USUAL_WIDTH = 80
_WIDEST_COLUMN = 40
_NARROWEST = 20
_ROWS_FOR_WIDTHS, _ROWS_AT_ONCE = 1000, 100
_STEERING = pattern("[\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
"""Characters that steer a terminal or the order of what it shows, hide in it, or end a line for some readers, and that JSON may hold as they are."""


def is_terminal() -> bool:
    """Tell whether somebody sits there to be asked."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def has_screen() -> bool:
    """Tell whether somebody sits at a terminal that can be drawn on; the screen is drawn through standard error."""
    return is_terminal() and os.environ.get("TERM") != "dumb" and sys.stderr.isatty()


def has_colour() -> bool:
    """Tell whether standard output shows colours, and the user has not turned them off (https://no-color.org)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def terminal_width() -> int:
    """Return the columns of the terminal, or 80, as `shutil` does, which takes 2 ms to import."""
    try:
        return int(os.environ.get("COLUMNS", "0")) or os.get_terminal_size(sys.stdout.fileno()).columns or _USUAL_WIDTH
    except (ValueError, OSError):
        return _USUAL_WIDTH


def print_json(record: dict[str, Any], *, err: bool = False) -> None:
    """Print one JSON line; keys keep their order and text stays as it is. With `err` it goes to standard error."""
    import json

    text = _STEERING.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(record, ensure_ascii=False))
    # Half of a surrogate pair has no UTF-8; written as `\udc80` it is JSON's own escape.
    click.echo(text.encode("utf-8", "backslashreplace"), err=err)


def print_text(text: str = "", **style: Any) -> None:
    """Print a line that may hold words from a note."""
    click.secho(visible(text), **style)


def print_wrapped(text: str, indent: str = "", *, begun: bool = False, **style: Any) -> None:
    """Print words from a note; in a terminal lines break between words, each behind the indent, which the first may have already."""
    text = visible(text)
    if sys.stdout.isatty():
        from textwrap import TextWrapper

        width = max(terminal_width() - len(indent), _NARROWEST)
        lines = TextWrapper(width, break_on_hyphens=False, replace_whitespace=False).wrap(text) or [""]
    else:
        lines = [text]
    click.secho(("" if begun else indent) + f"\n{indent}".join(lines), **style)


def print_table(rows: Iterable[tuple[str, ...]]) -> int:
    """Print rows with their columns under each other, and return how many; in a terminal no line is longer than it is wide.

    Elsewhere one long cell does not make all other lines as long: most readers there are programs. Rows are printed as they come;
    the columns are as wide as the first thousand need.
    """
    from srs.markdown.width import clip

    width = 0
    if sys.stdout.isatty():
        import shutil  # slow to import, and a command that prints no table in a terminal need not wait for it

        width = shutil.get_terminal_size().columns
    count, lines = 0, _lines_of(rows, sys.maxsize if width else _WIDEST_COLUMN)
    while few := list(islice(lines, _ROWS_AT_ONCE)):
        click.echo("\n".join(clip(line, width) for line in few) if width else "\n".join(few))
        count += len(few)
    return count


def table_lines(rows: Iterable[tuple[str, ...]], widest: int = sys.maxsize) -> list[str]:
    """Lay rows out with their columns under each other, a line a row; a cell that is wider than the widest column moves the rest."""
    return list(_lines_of(rows, widest))


def _lines_of(rows: Iterable[tuple[str, ...]], widest: int) -> Iterator[str]:
    """Yield the lines of a table; of a long one the first rows say how wide its columns are."""
    from srs.markdown.width import display_width

    shown = (tuple(visible(cell) for cell in row) for row in rows)
    first = list(islice(shown, _ROWS_FOR_WIDTHS))
    columns = range(len(first[0]) - 1 if first else 0)
    widths = [min(max(display_width(row[column]) for row in first), widest) for column in columns]
    for row in chain(first, shown):
        cells = [cell + " " * (width - display_width(cell)) for cell, width in zip(row, widths, strict=False)]
        yield "  ".join([*cells, row[-1]]).rstrip()

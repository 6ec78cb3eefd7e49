"""Prints reports: as text with everything from a note made harmless, or as JSON lines."""

from __future__ import annotations

import os
import sys
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

import click

from srs.app.wording import counted as counted  # noqa: PLC0414  (commands take all their helpers from here)
from srs.app.wording import front_told as front_told  # noqa: PLC0414
from srs.app.wording import left_out_told
from srs.app.wording import shorten as shorten  # noqa: PLC0414
from srs.markdown.sanitise import visible
from srs.model.pattern import pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_USUAL_WIDTH = 80
_WIDEST_COLUMN = 40
_NARROWEST = 20
_GAP, _BELOW = "  ", "    "
"""What stands between two columns, and before those that had no room in the line of their row."""
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

    Columns that have no room there stand in lines of their own below their row, and only what is too long for a line is cut.
    Elsewhere one long cell does not make all other lines as long: most readers there are programs. Rows are printed as they come;
    the columns are as wide as the first thousand need.
    """
    room = terminal_width() if sys.stdout.isatty() else None
    count, lines = 0, _lines_of(rows, _WIDEST_COLUMN if room is None else sys.maxsize, room)
    while few := list(islice(lines, _ROWS_AT_ONCE)):
        click.echo("\n".join(few))
        count += len(few)
    return count


def print_figures(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> None:
    """Print a table whose rows are known by their first cell; columns without room stand in a table below, which begins with it again."""
    table = [head, *rows]
    if not sys.stdout.isatty():
        print_table(table)
        return
    from srs.markdown.width import display_width

    first, *others = (max(map(display_width, column)) for column in zip(*table, strict=True))
    start = first + len(_GAP)
    for number, columns in enumerate(_fold(others, terminal_width(), start, start)):
        if number:
            click.echo()
        print_table((row[0], *(row[column + 1] for column in columns)) for row in table)


def print_left_out(names: Iterable[str]) -> None:
    """Say which columns there was no room for."""
    print_wrapped(left_out_told(names), dim=True)


def table_lines(rows: Iterable[tuple[str, ...]], widest: int = sys.maxsize) -> list[str]:
    """Lay rows out with their columns under each other, a line a row; a cell that is wider than the widest column moves the rest."""
    return list(_lines_of(rows, widest, None))


def _lines_of(rows: Iterable[tuple[str, ...]], widest: int, room: int | None) -> Iterator[str]:
    """Yield the rows of a table; of a long one the first rows say how wide its columns are, and what stands in lines of its own."""
    from srs.markdown.width import clip, display_width

    shown = (tuple(visible(cell) for cell in row) for row in rows)
    first = list(islice(shown, _ROWS_FOR_WIDTHS))
    widths = [min(max(map(display_width, column)), widest) for column in zip(*first, strict=False)]
    # The last column may be cut where enough of it is left.
    needs = [*widths[:-1], *(min(width, _NARROWEST) for width in widths[-1:])]
    folded = [range(len(widths))] if room is None else _fold(needs, room, 0, len(_BELOW))
    for row in chain(first, shown):
        cells = [cell + " " * (width - display_width(cell)) for cell, width in zip(row[:-1], widths, strict=False)]
        cells.append(row[-1])
        lines = [_GAP.join(cells[column] for column in columns).rstrip() for columns in folded]
        below = [_BELOW + line for line in lines[1:] if line]
        yield "\n".join(line if room is None else clip(line, room) for line in (lines[0], *below))


def _fold(widths: Sequence[int], room: int, start: int, again: int) -> list[range]:
    """Return which columns go into the first line, where so much is taken already, and which into each below it."""
    folded, begin, used = [], 0, start
    for column, width in enumerate(widths):
        if column > begin and used + width > room:
            folded.append(range(begin, column))
            begin, used = column, again
        used += width + len(_GAP)
    return [*folded, range(begin, len(widths))]

"""All figures of `srs stats` on a terminal or in a pipe."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from srs.charts.page import NARROWEST, WIDEST, sections
from srs.charts.shapes import IN_ASCII, SHADES
from srs.cli.output import has_colour

if TYPE_CHECKING:
    from srs.app.stats import Stats

_USUAL = 80


def print_stats(stats: Stats) -> None:
    """Print all figures, in colours where there are some."""
    text = "\n\n".join("\n".join(lines) for lines in sections(stats, _width()))
    text = text if _can_draw() else text.translate(IN_ASCII)
    click.echo(text if has_colour() else click.unstyle(text))


def _width() -> int:
    if not sys.stdout.isatty():
        return _USUAL
    import shutil

    return min(max(shutil.get_terminal_size().columns, NARROWEST), WIDEST)


def _can_draw() -> bool:
    """Tell whether the output takes blocks, which that of older Windows pipes does not."""
    try:
        SHADES.encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        return False
    return True

"""Headings, tables and numbers, painted with the sixteen colours of a terminal; who prints them takes colours out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from srs.app.wording import counted, left_out_told
from srs.markdown.width import Span, clip, display_width, wrap

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from srs.charts.shapes import Line
    from srs.stats.tally import Recall

_MANY_SECONDS = _MANY_HOURS = 100
_CODES: Final = {
    "bold": 1,
    "dim": 2,
    "red": 31,
    "green": 32,
    "yellow": 33,
    "blue": 34,
    "magenta": 35,
    "cyan": 36,
}
"""Of ECMA-48's SGR."""


class Table(NamedTuple):
    """A table with its head, its first column to the left and the others to the right."""

    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    gap: int = 3

    @property
    def widths(self) -> list[int]:
        """Return how many columns of the terminal each of its own takes."""
        every = (self.head, *self.rows)
        return [max(display_width(row[place]) for row in every) for place in range(len(self.head))]

    @property
    def width(self) -> int:
        """Return how wide it is."""
        return sum(self.widths) + self.gap * (len(self.head) - 1)

    def lines(self) -> Iterator[str]:
        """Yield its lines, the head dim."""
        widths = self.widths
        for number, row in enumerate((self.head, *self.rows)):
            pads = [" " * (size - display_width(cell)) for cell, size in zip(row, widths, strict=True)]
            cells = [row[0] + pads[0], *(pad + cell for cell, pad in zip(row[1:], pads[1:], strict=True))]
            line = (" " * self.gap).join(cells).rstrip()
            yield line if number else paint(line, "dim")


def first_fit(width: int, *tables: Table) -> Iterator[str]:
    """Yield the lines of the first table that has room, else of the last, and which columns of the first one it is without."""
    shown = next((table for table in tables if table.width <= width), tables[-1])
    yield from shown.lines()
    yield from left_out([name for name in tables[0].head if name not in shown.head], width)


def left_out(names: Sequence[str], width: int) -> Iterator[str]:
    """Yield which columns there was no room for, if any."""
    if names:
        for line in wrap([Span(left_out_told(names))], width):
            yield paint("".join(span.text for span in line), "dim")


def paint(text: str, style: str) -> str:
    """Return a text in a colour, `bold` or `dim`."""
    return f"\x1b[{_CODES[style]}m{text}\x1b[0m" if text else text


def title(text: str, remark: str, width: int) -> Iterator[str]:
    """Yield a heading with a remark behind it, or below it where there is no room."""
    if display_width(f"{text}  {remark}") <= width:
        yield paint(text, "bold") + ("  " + paint(remark, "dim") if remark else "")
    else:
        yield paint(text, "bold")
        yield paint(clip(remark, width), "dim")


def drawn(lines: Sequence[Line], colour: str) -> Iterator[str]:
    """Yield the lines of a chart in a colour, its labels dim."""
    for line in lines:
        label = line.label if line.drawn or line.note else line.label.rstrip()
        yield paint(label, "dim") + paint(line.drawn, colour) + line.note


def share_of(recall: Recall) -> str:
    """Return the share that passed and of how many: `91.2 % of 114`."""
    return f"{percent(recall.share)} of {recall.total:,}" if recall.total else "-"


def percent(share: float | None, digits: int = 1) -> str:
    """Return a share in per cent."""
    return "-" if share is None else f"{share * 100:.{digits}f} %"


def number(value: float) -> str:
    """Return a whole number."""
    return f"{value:,.0f}"


def last(days: int) -> str:
    """Name the days up to today."""
    return f"last {counted(days, 'day')}"


def span(taken_ms: float) -> str:
    """Return a time as a person says it."""
    seconds = round(taken_ms / 1000)
    if seconds < _MANY_SECONDS:
        return f"{seconds} s"
    hours, minutes = divmod(round(seconds / 60), 60)
    if hours >= _MANY_HOURS:
        return f"{hours:,} h"
    return f"{hours} h {minutes:02} min" if hours else f"{minutes} min"


def span_on_axis(taken_ms: float) -> str:
    """Return a time at an axis, whose foot needs no unit."""
    return span(taken_ms) if taken_ms else "0"

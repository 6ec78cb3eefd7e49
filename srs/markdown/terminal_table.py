"""Tables on a terminal: aligned columns if they fit, else one line for each cell."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from srs.markdown.terminal_inline import STRONG
from srs.markdown.width import Span, display_width, wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

Cell = list[Span]
Line = list[Span]

_BETWEEN = "  "
_HANGING = "  "


def lay_out_table(rows: Sequence[Sequence[Cell]], alignments: Sequence[str], width: int) -> list[Line]:
    """Return the lines of a table whose first row is its header; `alignments` are Left, Right, Center or None."""
    flat = [[_flatten(cell) for cell in row] for row in rows]
    columns = [max(map(_cell_width, column)) for column in zip_longest(*flat, fillvalue=[])]
    if sum(columns) + len(_BETWEEN) * (len(columns) - 1) > width:
        return _list_cells(flat, width)
    header, *body = [_align(row, columns, alignments) for row in flat]
    if not any(map(_cell_width, flat[0])):
        return body
    underline = [Span(_BETWEEN.join("─" * column for column in columns))]
    return [_emphasise(header), underline, *body]


def _flatten(cell: Cell) -> Cell:
    return [Span(span.text.replace("\n", " "), span.style) for span in cell]


def _cell_width(cell: Cell) -> int:
    return display_width("".join(span.text for span in cell))


def _emphasise(line: Line) -> Line:
    return [Span(span.text, span.style | STRONG) if span.text.strip() else span for span in line]


def _align(row: Sequence[Cell], columns: Sequence[int], alignments: Sequence[str]) -> Line:
    line: Line = []
    for cell, column, alignment in zip(row, columns, alignments, strict=False):
        free = column - _cell_width(cell)
        left = {"Right": free, "Center": free // 2}.get(alignment, 0)
        line += [Span(_BETWEEN if line else ""), Span(" " * left), *cell, Span(" " * (free - left))]
    return line


def _list_cells(rows: Sequence[Sequence[Cell]], width: int) -> list[Line]:
    """Write each cell as `header: cell`, with an empty line between rows."""
    header, *body = rows
    if not body:
        return [line for cell in header for line in _hang(_emphasise(cell), width)]
    lines: list[Line] = []
    for row in body:
        if lines:
            lines.append([])
        for name, cell in zip(header, row, strict=False):
            label = [*_emphasise(name), Span(": ")] if _cell_width(name) else []
            lines += _hang([*label, *cell], width)
    return lines


def _hang(spans: Line, width: int) -> list[Line]:
    first, *others = wrap(spans, width - len(_HANGING))
    return [first, *([Span(_HANGING), *line] for line in others)]

"""What a benchmark returns, and the one way in which it is written down."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


@dataclass(frozen=True, slots=True)
class Table:
    """What was measured: a sentence that says it, columns, and rows of so many cells. Without columns it is the sentence alone."""

    says: str
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


def table(says: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Table:
    """Return a table of cells of any kind; each row has to have as many as there are columns."""
    cells = tuple(tuple(map(str, row)) for row in rows)
    assert all(len(row) == len(columns) for row in cells), (columns, cells)
    return Table(says, tuple(columns), cells)


def markdown(tables: Iterable[Table]) -> str:
    """Write tables one below the other."""
    return "\n\n".join("\n".join(_lines(one)) for one in tables)


def _lines(one: Table) -> Iterable[str]:
    if one.says:
        yield one.says
    if one.columns:
        if one.says:
            yield ""
        yield _line(one.columns)
        yield "|" + "---|" * len(one.columns)
        yield from map(_line, one.rows)


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |".replace("|  |", "| |").replace("|  |", "| |")


def milliseconds(value: float) -> str:
    """Write a time given in milliseconds, with as many digits as mean something."""
    if value >= 10_000:
        return f"{value / 1000:.0f} s"
    if value >= 1000:
        return f"{value / 1000:.1f} s"
    return f"{value:.0f} ms" if value >= 10 else f"{value:.1f} ms" if value >= 1 else f"{value:.2f} ms"


def seconds(value: float) -> str:
    """Write a time given in seconds."""
    return f"{value:.0f} s" if value >= 100 else f"{value:.1f} s" if value >= 10 else f"{value:.2f} s"


def ratio(value: float) -> str:
    """Write how many times one is of the other."""
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def megabytes(value: float) -> str:
    """Write a size given in MB."""
    return f"{value:.0f} MB" if value >= 10 else f"{value:.1f} MB"
